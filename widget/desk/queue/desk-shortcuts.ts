import { html, LitElement, unsafeCSS } from 'lit';
import { property, query } from 'lit/decorators.js';
import { controls } from '../ground/controls';
import { LanguageController } from '../ground/language';
import text from './desk-shortcuts.css';

/**
 * @summary The help for the keys of the queue, and the switch that turns them off.
 * @fires plausch-keys-change - The switch was used; `on` has its new value.
 */
export class DeskShortcuts extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** Whether the keys work. */
  @property({ type: Boolean }) on = false;

  @query('dialog') private dialog!: HTMLDialogElement;

  readonly #language = new LanguageController(this);

  /** Opens the help. */
  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override render() {
    const { shortcuts, close } = this.#language.words;
    const keys = [
      ['j', shortcuts.next],
      ['k', shortcuts.previous],
      ['Enter', shortcuts.unfold],
      ['a', shortcuts.approve],
      ['r', shortcuts.reject],
      ['s', shortcuts.spam],
      ['w', shortcuts.answer],
      ['e', shortcuts.edit],
      ['c', shortcuts.consult],
      ['p', shortcuts.pin],
      ['x', shortcuts.select],
      ['⇧ x', shortcuts.selectAll],
      ['u', shortcuts.undo],
      ['/', shortcuts.search],
      ['?', shortcuts.help],
    ];
    return html`<dialog aria-labelledby="title" @click=${this.#handleBackdrop}>
      <h2 id="title">${shortcuts.title}</h2>
      <dl>
        ${keys.map(
          ([key, meaning]) => html`<dt><kbd>${key}</kbd></dt>
            <dd>${meaning}</dd>`,
        )}
      </dl>
      <footer>
        <label><input type="checkbox" .checked=${this.on} @change=${this.#handleSwitch} />${shortcuts.on}</label>
        <button autofocus @click=${this.#handleClose}>${close}</button>
      </footer>
    </dialog>`;
  }

  readonly #handleSwitch = (event: Event) => {
    this.on = (event.target as HTMLInputElement).checked;
    this.dispatchEvent(new Event('plausch-keys-change'));
  };

  readonly #handleClose = () => this.dialog.close();

  /** The dialog's own box is filled by its content; what hits the dialog itself is the space around. */
  readonly #handleBackdrop = (event: MouseEvent) => {
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    // A click made by a key has no place.
    if (!inside && event.detail > 0) this.dialog.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-shortcuts': DeskShortcuts;
  }
}
