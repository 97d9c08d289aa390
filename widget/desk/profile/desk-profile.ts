import { html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { OpenSession, Passkey, Profile } from '../../../worker/contract/people';
import { addPasskey, callAccount, knowsPasskeys } from '../ground/account-client';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { canNotify } from '../ground/notices';
import { age, date } from '../ground/time';
import { view } from '../ground/view';

/** @summary One's own login: the passkeys one can sign in with, where one's mail and notices go, and where one is signed in. */
export class DeskProfile extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) site = '';

  @query('#passkey-name') private name!: HTMLInputElement;
  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #profile = new Fetched<Profile>(this, this.#language);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#profile.open(() => callAccount('GET /account'));
  }

  protected override render() {
    const { profile } = this.#language.words;
    return html`<h1 tabindex="-1">${profile.title}</h1>
      ${this.#profile.render((value) => [
        this.#renderPasskeys(value),
        html`<desk-mail-address .profile=${value}></desk-mail-address>`,
        html`<desk-devices .profile=${value} @plausch-notices-on=${this.#handleNotices}></desk-devices>`,
        value.sendsMail || canNotify() || value.devices.length > 0
          ? html`<desk-alerts .client=${this.client} .site=${this.site}></desk-alerts>`
          : nothing,
        this.#renderSessions(value),
      ])}
      <p role="status" tabindex="-1">${this.told}</p>`;
  }

  #renderPasskeys({ passkeys }: Profile) {
    const { profile } = this.#language.words;
    return html`<section class="card" aria-labelledby="passkeys">
      <h2 id="passkeys">${profile.passkeys}</h2>
      <p class="hint">${profile.passkeysHint}</p>
      ${
        passkeys.length === 0
          ? html`<p>${profile.none}</p>`
          : html`<ul class="list">
              ${passkeys.map((passkey) => this.#renderPasskey(passkey))}
            </ul>`
      }
      ${knowsPasskeys() ? this.#renderAdd() : html`<p class="hint">${profile.unknown}</p>`}
      ${this.#profile.renderRefused()}
    </section>`;
  }

  #renderPasskey({ id, name, created, used }: Passkey) {
    const { words, language } = this.#language;
    const { profile } = words;
    return html`<li class="row">
      <div>
        ${name}
        <span class="muted">
          · ${profile.since(date(created, language))} · ${used ? profile.used(age(used, Date.now(), this.#language)) : profile.unused}
        </span>
      </div>
      <button class="quiet" aria-label="${profile.remove}: ${name}" @click=${() => this.#handleRemove(id)}>${profile.remove}</button>
    </li>`;
  }

  #renderAdd() {
    const { profile } = this.#language.words;
    return html`<form class="add" @submit=${this.#handleAdd}>
      <div class="field">
        <label for="passkey-name">${profile.name}</label>
        <input id="passkey-name" required maxlength="80" autocomplete="off" placeholder=${profile.namePlaceholder} />
      </div>
      <button class="primary" aria-disabled=${this.#profile.busy}>${profile.add}</button>
    </form>`;
  }

  #renderSessions({ sessions }: Profile) {
    const { profile } = this.#language.words;
    return html`<section class="card" aria-labelledby="sessions">
      <h2 id="sessions">${profile.sessions}</h2>
      <ul class="list">
        ${sessions.map((session) => this.#renderSession(session))}
      </ul>
    </section>`;
  }

  #renderSession({ id, created, seen, current }: OpenSession) {
    const { words, language } = this.#language;
    const { profile } = words;
    const since = profile.since(date(created, language));
    return html`<li class="row">
      <div>
        ${current ? html`<span class="tag">${profile.current}</span> ` : nothing}${since}
        <span class="muted">· ${profile.seen(age(seen, Date.now(), this.#language))}</span>
      </div>
      ${
        current
          ? nothing
          : html`<button class="quiet" aria-label="${profile.end}, ${since}" @click=${() => this.#handleEnd(id)}>${profile.end}</button>`
      }
    </li>`;
  }

  readonly #handleNotices = () => this.renderRoot.querySelector('desk-alerts')?.hearAtOnce();

  readonly #handleAdd = async (event: Event) => {
    event.preventDefault();
    if (this.#profile.busy) return;
    const added = await this.#profile.act(() => addPasskey(this.name.value.trim()));
    if (!added) return;
    this.name.value = '';
    this.#change(({ passkeys }) => ({ passkeys: [...passkeys, added] }));
    this.dispatchEvent(new Event('plausch-passkeys-change', { bubbles: true, composed: true }));
  };

  async #handleRemove(id: string): Promise<void> {
    const removed = await this.#profile.act(async () => {
      await callAccount('DELETE /account/passkeys/{id}', { id });
      return true;
    });
    if (!removed) return;
    this.#change(({ passkeys }) => ({ passkeys: passkeys.filter((passkey) => passkey.id !== id) }));
    await this.#tell(this.#language.words.profile.removed);
  }

  async #handleEnd(id: string): Promise<void> {
    const ended = await this.#profile.act(async () => {
      await callAccount('DELETE /account/sessions/{name}', { name: id });
      return true;
    });
    if (!ended) return;
    this.#change(({ sessions }) => ({ sessions: sessions.filter((session) => session.id !== id) }));
    await this.#tell(this.#language.words.profile.ended);
  }

  async #tell(text: string): Promise<void> {
    this.told = text;
    await focusOn(this, '[role=status]');
  }

  #change(change: (profile: Profile) => Partial<Profile>): void {
    const { value } = this.#profile;
    if (value) this.#profile.set({ ...value, ...change(value) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-profile': DeskProfile;
  }
}
