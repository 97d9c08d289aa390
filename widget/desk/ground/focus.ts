import type { LitElement, ReactiveController } from 'lit';

/** Fired by an element whose own rendering has taken away what had the focus. Whatever it stands in finds a place. */
export class FocusLostEvent extends Event {
  constructor() {
    super('plausch-focus-lost', { bubbles: true, composed: true });
  }
}

/** Whether nothing on the page has the focus, so that the next Tab would begin at the top. */
export const focusIsLost = () => {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return true;
  // The desk puts it on the whole of its view where nothing better is there yet.
  return activeElement.shadowRoot?.activeElement?.matches('main') ?? false;
};

/**
 * Notices when an element's own rendering takes away what had the focus, such as a form that closes: browsers then begin
 * at the top of the page.
 */
export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #place: () => void;
  #had = false;

  /** @param place puts the focus somewhere; without it, what the element stands in is asked to. */
  constructor(host: LitElement, place: () => void = () => host.dispatchEvent(new FocusLostEvent())) {
    this.#host = host;
    this.#place = place;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#had = this.#active !== null;
  }

  hostUpdated(): void {
    if (this.#had && this.#active === null && focusIsLost()) this.#place();
  }

  get #active(): Element | null {
    return this.#host.shadowRoot?.activeElement ?? null;
  }
}

/** Puts the focus on a part of an element, once that is there: what had it is gone, or told its news elsewhere. */
export async function focusOn(host: LitElement, selector: string): Promise<void> {
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
}
