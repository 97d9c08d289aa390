import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Profile } from '../../../worker/contract/people';
import type { Device } from '../../../worker/contract/push';
import { callAccount } from '../ground/account-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { canNotify, switchOff, switchOn } from '../ground/notices';
import { age, date } from '../ground/time';
import { view } from '../ground/view';

/** @summary Where one gets notices that comments wait: this browser to be switched on, others to be tried and removed. */
export class DeskDevices extends LitElement {
  static override styles = view;

  @property({ attribute: false }) profile: Profile | undefined;

  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #devices = new Fetched<Pick<Profile, 'devices' | 'mailToo'>>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('profile') && this.profile) this.#devices.set(this.profile);
  }

  protected override render() {
    const { notices } = this.#language.words.profile;
    const { devices = [] } = this.#devices.value ?? {};
    if (!this.profile) return nothing;
    return html`<section class="card" aria-labelledby="notices">
      <h2 id="notices">${notices.title}</h2>
      <p class="hint">${notices.hint}</p>
      ${
        devices.length === 0
          ? nothing
          : html`<ul class="list">
              ${devices.map((device) => this.#renderDevice(device))}
            </ul>`
      }
      ${this.#renderSwitch(devices)} ${this.#renderMailToo(devices)} ${this.#devices.renderRefused()}
      <p role="status" tabindex="-1">${this.told}</p>
    </section>`;
  }

  #renderDevice(device: Device) {
    const { words, language } = this.#language;
    const { profile } = words;
    const { name, created, used, here } = device;
    return html`<li class="row">
      <div>
        ${here ? html`<span class="tag">${profile.current}</span> ` : nothing}<bdi>${name}</bdi>
        <span class="muted">
          · ${profile.since(date(created, language))} · ${used ? profile.notices.used(age(used, Date.now(), this.#language)) : profile.notices.unused}
        </span>
      </div>
      <button class="quiet" aria-label="${profile.notices.test}: ${name}" aria-disabled=${this.#devices.busy} @click=${() => this.#handleTest(device)}>
        ${profile.notices.test}
      </button>
      <button class="quiet" aria-label="${profile.remove}: ${name}" @click=${() => this.#handleRemove(device)}>${profile.remove}</button>
    </li>`;
  }

  #renderSwitch(devices: Device[]) {
    const { notices } = this.#language.words.profile;
    if (devices.some(({ here }) => here)) return nothing;
    if (!canNotify()) return html`<p class="hint">${notices.unknown}</p>`;
    return html`<p>
      <button class="primary" aria-disabled=${this.#devices.busy} @click=${this.#handleOn}>${notices.on}</button>
    </p>`;
  }

  /** Only who gets both has a choice. */
  #renderMailToo(devices: Device[]) {
    const { notices } = this.#language.words.profile;
    const { mail, sendsMail } = this.profile ?? {};
    if (devices.length === 0 || !sendsMail || !mail?.confirmed) return nothing;
    return html`<div class="field">
      <label>
        <input type="checkbox" .checked=${this.#devices.value?.mailToo ?? true} @change=${this.#handleMailToo} /> ${notices.mailToo}
      </label>
    </div>`;
  }

  readonly #handleOn = async () => {
    const { profile } = this;
    if (this.#devices.busy || !profile) return;
    this.told = '';
    const { account, pushKey } = profile;
    const device = await this.#devices.act(() => switchOn(account, pushKey, this.#language.language));
    if (!device) return;
    this.#change(({ devices }) => ({
      devices: [...devices.filter(({ id, here }) => !here && id !== device.id), device],
    }));
    this.dispatchEvent(new Event('plausch-notices-on'));
    await this.#tell(this.#language.words.profile.notices.switchedOn);
  };

  async #handleTest({ id }: Device): Promise<void> {
    if (this.#devices.busy) return;
    this.told = '';
    const answer = await this.#devices.act(() => callAccount('POST /account/devices/{id}/test', { id }));
    if (answer) await this.#tell(this.#language.words.profile.notices.tested);
  }

  async #handleRemove({ id, here }: Device): Promise<void> {
    const removed = await this.#devices.act(async () => {
      await callAccount('DELETE /account/devices/{id}', { id });
      if (here) await switchOff();
      return true;
    });
    if (!removed) return;
    this.#change(({ devices }) => ({ devices: devices.filter((device) => device.id !== id) }));
    await this.#tell(this.#language.words.profile.notices.removed);
  }

  readonly #handleMailToo = async (event: Event) => {
    const { checked } = event.target as HTMLInputElement;
    this.told = '';
    const chosen = await this.#devices.act(() =>
      callAccount('PUT /account/notifications', { body: { mailToo: checked } }),
    );
    this.#change(({ mailToo }) => ({ mailToo: chosen ? checked : mailToo }));
    if (chosen) this.told = this.#language.words.profile.alerts.saved;
  };

  #change(change: (now: Pick<Profile, 'devices' | 'mailToo'>) => Partial<Profile>): void {
    const { value } = this.#devices;
    if (value) this.#devices.set({ ...value, ...change(value) });
  }

  async #tell(text: string): Promise<void> {
    this.told = text;
    await focusOn(this, '[role=status]');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-devices': DeskDevices;
  }
}
