import type { html, ReactiveController } from 'lit';
import type { Fitted } from './thread';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Where colours fit as they are: the page has said its scheme, or has no dark one, dark text and a light ground, as most. */
const plain = /^[^(]*((?<!\S)(light|dark) |false rgb\(([0-5]?\d\D+){3}rgb\((2[45]\d\D+){3})/;

/** What browsers paint beneath a page. */
const canvas = 'rgb(255, 255, 255)';

/**
 * Fits an element's colours to the ground on which it really stands, now and whenever that changes: pages often say with
 * nothing but their colours that they are dark. Where there is dark text on a light ground all colours fit as they are.
 */
export class Ground implements ReactiveController {
  /** Until the colours fit, and all that is wanted has come. */
  fitted: Promise<void> | undefined;
  readonly #element: Fitted;
  readonly #lit: typeof html | undefined;
  readonly #sheet = new CSSStyleSheet();
  readonly #observer = new MutationObserver(() => this.#fit());
  #seen = '';

  /** `lit`: draws what stands before names, where something may. */
  constructor(element: Fitted, lit?: typeof html) {
    this.#lit = lit;
    this.#element = element;
    element.addController(this);
  }

  hostConnected(): void {
    const root = this.#element.renderRoot as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(this.#sheet)) root.adoptedStyleSheets.push(this.#sheet);
    // Pages change by an attribute somewhere above. The heading has a transition: it tells of each other text colour.
    for (const node of this.#around) this.#observer.observe(node, { attributes: true });
    root.addEventListener('transitionend', this.#fit);
    this.fitted = this.#fit();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /** The element, what it stands in, and so on up to the page, as it is drawn: through slots and shadow roots. */
  get #around(): Element[] {
    const nodes: Element[] = [];
    for (let node: Element | null | undefined = this.#element; node; ) {
      nodes.push(node);
      node = node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
    }
    return nodes;
  }

  readonly #fit = async () => {
    // Most pages say nothing about that. What is in a theme may be another ground.
    if (this.#element.matches('[theme],[avatars]'))
      await import('./looks').then(({ dress }) => dress(this.#element, this.#lit)).catch(() => {});
    const { color, colorScheme } = getComputedStyle(this.#element);
    const grounds = this.#around
      .map((node) => getComputedStyle(node).backgroundColor)
      .filter((ground) => ground !== 'rgba(0, 0, 0, 0)');
    const isDark = colorScheme.includes('dark') && (!colorScheme.includes('light') || prefersDark.matches);
    const theme = this.#element.getAttribute('theme') ?? '';
    const seen = [theme, isDark, color, ...grounds, canvas].join(' ');
    if (seen === this.#seen) return;
    this.#seen = seen;
    try {
      const contrast = plain.test(seen) ? undefined : await import('./contrast');
      if (seen !== this.#seen) return;
      // Nothing is painted in between.
      this.#sheet.replaceSync('');
      if (contrast) this.#sheet.replaceSync(contrast.fitting(this.#element, this.#around));
    } catch {
      // Colours as they are do on most pages.
    }
  };
}
