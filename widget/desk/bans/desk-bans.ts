import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Ban } from '../../../worker/contract/rules';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { queueOf, writeRoute } from '../ground/router';
import { date, moment } from '../ground/time';
import { view } from '../ground/view';

/** @summary Who is banned or muted, until when and why. */
export class DeskBans extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  /** Whether whoever is at the desk works on the whole site. */
  @property({ type: Boolean }) whole = false;
  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #bans = new Fetched<Ban[]>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#bans.open(async () => (await client.call('GET /bans')).bans);
  }

  protected override render() {
    const { bans, letter } = this.#language.words;
    return html`<h1 tabindex="-1">${bans.title}</h1>
      <p class="intro">${bans.intro}</p>
      ${this.#bans.render((entries) =>
        entries.length === 0
          ? html`<p class="plain">${bans.empty}</p>`
          : html`<ul class="list">
              ${entries.map((ban) => this.#renderBan(ban))}
            </ul>`,
      )}
      ${this.#bans.renderRefused()}
      <p role="status" tabindex="-1">${this.told}</p>
      ${
        this.whole
          ? html`<p class="intro">
              ${letter.hint} <a href=${writeRoute({ site: this.client?.site ?? '', view: 'letter' })}>${letter.open}</a>
            </p>`
          : nothing
      }`;
  }

  #renderBan(ban: Ban) {
    const { words, language } = this.#language;
    const { bans } = words;
    const { author, name, kind, reason, until, by, at } = ban;
    return html`<li class="row">
      <div>
        <h2><bdi>${name}</bdi> <span class="tag">${bans.kinds[kind]}</span></h2>
        ${reason === null ? nothing : html`<p dir="auto">${reason}</p>`}
        <p class="muted">${until ? bans.until(moment(until, language)) : bans.forGood}${by === null ? nothing : ` · ${bans.by(by, date(at, language))}`}</p>
      </div>
      <div class="buttons">
        <a href=${writeRoute(queueOf(this.client?.site ?? '', 'any', { author }))}>${bans.comments}</a>
        <button class="quiet" aria-label="${bans.end}: ${name}" @click=${() => this.#handleEnd(ban)}>${bans.end}</button>
      </div>
    </li>`;
  }

  async #handleEnd({ author, name }: Ban): Promise<void> {
    const ended = await this.#bans.act(async () => {
      await this.client?.call('DELETE /authors/{id}/ban', { id: author });
      return true;
    });
    if (!ended) return;
    this.#bans.set((this.#bans.value ?? []).filter((ban) => ban.author !== author));
    this.told = this.#language.words.bans.ended(name);
    await focusOn(this, '[role=status]');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-bans': DeskBans;
  }
}
