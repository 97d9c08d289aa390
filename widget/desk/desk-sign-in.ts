import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls';
import text from './desk-sign-in.css';
import { LanguageController } from './language';
import { readRoute } from './router';

/** Why nobody is signed in: never was, a link that is spent, a session that ended, or one's own wish. */
export type SignedOut = 'none' | 'used' | 'ended' | 'out';

/**
 * @summary What the desk shows to whoever is not signed in: why, and how to get a new link.
 * @slot - Beside the title: the switch of languages.
 */
export class DeskSignIn extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property() why: SignedOut = 'none';

  readonly #language = new LanguageController(this);

  protected override render() {
    const { signIn } = this.#language.words;
    const site = readRoute(location.hash)?.site ?? 'HOST';
    return html`<section aria-labelledby="title">
      <div class="languages"><slot></slot></div>
      <h1 id="title">${signIn.title}</h1>
      <p role="alert">${signIn[this.why]}</p>
      ${this.why === 'none' ? nothing : html`<p>${signIn.none}</p>`}
      <p>${signIn.how}</p>
      <pre tabindex="0" role="group" aria-label=${signIn.how}><code>npm run site -- owner-link ${site}</code></pre>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-sign-in': DeskSignIn;
  }
}
