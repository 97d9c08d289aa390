import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { Mine, MyComment } from '../../../worker/contract/mine';
import type { LetterTexts } from '../../locales/en/letter';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { LanguageController } from '../ground/language';
import { moment } from '../ground/time';
import { view } from '../ground/view';
import text from './desk-letter.css';

/** @summary All that the site knows of an author, as they would see it themselves, a page at a time. */
export class DeskKnown extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) words: LetterTexts | undefined;
  @property() author = '';
  @property() name = '';

  readonly #language = new LanguageController(this);
  readonly #known = new Fetched<Mine>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client, author } = this;
    if (client && (changed.has('client') || changed.has('author')))
      void this.#known.open(() => client.call('GET /authors/{id}', { id: author }));
  }

  protected override render() {
    const { words } = this;
    if (!words) return nothing;
    return html`<section class="known" aria-label=${words.all(this.name)}>
      ${this.#known.render((known) => this.#renderKnown(known, words))} ${this.#known.renderRefused()}
    </section>`;
  }

  #renderKnown(known: Mine, words: LetterTexts) {
    const { comments, votes, mail, ban, next } = known;
    if (comments.length + votes.length + mail.length === 0 && !ban) return html`<p>${words.nothing}</p>`;
    const up = votes.filter(({ value }) => value === 1).length;
    return html`${comments.length === 0 ? nothing : html`<h3>${words.comments}</h3>`}
      <ul class="comments">
        ${comments.map((comment) => this.#renderComment(comment, words))}
      </ul>
      ${
        votes.length === 0
          ? nothing
          : html`<h3>${words.votes}</h3>
              <p>${words.voteCount(this.#number(votes.length), this.#number(up))}</p>`
      }
      ${
        mail.length === 0
          ? nothing
          : html`<h3>${words.mail}</h3>
              <ul>
                ${mail.map(
                  ({ address, confirmed }) => html`<li>
                    <bdi>${address}</bdi> <span class="muted">· ${confirmed ? words.confirmed(this.#moment(confirmed)) : words.unconfirmed}</span>
                  </li>`,
                )}
              </ul>`
      }
      ${
        ban
          ? html`<h3>${words.ban}</h3>
              <p dir="auto">${ban.reason}</p>`
          : nothing
      }
      ${next === null ? nothing : html`<p class="more"><button @click=${() => this.#handleMore(known, next)}>${words.next}</button></p>`}`;
  }

  #renderComment(
    { thread, name, email, website, body, status, created, decision, appeals }: MyComment,
    words: LetterTexts,
  ) {
    return html`<li>
      <p class="muted">
        ${this.#moment(created)} · <bdi>${thread.title || thread.key || words.untitled}</bdi> · ${words.status[status]}
      </p>
      <p><bdi class="name">${name || words.nameless}</bdi>${[email, website].map((one) => (one ? html` · <bdi>${one}</bdi>` : nothing))}</p>
      <p class="body" dir="auto">${body}</p>
      ${[decision?.reason, decision?.explanation].map((one) => (one ? html`<p class="muted" dir="auto">${one}</p>` : nothing))}
      ${appeals.map(({ text }) => html`<p><span class="muted">${words.appeal}</span> <q dir="auto">${text}</q></p>`)}
    </li>`;
  }

  #moment(time: string): string {
    return moment(time, this.#language.language);
  }

  #number(count: number): string {
    return count.toLocaleString(this.#language.language);
  }

  async #handleMore(known: Mine, after: string): Promise<void> {
    const { client, author } = this;
    if (!client || this.#known.busy) return;
    const more = await this.#known.act(() => client.call('GET /authors/{id}', { id: author, query: { after } }));
    if (!more || author !== this.author) return;
    this.#known.set({
      ...known,
      comments: [...known.comments, ...more.comments],
      votes: [...known.votes, ...more.votes],
      next: more.next,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-known': DeskKnown;
  }
}
