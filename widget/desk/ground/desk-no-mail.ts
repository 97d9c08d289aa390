import { css, html, LitElement, nothing } from 'lit';
import type { Profile } from '../../../worker/contract/people';
import { callAccount } from './account-client';
import { Fetched } from './fetched';
import { LanguageController } from './language';
import { view } from './view';

/** What sets mail up. */
const lines = `PLAUSCH_MAIL_FROM=comments@example.de
PLAUSCH_SMTP_URL=smtp://USER:PASSWORD@mail.example.de:587
npm run site -- mail-test ADDRESS`;

/** @summary That this server is not set up to send mail, and the lines that change it; nothing where it is. */
export class DeskNoMail extends LitElement {
  static override styles = [
    view,
    css`
      pre {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  readonly #language = new LanguageController(this);
  readonly #profile = new Fetched<Profile>(this, this.#language);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#profile.open(() => callAccount('GET /account'));
  }

  protected override render() {
    if (this.#profile.value?.sendsMail !== false) return nothing;
    const { noMail } = this.#language.words.outbox;
    return html`<section class="card" aria-labelledby="no-mail">
      <h2 id="no-mail">${noMail.title}</h2>
      <p>${noMail.text}</p>
      <pre>${lines}</pre>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-no-mail': DeskNoMail;
  }
}
