import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls';
import type { DeskClient } from './desk-client';
import { LanguageController } from './language';

/** @summary Your login. */
export class DeskProfile extends LitElement {
  static override styles = [controls];

  @property({ attribute: false }) client: DeskClient | undefined;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { profile } = this.#language.words;
    return html`<h1>${profile.title}</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-profile': DeskProfile;
  }
}
