import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { Correction } from '../../../worker/transfer/keys';
import type { Oddity } from '../../../worker/transfer/oddities';
import type { Mapped, Previewed, Survey } from '../../../worker/transfer/survey';
import type { MovingTexts } from '../../locales/en/moving';
import { LanguageController } from '../ground/language';
import { date } from '../ground/time';
import { view } from '../ground/view';
import text from './desk-moving.css';
import { sayKind } from './report';

/** Threads whose keys can be changed one by one; the others by a correction. */
const mostShown = 50;

/**
 * @summary What would come of a file, and what can be changed about it.
 * @fires change - `corrections` or `without` have changed: it is to be counted anew.
 */
export class DeskSurvey extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) survey: Survey | undefined;
  @property({ attribute: false }) words: MovingTexts | undefined;
  /** Hosts that are not the site's, with how many threads they have. */
  @property({ attribute: false }) hosts: ReadonlyMap<string, number> = new Map();
  @property({ attribute: false }) without: ReadonlySet<string> = new Set();
  @property({ attribute: false }) corrections: readonly Correction[] = [];

  readonly #language = new LanguageController(this);

  /** What was found is read from its beginning. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override render() {
    const { survey, words } = this;
    if (!survey || !words) return nothing;
    return html`${this.#renderSums(survey, words)} ${this.#renderOdd(survey, words)} ${this.#renderHosts(words)}
    ${this.#renderMapping(survey, words)} ${this.#renderPreview(survey, words)}`;
  }

  #renderSums({ read, comes, leftOut, threads }: Survey, words: MovingTexts) {
    const come = sum(Object.values(comes));
    const stay = sum(leftOut.map(({ count }) => count));
    const statuses = Object.entries(comes).filter(([, count]) => count > 0);
    return html`<section class="card">
      <h2 tabindex="-1">${words.result}</h2>
      <p>${words.sum(read, this.#number(read), this.#number(come), this.#number(stay))}</p>
      <table class="sums">
        <tbody>
          ${statuses.map(
            ([status, count]) => html`<tr>
              <th scope="row">${words.statuses[status as keyof Survey['comes']]}</th>
              <td>${this.#number(count)}</td>
            </tr>`,
          )}
          ${leftOut.map(
            ({ what, count }) => html`<tr class="muted">
              <th scope="row">${words.leftOut}: ${sayKind(words, what)}</th>
              <td>${this.#number(count)}</td>
            </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${words.total}</th>
            <td>${this.#number(read)}</td>
          </tr>
        </tfoot>
      </table>
      <p>${words.threads(this.#number(threads.read), this.#number(threads.become))}</p>
    </section>`;
  }

  #renderOdd({ odd, leftOut, leftOutThreads }: Survey, words: MovingTexts) {
    const isEven = odd.length + leftOut.length + leftOutThreads.length === 0;
    return html`<section class="card">
      <h2>${words.odd}</h2>
      ${isEven ? html`<p>${words.nothingOdd}</p>` : nothing}
      ${this.#renderKinds('', odd, words)} ${this.#renderKinds(words.leftOut, leftOut, words)}
      ${this.#renderKinds(words.leftOutThreads, leftOutThreads, words)}
    </section>`;
  }

  #renderKinds(title: string, kinds: readonly Oddity[], words: MovingTexts) {
    if (kinds.length === 0) return nothing;
    return html`${title ? html`<h3>${title}</h3>` : nothing}
      <ul class="kinds">
        ${kinds.map(
          ({ what, count, examples }) => html`<li>
            <details>
              <summary>${this.#number(count)} × ${sayKind(words, what)}</summary>
              <ul class="examples" aria-label=${words.examples}>
                ${examples.map((example) => html`<li dir="auto">${example}</li>`)}
              </ul>
            </details>
          </li>`,
        )}
      </ul>`;
  }

  #renderHosts(words: MovingTexts) {
    if (this.hosts.size === 0) return nothing;
    return html`<fieldset class="card">
      <legend class="visually-hidden">${words.hosts}</legend>
      <h2 aria-hidden="true">${words.hosts}</h2>
      <p class="hint">${words.hostsHint}</p>
      ${[...this.hosts].map(
        ([host, threads]) => html`<label class="choice">
          <input type="checkbox" .checked=${!this.without.has(host)} @change=${() => this.#toggle(host)} />
          <bdi>${words.host(host, this.#number(threads))}</bdi>
        </label>`,
      )}
    </fieldset>`;
  }

  #renderMapping({ mapping, threads }: Survey, words: MovingTexts) {
    const more = threads.become - Math.min(mapping.length, mostShown);
    return html`<section class="card">
      <h2>${words.mapping}</h2>
      <p class="hint">${words.mappingHint}</p>
      <table class="mapping">
        <thead>
          <tr>
            <th scope="col">${words.address}</th>
            <th scope="col">${words.becomes}</th>
            <th scope="col" class="count">${words.count}</th>
          </tr>
        </thead>
        <tbody>
          ${mapping.slice(0, mostShown).map((one) => this.#renderMapped(one, words))}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="hint">${words.moreThreads(this.#number(more))}</p>` : nothing}
      <h3>${words.rules}</h3>
      <p class="hint">${words.rulesHint}</p>
      ${
        this.corrections.length === 0
          ? nothing
          : html`<ul class="list">
              ${this.corrections.map(
                (one) => html`<li class="row">
                  <span><bdi>${one.from}</bdi> → <bdi>${one.to}</bdi></span>
                  <button class="quiet" aria-label=${words.remove(one.from)} @click=${() => this.#remove(one)}>✕</button>
                </li>`,
              )}
            </ul>`
      }
      <form class="correction" @submit=${this.#handleAdd}>
        <label>${words.from} <input name="from" required autocomplete="off" spellcheck="false" /></label>
        <label>${words.to} <input name="to" required autocomplete="off" spellcheck="false" /></label>
        <button>${words.add}</button>
      </form>
    </section>`;
  }

  #renderMapped(one: Mapped, words: MovingTexts) {
    const { key, title, comments } = one;
    const from = namesOf(one);
    return html`<tr>
      <td>
        ${from.map((name) => html`<bdi class="path">${name}</bdi>`)}
        ${title ? html`<span class="muted" dir="auto">${title}</span>` : nothing}
      </td>
      <td>
        <input
          .value=${key}
          aria-label=${words.become(from[0] ?? '')}
          spellcheck="false"
          autocomplete="off"
          @change=${(event: Event) => this.#correct(one, (event.target as HTMLInputElement).value.trim())}
        />
      </td>
      <td class="count">${this.#number(comments)}</td>
    </tr>`;
  }

  /** As text, with nothing in it that could do anything. */
  #renderPreview({ preview }: Survey, words: MovingTexts) {
    if (preview.length === 0) return nothing;
    return html`<section class="card">
      <h2>${words.preview}</h2>
      ${preview.map((thread) => this.#renderPreviewed(thread, words))}
    </section>`;
  }

  #renderPreviewed({ key, title, comments }: Previewed, words: MovingTexts) {
    const shown = new Set(comments.map(({ id }) => id));
    return html`<details>
      <summary><span dir="auto">${title ?? words.untitled}</span> <bdi class="muted path">${key}</bdi></summary>
      <ol class="preview">
        ${comments.map(
          ({ parent, author, body, created, status }) => html`<li class=${parent && shown.has(parent) ? 'answer' : ''}>
            <p><bdi class="name">${author.name}</bdi> <span class="muted">${this.#day(created)}</span></p>
            ${
              status === 'gone'
                ? html`<p class="muted">${words.deleted}</p>`
                : html`<p class="body" dir="auto">${body}</p>`
            }
          </li>`,
        )}
      </ol>
    </details>`;
  }

  #day(created: number): string {
    // What lies beyond the calendar is no date (ECMA-262, 21.4.1.1).
    const when = new Date(created);
    return Number.isNaN(when.getTime()) ? '' : date(when.toISOString(), this.#language.language);
  }

  #number(count: number): string {
    return count.toLocaleString(this.#language.language);
  }

  #correct(one: Mapped, to: string): void {
    const from = namesOf(one);
    const others = this.corrections.filter((other) => !from.includes(other.from));
    this.#change([...from.filter((name) => to !== '' && to !== name).map((name) => ({ from: name, to })), ...others]);
  }

  #remove(one: Correction): void {
    this.#change(this.corrections.filter((other) => other !== one));
    this.renderRoot.querySelector<HTMLElement>('form input')?.focus();
  }

  #change(corrections: readonly Correction[]): void {
    this.corrections = corrections;
    this.dispatchEvent(new Event('change'));
  }

  #toggle(host: string): void {
    const without = new Set(this.without);
    if (!without.delete(host)) without.add(host);
    this.without = without;
    this.dispatchEvent(new Event('change'));
  }

  readonly #handleAdd = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const [from, to] = [String(fields.get('from')).trim(), String(fields.get('to')).trim()];
    if (from === '' || to === '') return;
    form.reset();
    this.#change([...this.corrections.filter((other) => other.from !== from), { from, to }]);
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** What it is called in the file: where nothing was corrected as here. */
const namesOf = ({ key, from }: Mapped): readonly string[] => (from.length > 0 ? from : [key]);

declare global {
  interface HTMLElementTagNameMap {
    'desk-survey': DeskSurvey;
  }
}
