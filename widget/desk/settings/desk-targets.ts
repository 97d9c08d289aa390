import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Target } from '../../../worker/contract/targets';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { date, moment, since } from '../ground/time';
import { view } from '../ground/view';
import type { DeskTargetForm } from './desk-target-form';

/** What is typed here is no setting of the view around it. */
const keepToItself = (event: Event) => event.stopPropagation();

/** @summary Who outside hears of what happens; for the owner. */
export class DeskTargets extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;

  /** Which is being changed, by id; `new`: one is being added. */
  @state() private editing: string | undefined;
  /** Whose deliveries are shown. */
  @state() private open: string | undefined;
  /** What signs from now on: shown once. */
  @state() private told: { id: string; secret: string } | undefined;
  @state() private said = '';

  readonly #language = new LanguageController(this);
  readonly #targets = new Fetched<Target[]>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client'))
      void this.#targets.open(async () => (await client.call('GET /targets')).targets);
  }

  protected override render() {
    const { targets } = this.#language.words;
    return html`<section class="card" aria-labelledby="targets" @input=${keepToItself}>
      <h2 id="targets" tabindex="-1">${targets.title}</h2>
      <p class="hint">${targets.intro}</p>
      ${this.#targets.render((entries) => [this.#renderList(entries), this.#renderNew()])}
      ${this.editing ? nothing : this.#targets.renderRefused()}
      <p role="status" tabindex="-1">${this.said}</p>
    </section>`;
  }

  #renderNew() {
    const { targets } = this.#language.words;
    if (this.editing === 'new') return this.#renderForm(undefined);
    return html`<p class="buttons"><button id="edit-new" @click=${() => this.#edit('new')}>${targets.add}</button></p>`;
  }

  #renderList(entries: readonly Target[]) {
    const { targets } = this.#language.words;
    if (entries.length === 0) return html`<p class="hint">${targets.empty}</p>`;
    return html`<ul class="list">${entries.map((target) => html`<li>${this.#renderTarget(target)}</li>`)}</ul>`;
  }

  #renderTarget(target: Target) {
    const { words, language } = this.#language;
    const { targets } = words;
    const { id, name, kind, place, on, by, created } = target;
    return html`<div class="row">
        <div>
          <h3>${name} <span class="muted">· ${targets.kinds[kind]} · ${on ? targets.on : targets.off}</span></h3>
          <p class="hint">${targets.byWhom(place ?? '–', by, date(created, language))}</p>
          ${this.#renderState(target)}
        </div>
        <div class="buttons">
          ${this.#renderButton(targets.deliveries, name, () => this.#toggle(id), `open-${id}`, this.open === id)}
          ${this.#renderButton(targets.edit, name, () => this.#edit(id), `edit-${id}`)}
          ${
            place === null
              ? nothing
              : this.#renderButton(on ? targets.turnOff : targets.turnOn, name, () => this.#handleSwitch(target))
          }
          ${
            kind === 'webhook' && place !== null
              ? this.#renderButton(targets.newSecret, name, () => this.#handleSecret(target))
              : nothing
          }
          ${this.#renderButton(targets.remove, name, () => this.#handleRemove(target))}
        </div>
      </div>
      ${this.told?.id === id ? this.#renderSecret(name, this.told.secret) : nothing}
      ${this.editing === id ? this.#renderForm(target) : nothing}
      ${this.open === id ? html`<desk-dispatches .client=${this.client} .target=${target}></desk-dispatches>` : nothing}`;
  }

  #renderState({ place, stopped, failing, waiting, dropped, rotating, on }: Target) {
    const { words, language } = this.#language;
    const { targets } = words;
    const lines = [
      place === null ? targets.noAddress : '',
      stopped ? targets.stopped[stopped.why] : '',
      on && failing ? targets.failing(since(failing, Date.now(), this.#language)) : '',
      waiting > 0 && failing ? targets.waiting(waiting) : '',
      dropped > 0 ? targets.dropped(dropped) : '',
      rotating ? targets.rotating(moment(rotating, language)) : '',
    ].filter((line) => line !== '');
    return lines.length === 0 ? nothing : html`<p>${lines.join(' ')}</p>`;
  }

  #renderButton(
    text: string,
    name: string,
    act: () => void,
    id: string | typeof nothing = nothing,
    expanded?: boolean,
  ) {
    return html`<button class="quiet" id=${id} aria-label="${text}: ${name}" aria-expanded=${expanded ?? nothing} @click=${act}>${text}</button>`;
  }

  #renderSecret(name: string, secret: string) {
    const { targets } = this.#language.words;
    return html`<div class="card">
      <p id="says">${targets.secret(name)}</p>
      <input id="secret" readonly aria-labelledby="says" .value=${secret} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      ${
        'clipboard' in navigator
          ? html`<p class="buttons"><button @click=${() => this.#handleCopy(secret)}>${targets.copy}</button></p>`
          : nothing
      }
    </div>`;
  }

  #renderForm(target: Target | undefined) {
    return html`<desk-target-form
        .target=${target}
        .busy=${this.#targets.busy}
        .problem=${this.#targets.refused}
        @plausch-save=${(event: Event) => this.#handleSave(event.target as DeskTargetForm, target)}
        @plausch-cancel=${() => this.#handleCancel(target?.id ?? 'new')}
      ></desk-target-form>
      ${this.#targets.renderRefused()}`;
  }

  /** Opens a form, or closes it; false where the person would rather keep what they entered. */
  #edit(editing: string | undefined): boolean {
    const form = this.renderRoot.querySelector('desk-target-form');
    if (form && !form.unsaved.mayGo(this.#language.words)) return false;
    this.editing = editing;
    this.told = undefined;
    this.said = '';
    this.#targets.refused = undefined;
    return true;
  }

  #toggle(id: string): void {
    this.open = this.open === id ? undefined : id;
  }

  async #handleCancel(id: string): Promise<void> {
    if (this.#edit(undefined)) await focusOn(this, `#edit-${id}`);
  }

  async #handleSave(form: DeskTargetForm, target: Target | undefined): Promise<void> {
    const { client } = this;
    if (!client || this.#targets.busy) return;
    const { value } = form;
    const saved = await this.#targets.act(() =>
      target
        ? client.call('PATCH /targets/{id}', { id: target.id, body: value })
        : client.call('POST /targets', { body: value }),
    );
    if (!saved) return;
    form.unsaved.saved();
    this.#edit(undefined);
    this.#take(saved.target, saved.secret);
    this.said = this.#language.words.targets.saved;
    await focusOn(this, saved.secret ? '#secret' : `#edit-${saved.target.id}`);
  }

  async #handleSwitch({ id, on }: Target): Promise<void> {
    if (!this.#edit(undefined)) return;
    const saved = await this.#targets.act(async () =>
      this.client?.call('PATCH /targets/{id}', { id, body: { on: !on } }),
    );
    if (saved) this.#take(saved.target, null);
  }

  async #handleSecret({ id }: Target): Promise<void> {
    if (!this.#edit(undefined)) return;
    const saved = await this.#targets.act(async () => this.client?.call('POST /targets/{id}/secret', { id }));
    if (!saved) return;
    this.#take(saved.target, saved.secret);
    await focusOn(this, '#secret');
  }

  async #handleRemove({ id, name }: Target): Promise<void> {
    if (!this.#edit(undefined)) return;
    const removed = await this.#targets.act(async () => {
      await this.client?.call('DELETE /targets/{id}', { id });
      return true;
    });
    if (!removed) return;
    this.#targets.set((this.#targets.value ?? []).filter((target) => target.id !== id));
    this.said = this.#language.words.targets.removed(name);
    await focusOn(this, '[role=status]');
  }

  #take(saved: Target, secret: string | null): void {
    const targets = this.#targets.value ?? [];
    const known = targets.some(({ id }) => id === saved.id);
    this.#targets.set(known ? targets.map((one) => (one.id === saved.id ? saved : one)) : [...targets, saved]);
    if (secret !== null) this.told = { id: saved.id, secret };
  }

  async #handleCopy(secret: string): Promise<void> {
    await navigator.clipboard.writeText(secret);
    this.said = this.#language.words.targets.copied;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-targets': DeskTargets;
  }
}
