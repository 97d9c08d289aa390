import type { html, nothing, ReactiveElement } from 'lit';
import type { Comment, Notify, Submitted } from '../../worker/contract/comment';
import type { WritingTexts } from '../locales/en/writing';
import { ask } from './asking';
import type { Discussion } from './discussion';
import { openKnown } from './known';
import { Proof } from './proof';
import { type Field, type Fields, send, type Unsent, unsentBecause } from './sending';
import type { Thread } from './thread';
import type { RequestFailed } from './thread-client';
import type { trusted } from './trusted';
import { textsFor, threadAround } from './voice';
import styles from './writing.css';

/** What of Lit is needed here. Handed in, so that what every reader loads stays one file. */
interface Lit {
  html: typeof html;
  nothing: typeof nothing;
  trusted: typeof trusted;
}

/** The element in which one writes. */
interface Composer extends ReactiveElement {
  readonly discussion: Discussion;
  readonly answers: Comment | undefined;
  body: string;
  began: number | undefined;
  writing: Writing | undefined;
  /** Under what the draft is kept. */
  readonly place: `draft ${string}`;
  readonly form: HTMLFormElement;
  write(): Promise<void>;
}

type Sending = { kind: 'writing' | 'sending' } | Unsent;

/** Characters, as the server counts them. */
const longest = 10_000;
/** What the server takes for how long somebody wrote: a page may stay open for longer. */
const longestWriting = 7 * 24 * 60 * 60_000;
/** From here on it is told how many are left. */
const tellFrom = 9500;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Puts around the text what is needed to send it, in the language of the thread. Throws where the texts do not arrive. */
export async function unfold(composer: Composer, lit: Lit): Promise<void> {
  // It may have been closed while this was on its way.
  if (!composer.isConnected) return;
  const texts = await textsFor(threadAround(composer), 'writing');
  composer.writing ??= new Writing(composer, lit);
  composer.writing.texts = texts;
  composer.requestUpdate();
}

/** What a composer needs once somebody writes in it: fields, preview, sending, and what went wrong. */
export class Writing {
  texts!: WritingTexts;
  /** The HTML of the preview while it is shown. */
  previewed = '';
  #isUnshown = false;
  readonly #composer: Composer;
  readonly #lit: Lit;
  #sending: Sending = { kind: 'writing' };
  #proof: Proof;
  /** How often the text changed; undefined: some of it was there before anybody counted. */
  #inputs: number | undefined;
  #pasted = 0;
  /** Of which answers its author wanted to hear when this was on its way before. */
  readonly #wished: Notify | undefined;
  /** Whether its author wants to hear of answers. */
  #notify: boolean;
  /** When it may be sent again, on the clock that only runs forward (milliseconds). */
  #again = Number.NaN;
  #tick: ReturnType<typeof setTimeout> | undefined;
  readonly #over = new AbortController();

