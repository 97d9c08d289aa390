import type { html, nothing, ReactiveElement } from 'lit';
import type { Comment, ReportReason } from '../../worker/contract/comment';
import type { Reversal, Statement } from '../../worker/contract/statement';
import type { ObjectingTexts } from '../locales/en/objecting';
import { ask } from './asking';
import type { Discussion } from './discussion';
import styles from './objecting.css';
import type { RequestFailed } from './thread-client';
import { textsFor, threadAround } from './voice';

/** What of Lit is needed here. Handed in, so that what every reader loads stays one file. */
interface Lit {
  html: typeof html;
  nothing: typeof nothing;
}

/** The element of the comment that it is about. */
interface Commented extends ReactiveElement {
  readonly comment: Comment;
  readonly discussion: Discussion;
  objecting: { render(): unknown } | undefined;
}

/** `wrong`: what the server said about which field. */
type Sending = 'filling' | 'sending' | 'sent' | { failed: string; wait: number; wrong: Record<string, string> };

const reasons = ['spam', 'insult', 'privacy', 'illegal', 'other'] as const satisfies readonly ReportReason[];

/** Opens it under a comment, in the language of the thread. Throws where the texts do not arrive. */
export async function open(element: Commented, lit: Lit): Promise<void> {
  const texts = await textsFor(threadAround(element), 'objecting');
  element.objecting = new Objecting(element, lit, texts);
  await element.updateComplete;
  element.renderRoot.querySelector<HTMLElement>('[part~=objection] :is(input, textarea, a)')?.focus();
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/**
 * What can be said against a comment or a decision: an author reads why theirs was turned down and appeals; everybody
 * else reports, or gives notice of illegal content (Regulation (EU) 2022/2065, Articles 16, 17 and 20).
 */
export class Objecting {
  readonly #element: Commented;
  readonly #lit: Lit;
  #sending: Sending = 'filling';
  #illegal = false;

  readonly texts: ObjectingTexts;

  constructor(element: Commented, lit: Lit, texts: ObjectingTexts) {
    this.#element = element;
    this.texts = texts;
    this.#lit = lit;
    const root = element.renderRoot.getRootNode() as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  render() {
    const { own } = this.#element.comment;
    if (own?.statement) return this.#renderStatement(own.statement, own.link);
    return own?.reversal ? this.#renderReversal(own.reversal, own.link) : this.#renderReport();
  }

  #renderStatement({ text, appeal }: Statement, link: string) {
    const { html } = this.#lit;
    const { texts } = this;
    return html`<div part="objection">
      <p part="statement">${text}</p>
      ${
        this.#sending === 'sent' || appeal !== 'possible'
          ? html`<p part="outcome" role="status">${texts.appeals[appeal === 'possible' ? 'open' : appeal]}</p>`
          : html`<form part="form" novalidate @submit=${this.#handleSubmit} @input=${this.#handleInput}>
              ${this.#renderArea('text', texts.appeal, 2000)} ${this.#renderFoot(texts.sendAppeal)}
            </form>`
      }
      ${this.#renderLink(link)}
    </div>`;
  }

  #renderReversal({ text }: Reversal, link: string) {
    return this.#lit.html`<div part="objection"><p part="statement">${text}</p>${this.#renderLink(link)}</div>`;
  }

  #renderLink(link: string) {
    const { texts } = this;
    const { href } = new URL(link, this.#element.discussion.client.server);
    return this.#lit.html`<p part="private" class="muted"><a href=${href}>${texts.link}</a> ${texts.linkHint}</p>`;
  }

  #renderReport() {
    const { html } = this.#lit;
    const { texts } = this;
    if (this.#sending === 'sent')
      return html`<p part="objection outcome" role="status" tabindex="-1">${this.#illegal ? texts.noticed : texts.reported}</p>`;
    return html`<form part="objection form" novalidate aria-labelledby=${this.#id('why')} @submit=${this.#handleSubmit} @keydown=${this.#handleKey} @input=${this.#handleInput}>
      <fieldset role="radiogroup" aria-required="true" aria-invalid=${this.#invalid('reason')} aria-describedby=${this.#id('reason-error')}>
        <legend part="label" id=${this.#id('why')}>${texts.why}</legend>
        ${reasons.map(
          (reason) =>
            html`<label part="choice" class="choice"><input type="radio" name="reason" value=${reason} @change=${() => this.#choose(reason)} />${texts.reasons[reason]}</label>`,
        )}
        ${this.#renderError('reason')}
      </fieldset>
      ${
        this.#illegal
          ? html`<p part="hint" class="muted">${texts.noticeHint}</p>
              ${this.#renderArea('explanation', texts.explanation, 5000)}
              ${this.#renderField('name', 'text', texts.name)} ${this.#renderField('email', 'email', texts.email)}
              <label part="choice" class="choice"><input type="checkbox" name="goodFaith" aria-invalid=${this.#invalid('goodFaith')} aria-describedby=${this.#id('goodFaith-error')} />${texts.goodFaith}</label>
              ${this.#renderError('goodFaith')}`
          : html`${this.#renderArea('note', texts.note, 1000)}`
      }
      ${this.#renderFoot(this.#illegal ? texts.sendNotice : texts.send)}
    </form>`;
  }

  #renderArea(name: string, label: string, longest: number) {
    return this.#lit
      .html`<label part="label" for=${this.#id(name)}>${label}</label><textarea part="field" id=${this.#id(name)} name=${name} rows="3" dir="auto" maxlength=${longest} aria-invalid=${this.#invalid(name)} aria-describedby=${this.#id(`${name}-error`)}></textarea>${this.#renderError(name)}`;
  }

  #renderField(name: 'name' | 'email', type: string, label: string) {
    const value = this.#element.discussion.client.storage.get('author')?.[name] ?? '';
    return this.#lit
      .html`<label part="label" for=${this.#id(name)}>${label}</label><input part="field" id=${this.#id(name)} name=${name} type=${type} dir="auto" autocomplete=${name} value=${value} aria-invalid=${this.#invalid(name)} aria-describedby=${this.#id(`${name}-error`)} />${this.#renderError(name)}`;
  }

  #renderError(name: string) {
    const { errors } = this.texts;
    const error = errors[`${name} ${this.#wrong[name]}`] ?? errors[name] ?? errors.other;
    return this.#lit
      .html`<p part="error" id=${this.#id(`${name}-error`)} ?hidden=${this.#invalid(name) === 'false'}>${error}</p>`;
  }

  #renderFoot(send: string) {
    const { html, nothing } = this.#lit;
    const sending = this.#sending;
    const { texts } = this;
    const failed = typeof sending === 'object' && Object.keys(sending.wrong).length === 0 ? sending : undefined;
    return html`${failed ? html`<p part="failure" role="alert">${texts.failures[failed.failed] ?? texts.failures.other} ${this.#again(failed)}</p>` : nothing}
      <div part="buttons">
        <button part="button send" class="main" aria-disabled=${sending === 'sending'}>${send}</button>
        <button part="button" type="button" class="link" @click=${this.#close}>${texts.cancel}</button>
      </div>`;
  }

  /** When it may be tried again, where the server says so. */
  #again({ failed, wait }: { failed: string; wait: number }): string {
    if (Number.isNaN(wait)) return failed === 'too-many' ? this.texts.againLater : '';
    const format = new Intl.RelativeTimeFormat(this.#element.discussion.texts.language);
    return this.texts.again(wait < 90 ? format.format(wait, 'second') : format.format(Math.ceil(wait / 60), 'minute'));
  }

  /** Comments stand in one tree, so that each has ids of its own. */
  #id(name: string): string {
    return `${name}-${this.#element.comment.id}`;
  }

  get #wrong(): Record<string, string> {
    return typeof this.#sending === 'object' ? this.#sending.wrong : {};
  }

  #invalid(name: string): 'true' | 'false' {
    return name in this.#wrong ? 'true' : 'false';
  }

  #choose(reason: ReportReason): void {
    this.#illegal = reason === 'illegal';
    this.#show('filling');
  }

  #show(sending: Sending): void {
    this.#sending = sending;
    this.#element.requestUpdate();
  }

  readonly #close = async () => {
    const element = this.#element;
    element.objecting = undefined;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('[part~=report]')?.focus();
  };

  /** Escape closes what is empty; what somebody has written is not thrown away by a key. */
  readonly #handleKey = ({ key, currentTarget }: KeyboardEvent) => {
    const areas = [...(currentTarget as HTMLFormElement).querySelectorAll('textarea')];
    if (key === 'Escape' && areas.every(({ value }) => value === '')) this.#close();
  };

  /** What is being put right is not wrong any more. */
  readonly #handleInput = (event: Event) => {
    delete this.#wrong[(event.target as HTMLInputElement).name];
    this.#element.requestUpdate();
  };

  readonly #handleSubmit = async (event: Event) => {
    event.preventDefault();
    if (this.#sending === 'sending') return;
    const { comment, discussion } = this.#element;
    const { reason, goodFaith, ...fields } = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    const [part, body] = comment.own?.statement
      ? (['appeal', fields] as const)
      : this.#illegal
        ? (['notices', { ...fields, goodFaith: goodFaith === 'on' }] as const)
        : (['reports', { ...fields, reason }] as const);
    this.#show('sending');
    try {
      await ask<`POST /comments/{id}/${typeof part}`>(
        discussion.client,
        `comments/${comment.id}/${part}`,
        undefined,
        body,
      );
      this.#show('sent');
    } catch (error) {
      const { code, errors, wait } = error as RequestFailed;
      const wrong = Object.fromEntries(errors.map(({ pointer, code }) => [pointer.slice(1), code]));
      this.#show({ failed: code, wait: Number.parseInt(wait ?? '', 10), wrong });
    }
    await this.#element.updateComplete;
    const place = this.#element.renderRoot.querySelector<HTMLElement>(places);
    // A field or a button has the focus anyway; a sentence is given it.
    if (place?.matches('p')) place.tabIndex = -1;
    place?.focus();
  };
}

/** Where the focus goes after sending: into what is wrong, else to what is said. */
const places =
  '[part~=objection] :is([aria-invalid=true]:not(fieldset), fieldset[aria-invalid=true] input, [role=alert], [role=status]), [part~=objection][role=status]';
