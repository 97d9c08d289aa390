import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls';
import type { DeskClient } from './desk-client';
import { LanguageController } from './language';

/** @summary People. */
export class DeskPeople extends LitElement {
  static override styles = [controls];

  @property({ attribute: false }) client: DeskClient | undefined;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { people } = this.#language.words;
    return html`<h1>${people.title}</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-people': DeskPeople;
  }
}
