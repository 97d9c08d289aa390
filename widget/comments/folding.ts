import type { ToolTexts } from '../locales/en/tools';
import type { Row } from './arrangement';
import { type Branch, branchesOf } from './branches';
import type { Thread } from './thread';

/** Milliseconds of work in one go, as when the list is drawn. */
const budget = 6;
/** So many folded branches of a thread are kept. */
const most = 200;

/** Folds what answers a comment away, and unfolds it again: by a button, and whenever somebody wants to see what is in it. */
export class Folding {
  readonly #thread: Thread;
  readonly #texts: ToolTexts;
  readonly #buttons = new WeakMap<Element, HTMLButtonElement>();
  /** The comments whose answers are folded away. */
  #folded: Set<string>;
  #place: string;
  #rows: readonly Row[] | undefined;
  #turn = 0;

  constructor(thread: Thread, texts: ToolTexts) {
    this.#thread = thread;
    this.#texts = texts;
    this.#place = placeOf(thread);
    this.#folded = new Set(read(this.#place));
    const { show } = thread;
    // Whatever is to have the focus is unfolded first.
    thread.show = (id) => {
      this.#reveal(id);
      return show.call(thread, id);
    };
    // The browser's find has come upon it.
    thread.renderRoot.addEventListener('beforematch', ({ target }) => {
      const row = this.#thread.rows.find(({ key }) => thread.drawing.find(key) === target);
      if (row) this.#reveal(row.key);
    });
    thread.addController(this);
    this.hostUpdated();
  }

  hostUpdated(): void {
    const thread = this.#thread;
    if (placeOf(thread) !== this.#place) {
      this.#place = placeOf(thread);
      this.#folded = new Set(read(this.#place));
    }
    // Which rows there are is known after those who hear of it, and what is drawn anew has lost its buttons.
    thread.updateComplete.then(async () => {
      if (thread.rows === this.#rows) return;
      await thread.settle();
      await this.#apply();
    });
  }

  /** Gives each comment with answers its button, and hides what is folded away, some in each task. */
  async #apply(): Promise<void> {
    const { rows, drawing } = this.#thread;
    this.#rows = rows;
    this.#turn += 1;
    const turn = this.#turn;
    const branches = branchesOf(rows);
    const hidden = new Set<string>();
    for (const { row, start, end } of branches)
      if (this.#folded.has(row.key)) for (const { key } of rows.slice(start, end)) hidden.add(key);
    const byKey = new Map(branches.map((branch) => [branch.row.key, branch]));
    let began = performance.now();
    for (const { key } of rows) {
      if (performance.now() - began > budget) {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        if (turn !== this.#turn) return;
        began = performance.now();
      }
      const element = drawing.find(key);
      if (!element) continue;
      if (hidden.has(key) !== element.hasAttribute('hidden')) {
        if (hidden.has(key)) element.setAttribute('hidden', 'until-found');
        else element.removeAttribute('hidden');
      }
      this.#offer(element, byKey.get(key));
    }
  }

  #offer(element: HTMLElement, branch: Branch | undefined): void {
    let button = this.#buttons.get(element);
    if (!branch) {
      button?.remove();
      return;
    }
    const { row, count } = branch;
    if (!button) {
      button = document.createElement('button');
      Object.assign(button, { type: 'button', part: 'button fold', className: 'link' });
      button.addEventListener('click', () => this.#toggle(row.key));
      this.#buttons.set(element, button);
    }
    const isFolded = this.#folded.has(row.key);
    const words = isFolded ? `+${count}` : '−';
    const name = this.#texts.answers(row.comment.author?.name ?? '…', count);
    if (button.textContent !== words) button.textContent = words;
    if (button.ariaLabel !== name) button.ariaLabel = name;
    button.ariaExpanded = `${!isFolded}`;
    const place = element.querySelector('header') ?? element.querySelector('article');
    if (place && button.parentElement !== place) place.append(button);
  }

  #toggle(key: string): void {
    if (!this.#folded.delete(key)) this.#folded.add(key);
    this.#keep();
    this.#apply();
  }

  /** Unfolds all that a row stands in; the row itself at once. */
  #reveal(id: string): void {
    if (this.#folded.size === 0) return;
    const { rows, drawing } = this.#thread;
    const at = rows.findIndex(({ key }) => key === id);
    const around = branchesOf(rows).filter(
      ({ row, start, end }) => start <= at && at < end && this.#folded.has(row.key),
    );
    if (around.length === 0) return;
    for (const { row } of around) this.#folded.delete(row.key);
    drawing.find(id)?.removeAttribute('hidden');
    this.#keep();
    this.#apply();
  }

  /** For as long as this tab is open: only once somebody has folded something. */
  #keep(): void {
    try {
      sessionStorage[this.#place] = JSON.stringify([...this.#folded].slice(-most));
    } catch {
      // Where that is blocked, it lasts as long as the page.
    }
  }
}

const placeOf = ({ client, key }: Thread) => `plausch ${client.site} folded ${key}`;

function read(place: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage[place] ?? '[]');
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    // Blocked, or somebody else wrote there.
    return [];
  }
}
