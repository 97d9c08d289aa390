import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Import, Imports, UndoQuery } from '../../../worker/contract/transfer';
import type { MovingTexts } from '../../locales/en/moving';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { moment } from '../ground/time';
import { view } from '../ground/view';
import text from './desk-moving.css';
import { reportOf } from './report';
import { save } from './save';

/** @summary What was brought in before, with the report of each, and the way to undo it. */
export class DeskImports extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) words: MovingTexts | undefined;
  /** The import whose undoing is open. */
  @property() about = '';

  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #imports = new Fetched<Imports>(this, this.#language);

  /** Loads them anew. What stands there stays until then. */
  async load(): Promise<void> {
    const { client } = this;
    const imports = await client?.call('GET /imports').catch(() => undefined);
    if (imports && client === this.client) this.#imports.set(imports);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#imports.open(() => client.call('GET /imports'));
  }

  protected override render() {
    const { words } = this;
    if (!words) return nothing;
    return html`<h2 tabindex="-1">${words.earlier}</h2>
      ${this.#imports.render(({ imports }) =>
        imports.length === 0
          ? html`<p class="muted">${words.none}</p>`
          : html`<ul class="list">
              ${imports.map((one) => this.#renderImport(one, words))}
            </ul>`,
      )}
      ${this.#imports.renderRefused()}
      <p class="visually-hidden" role="status">${this.told}</p>`;
  }

  #renderImport(one: Import, words: MovingTexts) {
    const { id, file, system, by, at, state: how, comments } = one;
    const all = comments.brought + comments.remaining;
    const isOpen = this.about === id && how !== 'undone' && how !== 'undoing';
    return html`<li id="import-${id}" tabindex="-1">
      <p>
        <bdi class="name">${file}</bdi> <span class="muted">(<bdi>${system}</bdi>) · ${words.broughtBy(by, moment(at, this.#language.language))}</span>
      </p>
      <p>${how === 'applying' ? words.applying(this.#number(comments.brought), this.#number(all)) : words.states[how]}</p>
      ${how === 'receiving' ? html`<p class="hint">${words.hidden}</p>` : this.#renderCame(one, words)}
      ${
        isOpen
          ? this.#renderUndo(one, words)
          : html`<div class="buttons">
              ${
                how === 'receiving'
                  ? nothing
                  : html`<button class="quiet" @click=${() => this.#saveText(one, words)}>${words.saveText}</button>
                      <button class="quiet" @click=${() => this.#saveJson(one)}>${words.saveJson}</button>`
              }
              ${
                how === 'undone' || how === 'undoing'
                  ? nothing
                  : html`<button class="quiet" aria-label=${words.undoOf(file)} @click=${() => this.#open(id)}>${words.undo}</button>`
              }
            </div>`
      }
    </li>`;
  }

  #renderCame({ comments: { sent, brought, known, refused } }: Import, words: MovingTexts) {
    return html`<p>
      ${words.came(this.#number(sent), this.#number(brought), this.#number(known), this.#number(refused))}
    </p>`;
  }

  #renderUndo({ id, file, comments: { brought }, answered }: Import, words: MovingTexts) {
    return html`<form class="card undo" @submit=${(event: SubmitEvent) => this.#handleUndo(event, id)}>
      <h3 tabindex="-1">${words.undoOf(file)}</h3>
      <p>${words.undoHint(this.#number(brought))}</p>
      ${
        answered === 0
          ? nothing
          : html`<fieldset>
              <legend>${words.answers(answered, this.#number(answered))}</legend>
              <label class="choice"><input type="radio" name="answers" value="keep" checked /> ${words.keepThem}</label>
              <label class="choice"><input type="radio" name="answers" value="remove" /> ${words.removeThem}</label>
            </fieldset>`
      }
      <div class="buttons">
        <button class="primary" aria-disabled=${this.#imports.busy}>${words.undoNow}</button>
        <button type="button" @click=${() => this.#close(id)}>${words.leave}</button>
      </div>
    </form>`;
  }

  #number(count: number): string {
    return count.toLocaleString(this.#language.language);
  }

  async #open(id: string): Promise<void> {
    this.about = id;
    // Readers may have answered since.
    await this.load();
    await focusOn(this, `#import-${id} h3`);
  }

  #close(id: string): void {
    this.about = '';
    void focusOn(this, `#import-${id}`);
  }

  async #handleUndo(event: SubmitEvent, id: string): Promise<void> {
    event.preventDefault();
    const { client } = this;
    if (!client || this.#imports.busy) return;
    const chosen = new FormData(event.target as HTMLFormElement).get('answers');
    const answers: UndoQuery['answers'] = chosen === 'remove' ? 'remove' : 'keep';
    const undone = await this.#imports.act(() => client.call('POST /decisions/{id}/undo', { id, query: { answers } }));
    if (!undone) return;
    this.told = this.words?.undoing ?? '';
    this.about = '';
    await this.load();
    await focusOn(this, `#import-${id}`);
  }

  #saveText(one: Import, words: MovingTexts): void {
    save(`import-${one.id}.txt`, reportOf(one, words), 'text/plain');
  }

  #saveJson(one: Import): void {
    save(`import-${one.id}.json`, `${JSON.stringify(one, null, 2)}\n`, 'application/json');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-imports': DeskImports;
  }
}
