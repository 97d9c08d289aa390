import { html, LitElement, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { LinkHolder } from '../../../worker/contract/desk';
import { controls } from '../ground/controls';
import { LanguageController } from '../ground/language';
import text from './desk-sign-in.css';

/**
 * @summary What the desk shows to whoever comes with a one-time link: whom it signs in, before it is used.
 * @fires plausch-use - The person wants to be signed in with it.
 * @fires plausch-leave - They would rather stay who they are.
 * @slot - Beside the title: the switch of languages.
 */
export class DeskLink extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) holder!: LinkHolder;
  /** The name of whoever is signed in here already. */
  @property() current: string | undefined;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { signIn } = this.#language.words;
    const { current } = this;
    const { name, sites } = this.holder;
    return html`<section aria-labelledby="title">
      <div class="languages"><slot></slot></div>
      <h1 id="title">${signIn.title}</h1>
      ${current ? html`<p>${signIn.now(current)}</p>` : ''}
      <p>${signIn.linkOf(name, sites)}</p>
      <p class="muted">${signIn.unasked}</p>
      <p class="choices">
        <button class="primary" @click=${() => this.dispatchEvent(new Event('plausch-use'))}>${signIn.as(name)}</button>
        ${
          current
            ? html`<button @click=${() => this.dispatchEvent(new Event('plausch-leave'))}>${signIn.stay(current)}</button>`
            : ''
        }
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-link': DeskLink;
  }
}
