import type { html } from 'lit';
import type { Own } from '../../worker/contract/comment';
import type { OwnTexts } from '../locales/en/own';
import type { WritingTexts } from '../locales/en/writing';
import { ask } from './asking';
import styles from './objecting.css';
import type { Noting, OwnElement } from './thread';
import type { RequestFailed } from './thread-client';
import { textsFor, threadAround } from './voice';

type State =
  | { kind: 'writing' | 'asking' | 'sending' }
  | { kind: 'refused'; code: string }
  | { kind: 'failed'; code: string };

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Opens it below one's own comment, in the language of the thread. Throws where the texts do not arrive. */
export async function open(element: OwnElement, lit: typeof html, noting: Noting): Promise<void> {
  const thread = threadAround(element);
  const [own, writing] = await Promise.all([textsFor(thread, 'own'), textsFor(thread, 'writing')]);
  const root = element.renderRoot.getRootNode() as ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  element.objecting = new Changing(element, lit, noting, own, writing);
  await element.updateComplete;
  element.renderRoot.querySelector<HTMLElement>('[part~=objection] textarea')?.focus();
}

/** A form in which an author changes their comment, or takes it back. */
class Changing {
  readonly #element: OwnElement;
  readonly #lit: typeof html;
  readonly #noting: Noting;
  readonly #texts: OwnTexts;
  readonly #writing: WritingTexts;
  #body: string;
  /** Which text is changed… */
  #version: number | undefined;
  /** …and where there is another by now, that one. */
  #elsewhere: string | undefined;
  #state: State = { kind: 'writing' };

  constructor(element: OwnElement, lit: typeof html, noting: Noting, texts: OwnTexts, writing: WritingTexts) {
    this.#element = element;
    this.#lit = lit;
    this.#noting = noting;
    this.#texts = texts;
    this.#writing = writing;
    this.#body = element.comment.own?.body ?? '';
    this.#version = element.comment.own?.version;
  }

