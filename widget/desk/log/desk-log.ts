import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Decision, Decisions } from '../../../worker/contract/desk';
import type { DeskClient } from '../ground/desk-client';
import { DeskProblem } from '../ground/desk-problem';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { queueOf, writeRoute } from '../ground/router';
import { age, day, moment, timeOfDay } from '../ground/time';
import { view } from '../ground/view';
import text from './desk-log.css';

/** @summary The log: who decided what, when and why, newest first; each entry can be undone. */
export class DeskLog extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;

  /** Why an undo did not work, or what it left, by decision. */
  @state() private said: ReadonlyMap<string, DeskProblem | number> = new Map();
  @state() private told = '';

  /** Who works here, by account. */
  #names: ReadonlyMap<string, string> = new Map();

  readonly #language = new LanguageController(this);
  readonly #log = new Fetched<Decisions>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (!client || !changed.has('client')) return;
    this.said = new Map();
    void this.#log.open(async () => {
      // Who somebody is, is told as far as that can be read.
      const people = client.call('GET /people').catch(() => ({ people: [] }));
      const [log, team] = await Promise.all([client.decisions(), people]);
      this.#names = new Map(team.people.map(({ account, name }) => [account, name]));
      return log;
    });
  }

  protected override render() {
    const { words } = this.#language;
    return html`<h1 tabindex="-1">${words.decisions}</h1>
      ${this.#log.render(({ decisions, next }) =>
        decisions.length === 0
          ? html`<p class="plain">${words.log.empty}</p>`
          : [
              this.#renderDays(decisions),
              next === null
                ? nothing
                : html`<p class="more"><button @click=${() => this.#handleMore(next)}>${words.more}</button></p>`,
            ],
      )}
      ${this.#log.renderRefused()}
      <p class="visually-hidden" role="status">${this.told}</p>`;
  }

  #renderDays(decisions: readonly Decision[]) {
    const now = Date.now();
    const days = Map.groupBy(decisions, ({ at }) => day(at, now, this.#language.language));
    return [...days].map(
      ([name, ofDay]) => html`<section>
        <h2>${name}</h2>
        <ol class="list">
          ${ofDay.map((decision) => this.#renderDecision(decision, now))}
        </ol>
      </section>`,
    );
  }

  #renderDecision(decision: Decision, now: number) {
    const { words, language } = this.#language;
    const { id, action, at, reason, explanation, note, reply, undone } = decision;
    const what = this.#describeDecision(decision);
    const said = this.said.get(id);
    const saying = [reason, explanation, note && words.deciding.noted(note), reply && words.log.replied];
    return html`<li id="entry-${id}" tabindex="-1" class="${action} ${undone ? 'undone' : ''}">
      <time datetime=${at} title=${moment(at, language)}>${timeOfDay(at, language)}</time>
      <p class="what">${what}</p>
      ${saying.map((text) => (text ? html`<p class="why" dir="auto">${text}</p>` : nothing))}
      ${this.#renderComments(decision)}
      ${this.#renderChange(decision)}
      ${undone ? html`<p class="since">${words.log.undoneBy(undone.by, age(undone.at, now, this.#language))}</p>` : nothing}
      ${said instanceof DeskProblem ? html`<p class="problem" role="alert">${this.#language.tell(said)}</p>` : nothing}
      ${typeof said === 'number' && said > 0 ? html`<p class="since">${words.log.left(said)}</p>` : nothing}
      ${
        undone || action === 'forget' || said instanceof DeskProblem
          ? nothing
          : decision.action === 'import'
            ? // What becomes of readers' answers is asked first.
              html`<a href=${writeRoute({ site: this.client?.site ?? '', view: 'moving', about: id })}>${words.undo} …</a>`
            : html`<button class="quiet" aria-label="${words.undo}: ${what}" @click=${() => this.#handleUndo(decision)}>
              ${words.undo}
            </button>`
      }
    </li>`;
  }

  /** Whose comments it was about and how they begin, with a link to them. */
  #renderComments({ id, comments, count, remaining }: Decision) {
    const { log } = this.#language.words;
    if (comments.length === 0) return nothing;
    const place = writeRoute(queueOf(this.client?.site ?? '', 'any', { decision: id }));
    return html`${comments.map(({ author, excerpt }) =>
      author === null
        ? html`<p class="why">${log.gone}</p>`
        : html`<p class="why"><a href=${place}><bdi>${author}</bdi>: <q dir="auto">${excerpt}</q></a></p>`,
    )}
    ${count > comments.length ? html`<p class="why"><a href=${place}>${log.all(count)}</a></p>` : nothing}
    ${remaining > 0 ? html`<p class="why">${log.remaining(remaining)}</p>` : nothing}`;
  }

  /** What was done, as a sentence. */
  #describeDecision({ action, by, count, change }: Decision): string {
    const { log } = this.#language.words;
    if (action === 'approve' || action === 'reject' || action === 'spam') return log[action](by, count);
    if (action === 'settings') return log.settings(by);
    if (action === 'forget') return log.forget(by, Number(change?.after?.comments ?? 0));
    if (action === 'thread') return log.thread(by, change?.of ?? '');
    const how = change?.before == null ? 'added' : change.after === null ? 'removed' : 'changed';
    return log[action][how](by, change?.of ?? '');
  }

  /** Which fields were changed, from what to what. */
  #renderChange({ change }: Decision) {
    const { log } = this.#language.words;
    if (!change?.before || !change.after) return nothing;
    const { before, after } = change;
    const changed = Object.keys(log.fields).filter(
      (field) => field in after && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    );
    return changed.map((field) =>
      field === 'retention'
        ? this.#renderRetention(before[field], after[field])
        : html`<p class="why">${log.fields[field]}: <s>${this.#sayField(field, before[field])}</s> → ${this.#sayField(field, after[field])}</p>`,
    );
  }

  /** For how long what is kept, as far as that has changed. */
  #renderRetention(before: unknown, after: unknown) {
    const { log, setting } = this.#language.words;
    const [was, is] = [before, after].map((days) => (days ?? {}) as Record<string, number | null>);
    return Object.entries(setting.kept)
      .filter(([kind]) => was?.[kind] !== is?.[kind])
      .map(
        ([kind, name]) =>
          html`<p class="why">${log.fields.retention}, ${name}: <s>${this.#say(was?.[kind])}</s> → ${this.#say(is?.[kind])}</p>`,
      );
  }

  /** What stands in a field, as people say it. */
  #sayField(field: string, value: unknown): string {
    const isPerson = field === 'postsBy' && typeof value === 'string' && value !== 'nobody';
    return isPerson ? (this.#names.get(value) ?? this.#language.words.log.personGone) : this.#say(value);
  }

  /** A value as people say it. */
  #say(value: unknown): string {
    if (value === null || value === undefined) return '–';
    if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((one) => this.#say(one)).join(', ');
    if (typeof value === 'object') return this.#say(Object.values(value));
    const { log, services, targets } = this.#language.words;
    const text = String(value);
    return log.values[text] ?? services.names[text] ?? targets.events[text] ?? text;
  }

  async #handleUndo({ id }: Decision): Promise<void> {
    const { client } = this;
    const log = this.#log.value;
    if (!client || !log) return;
    try {
      const { decision, left } = await client.call('POST /decisions/{id}/undo', { id });
      this.said = new Map(this.said).set(id, left);
      const { value = log } = this.#log;
      this.#log.set({ ...value, decisions: value.decisions.map((one) => (one.id === id ? decision : one)) });
      this.told = this.#language.words.log.undone;
    } catch (error) {
      this.said = new Map(this.said).set(id, DeskProblem.from(error));
    }
    await focusOn(this, `#entry-${id}`);
  }

  async #handleMore(after: string): Promise<void> {
    const page = await this.#log.act(async () => this.client?.decisions(after));
    const { value } = this.#log;
    if (!page || !value) return;
    this.#log.set({ decisions: [...value.decisions, ...page.decisions], next: page.next });
    await focusOn(this, `#entry-${(page.decisions[0] ?? value.decisions.at(-1))?.id}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-log': DeskLog;
  }
}
