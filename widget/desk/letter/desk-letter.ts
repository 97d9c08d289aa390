import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FoundAuthor, FoundAuthors } from '../../../worker/contract/authors';
import type { LetterTexts } from '../../locales/en/letter';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { OccasionWords } from '../ground/occasion-words';
import { date } from '../ground/time';
import { view } from '../ground/view';
import text from './desk-letter.css';

/** @summary For somebody who writes a letter: who it is, all that is known of them, to be taken along and to be erased. */
export class DeskLetter extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  /** A comment whose author it is about. */
  @property() about = '';

  @state() private q = '';
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private seen: ReadonlySet<string> = new Set();
  /** Who is to be erased, as soon as that is confirmed. */
  @state() private leaving: readonly FoundAuthor[] = [];
  @state() private told = '';
  @query('#who') private field!: HTMLInputElement | null;

  readonly #language = new LanguageController(this);
  readonly #texts = new OccasionWords(this, this.#language, 'letter');
  readonly #found = new Fetched<FoundAuthors>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.client || !(changed.has('client') || changed.has('about'))) return;
    this.told = '';
    void this.#find(this.about);
  }

  protected override render() {
    const { words } = this.#texts;
    if (!words) return html`<p class="plain muted">${this.#language.words.loading}</p>`;
    return html`<h1 tabindex="-1">${this.#language.words.letter.title}</h1>
      <p class="intro">${words.intro}</p>
      <form class="card" role="search" @submit=${this.#handleFind}>
        <div class="field">
          <label for="who">${words.who}</label>
          <input id="who" type="search" maxlength="2000" enterkeyhint="search" autocomplete="off" required .value=${this.q} />
        </div>
        <p><button class="primary">${words.find}</button></p>
      </form>
      ${this.q === '' ? nothing : this.#found.render((found) => this.#renderFound(found, words))}
      ${this.leaving.length > 0 ? nothing : this.#renderRefused(words)}
      <p class="told" role="status" tabindex="-1">${this.told}</p>`;
  }

  #renderFound({ authors, more, among, unsearched }: FoundAuthors, words: LetterTexts) {
    const count = this.chosen.size;
    const alone = this.leaving.length === 1 && !this.chosen.has(this.leaving[0]?.id ?? '');
    // Whoever was found is being erased.
    if (authors.length === 0 && this.told !== '') return nothing;
    return html`<h2 class="found" tabindex="-1">${authors.length === 0 ? words.nobody : words.found(authors.length + more)}</h2>
      ${authors.length > 1 ? html`<p class="hint">${words.namesakes}</p>` : nothing}
      ${among === null ? nothing : html`<p class="hint">${words.among(this.#number(among))}</p>`}
      ${unsearched === 0 ? nothing : html`<p class="hint">${words.unsearched(this.#number(unsearched))}</p>`}
      ${
        authors.length === 0
          ? nothing
          : html`<ul class="list">
              ${repeat(
                authors,
                ({ id }) => id,
                (author, at) => this.#renderAuthor(author, at + 1, words, alone && this.leaving[0]?.id === author.id),
              )}
            </ul>`
      }
      ${more === 0 ? nothing : html`<p class="hint">${words.more(this.#number(more))}</p>`}
      ${this.leaving.length > 0 && !alone ? this.#renderSure(words) : nothing}
      ${
        count === 0 || this.leaving.length > 0
          ? nothing
          : html`<p><button class="chosen" @click=${() => this.#ask(authors.filter(({ id }) => this.chosen.has(id)))}>${words.eraseChosen(count)}</button></p>`
      }`;
  }

  #renderAuthor(author: FoundAuthor, at: number, words: LetterTexts, leaving: boolean) {
    const { id, names, addresses, beginnings, banned, team } = author;
    const name = this.#nameOf(author, words);
    const isSeen = this.seen.has(id);
    return html`<li id="author-${id}" tabindex="-1">
      <div class="head">
        <input type="checkbox" aria-label=${words.choose(name, at)} .checked=${this.chosen.has(id)} @change=${(event: Event) => this.#choose(id, event)} />
        <h3>
          ${names.length === 0 ? name : names.map((one, place) => html`${place === 0 ? nothing : ' · '}<bdi>${one}</bdi>`)}
          ${team ? html`<span class="tag">${words.team}</span>` : nothing}
          ${banned ? html`<span class="tag">${words.banned}</span>` : nothing}
        </h3>
      </div>
      <p>${this.#sayWritten(author, words)}</p>
      ${
        addresses.length === 0
          ? nothing
          : html`<ul aria-label=${words.address}>
              ${addresses.map(
                ({ address, confirmed }) => html`<li>
                  <bdi>${address}</bdi>
                  <span class="muted">· ${confirmed ? words.confirmed(this.#date(confirmed)) : words.unconfirmed}</span>
                </li>`,
              )}
            </ul>`
      }
      ${
        isSeen || beginnings.length === 0
          ? nothing
          : html`<ul class="beginnings" aria-label=${words.newest}>
              ${beginnings.map(
                ({ excerpt, at: written }) =>
                  html`<li><span class="muted">${this.#date(written)}</span> <q dir="auto">${excerpt}</q></li>`,
              )}
            </ul>`
      }
      ${isSeen ? html`<desk-known .client=${this.client} .words=${words} .author=${id} .name=${name}></desk-known>` : nothing}
      ${leaving ? this.#renderSure(words) : this.#renderButtons(author, name, at, words)}
    </li>`;
  }

  #renderButtons(author: FoundAuthor, name: string, at: number, words: LetterTexts) {
    const { id } = author;
    const isSeen = this.seen.has(id);
    // Namesakes are told apart by where they stand.
    const of = `${name} (${at})`;
    return html`<div class="buttons">
      <button class="quiet" aria-expanded=${isSeen} aria-label="${isSeen ? words.hide : words.see}: ${of}" @click=${() => this.#see(id)}>
        ${isSeen ? words.hide : words.see}
      </button>
      <button class="quiet" aria-label="${words.save}: ${of}" @click=${() => this.#save(id, words)}>${words.save}</button>
      <button class="quiet erase" aria-label="${words.erase}: ${of}" @click=${() => this.#ask([author])}>${words.erase}</button>
    </div>`;
  }

  /** What goes, what stays, and that it is for good. */
  #renderSure(words: LetterTexts) {
    const { leaving } = this;
    const count = leaving.reduce((all, author) => all + author.comments, 0);
    const names = leaving.map((author) => this.#nameOf(author, words));
    const listed = new Intl.ListFormat(this.#language.language).format(names);
    return html`<form class="card sure" @submit=${this.#handleErase} @keydown=${this.#handleKey}>
      <h3 tabindex="-1">${words.sure(listed)}</h3>
      <p>${words.goes(count, this.#number(count))}</p>
      <p>${words.stays}</p>
      ${leaving.some(({ team }) => team) ? html`<p class="error">${words.ofTeam}</p>` : nothing}
      <p>${words.saveFirst}</p>
      <p class="error">${words.forGood}</p>
      ${this.#renderRefused(words)}
      <div class="buttons">
        <button class="primary" aria-disabled=${this.#found.busy}>${words.now}</button>
        <button type="button" @click=${this.#handleLeave}>${words.leave}</button>
      </div>
    </form>`;
  }

  #renderRefused(words: LetterTexts) {
    const { refused } = this.#found;
    if (refused?.code !== 'unknown-author') return this.#found.renderRefused();
    return html`<p class="error" role="alert">${words.gone}</p>`;
  }

  #nameOf({ names }: FoundAuthor, words: LetterTexts): string {
    return names[0] || words.nameless;
  }

  #sayWritten({ comments, first, last }: FoundAuthor, words: LetterTexts): string {
    if (first === null || last === null) return words.wroteNothing;
    return words.wrote(comments, this.#number(comments), this.#date(first), this.#date(last));
  }

  #date(time: string): string {
    return date(time, this.#language.language);
  }

  #number(count: number): string {
    return count.toLocaleString(this.#language.language);
  }

  async #find(q: string): Promise<void> {
    const { client } = this;
    if (!client) return;
    this.q = q;
    this.chosen = new Set();
    this.seen = new Set();
    this.leaving = [];
    if (q === '') return;
    await this.#found.open(() => client.call('POST /authors/search', { body: { q } }));
  }

  #choose(id: string, event: Event): void {
    const chosen = new Set(this.chosen);
    if ((event.target as HTMLInputElement).checked) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
    this.leaving = [];
  }

  #see(id: string): void {
    const seen = new Set(this.seen);
    if (!seen.delete(id)) seen.add(id);
    this.seen = seen;
  }

  async #save(id: string, words: LetterTexts): Promise<void> {
    this.told = '';
    const saved = await this.#found.act(async () => {
      await this.client?.download('GET /authors/{id}/file', { id });
      return true;
    });
    if (saved) this.told = words.saving;
  }

  #ask(authors: readonly FoundAuthor[]): void {
    this.told = '';
    this.#found.refused = undefined;
    this.leaving = authors;
    void focusOn(this, '.sure h3');
  }

  readonly #handleFind = async (event: SubmitEvent) => {
    event.preventDefault();
    const q = this.field?.value.trim() ?? '';
    if (q === '') return;
    this.told = '';
    await this.#find(q);
    await focusOn(this, 'h2.found');
  };

  readonly #handleLeave = () => {
    const [{ id = '' } = {}] = this.leaving;
    this.leaving = [];
    void focusOn(this, `#author-${id}`);
  };

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#handleLeave();
  };

  readonly #handleErase = async (event: SubmitEvent) => {
    event.preventDefault();
    const { client, leaving } = this;
    if (!client || this.#found.busy) return;
    const gone = new Set(leaving.map(({ id }) => id));
    const asked = await this.#found.act(async () => {
      await client.call('POST /authors/forget', { body: { authors: [...gone] } });
      return true;
    });
    const found = this.#found.value;
    if (!asked || !found) return;
    this.leaving = [];
    this.chosen = new Set([...this.chosen].filter((id) => !gone.has(id)));
    this.#found.set({ ...found, authors: found.authors.filter(({ id }) => !gone.has(id)) });
    this.told = this.#texts.words?.begun(gone.size) ?? '';
    await focusOn(this, '.told');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-letter': DeskLetter;
  }
}