  constructor(composer: Composer, lit: Lit) {
    this.#composer = composer;
    this.#lit = lit;
    const root = composer.renderRoot as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    this.#proof = this.#work();
    // Shows the comment when it is sent: the network may be gone by then.
    import('./mine').catch(() => {});
    textsFor(threadAround(composer), 'own').catch(() => {});
    // Who types fast was there before this was loaded; a text without a first key is a draft from before.
    const { body, began } = composer;
    this.#inputs = body === '' ? 0 : began && 1;
    const { signal } = this.#over;
    const count = (event: Event) => {
      if (this.#inputs !== undefined) this.#inputs += 1;
      this.#noteInput(event.target as HTMLInputElement);
    };
    const countPasted = (event: Event) => {
      this.#pasted += (event as ClipboardEvent).clipboardData?.getData('text').length ?? 0;
    };
    root.addEventListener('input', count, { signal });
    root.addEventListener('paste', countPasted, { signal });
    root.addEventListener('submit', this.#handleSubmit, { signal });
    root.addEventListener('keydown', this.#handleKey as EventListener, { signal });
    // A key means that this was on its way when the page was left.
    const draft = this.#storage.get(composer.place);
    this.#wished = draft?.notify;
    this.#notify = this.#wished !== undefined;
    if (draft?.key) this.#sending = { kind: 'failed', code: 'network', wait: Number.NaN };
  }

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    this.send();
  };

  readonly #handleKey = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key === 'Enter' && (ctrlKey || metaKey)) this.send();
  };

  /** Ends it: another takes its place, or none. */
  end(): void {
    this.#over.abort();
    clearTimeout(this.#tick);
  }

  /** What is being put right is not wrong any more; and a name that was typed is there after a reload, too. */
  #noteInput({ name }: HTMLInputElement): void {
    if (this.#sending.kind === 'refused') delete this.#sending.errors[name as Field];
    if (name !== 'body') {
      const { name, email, website } = this.#fields;
      this.#storage.set('author', { name, email, website });
    }
    this.#composer.requestUpdate();
  }

  renderPreview() {
    const { html, nothing, trusted } = this.#lit;
    return this.previewed ? html`<div part="preview" dir="auto">${trusted(this.previewed)}</div>` : nothing;
  }

  render() {
    const { html, nothing } = this.#lit;
    const { body, answers } = this.#composer;
    const author = this.#storage.get('author') ?? {};
    const { texts, previewed } = this;
    const sending = this.#sending;
    const { client } = this.#composer.discussion;
    const privacy = new URL(`pages/${client.site}/privacy`, client.server).href;
    const left = longest - [...body.trimEnd()].length;
    return html`
      ${this.#renderError('body')}
      <p part="hint" class=${left < 0 ? 'over' : 'muted'} id="hint">${left > longest - tellFrom ? texts.markdown : left < 0 ? texts.charactersOver(-left) : texts.charactersLeft(left)}</p>
      <div class="fields">
        ${this.#renderField('name', 'text', texts.name, '', author.name)}
        ${this.#renderField('email', 'email', texts.email, `${texts.optional}, ${texts.emailHint}`, author.email)}
        ${this.#renderField('website', 'url', texts.website, texts.optional, author.website)}
        <div class="trap" aria-hidden="true"><label>${texts.leaveEmpty}<input name=${this.#proof.trap ?? 'topic'} tabindex="-1" autocomplete="off" /></label></div>
      </div>
      ${this.#proof.notify ? this.#renderNotify() : nothing}
      ${sending.kind === 'failed' ? html`<p part="failure" role="alert">${texts.failures[sending.code] ?? texts.failures.other}</p>${this.#renderWait(sending.code)}` : nothing}
      <div part="buttons">
        <button part="button send" class="main" aria-disabled=${sending.kind === 'sending'}>
          ${sending.kind === 'sending' ? texts.sending : sending.kind === 'failed' ? texts.sendAgain : texts.send}
        </button>
        <button part="button" type="button" ?disabled=${body.trim() === ''} @click=${() => this.#preview()}>${previewed ? texts.edit : texts.preview}</button>
        ${answers ? html`<button part="button" type="button" class="link" @click=${() => this.#cancel()}>${texts.cancel}</button>` : nothing}
        <a part="privacy" class="privacy" href=${privacy} target="_blank" rel="noopener">${texts.privacy}</a>
        ${this.#storage.get('token') ? html`<button part="button" type="button" class="link" @click=${() => this.#showKnown()}>${texts.known}</button>` : nothing}
        ${this.#isUnshown ? html`<p part="failure" role="alert">${texts.againLater}</p>` : nothing}
      </div>`;
  }

  /** Opens the page with what is known of whoever writes; where that does not work, it is said. */
  async #showKnown(): Promise<void> {
    this.#isUnshown = false;
    try {
      await openKnown(this.#composer.discussion.client);
    } catch {
      this.#isUnshown = true;
      this.#composer.requestUpdate();
    }
  }

  #renderField(name: Field, type: 'text' | 'email' | 'url', label: string, hint: string, value = '') {
    const { html, nothing } = this.#lit;
    return html`<div><label part="label" for=${name}>${label} ${hint ? html`<span class="muted">(${hint})</span>` : nothing}</label><input id=${name} name=${name} part="field" dir="auto" type=${type} autocomplete=${type === 'text' ? 'name' : type} .value=${value} aria-required=${name === 'name'} aria-invalid=${this.invalid(name)} aria-describedby="${name}-error" />${this.#renderError(name)}</div>`;
  }

  /** The tick for mail about answers; of which, how often, and what happens then. */
  #renderNotify() {
    const { html, nothing } = this.#lit;
    const { tick, of, which, pace, paces, hint } = this.texts.notify;
    const select = (name: 'of' | 'pace', label: string, options: Record<string, string>) =>
      html`<label part="label">${label}<select name=${name} part="field">${Object.entries(options).map(([value, text]) => html`<option value=${value} ?selected=${value === this.#wished?.[name]}>${text}</option>`)}</select></label>`;
    const handleTick = ({ target }: Event) => {
      this.#notify = (target as HTMLInputElement).checked;
      this.#composer.requestUpdate();
    };
    return html`<div class="notify">
      <label part="choice"><input type="checkbox" name="notify" .checked=${this.#notify} aria-describedby=${this.#notify ? 'notify-hint' : nothing} @change=${handleTick} />${tick}</label>
      ${this.#notify ? html`<div class="fields">${select('of', of, which)}${select('pace', pace, paces)}</div><p part="hint" class="muted" id="notify-hint">${hint}</p>` : nothing}
    </div>`;
  }

  #renderError(name: Field) {
    const { errors } = this.texts;
    const code = this.#sending.kind === 'refused' ? this.#sending.errors[name] : undefined;
    const error = code && (errors[`${name} ${code}`] ?? errors[code] ?? errors.other);
    return this.#lit.html`<p part="error" id="${name}-error" ?hidden=${!error}>${error}</p>`;
  }

  /** How long it takes until it may be sent again: counts down, and is not read aloud each time. */
  #renderWait(code: string) {
    const { html, nothing } = this.#lit;
    const { texts } = this;
    const left = Math.ceil((this.#again - performance.now()) / 1000);
    if (Number.isNaN(left))
      return code === 'too-many' ? html`<p part="hint" class="muted">${texts.againLater}</p>` : nothing;
    clearTimeout(this.#tick);
    if (left > 0) this.#tick = setTimeout(() => this.#composer.requestUpdate(), 1000);
    const words = left > 0 ? texts.again(inWords(left, this.#composer.discussion.texts.language)) : texts.againNow;
    return html`<p part="hint" class="muted" role="timer" aria-live=${left > 0 ? 'off' : 'polite'}>${words}</p>`;
  }

  /** Whether the server refused what is in this field, as `aria-invalid` has it. */
  invalid(name: Field): 'true' | 'false' {
    return this.#sending.kind === 'refused' && this.#sending.errors[name] ? 'true' : 'false';
  }

  /** Sends what is written, once at a time. */
  async send(): Promise<void> {
    if (this.#sending.kind === 'sending') return;
    const composer = this.#composer;
    const { discussion, place, body, began, answers } = composer;
    const thread = threadAround(composer);
    const fields = this.#fields;
    // What is sent again says the same, also before it is known whether the tick is offered.
    if (!this.#proof.notify && this.#wished) Object.assign(fields, { notify: 'on' }, this.#wished);
    const trap = composer.form.querySelector<HTMLInputElement>('.trap input')?.value;
    // A clock may have jumped meanwhile.
    const writing = began && Math.max(0, Math.min(longestWriting, Date.now() - began));
    const signs = { trap, writing, inputs: this.#inputs, pasted: this.#pasted };
    this.#show({ kind: 'sending' });
    const proof = (anew: boolean) => {
      if (anew) this.#proof = this.#work();
      return this.#proof.finish(this.#composer.discussion.texts.language);
    };
    const outcome = await send({ ...discussion, place, parent: answers?.id, body, fields, signs, proof });
    if (outcome.kind === 'sent') await this.#takeIn(thread, outcome.submitted);
    else this.#fail(outcome);
  }

  /** Is empty again, tells the page what was taken in, and shows it. What it answers may have left the page meanwhile. */
  async #takeIn(thread: Thread, submitted: Submitted): Promise<void> {
    this.end();
    const composer = this.#composer;
    composer.body = '';
    composer.began = undefined;
    composer.writing = undefined;
    const detail = { ...submitted, thread: composer.discussion.thread };
    announce(composer.isConnected ? composer : thread, 'plausch-submit', detail);
    try {
      await (await import('./mine')).takeIn(thread, submitted);
    } catch {
      thread.said = thread.texts?.loadFailed ?? '';
      announce(composer, 'plausch-error', { code: 'network' });
    }
  }

  get #fields(): Fields {
    return Object.fromEntries(new FormData(this.#composer.form)) as Fields;
  }

  #work(): Proof {
    const { client, thread } = this.#composer.discussion;
    return new Proof(client, thread, () => this.#composer.requestUpdate());
  }

  get #storage() {
    return this.#composer.discussion.client.storage;
  }

  #show(sending: Sending): void {
    this.#sending = sending;
    this.#composer.requestUpdate();
  }

  /** Tells what is wrong, and puts the cursor into the first field that is. */
  async #fail(unsent: Unsent): Promise<void> {
    const composer = this.#composer;
    if (unsent.kind === 'refused') this.previewed = '';
    else this.#again = performance.now() + unsent.wait * 1000;
    this.#show(unsent);
    announce(composer, 'plausch-error', { code: unsent.kind === 'failed' ? unsent.code : 'invalid-fields' });
    if (unsent.kind === 'failed') return;
    await composer.updateComplete;
    composer.form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  async #preview(): Promise<void> {
    const composer = this.#composer;
    if (this.previewed) {
      this.previewed = '';
      composer.requestUpdate();
      await composer.write();
      return;
    }
    try {
      const { html } = await ask<'POST /preview'>(composer.discussion.client, 'preview', 'html', {
        body: composer.body,
      });
      this.previewed = html;
      this.#show({ kind: 'writing' });
    } catch (error) {
      this.#fail(unsentBecause(error as RequestFailed));
    }
  }

  #cancel(): void {
    this.#storage.set(this.#composer.place, undefined);
    this.#composer.dispatchEvent(new CustomEvent('plausch-cancel'));
  }
}

/** "in 40 seconds", "in 3 Minuten". */
function inWords(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  return seconds < 90 ? format.format(seconds, 'second') : format.format(Math.ceil(seconds / 60), 'minute');
}

/** Tells the page, as `tell` does, which is a part of what every reader loads. */
const announce = (element: ReactiveElement, name: 'plausch-submit' | 'plausch-error', detail: object) =>
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
