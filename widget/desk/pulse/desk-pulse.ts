import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Pulse, Week } from '../../../worker/contract/pulse';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { LanguageController } from '../ground/language';
import { date, duration, since } from '../ground/time';
import { view } from '../ground/view';
import type { Series } from './desk-chart';
import text from './desk-pulse.css';

const spans = [12, 26, 52, 104] as const;

/** The columns of the table, in the order of the CSV. */
const columns = [
  'received',
  'unheld',
  'decided',
  'median',
  'p90',
  'decisions',
  'undone',
  'appeals',
  'kept',
  'reversed',
  'questions',
  'answered',
  'answerMedian',
] as const satisfies readonly (keyof Week)[];

type Column = (typeof columns)[number];
type SeriesName = keyof LanguageController['words']['pulse']['series'] & keyof Week;

const durations = new Set<Column>(['median', 'p90', 'answerMedian']);

/** @summary The figures that show whether whoever is closest decides: as charts, and all of them in a table. */
export class DeskPulse extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @state() private span: number = 26;

  readonly #language = new LanguageController(this);
  readonly #pulse = new Fetched<Pulse>(this, this.#language);

  protected override willUpdate(changed: PropertyValues): void {
    const { client, span } = this;
    if (client && (changed.has('client') || changed.has('span')))
      void this.#pulse.open(() => client.call('GET /pulse', { query: { weeks: span } }));
  }

  protected override render() {
    const { pulse } = this.#language.words;
    return html`<div class="row">
        <div>
          <h1 tabindex="-1">${pulse.title}</h1>
          <p class="intro">${pulse.intro}</p>
        </div>
        <select aria-label=${pulse.span} @change=${this.#handleSpan}>
          ${spans.map((span) => html`<option value=${span} ?selected=${span === this.span}>${pulse.weeks(span)}</option>`)}
        </select>
      </div>
      ${this.#pulse.render((value) => [this.#renderNow(value), this.#renderCharts(value), this.#renderTable(value), this.#renderMails(value)])}`;
  }

  #renderNow({ waiting, oldestWaiting, weeks }: Pulse) {
    const { words, language } = this.#language;
    const { pulse } = words;
    const decided = weeks.findLast(({ median }) => median !== null);
    const busy = weeks.findLast(({ received }) => received > 0);
    const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    const figures: [string, string][] = [
      [String(waiting), pulse.waiting],
      [oldestWaiting ? since(oldestWaiting, Date.now(), this.#language) : pulse.none, pulse.oldest],
      [
        decided?.median == null ? pulse.none : duration(decided.median, language),
        pulse.median(decided && date(decided.from, language)),
      ],
      [busy ? share.format(busy.unheld / busy.received) : pulse.none, pulse.unheld(busy && date(busy.from, language))],
    ];
    return html`<dl class="now">
      ${figures.map(([figure, name]) => html`<div><dt>${name}</dt><dd>${figure}</dd></div>`)}
    </dl>`;
  }

  #renderCharts({ weeks }: Pulse) {
    const { words, language } = this.#language;
    const { charts, series } = words.pulse;
    const line = (name: SeriesName): Series => ({
      name: series[name],
      values: weeks.map((week) => week[name] as number | null),
    });
    const mondays = weeks.map(({ from }) => from);
    const time = (value: number) => duration(value, language);
    const chart = (name: string, bars: SeriesName, over: SeriesName) =>
      html`<desk-chart .name=${name} .weeks=${mondays} .bars=${line(bars)} .over=${line(over)}></desk-chart>`;
    return html`<div class="charts">
      <desk-chart
        .name=${charts.time}
        .weeks=${mondays}
        .bars=${line('median')}
        .over=${line('p90')}
        overAs="mark"
        .format=${time}
      ></desk-chart>
      ${chart(charts.received, 'received', 'unheld')} ${chart(charts.undone, 'decisions', 'undone')}
      ${chart(charts.questions, 'questions', 'answered')} ${chart(charts.appeals, 'appeals', 'reversed')}
    </div>`;
  }

  #renderTable({ weeks }: Pulse) {
    const { words, language } = this.#language;
    const { pulse } = words;
    return html`<div>
      <div class="row">
        <h2 id="table">${pulse.table}</h2>
        <a href=${this.client?.address('GET /pulse.csv', { query: { weeks: this.span } }) ?? ''} download="pulse.csv">${pulse.csv}</a>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="table">
        <table>
          <thead>
            <tr>
              <th scope="col">${pulse.columns.from}</th>
              ${columns.map((column) => html`<th scope="col">${pulse.columns[column]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${weeks.toReversed().map(
              (week) => html`<tr>
                <th scope="row">${date(week.from, language)}</th>
                ${columns.map((column) => html`<td>${this.#say(week, column)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  /** Where any mail was sent: how many, day by day. */
  #renderMails({ mails }: Pulse) {
    const { words, language } = this.#language;
    const { mails: texts } = words.pulse;
    if (mails.every(({ sent, failed }) => sent + failed === 0)) return nothing;
    return html`<div>
      <h2 id="mails">${texts.title}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="mails">
        <table>
          <thead>
            <tr>
              <th scope="col">${texts.day}</th>
              <th scope="col">${texts.sent}</th>
              <th scope="col">${texts.failed}</th>
            </tr>
          </thead>
          <tbody>
            ${mails.toReversed().map(
              ({ day, sent, failed }) => html`<tr>
                <th scope="row">${date(day, language)}</th>
                <td>${sent}</td>
                <td>${failed}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #say(week: Week, column: Column): string {
    const value = week[column];
    if (value === null) return this.#language.words.pulse.none;
    return durations.has(column) ? duration(value, this.#language.language) : String(value);
  }

  readonly #handleSpan = (event: Event) => {
    this.span = Number((event.target as HTMLSelectElement).value);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-pulse': DeskPulse;
  }
}
