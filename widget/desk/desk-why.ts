import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { QueueItem, Signal } from '../../worker/contract/desk';
import { controls } from './controls';
import text from './desk-why.css';
import { LanguageController } from './language';
import { age, date } from './time';

/** @summary Why a comment waits: what the checks found, what readers reported, the appeal, and its author's record. */
export class DeskWhy extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) item: QueueItem | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now = Date.now();

  readonly #language = new LanguageController(this);

  protected override render() {
    if (!this.item) return nothing;
    return [
      this.#renderAppeal(this.item),
      this.#renderReports(this.item),
      this.#renderSignals(this.item),
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

  #renderReports({ reports }: QueueItem) {
    const { words, language } = this.#language;
    if (reports.length === 0) return nothing;
    return html`<section>
      <h3>${words.reports}</h3>
      <ul>
        ${reports.map(
          ({ reason, note, at }) => html`<li class="report">
            ${words.reportReasons[reason] ?? reason} <span class="muted">· ${age(at, this.now, language)}</span>
            ${note ? html`<q dir="auto">${note}</q>` : nothing}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderSignals({ signals, waiting }: QueueItem) {
    const { words } = this.#language;
    // Of a reported comment the reports tell; that the checks found nothing is no news then.
    if (signals.length === 0 && waiting !== 'held') return nothing;
    return html`<section>
      <h3>${words.why}</h3>
      ${
        signals.length === 0
          ? html`<p>${words.unremarkable}</p>`
          : html`<ul>
              ${signals.map((signal) => this.#renderSignal(signal))}
            </ul>`
      }
    </section>`;
  }

  #renderSignal({ check, text, values, weight }: Signal) {
    const { words } = this.#language;
    const signed = `${weight > 0 ? '+' : '−'}${Math.abs(weight)}`;
    return html`<li>
      <span>${words.signals[text]?.(values) ?? `${check}: ${text}`}</span>
      <span class="weight ${weight > 0 ? '' : 'good'}" title=${words.weight(weight)}>
        <span aria-hidden="true">${signed}</span><span class="visually-hidden">${words.weight(weight)}</span>
      </span>
    </li>`;
  }

  #renderAuthor({ author, comment }: QueueItem) {
    const { words, language } = this.#language;
    const { published, rejected, spam } = author;
    const record = (['published', 'rejected', 'spam'] as const)
      .filter((outcome) => author[outcome] > 0)
      .map((outcome) => words.record[outcome](author[outcome]));
    const website = comment.author?.website;
    return html`<section>
      <h3>${words.author}</h3>
      <p class="record">
        ${published + rejected + spam === 0 ? words.newHere : record.join(' · ')}
        <span class="muted">· ${words.since(date(author.since, language))}</span>
      </p>
      ${author.email ? html`<p><a href="mailto:${author.email}">${author.email}</a></p>` : nothing}
      ${
        website
          ? html`<p><a href=${website} target="_blank" rel="nofollow noopener noreferrer">${bare(website)}</a></p>`
          : nothing
      }
    </section>`;
  }
}

/** An address as people say it. */
const bare = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

declare global {
  interface HTMLElementTagNameMap {
    'desk-why': DeskWhy;
  }
}
