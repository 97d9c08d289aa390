import { html, LitElement, svg, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from '../ground/controls';
import { LanguageController } from '../ground/language';
import { date } from '../ground/time';
import text from './desk-chart.css';

/** One row of bars, or of marks above them. */
export interface Series {
  name: string;
  /** One value a week; null: there is none. */
  values: readonly (number | null)[];
}

const width = 480;
const height = 140;
const base = height - 2;

/** @summary A small chart of two series by week: bars, and beside them the share or the mark of the second. */
export class DeskChart extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** What it shows. */
  @property() name = '';
  /** The Mondays that the weeks begin with, as `2026-11-23`. */
  @property({ attribute: false }) weeks: readonly string[] = [];
  /** Bars from the ground. */
  @property({ attribute: false }) bars: Series = { name: '', values: [] };
  /** Drawn over the bars: narrower bars inside them, or marks above them. */
  @property({ attribute: false }) over: Series = { name: '', values: [] };
  @property() overAs: 'inside' | 'mark' = 'inside';
  /** How a value is said. */
  @property({ attribute: false }) format: (value: number) => string = String;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { words, language } = this.#language;
    const highest = Math.max(0, ...this.bars.values.map(Number), ...this.over.values.map(Number));
    const [first = '', last = ''] = [this.weeks[0], this.weeks.at(-1)].map((week) => week && date(week, language));
    return html`<figure>
      <figcaption>
        <span class="name">${this.name}</span>
        <span class="key"><i class="bar"></i>${this.bars.name}</span>
        <span class="key"><i class=${this.overAs}></i>${this.over.name}</span>
        <span class="highest">${this.format(highest)}</span>
      </figcaption>
      <svg
        viewBox="0 0 ${width} ${height}"
        role="img"
        preserveAspectRatio="none"
        aria-label=${words.pulse.summary(this.name, first, last, this.format(highest))}
      >
        <line x1="0" x2=${width} y1="1" y2="1" class="grid"></line>
        <line x1="0" x2=${width} y1=${height / 2} y2=${height / 2} class="grid"></line>
        ${this.weeks.map((week, index) => this.#renderWeek(week, index, highest))}
        <line x1="0" x2=${width} y1=${base + 1} y2=${base + 1} class="ground"></line>
      </svg>
      <div class="axis" aria-hidden="true"><span>${first}</span><span>${last}</span></div>
    </figure>`;
  }

  #renderWeek(week: string, index: number, highest: number) {
    const step = width / this.weeks.length;
    const x = index * step;
    const bar = this.bars.values[index] ?? null;
    const over = this.over.values[index] ?? null;
    const high = (value: number) => (highest === 0 ? 0 : (value / highest) * (base - 4));
    const said = [this.bars, this.over]
      .map(
        ({ name, values }) =>
          `${name}: ${values[index] == null ? this.#language.words.pulse.none : this.format(values[index])}`,
      )
      .join(', ');
    return svg`<g>
      <title>${date(week, this.#language.language)} – ${said}</title>
      <rect class="space" x=${x} y="0" width=${step} height=${height}></rect>
      ${bar === null ? '' : svg`<rect class="bar" x=${x + step * 0.15} y=${base - high(bar)} width=${step * 0.7} height=${high(bar)}></rect>`}
      ${over === null ? '' : this.#renderOver(x, step, high(over))}
    </g>`;
  }

  #renderOver(x: number, step: number, high: number) {
    if (this.overAs === 'mark')
      return svg`<rect class="mark" x=${x + step * 0.15} y=${base - high - 1} width=${step * 0.7} height="3"></rect>`;
    return svg`<rect class="inside" x=${x + step * 0.15} y=${base - high} width=${step * 0.7} height=${high}></rect>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-chart': DeskChart;
  }
}
