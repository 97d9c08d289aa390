import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { MailAddress, Profile } from '../../../worker/contract/people';
import { callAccount } from '../ground/account-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { date } from '../ground/time';
import { view } from '../ground/view';

/** @summary Where one's mail goes: an address to enter, to confirm by the link that is sent there, and to remove. */
export class DeskMailAddress extends LitElement {
  static override styles = view;

  @property({ attribute: false }) profile: Profile | undefined;

  @query('#address') private address!: HTMLInputElement;
  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #mail = new Fetched<{ address: MailAddress | null }>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('profile') && this.profile) this.#mail.set({ address: this.profile.mail });
  }

  protected override render() {
    const { mail } = this.#language.words.profile;
    const { sendsMail = false } = this.profile ?? {};
    const address = this.#mail.value?.address ?? null;
    if (!this.profile) return nothing;
    return html`<section class="card" aria-labelledby="mail">
      <h2 id="mail">${mail.title}</h2>
      <p class="hint">${mail.hint}</p>
      ${address ? this.#renderAddress(address) : nothing}
      ${sendsMail ? this.#renderForm(address) : html`<p>${mail.unset}</p>`}
      ${this.#mail.renderRefused()}
      <p role="status" tabindex="-1">${this.told}</p>
    </section>`;
  }

  #renderAddress({ address, confirmed }: MailAddress) {
    const { words, language } = this.#language;
    const { mail } = words.profile;
    const sends = confirmed !== null && this.profile?.sendsMail;
    return html`<div class="row">
      <div>
        <bdi>${address}</bdi>
        <span class="muted">· ${confirmed === null ? mail.unconfirmed : mail.confirmed(date(confirmed, language))}</span>
      </div>
      ${sends ? html`<button class="quiet" aria-disabled=${this.#mail.busy} @click=${this.#handleTest}>${mail.test}</button>` : nothing}
      <button class="quiet" aria-label="${words.profile.remove}: ${address}" @click=${this.#handleRemove}>
        ${words.profile.remove}
      </button>
    </div>`;
  }

  #renderForm(address: MailAddress | null) {
    const { mail } = this.#language.words.profile;
    return html`<form class="add" @submit=${this.#handleSubmit}>
      <div class="field">
        <label for="address">${address ? mail.another : mail.address}</label>
        <input id="address" type="email" required maxlength="254" autocomplete="email" />
      </div>
      <button class="primary" aria-disabled=${this.#mail.busy}>${mail.send}</button>
    </form>`;
  }

  readonly #handleSubmit = async (event: Event) => {
    event.preventDefault();
    if (this.#mail.busy) return;
    this.told = '';
    const { language } = this.#language;
    const body = { address: this.address.value.trim(), language };
    const taken = await this.#mail.act(() => callAccount('PUT /account/mail', { body }));
    if (!taken) return;
    this.address.value = '';
    this.#mail.set({ address: taken });
    await this.#tell(this.#language.words.profile.mail.sent(taken.address));
  };

  readonly #handleTest = async () => {
    if (this.#mail.busy) return;
    this.told = '';
    const tested = await this.#mail.act(() => callAccount('POST /account/mail/test'));
    if (tested) await this.#tell(this.#language.words.profile.mail.tested(tested));
  };

  readonly #handleRemove = async () => {
    const removed = await this.#mail.act(async () => {
      await callAccount('DELETE /account/mail');
      return true;
    });
    if (!removed) return;
    this.#mail.set({ address: null });
    await this.#tell(this.#language.words.profile.mail.removed);
  };

  async #tell(text: string): Promise<void> {
    this.told = text;
    await focusOn(this, '[role=status]');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-mail-address': DeskMailAddress;
  }
}
