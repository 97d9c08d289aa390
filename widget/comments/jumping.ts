import type { ToolTexts } from '../locales/en/tools';
import type { Thread } from './thread';

/** From an answer to what it answers. */
interface Jump {
  from: string;
  to: string;
  /** The page's address before that, and after. */
  before: string;
  after: string;
}

/** Leads from an answer to what it answers, and back: by a button there, and by the browser's own way back. */
export class Jumping {
  readonly #thread: Thread;
  readonly #texts: ToolTexts;
  readonly #button = document.createElement('button');
  readonly #jumps: Jump[] = [];
  /** The button was pressed, and the browser is on its way. */
  #isReturning = false;

  constructor(thread: Thread, texts: ToolTexts) {
    this.#thread = thread;
    this.#texts = texts;
    Object.assign(this.#button, { type: 'button', part: 'button back', className: 'link' });
    this.#button.addEventListener('click', () => this.#goBack());
    thread.renderRoot.addEventListener('click', (event) => this.#note(event as MouseEvent));
    thread.renderRoot.addEventListener('focusin', ({ target }) => this.#offer(target as Element));
    thread.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#handleHash);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#handleHash);
  }

  /** Somebody follows the link to what a comment answers, in this window. */
  #note({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
    const link = (target as Element).closest<HTMLAnchorElement>('[part=answered]');
    const from = link && keyOf(this.#thread, link);
    const to = idIn(link?.hash ?? '');
    if (!from || !to || ctrlKey || metaKey || shiftKey) return;
    this.#jumps.push({ from, to, before: location.href, after: link.href });
  }

  /** What was jumped to has the focus: the way back stands there. */
  #offer(target: Element): void {
    const jump = this.#jumps.at(-1);
    const button = this.#button;
    if (!jump || target.localName !== 'article' || keyOf(this.#thread, target) !== jump.to) return;
    const { rows } = this.#thread;
    const name = rows.find(({ key }) => key === jump.from)?.comment.author?.name ?? '…';
    button.textContent = `↩ ${this.#texts.back}`;
    button.ariaLabel = this.#texts.backTo(name);
    target.querySelector('header')?.append(button);
  }

  #goBack(): void {
    const jump = this.#jumps.at(-1);
    if (!jump) return;
    // The browser's history says the same; where another link was followed since, or the address was this one before, it does not.
    if (location.href === jump.after && jump.before !== jump.after) {
      this.#isReturning = true;
      history.back();
    } else this.#return(jump);
  }

  readonly #handleHash = () => {
    const jump = this.#jumps.at(-1);
    if (!jump || location.href !== jump.before) return;
    // Whoever goes back by the browser to an address that names a comment sees that one.
    if (idIn(location.hash) && !this.#isReturning) this.#end();
    else this.#return(jump);
  };

  #end(): void {
    this.#jumps.pop();
    this.#isReturning = false;
    this.#button.remove();
  }

  #return({ from }: Jump): void {
    this.#end();
    this.#thread.goTo(from);
  }
}

/** The comment that an address names. */
const idIn = (hash: string) => /^#plausch-(\w+)$/.exec(hash)?.[1];

/** The comment in whose row something stands. */
export function keyOf({ rows, drawing }: Thread, inside: Element): string | undefined {
  const row = inside.closest('[role=listitem]');
  return rows.find(({ key, missing }) => !missing && drawing.find(key) === row)?.key;
}
