import type { ToolTexts } from '../locales/en/tools';
import { quote, selectedIn } from './quoting';
import type { Thread } from './thread';

/** Where one writes: `<plausch-composer>`. */
type Composer = HTMLElement & { updateComplete: Promise<boolean>; write(): Promise<void> };

/**
 * What can be done with the comment that a reader points at, or that has the focus: its link, and a quotation of what is selected in it. There is
 * one of it for all, so that the others are not full of buttons.
 */
export class AtHand {
  readonly #thread: Thread;
  readonly #texts: ToolTexts;
  readonly #tools = document.createElement('span');
  readonly #copy: HTMLButtonElement;
  readonly #quote: HTMLButtonElement;
  /** Where the clipboard is not to be had: the address, to be copied by hand. */
  readonly #address = document.createElement('input');
  #selected: { row: Element; text: string } | undefined;

  constructor(thread: Thread, texts: ToolTexts) {
    this.#thread = thread;
    this.#texts = texts;
    this.#copy = button('copy', texts.copy, () => this.#copyLink());
    this.#quote = button('quote', texts.quote, () => this.#quoteSelected());
    // To press it takes the selection away nowhere.
    this.#quote.addEventListener('mousedown', (event) => event.preventDefault());
    this.#quote.hidden = true;
    Object.assign(this.#address, { readOnly: true, part: 'field', className: 'address', ariaLabel: texts.address });
    this.#address.addEventListener('blur', () => this.#address.remove());
    this.#tools.className = 'tools';
    this.#tools.append(this.#quote, this.#copy);
    const root = thread.renderRoot;
    for (const type of ['mouseover', 'focusin'])
      root.addEventListener(type, ({ target }) => this.#follow((target as Element).closest('[role=listitem]')));
    root.addEventListener('keydown', (event) => this.#handleKey(event as KeyboardEvent));
    thread.addController(this);
    // Whoever was there before this is at hand, too.
    this.#follow(root.querySelector('[role=listitem]:is(:hover, :focus-within)'));
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#handleSelection);
    this.#resizes.observe(this.#thread);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#handleSelection);
    this.#resizes.disconnect();
  }

  /** What has been taken back meanwhile has no link any more. */
  hostUpdated(): void {
    this.#thread.settle().then(() => {
      if (!this.#tools.parentElement?.querySelector('[part=time]')) this.#tools.remove();
    });
  }

  /** Stands in the comment that is pointed at; as long as something is selected, in that one. */
  #follow(row: Element | null): void {
    const article = (this.#selected?.row ?? row)?.querySelector('article');
    // What was taken back has no link.
    if (!article?.querySelector('[part=time]')) return;
    if (this.#tools.parentElement !== article) {
      const { activeElement } = this.#thread.renderRoot as ShadowRoot;
      if (this.#tools.contains(activeElement) || activeElement === this.#address) return;
      article.append(this.#tools);
    }
    this.#place(article);
  }

  /** Beside what stands last in a comment where there is room, else on its lower edge: they take no room, so that nothing moves. */
  #place(article: Element): void {
    const { classList } = this.#tools;
    classList.remove('edge');
    const around = article.getBoundingClientRect();
    const { left, right, bottom } = this.#tools.getBoundingClientRect();
    classList.toggle('edge', left < around.left || right > around.right || bottom > around.bottom);
  }

  /** There may be more room now, or less. */
  readonly #resizes = new ResizeObserver(() => {
    const { parentElement } = this.#tools;
    if (parentElement) this.#place(parentElement);
  });

  readonly #handleSelection = () => {
    const selected = selectedIn(this.#thread.renderRoot as ShadowRoot);
    this.#selected = selected?.row.querySelector('[part~=reply]') ? selected : undefined;
    const wasOffered = !this.#quote.hidden;
    this.#quote.hidden = !this.#selected;
    if (this.#selected || wasOffered) this.#follow(this.#tools.closest('[role=listitem]'));
  };

  /** `q`, where nobody writes. */
  #handleKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
    const writes = (target as Element).closest('plausch-composer, input, textarea, select');
    if (key === 'q' && !writes && !ctrlKey && !metaKey && !altKey) this.#quoteSelected();
  }

  /** Opens the answer with what is selected quoted; what stands there already stays before it. */
  async #quoteSelected(): Promise<void> {
    const selected = this.#selected;
    if (!selected) return;
    const { row, text } = selected;
    let composer = row.querySelector<Composer>('plausch-composer');
    if (!composer) {
      row.querySelector<HTMLElement>('[part~=reply]')?.click();
      await (row as Composer).updateComplete;
      composer = row.querySelector<Composer>('plausch-composer');
    }
    await composer?.updateComplete;
    const field = composer?.shadowRoot?.querySelector('textarea');
    if (!composer || !field) return;
    const before = field.value.trimEnd();
    field.value = `${before && `${before}\n\n`}${quote(text)}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await composer.write();
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollTop = field.scrollHeight;
  }

  async #copyLink(): Promise<void> {
    const link = this.#tools.parentElement?.querySelector<HTMLAnchorElement>('[part=time]')?.href ?? '';
    const thread = this.#thread;
    try {
      await navigator.clipboard.writeText(link);
      thread.said = this.#texts.copied;
    } catch {
      this.#address.value = link;
      this.#tools.before(this.#address);
      this.#address.focus();
      this.#address.select();
      thread.said = this.#texts.notCopied;
    }
  }
}

function button(part: string, words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', part: `button ${part}`, className: 'link', textContent: words });
  made.addEventListener('click', act);
  return made;
}
