import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Words } from '../../locales/en/desk';

const all = new Set<Unsaved>();

/** Notes that somebody has entered something into an element, until it is saved or let go. */
export class Unsaved implements ReactiveController {
  touched = false;
  readonly #host: HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    all.add(this);
    this.#host.addEventListener('input', this.touch);
  }

  hostDisconnected(): void {
    all.delete(this);
    this.#host.removeEventListener('input', this.touch);
  }

  readonly touch = () => {
    this.touched = true;
  };

  readonly saved = () => {
    this.touched = false;
  };

  /** Whether it may go: nothing was entered, or the person says so. */
  mayGo({ discard }: Words): boolean {
    if (this.touched && !confirm(discard)) return false;
    this.touched = false;
    return true;
  }
}

/** Whether there is anything that would be lost. */
export const anythingUnsaved = () => [...all].some(({ touched }) => touched);

/** Whether everything may go that was entered and not saved. */
export function mayLeave({ discard }: Words): boolean {
  if (anythingUnsaved() && !confirm(discard)) return false;
  for (const unsaved of all) unsaved.touched = false;
  return true;
}
