import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../../../worker/contract/desk';
import { knowsPasskeys, signInWithPasskey } from '../ground/account-client';
import { controls } from '../ground/controls';
import { DeskProblem } from '../ground/desk-problem';
import { LanguageController } from '../ground/language';
import { readRoute } from '../ground/router';
import text from './desk-sign-in.css';

/**
 * Why nobody is signed in: never was, a link that is spent, a session that ended, or one's own wish, also where the server
 * could not write that down.
 */
export type SignedOut = 'none' | 'used' | 'ended' | 'out' | 'unwritten';

/**
 * @summary What the desk shows to whoever is not signed in: why, and how to get in with a passkey or a new link.
 * @fires plausch-signed-in - A passkey has opened the desk; `session` has who is there.
 * @slot - Beside the title: the switch of languages.
 */
export class DeskSignIn extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property() why: SignedOut = 'none';
  /** Whether something that was entered waits behind this to be gone on with. */
  @property({ type: Boolean }) unsaved = false;

  @state() private refused: DeskProblem | undefined;
  /** Who has signed in here. */
  session: Session | undefined;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { signIn } = this.#language.words;
    const site = readRoute(location.hash)?.site ?? 'HOST';
    return html`<section aria-labelledby="title">
      <div class="languages"><slot></slot></div>
      <h1 id="title">${signIn.title}</h1>
      <p role="alert">${signIn[this.why]} ${this.unsaved ? signIn.unsaved : ''}</p>
      ${this.why === 'none' ? nothing : html`<p>${signIn.none}</p>`}
      ${
        knowsPasskeys()
          ? html`<p><button class="primary" @click=${this.#handlePasskey}>${signIn.passkey}</button></p>`
          : nothing
      }
      ${this.refused ? html`<p class="error" role="alert">${this.#language.tell(this.refused)}</p>` : nothing}
      <p>${signIn.how}</p>
      <pre tabindex="0" role="group" aria-label=${signIn.how}><code>npm run site -- owner-link ${site}</code></pre>
    </section>`;
  }

  readonly #handlePasskey = async () => {
    this.refused = undefined;
    try {
      this.session = await signInWithPasskey();
      this.dispatchEvent(new Event('plausch-signed-in'));
    } catch (error) {
      this.refused = DeskProblem.from(error);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-sign-in': DeskSignIn;
  }
}
