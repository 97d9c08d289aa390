import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Invited, PersonEntry } from '../../../worker/contract/people';
import { newKey } from '../ground/call';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { date, moment } from '../ground/time';
import { view } from '../ground/view';
import type { DeskPersonForm } from './desk-person-form';

/** @summary Who works on the site, with which role and where; for the owner, who changes it. */
export class DeskPeople extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  /** The account of whoever is at the desk. */
  @property() account = '';

  /** Who is being changed, by account; `new`: somebody is being invited. */
  @state() private editing: string | undefined;
  @state() private invited: Invited | undefined;
  @state() private told = '';

  readonly #language = new LanguageController(this);
  #attempt: { content: string; key: string } | undefined;
  readonly #people = new Fetched<PersonEntry[]>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#people.open(async () => (await client.call('GET /people')).people);
  }

  protected override render() {
    const { people } = this.#language.words;
    return html`<h1 tabindex="-1">${people.title}</h1>
      <p class="intro">${people.intro}</p>
      ${this.#people.render((entries) => [this.#renderList(entries), this.#renderInvite()])}
      <p role="status" tabindex="-1">${this.told}</p>`;
  }

  #renderInvite() {
    const { people } = this.#language.words;
    if (this.editing === 'new') return this.#renderForm(undefined);
    return html`<p class="buttons"><button id="edit-new" @click=${() => this.#edit('new')}>${people.invite}</button></p>`;
  }

  #renderList(entries: readonly PersonEntry[]) {
    return html`<ul class="list">
        ${entries.map((entry) => html`<li>${this.#renderPerson(entry)}</li>`)}
      </ul>`;
  }

  #renderPerson(entry: PersonEntry) {
    const { words, language } = this.#language;
    const { people } = words;
    const { account, name, role, scope, since } = entry;
    const where = scope.length === 0 ? people.whole : scope.join(', ');
    return html`<div class="row">
        <div>
          <h2>${name}${account === this.account ? html` <span class="muted">(${people.you})</span>` : nothing}</h2>
          <p class="muted">${people.roles[role]} · ${where} · ${people.since(date(since, language))}</p>
        </div>
        <div class="buttons">
          ${this.#renderButton(people.edit, name, () => this.#edit(account), `edit-${account}`)}
          ${this.#renderButton(people.newLink, name, () => this.#handleLink(entry))}
          ${this.#renderButton(people.remove, name, () => this.#handleRemove(entry))}
        </div>
      </div>
      ${this.invited?.person.account === account ? this.#renderLink(this.invited) : nothing}
      ${this.editing === account ? this.#renderForm(entry) : nothing}`;
  }

  #renderButton(text: string, name: string, act: () => void, id: string | typeof nothing = nothing) {
    return html`<button class="quiet" id=${id} aria-label="${text}: ${name}" @click=${act}>${text}</button>`;
  }

  #renderForm(entry: PersonEntry | undefined) {
    return html`<desk-person-form
        .person=${entry}
        .busy=${this.#people.busy}
        @plausch-save=${(event: Event) => this.#handleSave(event.target as DeskPersonForm, entry)}
        @plausch-cancel=${() => this.#handleCancel(entry?.account ?? 'new')}
      ></desk-person-form>
      ${this.#people.renderRefused()}`;
  }

  #renderLink({ person, link, expires }: Invited) {
    const { words, language } = this.#language;
    const address = new URL(`/desk/#link=${link}`, location.href).href;
    const says = words.people.link(person.name, moment(expires, language));
    return html`<div class="card">
      <p id="says">${says}</p>
      <input id="link" readonly aria-labelledby="says" .value=${address} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      ${
        'clipboard' in navigator
          ? html`<p class="buttons"><button @click=${() => this.#handleCopy(address)}>${words.people.copy}</button></p>`
          : nothing
      }
    </div>`;
  }

  /** Opens a form, or closes it; false where the person would rather keep what they entered. */
  #edit(editing: string | undefined): boolean {
    const form = this.renderRoot.querySelector('desk-person-form');
    if (form && !form.unsaved.mayGo(this.#language.words)) return false;
    this.editing = editing;
    this.invited = undefined;
    this.told = '';
    this.#people.refused = undefined;
    return true;
  }

  async #handleCancel(account: string): Promise<void> {
    if (this.#edit(undefined)) await focusOn(this, `#edit-${account}`);
  }

  async #handleSave(form: DeskPersonForm, entry: PersonEntry | undefined): Promise<void> {
    const { client } = this;
    if (!client || this.#people.busy) return;
    const { value } = form;
    const saved = await this.#people.act(async () =>
      entry
        ? { person: await client.call('PATCH /people/{id}', { id: entry.account, body: value }) }
        : client.call('POST /people', { body: value, key: this.#keyOf(JSON.stringify(value)) }),
    );
    if (!saved) return;
    this.#attempt = undefined;
    form.unsaved.saved();
    this.#edit(undefined);
    this.told = this.#language.words.people.saved;
    if ('link' in saved) this.invited = saved;
    const rest = (this.#people.value ?? []).filter(({ account }) => account !== saved.person.account);
    this.#people.set([...rest, saved.person]);
    await focusOn(this, 'link' in saved ? '#link' : `#edit-${saved.person.account}`);
  }

  /** Sent again after its answer was lost, an invitation is the same one: nobody is there twice. */
  #keyOf(content: string): string {
    if (this.#attempt?.content !== content) this.#attempt = { content, key: newKey() };
    return this.#attempt.key;
  }

  async #handleLink(entry: PersonEntry): Promise<void> {
    if (!this.#edit(undefined)) return;
    this.invited = await this.#people.act(async () =>
      this.client?.call('POST /people/{id}/link', { id: entry.account }),
    );
    this.#tellRefused();
    if (this.invited) await focusOn(this, '#link');
  }

  async #handleRemove({ account, name }: PersonEntry): Promise<void> {
    if (!this.#edit(undefined)) return;
    const removed = await this.#people.act(async () => {
      await this.client?.call('DELETE /people/{id}', { id: account });
      return true;
    });
    if (!removed) return this.#tellRefused();
    this.#people.set((this.#people.value ?? []).filter((person) => person.account !== account));
    this.told = this.#language.words.people.removed(name);
    await focusOn(this, '[role=status]');
  }

  #tellRefused(): void {
    const { refused } = this.#people;
    if (refused) this.told = this.#language.tell(refused);
  }

  async #handleCopy(address: string): Promise<void> {
    await navigator.clipboard.writeText(address);
    this.told = this.#language.words.people.copied;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-people': DeskPeople;
  }
}