  render() {
    const { errors, markdown } = this.#writing;
    const state = this.#state;
    const texts = this.#texts;
    const id = `change-${this.#element.comment.id}`;
    const error = state.kind === 'refused' && (errors[`body ${state.code}`] ?? errors[state.code] ?? errors.other);
    return this
      .#lit`<form part="objection form" novalidate aria-labelledby=${`${id}-label`} @submit=${this.#handleSubmit} @keydown=${this.#handleKey}>
      <label part="label" id=${`${id}-label`} for=${id}>${texts.text}</label>
      <textarea part="field" id=${id} name="body" rows="5" dir="auto" .value=${this.#body} aria-required="true" aria-invalid=${!!error} aria-describedby=${`${id}-hint ${id}-error`} @input=${this.#handleInput}></textarea>
      <p part="hint" class="muted" id=${`${id}-hint`}>${markdown}</p>
      <p part="error" id=${`${id}-error`} ?hidden=${!error}>${error}</p>
      ${this.#renderElsewhere(id)}
      ${this.#renderFailure()}
      ${state.kind === 'asking' ? this.#renderQuestion() : this.#renderButtons(state.kind === 'sending')}
    </form>`;
  }

  /** The text that was put in the place of the one that is changed, in another window. */
  #renderElsewhere(id: string) {
    const now = this.#elsewhere;
    if (now === undefined) return;
    return this
      .#lit`<label part="label" for=${`${id}-now`}>${this.#texts.elsewhere}</label><textarea part="field" id=${`${id}-now`} rows="5" dir="auto" readonly .value=${now}></textarea>`;
  }

  #renderFailure() {
    const state = this.#state;
    if (state.kind !== 'failed') return;
    const { failures } = this.#writing;
    const words = this.#texts.failures[state.code] ?? failures[state.code] ?? failures.other;
    return this.#lit`<p part="failure" role="alert">${words}</p>`;
  }

  #renderButtons(busy: boolean) {
    const { save, cancel, takeBack } = this.#texts;
    return this.#lit`<div part="buttons">
      <button part="button send" class="main" aria-disabled=${busy}>${save}</button>
      <button part="button" type="button" class="link" @click=${this.#close}>${cancel}</button>
      <button part="button" type="button" class="link" name="take-back" aria-disabled=${busy} @click=${this.#handleAsk}>${takeBack}</button>
    </div>`;
  }

  #renderQuestion() {
    const { sure, sureYes, sureNo } = this.#texts;
    return this.#lit`<p part="question" id="sure" role="alert">${sure}</p>
      <div part="buttons">
        <button part="button" type="button" name="yes" @click=${this.#takeBack}>${sureYes}</button>
        <button part="button" type="button" class="link" @click=${this.#handleKeep}>${sureNo}</button>
      </div>`;
  }

  async #show(state: State, focus?: string): Promise<void> {
    this.#state = state;
    this.#element.requestUpdate();
    await this.#element.updateComplete;
    if (focus) this.#element.renderRoot.querySelector<HTMLElement>(`[part~=objection] ${focus}`)?.focus();
  }

  readonly #close = async () => {
    const element = this.#element;
    element.objecting = undefined;
    await element.updateComplete;
    const find = (selector: string) => element.renderRoot.querySelector<HTMLElement>(selector);
    (find('[part~=change]') ?? find('article'))?.focus();
  };

  readonly #handleInput = ({ target }: Event) => {
    this.#body = (target as HTMLTextAreaElement).value;
    if (this.#state.kind === 'refused') this.#show({ kind: 'writing' });
  };

  /** Escape closes what is as it was; what somebody has written is not thrown away by a key. */
  readonly #handleKey = ({ key, ctrlKey, metaKey, target }: KeyboardEvent) => {
    if (key === 'Escape' && this.#body === this.#element.comment.own?.body) this.#close();
    if (key === 'Enter' && (ctrlKey || metaKey) && (target as Element).localName === 'textarea') this.#save();
  };

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    this.#save();
  };

  readonly #handleAsk = () => {
    if (this.#state.kind !== 'sending') this.#show({ kind: 'asking' }, '[name=yes]');
  };

  readonly #handleKeep = () => this.#show({ kind: 'writing' }, '[name=take-back]');

  async #save(): Promise<void> {
    if (this.#state.kind === 'sending') return;
    const { comment, discussion } = this.#element;
    const thread = threadAround(this.#element);
    await this.#send(async () => {
      const path = `comments/${comment.id}` as const;
      const body = { body: this.#body, version: this.#version };
      const changed = await ask<'PATCH /comments/{id}'>(discussion.client, path, 'comment', body, undefined, 'PATCH');
      this.#element.objecting = undefined;
      await this.#noting.changed(thread, comment, changed.comment);
    });
  }

  readonly #takeBack = async () => {
    if (this.#state.kind === 'sending') return;
    const { comment, discussion } = this.#element;
    const thread = threadAround(this.#element);
    await this.#send(async () => {
      const path = `comments/${comment.id}` as const;
      await ask<'DELETE /comments/{id}'>(discussion.client, path, undefined, undefined, undefined, 'DELETE');
      this.#element.objecting = undefined;
      await this.#noting.takenBack(thread, comment);
    });
  };

  /** Shows what stands there by now: what is saved after that takes its place. */
  async #findElsewhere(): Promise<void> {
    const { comment, discussion } = this.#element;
    const query = new URLSearchParams({ thread: discussion.thread });
    for (let more = true; more; ) {
      const { comments, next }: Own = await ask<'GET /own'>(discussion.client, `own?${query}`, 'comments');
      const own = comments.find(({ id }) => id === comment.id)?.own;
      if (own) [this.#elsewhere, this.#version] = [own.body, own.version];
      query.set('after', next ?? '');
      more = !own && next !== null;
    }
  }

  async #send(work: () => Promise<void>): Promise<void> {
    await this.#show({ kind: 'sending' });
    try {
      await work();
    } catch (error) {
      const { code, errors } = error as RequestFailed;
      const wrong = code === 'too-large' ? 'too-long' : errors?.find(({ pointer }) => pointer === '/body')?.code;
      // Where that cannot be had now, saving once more asks for it again.
      if (code === 'changed-elsewhere') await this.#findElsewhere().catch(() => {});
      if (wrong) await this.#show({ kind: 'refused', code: wrong }, 'textarea');
      else await this.#show({ kind: 'failed', code }, '[name=take-back]');
    }
  }
}
