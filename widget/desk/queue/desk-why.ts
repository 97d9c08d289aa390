import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { QueueItem, Signal } from '../../../worker/contract/desk';
import type { DeskBanForm } from '../bans/desk-ban-form';
import { controls } from '../ground/controls';
import type { Draft } from '../ground/drafts';
import { BanEvent } from '../ground/events';
import { FocusController } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { queueOf, writeRoute } from '../ground/router';
import { age, date, moment } from '../ground/time';
import text from './desk-why.css';
import { furtherSignals, tellWhy } from './queue-reason';
import type { Surroundings } from './surroundings';

/**
 * @summary Why a comment waits: what the checks found, what readers reported, the appeal, and its author's record.
 * @fires plausch-ban - Its author shall be banned or muted.
 */
export class DeskWhy extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) item: QueueItem | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now = Date.now();

  /** What is the same for every comment of the site. */
  @property({ attribute: false }) around: Surroundings | undefined;
  /** Where what is written about it is kept. */
  @property({ attribute: false }) draft: Draft | undefined;
  /** Whether somebody wants to ban: the form is open as soon as it is known that they may. */
  @state() wantsBan = false;
  @query('desk-ban-form') private form!: DeskBanForm | null;

  readonly #language = new LanguageController(this);

  constructor() {
    super();
    new FocusController(this);
  }

  /** Opens the form for a ban, or goes on with it. */
  ban(): void {
    this.form?.focus();
    this.wantsBan = true;
  }

  protected override render() {
    if (!this.item) return nothing;
    return [
      this.#renderAppeal(this.item),
      this.#renderNotices(this.item),
      this.#renderReports(this.item),
      this.#renderWhy(this.item),
      this.#renderAuthor(this.item),
    ];
  }

  #renderAppeal({ appeal, waiting }: QueueItem) {
    if (appeal === null || waiting !== 'appealed') return nothing;
    return html`<section>
      <h3>${this.#language.words.appeal}</h3>
      <p class="appeal" dir="auto">${appeal}</p>
    </section>`;
  }

  #renderNotices({ notices, more }: QueueItem) {
    const { words } = this.#language;
    if (notices.length === 0) return nothing;
    return html`<section>
      <h3>${words.notices}</h3>
      <ul>
        ${notices.map(
          ({ explanation, name, email, at, changed }) => html`<li class="report">
            <bdi>${name}</bdi> (<a href="mailto:${email}">${email}</a>) <span class="muted">· ${age(at, this.now, this.#language)}</span>
            <q dir="auto">${explanation}</q>
            ${changed ? html`<p class="changed">${words.changedSince}</p>` : nothing}
          </li>`,
        )}
      </ul>
      ${this.#renderOlder(more.notices)}
    </section>`;
  }

  #renderOlder(count: number) {
    return count === 0 ? nothing : html`<p class="muted">${this.#language.words.olderOnes(count)}</p>`;
  }

  #renderReports({ reports, more }: QueueItem) {
    const { words } = this.#language;
    if (reports.length === 0) return nothing;
    return html`<section>
      <h3>${words.reports}</h3>
      <ul>
        ${reports.map(
          ({ reason, note, at, changed }) => html`<li class="report">
            ${words.reportReasons[reason] ?? reason} <span class="muted">· ${age(at, this.now, this.#language)}</span>
            ${note ? html`<q dir="auto">${note}</q>` : nothing}
            ${changed ? html`<p class="changed">${words.changedSince}</p>` : nothing}
          </li>`,
        )}
      </ul>
      ${this.#renderOlder(more.reports)}
    </section>`;
  }

  /** Why it waits: the reason first, then what the checks found, with its weight. */
  #renderWhy(item: QueueItem) {
    const { words, language } = this.#language;
    const { why, doubt, waiting } = item;
    const reasons = why.map((one) => tellWhy(one, this.#language)).filter((text) => text !== undefined);
    const found = furtherSignals(item);
    // Of a reported comment the reports tell; that the checks found nothing is no news then.
    if (reasons.length === 0 && found.length === 0 && waiting !== 'held') return nothing;
    const summed = why.some(({ kind }) => kind === 'doubt' || kind === 'spam');
    return html`<section>
      <h3>${words.why}</h3>
      ${reasons.map((text) => html`<p class="reason" dir="auto">${text}</p>`)}
      ${
        found.length === 0
          ? html`<p class="muted">${words.reasonsToWait.nothingElse}</p>`
          : html`<ul>
                ${found.map((signal) => this.#renderSignal(signal))}
              </ul>
              ${summed ? nothing : html`<p class="muted">${words.sum(doubt.toLocaleString(language))}</p>`}`
      }
    </section>`;
  }

  #renderSignal({ check, text, values, weight }: Signal) {
    const { words } = this.#language;
    return html`<li>
      <span>${words.signals[text]?.(values) ?? `${check}: ${text}`}</span>
      ${weight === 0 ? nothing : this.#renderWeight(weight)}
    </li>`;
  }

  #renderWeight(weight: number) {
    const { words, language } = this.#language;
    const signed = `${weight > 0 ? '+' : '−'}${Math.abs(weight).toLocaleString(language)}`;
    return html`<span class="weight ${weight > 0 ? '' : 'good'}" title=${words.weight(weight)}>
        <span aria-hidden="true">${signed}</span><span class="visually-hidden">${words.weight(weight)}</span>
      </span>`;
  }

  #renderAuthor({ author, comment, email }: QueueItem) {
    const { words, language } = this.#language;
    const { published, rejected, spam } = author;
    const record = (['published', 'rejected', 'spam'] as const)
      .filter((outcome) => author[outcome] > 0)
      .map((outcome) => words.record[outcome](author[outcome]));
    return html`<section>
      <h3>${words.author}</h3>
      <p class="record">
        ${published + rejected + spam === 0 ? words.newHere : record.join(' · ')}
        <span class="muted">· ${words.since(date(author.since, language))}</span>
      </p>
      ${this.#renderContact(email, comment.author?.website)}
      ${this.#renderBan(author.ban)} ${this.#renderMore(this.item)}
    </section>`;
  }

  #renderContact(email: string | null, website: string | null | undefined) {
    const { words } = this.#language;
    if (!email && !website) return nothing;
    return html`<p class="more">
      ${email ? html`<span><a href="mailto:${email}">${email}</a> <span class="muted">· ${words.unconfirmed}</span></span>` : nothing}
      ${
        website
          ? html`<a href=${website} target="_blank" rel="nofollow noopener noreferrer">${bare(website)}</a>`
          : nothing
      }
    </p>`;
  }

  #renderBan(ban: QueueItem['author']['ban']) {
    const { words, language } = this.#language;
    const { bans } = words;
    if (!ban) return nothing;
    const term = ban.until ? bans.until(moment(ban.until, language)) : bans.forGood;
    return html`<p><span class="tag">${bans.kinds[ban.kind]}</span> ${term}${ban.reason === null ? nothing : html`: <span dir="auto">${ban.reason}</span>`}</p>`;
  }

  /** Their other comments, and what can be done about them rather than about this comment. */
  #renderMore(item: QueueItem | undefined) {
    const { words } = this.#language;
    const { around } = this;
    if (!item || !around) return nothing;
    const { author, comment } = item;
    const all = author.published + author.rejected + author.spam;
    if (this.wantsBan && around.mayBan)
      return html`<desk-ban-form
        .name=${comment.author?.name ?? ''}
        .reasons=${around.reasons}
        .draft=${this.draft}
        @plausch-save=${this.#handleBan}
        @plausch-cancel=${this.#handleCancel}
      ></desk-ban-form>`;
    return html`<p class="more">
      <a href=${writeRoute(queueOf(around.site, 'any', { author: author.id }))}>${words.otherComments(all)}</a>
      ${around.mayBan ? html`<button class="quiet" title=${words.bans.openHint} @click=${this.#handleOpenBan}>${words.bans.open}</button>` : nothing}
      ${
        around.mayRule
          ? html`<a href=${writeRoute({ site: around.site, view: 'rules', about: author.id })}>${words.ruleForThem}</a>`
          : nothing
      }
      ${
        around.mayBan
          ? html`<a href=${writeRoute({ site: around.site, view: 'letter', about: comment.id })}>${words.letter.ofThem}</a>`
          : nothing
      }
    </p>`;
  }

  readonly #handleOpenBan = () => this.ban();

  /** What stands in it is a draft then, for whatever this stands in to show. */
  readonly #handleCancel = () => {
    this.wantsBan = false;
  };

  /** What did not get there stays in the form. */
  readonly #handleBan = async (event: Event) => {
    const ban = new BanEvent((event.target as DeskBanForm).value);
    this.dispatchEvent(ban);
    if (!(await ban.sent)) return;
    this.draft?.drop('ban-reason', 'ban-kind', 'ban-days');
    this.wantsBan = false;
  };
}

/** An address as people say it. */
const bare = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

declare global {
  interface HTMLElementTagNameMap {
    'desk-why': DeskWhy;
  }
}
