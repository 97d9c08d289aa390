import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Settings } from '../../../worker/contract/desk';
import type { Import, ImportBatch, ImportFinding } from '../../../worker/contract/transfer';
import type { Correction } from '../../../worker/transfer/keys';
import type { Survey } from '../../../worker/transfer/survey';
import type { MovingTexts } from '../../locales/en/moving';
import type { Answer, KnownFormat, Reading, Trouble } from '../../moving-worker/protocol';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { OccasionWords } from '../ground/occasion-words';
import { duration } from '../ground/time';
import { Unsaved } from '../ground/unsaved';
import { view } from '../ground/view';
import type { DeskImports } from './desk-imports';
import text from './desk-moving.css';
import type { DeskSurvey } from './desk-survey';
import { FileReading } from './file-reader';
import { Persistent, type Standing } from './persistent';
import { fileName, sayKind } from './report';

/** How far it is: nothing chosen, the file being read, what would come, being sent, becoming comments, done. */
type Step = 'choosing' | 'reading' | 'surveyed' | 'sending' | 'applying' | 'done';

/** How often it is asked how far the site is (milliseconds). */
const askEvery = 1000;
/** From how much of the file on a time can be guessed (milliseconds). */
const guessAfter = 3000;

/** @summary Moving in, for whoever owns the site: a file of another system, what would come of it, and then it comes. */
export class DeskMoving extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  /** The import that is to be undone, as the log sends somebody here. */
  @property() about = '';

  @state() private step: Step = 'choosing';
  @state() private trouble: Trouble | undefined;
  @state() private stopped = false;
  @state() private over = false;
  @state() private far = { read: 0, bytes: 0 };
  @state() private survey: Survey | undefined;
  @state() private standing: Standing = { waiting: false, paused: undefined };
  @state() private result: Import | undefined;

  @state() private format = '';
  @state() private system = '';
  @state() private by: Reading['by'] = 'path';
  @state() private corrections: readonly Correction[] = [];
  @state() private without: ReadonlySet<string> = new Set();
  /** Hosts that are not the site's, with their threads; also those that are left out. */
  #hosts = new Map<string, number>();
  #formats: readonly KnownFormat[] = [];
  #file: File | undefined;
  #began = 0;
  #reading: FileReading | undefined;
  #persistent: Persistent | undefined;

  readonly #language = new LanguageController(this);
  readonly #texts = new OccasionWords(this, this.#language, 'moving');
  readonly #settings = new Fetched<Settings>(this, this.#language);
  readonly #unsaved = new Unsaved(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (!client || !changed.has('client')) return;
    this.#reset();
    void this.#settings.open(() => client.call('GET /settings'));
  }

  protected override render() {
    const { words } = this.#texts;
    if (!words) return html`<p class="plain muted">${this.#language.words.loading}</p>`;
    return html`<h1 tabindex="-1">${this.#language.words.moving.title}</h1>
      ${this.#settings.render(() => [
        this.step === 'choosing' ? this.#renderChoice(words) : this.#renderFile(words),
        html`<desk-imports .client=${this.client} .about=${this.about} .words=${words}></desk-imports>`,
        html`<desk-export .client=${this.client} .words=${words}></desk-export>`,
      ])}
      <p class="visually-hidden" role="status">${this.#sayStep(words)}</p>`;
  }

  #renderChoice(words: MovingTexts) {
    const { trouble } = this;
    return html`<section
      class="card drop ${this.over ? 'over' : ''}"
      @dragover=${this.#handleOver}
      @dragleave=${this.#handleOut}
      @drop=${this.#handleDrop}
    >
      <p>${words.intro}</p>
      <div class="field">
        <label for="file">${words.file}</label>
        <input id="file" type="file" @change=${this.#handleFile} />
        <p class="hint">${words.drop}</p>
      </div>
      ${this.stopped ? html`<p>${words.stopped}</p>` : nothing}
      ${trouble ? this.#renderTrouble(trouble, words) : nothing}
      ${trouble?.why === 'unknown' ? this.#renderFormat(words) : nothing}
      <p class="hint">${words.databases}</p>
    </section>`;
  }

  #renderTrouble({ why, sentence }: Trouble, words: MovingTexts) {
    const more = why === 'format' || why === 'truncated' || why === 'too-large';
    return html`<p class="error" role="alert">
      ${words.trouble[why]} ${more ? html`<span lang="en">${sentence}</span>` : nothing}
    </p>`;
  }

  #renderFile(words: MovingTexts) {
    if (this.step === 'sending') return this.#renderSending(words);
    if (this.step === 'applying' || this.step === 'done') return this.#renderResult(words);
    return html`<section class="card">
        <div class="row">
          <p><bdi class="name">${this.#file?.name}</bdi></p>
          <button class="quiet" @click=${this.#handleOther}>${words.other}</button>
        </div>
        ${this.#renderFormat(words)}
        <div class="field">
          <label for="system">${words.system}</label>
          <input id="system" maxlength="80" aria-describedby="system-hint" .value=${this.system} @change=${this.#handleSystem} />
          <p class="hint" id="system-hint">${words.systemHint}</p>
        </div>
        <div class="field">
          <label for="by">${words.by}</label>
          <select id="by" @change=${this.#handleBy}>
            <option value="path" .selected=${this.by === 'path'}>${words.byPath}</option>
            <option value="identifier" .selected=${this.by === 'identifier'}>${words.byIdentifier}</option>
          </select>
        </div>
        ${this.step === 'reading' ? this.#renderFar(words.reading(fileName(this.#file?.name ?? '')), words.soFar, words) : nothing}
      </section>
      ${
        this.survey
          ? html`<desk-survey
              .survey=${this.survey}
              .words=${words}
              .hosts=${this.#hosts}
              .without=${this.without}
              .corrections=${this.corrections}
              @change=${this.#handleCorrected}
            ></desk-survey>`
          : nothing
      }
      ${this.survey ? this.#renderGo(this.survey, words) : nothing}`;
  }

  #renderFormat(words: MovingTexts) {
    return html`<div class="field">
      <label for="format">${words.format}</label>
      <select id="format" @change=${this.#handleFormat}>
        ${this.format === '' ? html`<option value="" .selected=${true}>${words.choose}</option>` : nothing}
        ${this.#formats.map(
          ({ name, system }) => html`<option value=${name} .selected=${name === this.format}>${system}</option>`,
        )}
      </select>
    </div>`;
  }

  #renderGo({ comes }: Survey, words: MovingTexts) {
    const count = Object.values(comes).reduce((all, some) => all + some, 0);
    const { trouble } = this;
    return html`<div class="go">
      ${trouble ? html`<p>${words.cut}</p>` : nothing} ${trouble ? this.#renderTrouble(trouble, words) : nothing}
      <button class="primary" aria-disabled=${this.step === 'reading' || count === 0} @click=${this.#handleGo}>
        ${trouble ? words.goPartly : words.go(count, this.#number(count))}
      </button>
    </div>`;
  }

  #renderSending(words: MovingTexts) {
    const { waiting, paused } = this.standing;
    return html`<section class="card">
      <h2 class="current" tabindex="-1">${words.sending}: <bdi>${this.#file?.name}</bdi></h2>
      <p>${words.hidden}</p>
      ${paused ? html`<p class="error" role="alert">${words.paused} ${this.#language.tell(paused)}</p>` : nothing}
      ${waiting ? html`<p class="error" role="alert">${words.waiting}</p>` : nothing}
      ${this.#renderFar('', words.sent, words)}
      ${
        paused || waiting
          ? html`<p><button class="primary" @click=${() => this.#persistent?.goOn()}>${paused ? words.resume : words.again}</button></p>`
          : nothing
      }
    </section>`;
  }

  #renderFar(title: string, say: (count: number, shown: string) => string, words: MovingTexts) {
    const { read, bytes } = this.far;
    const size = this.#file?.size || 1;
    const part = Math.min(1, bytes / size);
    const passed = Date.now() - this.#began;
    const left = passed > guessAfter && part > 0.01 ? (passed / part) * (1 - part) : undefined;
    return html`<div class="far">
      ${title ? html`<p>${title}</p>` : nothing}
      <progress max="1" .value=${part} aria-label=${title || words.sending}></progress>
      <p class="row">
        <span>
          ${say(read, this.#number(read))}${left ? html`, ${words.left(duration(left, this.#language.language))}` : nothing}
        </span>
        <button @click=${this.#handleStop}>${words.stop}</button>
      </p>
    </div>`;
  }

  #renderResult(words: MovingTexts) {
    const { result } = this;
    if (!result) return nothing;
    const { sent, brought, known, refused, remaining } = result.comments;
    const all = brought + remaining;
    return html`<section class="card">
      <h2 class="current" tabindex="-1">${this.step === 'done' ? words.done : words.sending}</h2>
      ${
        this.step === 'done'
          ? html`<p>${words.came(this.#number(sent), this.#number(brought), this.#number(known), this.#number(refused))}</p>`
          : html`<progress max=${all || 1} .value=${brought} aria-label=${words.sending}></progress>
              <p>${words.applying(this.#number(brought), this.#number(all))}</p>`
      }
      ${this.standing.waiting ? html`<p class="error" role="alert">${words.waiting}</p>` : nothing}
      ${
        this.step === 'done' && result.findings.length > 0
          ? html`<h3>${words.remarks}</h3>
              <ul>
                ${result.findings.map(({ what, count }) => html`<li>${this.#number(count)} × ${sayKind(words, what)}</li>`)}
              </ul>`
          : nothing
      }
      ${this.step === 'done' ? html`<p><button @click=${this.#handleOther}>${words.other}</button></p>` : nothing}
    </section>`;
  }

  /** What screen readers hear of it: where it is, not each number. */
  #sayStep(words: MovingTexts): string {
    switch (this.step) {
      case 'reading':
        return words.reading(fileName(this.#file?.name ?? ''));
      case 'surveyed':
        return this.survey ? words.result : '';
      case 'sending':
        return words.sending;
      case 'done':
        return words.done;
      default:
        return this.stopped ? words.stopped : '';
    }
  }

  #number(count: number): string {
    return count.toLocaleString(this.#language.language);
  }

  #reset(): void {
    this.#end();
    this.step = 'choosing';
    this.trouble = undefined;
    this.stopped = false;
    this.survey = undefined;
    this.result = undefined;
    this.format = '';
    this.system = '';
    this.by = 'path';
    this.corrections = [];
    this.without = new Set();
    this.#hosts = new Map();
  }

  /** Whatever is under way ends. */
  #end(): void {
    this.#reading?.end();
    this.#reading = undefined;
    this.#persistent?.end();
    this.#persistent = undefined;
    this.#unsaved.saved();
    this.standing = { waiting: false, paused: undefined };
  }

  #take(file: File): void {
    this.#reset();
    this.#file = file;
    this.step = 'reading';
    this.#open().look();
  }

  /** A worker for the file; the one before ends. */
  #open(): FileReading {
    const { words } = this.#language;
    const reading = new FileReading(
      this.#file as File,
      (answer) => this.#hear(answer),
      () => {
        this.#reset();
        this.trouble = { why: 'gone', sentence: words.problems.internal ?? '' };
      },
    );
    this.#reading?.end();
    this.#reading = reading;
    this.far = { read: 0, bytes: 0 };
    this.#began = Date.now();
    return reading;
  }

  #hear(answer: Answer): void {
    switch (answer.kind) {
      case 'seen':
        this.#formats = answer.formats;
        if (answer.format === null) this.#show({ why: 'unknown', sentence: '' });
        else this.#readAs(answer.format);
        break;
      case 'progress':
        if (this.step === 'reading') this.far = { read: answer.read, bytes: answer.bytes };
        break;
      case 'survey':
        this.#heed(answer.survey, answer.trouble);
        break;
      case 'batch':
        void this.#sendBatch(answer.batch, answer);
        break;
      case 'sent':
        void this.#finish(answer.found);
        break;
      case 'trouble':
        this.#show(answer.trouble);
        break;
    }
  }

  /** The file cannot be read: another can be chosen, or its format said. */
  #show(trouble: Trouble): void {
    this.#end();
    this.step = 'choosing';
    this.trouble = trouble;
    void focusOn(this, trouble.why === 'unknown' ? '#format' : '#file');
  }

  #readAs(format: string): void {
    this.format = format;
    const { system = format } = this.#formats.find(({ name }) => name === format) ?? {};
    // As on the command line: where a system has several formats its comments have the same ids in all of them.
    this.system = system.replace(/ \(.*\)$/, '');
    this.#survey();
  }

  #survey(): void {
    if (!this.#file || this.format === '') return;
    this.step = 'reading';
    this.trouble = undefined;
    this.#open().survey(this.format, this.#how());
  }

  #how(): Reading {
    const { retention, origins } = this.#settings.value ?? { retention: { spam: null }, origins: [] };
    const now = Date.now();
    const hosts = origins.map((origin) => URL.parse(origin)?.host ?? '').filter((host) => host !== '');
    return {
      by: this.by,
      corrections: this.corrections,
      without: [...this.without],
      nobody: this.#texts.words?.nobody ?? '',
      now,
      oldSpamBefore: retention.spam === null ? null : now - retention.spam * 24 * 60 * 60_000,
      own: [...new Set([this.client?.site ?? '', ...hosts])],
    };
  }

  #heed(survey: Survey, trouble: Trouble | null): void {
    const isFirst = this.survey === undefined;
    // Nothing at all came of it: it is not that file.
    if (trouble && survey.read === 0) {
      this.#show(trouble);
      return;
    }
    for (const { host, threads, isOwn } of survey.hosts) if (host !== null && !isOwn) this.#hosts.set(host, threads);
    this.survey = survey;
    this.trouble = trouble ?? undefined;
    this.step = 'surveyed';
    this.#reading?.end();
    this.#reading = undefined;
    if (isFirst) void this.#focusOnSurvey();
  }

  async #focusOnSurvey(): Promise<void> {
    await this.updateComplete;
    const shown = this.renderRoot.querySelector<DeskSurvey>('desk-survey');
    await shown?.updateComplete;
    shown?.focus();
  }

  #id = '';

  async #send(): Promise<void> {
    const { client } = this;
    if (!client || !this.#file) return;
    const file = fileName(this.#file.name);
    const body = { format: this.format, system: this.system.trim() || this.format, file };
    this.step = 'sending';
    this.far = { read: 0, bytes: 0 };
    // Whoever leaves is asked, and a session that ends lets it stand.
    this.#unsaved.touch();
    const persistent = new Persistent((standing) => {
      this.standing = standing;
    });
    this.#persistent = persistent;
    void focusOn(this, 'h2.current');
    const begun = await persistent.try(() => client.call('POST /imports', { body }));
    if (!begun) return;
    this.#id = begun.id;
    this.#refresh();
    this.#open().send(this.format, this.#how());
  }

  async #sendBatch(batch: ImportBatch, { read, bytes }: { read: number; bytes: number }): Promise<void> {
    const { client } = this;
    const persistent = this.#persistent;
    if (!client || !persistent) return;
    const received = await persistent.try(() =>
      client.call('POST /imports/{id}/records', { id: this.#id, body: batch }),
    );
    if (!received) return;
    this.far = { read, bytes };
    this.#reading?.next();
  }

  async #finish(found: ImportFinding[]): Promise<void> {
    const { client } = this;
    const persistent = this.#persistent;
    if (!client || !persistent) return;
    const id = this.#id;
    this.#reading?.end();
    this.#reading = undefined;
    let now = await persistent.try(() => client.call('POST /imports/{id}/end', { id, body: { found } }));
    if (!now) return;
    // From here on the site does it by itself.
    this.#unsaved.saved();
    this.step = 'applying';
    this.result = now;
    void focusOn(this, 'h2.current');
    while (now?.state === 'applying') {
      await persistent.wait(askEvery);
      now = await persistent.try(() => client.call('GET /imports/{id}', { id }));
      if (now) this.result = now;
    }
    if (!now) return;
    this.step = 'done';
    this.#refresh();
    void focusOn(this, 'h2.current');
  }

  #refresh(): void {
    void this.renderRoot.querySelector<DeskImports>('desk-imports')?.load();
  }

  readonly #handleFile = (event: Event) => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file) this.#take(file);
  };

  readonly #handleOver = (event: DragEvent) => {
    event.preventDefault();
    this.over = true;
  };

  readonly #handleOut = () => {
    this.over = false;
  };

  readonly #handleDrop = (event: DragEvent) => {
    event.preventDefault();
    this.over = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (file) this.#take(file);
  };

  readonly #handleFormat = (event: Event) => {
    this.survey = undefined;
    this.#hosts = new Map();
    this.#readAs((event.target as HTMLSelectElement).value);
  };

  readonly #handleSystem = (event: Event) => {
    this.system = (event.target as HTMLInputElement).value;
  };

  readonly #handleBy = (event: Event) => {
    this.by = (event.target as HTMLSelectElement).value === 'identifier' ? 'identifier' : 'path';
    this.#survey();
  };

  readonly #handleCorrected = (event: Event) => {
    const { corrections, without } = event.target as DeskSurvey;
    this.corrections = corrections;
    this.without = without;
    this.#survey();
  };

  readonly #handleGo = () => {
    if (this.step === 'surveyed' && Object.values(this.survey?.comes ?? {}).some((count) => count > 0))
      void this.#send();
  };

  readonly #handleStop = () => {
    const wasSending = this.step === 'sending';
    this.#reset();
    this.stopped = wasSending;
    if (wasSending) this.#refresh();
    void focusOn(this, '#file');
  };

  readonly #handleOther = () => {
    this.#reset();
    void focusOn(this, '#file');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-moving': DeskMoving;
  }
}
