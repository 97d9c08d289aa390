import { html, type ReactiveElement, render } from 'lit';
import type { Row } from './arrangement';
import type { Discussion } from './discussion';

/** Milliseconds of work in one go: with layout and paint no long task comes of it where a phone is four times slower. */
const budget = 6;

/**
 * Rows in a block, and blocks in a block of blocks: what is far out of sight costs the browser nothing. The smaller it is, the
 * less comes into sight at once; but the browser watches each block that was in sight once.
 */
const size = 6;
/** So many rows are always laid out: where few stand below the post, nothing moves when they come into sight. */
const few = 50;

/** The element of a comment: `<plausch-comment>`. */
interface Drawn extends ReactiveElement {
  comment: Row['comment'];
  far: boolean;
  discussion: Discussion;
}

/** Keeps the list on the page in step with the rows that are to be shown, a few of them each frame. */
export class Drawing {
  readonly #elements = new Map<string, HTMLElement>();
  #turn = 0;

  /** The element of a row that is drawn. */
  find(key: string): HTMLElement | undefined {
    return this.#elements.get(key);
  }

  /**
   * Draws until all rows are there, or until it is called again. What stays is not touched, so that the focus and what
   * somebody writes stay, too. `readOn`: somebody wants what this row says is missing.
   */
  async draw(list: Element, rows: Row[], discussion: Discussion, readOn: (event: Event, row: Row) => void) {
    this.#turn += 1;
    const turn = this.#turn;
    // What led here has taken its time, too: the first piece waits for a frame of its own.
    let began = 0;
    /** Asked before each piece of work: waits for the next frame where it was enough, and tells whether to go on. */
    const enough = () => performance.now() - began > budget;
    const goesOn = async () => {
      if (enough()) {
        await frame();
        began = performance.now();
      }
      return turn === this.#turn;
    };
    list.classList.toggle('long', rows.length > few);
    const wanted = new Set(rows.map(({ key }) => key));
    for (const [key, element] of this.#elements)
      if (!wanted.has(key)) {
        if (!(await goesOn())) return;
        this.#elements.delete(key);
        remove(element);
      }
    let last: Element | undefined;
    for (const row of rows) {
      const { key, comment, far, missing } = row;
      const known = this.#elements.get(key);
      // To find what is there takes little, but there may be thousands.
      if ((!known || enough()) && !(await goesOn())) return;
      const element = known ?? this.#make(row);
      if ((last ? following(last) : list.querySelector('[role=listitem]')) !== element) {
        if (known) remove(known);
        insert(element, list, last);
      }
      last = element;
      if (missing) {
        const { texts } = discussion;
        const words = 'before' in missing ? texts.earlierAnswers : texts.moreAnswers;
        render(
          html`<button part="button more" type="button" class="link" @click=${(event: Event) => readOn(event, row)}>${words(comment.author?.name ?? '…')}</button>`,
          element,
        );
        continue;
      }
      const drawn = element as Drawn;
      if (drawn.comment === comment && drawn.far === far && drawn.discussion === discussion) continue;
      Object.assign(drawn, { comment, far, discussion });
      await drawn.updateComplete;
    }
    // Whoever waits for this may want the browser to measure: that is for another frame.
    if (began) await frame();
  }

  #make({ key, comment: { level }, missing }: Row): HTMLElement {
    const element = document.createElement(missing ? 'div' : 'plausch-comment');
    element.role = 'listitem';
    element.ariaLevel = `${level + (missing ? 2 : 1)}`;
    this.#elements.set(key, element);
    return element;
  }
}

/** What stands after a row, or after a block that is `depth` blocks deep. */
const following = (element: Element | null | undefined, depth = 2): Element | null | undefined =>
  element?.nextElementSibling ?? (depth ? following(element?.parentElement, depth - 1)?.firstElementChild : null);

/** Takes a row away, and its block where that was the last in it. */
function remove(element: Element): void {
  const block = element.parentElement;
  element.remove();
  if (block?.role === 'presentation' && !block.firstElementChild) remove(block);
}

/** Puts a row after `last`, or before all. A full block begins another, and what stands in it after that goes along. */
function insert(element: Element, list: Element, last: Element | null | undefined, depth = 2): void {
  if (depth === 0) {
    list.insertBefore(element, last ? last.nextSibling : list.firstChild);
    return;
  }
  const block = last?.parentElement;
  if (!block || block.childElementCount >= size) {
    const next = document.createElement('div');
    next.role = 'presentation';
    insert(next, list, block, depth - 1);
    while (last?.nextElementSibling) move(next, last.nextElementSibling);
    if (!next.firstElementChild) next.append(element);
    guessHeight(next);
  }
  if (!element.parentElement) last?.after(element);
  guessHeight(element.parentElement as HTMLElement);
}

/** Where the browser can, without taking the focus from what is moved. */
function move(block: Partial<Pick<Element, 'moveBefore'>> & Pick<Element, 'append'>, row: Element): void {
  if (block.moveBefore) block.moveBefore(row, null);
  else block.append(row);
}

/** How high a block is until it was in sight once: a guess, rather too high. Too low, and more comes into sight at once. */
function guessHeight(block: HTMLElement): void {
  block.style.containIntrinsicSize = `auto ${block.querySelectorAll('[role=listitem]').length * 20}rem`;
  if (block.parentElement?.role === 'presentation') guessHeight(block.parentElement);
}

/** Waits for a task after the next frame: what is in the frame itself takes its time, too. A page in the background has none. */
const frame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
