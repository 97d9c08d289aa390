/** What somebody does in an element of a state, by what they see there: words on buttons, labels, parts. */
export class Reader {
  readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  /** Waits until something is there and can be seen, and returns it. */
  async sees(selector: string, words = ''): Promise<HTMLElement> {
    for (;;) {
      const found = this.#all(selector).find((element) => element.textContent?.includes(words) && isVisible(element));
      if (found) return found;
      await soon();
    }
  }

  /** Waits until it says anything. */
  async reads(): Promise<void> {
    while (!this.element.shadowRoot?.textContent?.trim()) await soon();
  }

  /** Waits for the choice of the order, where a place is kept for it. */
  async orders(): Promise<void> {
    while (this.element.shadowRoot?.querySelector('[part=order]:empty')) await soon();
  }

  /** Presses the first button of that part; or the one that says these words. */
  async press(part: string, words = ''): Promise<void> {
    (await this.sees(`[part~="${part}"]`, words)).click();
    await soon();
  }

  /** Types into a field of that name. */
  async type(name: string, text: string): Promise<void> {
    const field = (await this.sees(`[name="${name}"]`)) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Chooses or ticks what has that name and value. */
  async choose(name: string, value = 'on'): Promise<void> {
    (await this.sees(`[name="${name}"]${value === 'on' ? '' : `[value="${value}"]`}`)).click();
  }

  /** All elements in here, through shadow roots. */
  #all(selector: string): HTMLElement[] {
    const roots: ParentNode[] = [this.element.shadowRoot ?? this.element];
    for (const root of roots)
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    return roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);
  }
}

const isVisible = (element: HTMLElement) => element.checkVisibility() && element.getClientRects().length > 0;

const soon = () => new Promise((resolve) => setTimeout(resolve));
