import type { ReactiveController, ReactiveControllerHost } from 'lit';

const storageKey = 'plausch-desk-keys';
/** Holding these down repeats them: going through a list, but never deciding. */
const repeatable = new Set(['j', 'k']);

/**
 * Single keys for the whole page. None works while typing, with a modifier, or under an open dialog; and all can be
 * switched off but the help (WCAG 2.1.4: speech input types letters).
 */
export class ShortcutsController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #keys: Record<string, () => void>;
  #on = readOn();

  /** @param keys what each key does, as `x` or `shift x`; `?` is never switched off. */
  constructor(host: ReactiveControllerHost, keys: Record<string, () => void>) {
    this.#host = host;
    this.#keys = keys;
    host.addController(this);
  }

  /** Whether the keys work; kept in this browser. */
  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    try {
      localStorage.setItem(storageKey, on ? 'on' : 'off');
    } catch {
      // A browser that stores nothing keeps it until the page is left.
    }
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#handleKey);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#handleKey);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    const letter = event.key.toLowerCase();
    const key = event.shiftKey && letter !== '?' ? `shift ${letter}` : letter;
    const act = this.#keys[key];
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat && !repeatable.has(key)) return;
    if ((!this.#on && key !== '?') || event.composedPath().some(takesKeys)) return;
    event.preventDefault();
    act();
  };
}

function takesKeys(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, dialog');
}

function readOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}
