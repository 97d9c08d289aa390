import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Rule } from '../../../worker/contract/rules';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { date } from '../ground/time';
import { view } from '../ground/view';
import type { DeskRuleForm } from './desk-rule-form';
import { nameOf } from './language-names';

/** @summary The rules that propose what becomes of a comment. */
export class DeskRules extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  /** An author that a new rule shall be about. */
  @property() author = '';

  /** The rule that is being changed, by id; `new`: one is being made. */
  @state() private editing: string | undefined;
  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #rules = new Fetched<Rule[]>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#rules.open(async () => (await client.call('GET /rules')).rules);
    if (changed.has('author') && this.author) this.editing = 'new';
  }

  protected override render() {
    const { rules } = this.#language.words;
    return html`<h1 tabindex="-1">${rules.title}</h1>
      <p class="intro">${rules.intro}</p>
      ${this.#rules.render((entries) => [this.#renderList(entries), this.#renderNew()])}
      ${this.editing ? nothing : this.#rules.renderRefused()}
      <p role="status" tabindex="-1">${this.told}</p>`;
  }

  #renderNew() {
    const { rules } = this.#language.words;
    if (this.editing === 'new') return this.#renderForm(undefined);
    return html`<p class="buttons"><button id="edit-new" @click=${() => this.#edit('new')}>${rules.add}</button></p>`;
  }

  #renderList(entries: readonly Rule[]) {
    const { rules } = this.#language.words;
    if (entries.length === 0) return html`<p class="intro">${rules.empty}</p>`;
    return html`<ul class="list">
        ${entries.map((rule) => html`<li>${this.#renderRule(rule)}</li>`)}
      </ul>`;
  }

  #renderRule(rule: Rule) {
    const { words, language } = this.#language;
    const { rules } = words;
    const { id, name, on, by, created } = rule;
    const button = (text: string, act: () => void) =>
      html`<button class="quiet" id="${text === rules.edit ? `edit-${id}` : nothing}" aria-label="${text}: ${name}" @click=${act}>${text}</button>`;
    return html`<div class="row">
        <div>
          <h2>${name} <span class="tag">${on ? rules.on : rules.off}</span></h2>
          <p>${this.#describeRule(rule)}</p>
          <p class="muted">${rules.byWhom(by, date(created, language))}</p>
        </div>
        <div class="buttons">
          ${on ? button(rules.turnOff, () => this.#handleOff(rule)) : button(rules.turnOn, () => this.#edit(id))}
          ${button(rules.edit, () => this.#edit(id))} ${button(rules.remove, () => this.#handleRemove(rule))}
        </div>
      </div>
      ${this.editing === id ? this.#renderForm(rule) : nothing}`;
  }

  #describeRule({ when, propose }: Rule): string {
    const { language, words } = this.#language;
    const { rules } = words;
    return `${rules.proposes[propose]} ${this.#describeWhen(when, language)}`;
  }

  #describeWhen(when: Rule['when'], language: string): string {
    const { rules } = this.#language.words;
    switch (when.kind) {
      case 'words':
        return rules.when.words(when.words);
      case 'links':
        return rules.when.links(when.moreThan);
      case 'first-time':
        return rules.when['first-time'];
      case 'language': {
        const names = when.not.map((one) => nameOf(one, language));
        return rules.when.language(new Intl.ListFormat(language, { type: 'disjunction' }).format(names));
      }
      case 'thread-age':
        return rules.when['thread-age'](when.days);
      case 'author':
        return rules.when.author(rules.someone);
    }
  }

  #renderForm(rule: Rule | undefined) {
    return html`<desk-rule-form
        .client=${this.client}
        .rule=${rule}
        .author=${this.author}
        .busy=${this.#rules.busy}
        @plausch-save=${(event: Event) => this.#handleSave(event.target as DeskRuleForm, rule)}
        @plausch-cancel=${() => this.#handleCancel(rule?.id ?? 'new')}
      ></desk-rule-form>
      ${this.#rules.renderRefused()}`;
  }

  #edit(editing: string | undefined): void {
    const form = this.renderRoot.querySelector('desk-rule-form');
    if (form && !form.unsaved.mayGo(this.#language.words)) return;
    this.editing = editing;
    this.told = '';
    this.#rules.refused = undefined;
  }

  async #handleCancel(id: string): Promise<void> {
    this.#edit(undefined);
    if (this.editing === undefined) await focusOn(this, `#edit-${id}`);
  }

  async #handleSave(form: DeskRuleForm, rule: Rule | undefined): Promise<void> {
    const { client } = this;
    const { value } = form;
    if (!client || this.#rules.busy) return;
    const saved = await this.#rules.act(() =>
      rule
        ? client.call('PATCH /rules/{id}', { id: rule.id, body: value })
        : client.call('POST /rules', { body: value }),
    );
    if (!saved) return;
    form.unsaved.saved();
    this.#replace(saved);
    this.#edit(undefined);
    this.told = this.#language.words.rules.saved;
    await focusOn(this, `#edit-${saved.id}`);
  }

  async #handleOff({ id }: Rule): Promise<void> {
    const saved = await this.#rules.act(async () =>
      this.client?.call('PATCH /rules/{id}', { id, body: { on: false } }),
    );
    if (saved) this.#replace(saved);
  }

  async #handleRemove({ id, name }: Rule): Promise<void> {
    const removed = await this.#rules.act(async () => {
      await this.client?.call('DELETE /rules/{id}', { id });
      return true;
    });
    if (!removed) return;
    this.#rules.set((this.#rules.value ?? []).filter((rule) => rule.id !== id));
    this.told = this.#language.words.rules.removed(name);
    await focusOn(this, '[role=status]');
  }

  #replace(saved: Rule): void {
    const rules = this.#rules.value ?? [];
    const known = rules.some(({ id }) => id === saved.id);
    this.#rules.set(known ? rules.map((rule) => (rule.id === saved.id ? saved : rule)) : [...rules, saved]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-rules': DeskRules;
  }
}
