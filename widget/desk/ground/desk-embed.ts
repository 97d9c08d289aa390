import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from './controls';
import text from './desk-embed.css';
import { LanguageController } from './language';

/** @summary How the comments come into the site's pages: the lines to paste, and what else there is to know. */
export class DeskEmbed extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property() site = '';
  @state() private told = '';

  readonly #language = new LanguageController(this);

  protected override render() {
    const { embed } = this.#language.words;
    return html`<h2>${embed.title}</h2>
      <p>${embed.paste}</p>
      <pre tabindex="0" role="region" aria-label=${embed.lines}><code>${this.#lines}</code></pre>
      <p class="buttons">
        ${'clipboard' in navigator ? html`<button type="button" @click=${this.#handleCopy}>${embed.copy}</button>` : nothing}
        <span role="status">${this.told}</span>
      </p>
      <ul class="muted">
        <li>${embed.origins}</li>
        <li>${embed.thread}</li>
        <li>${embed.count} <code>&lt;plausch-count&gt;&lt;/plausch-count&gt;</code></li>
      </ul>
      <p class="muted">${embed.more} <code>docs/embed.md</code></p>`;
  }

  get #lines(): string {
    return `<script type="module" src="${location.origin}/embed.js"></script>\n<plausch-comments site="${this.site}"></plausch-comments>`;
  }

  readonly #handleCopy = async () => {
    const { embed } = this.#language.words;
    this.told = '';
    await this.updateComplete;
    try {
      await navigator.clipboard.writeText(this.#lines);
      this.told = embed.copied;
    } catch {
      // A browser may forbid it: then it is marked, to be copied by hand.
      const code = this.renderRoot.querySelector('pre');
      if (code) getSelection()?.selectAllChildren(code);
      this.told = embed.notCopied;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-embed': DeskEmbed;
  }
}
