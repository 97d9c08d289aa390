import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls';
import type { DeskClient } from './desk-client';
import { LanguageController } from './language';

/** @summary Bans. */
export class DeskBans extends LitElement {
  static override styles = [controls];

  @property({ attribute: false }) client: DeskClient | undefined;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { bans } = this.#language.words;
    return html`<h1>${bans.title}</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-bans': DeskBans;
  }
}
