import type { Comment, Own, Sort, Submitted, ThreadPage } from '../../worker/contract/comment';
import type { OwnTexts } from '../locales/en/own';
import { ask } from './asking';
import styles from './mine.css';
import type { OwnComments, Shown, Thread } from './thread';
import { textsFor } from './voice';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** One's own comment, with what became of it. */
function tellState(comment: Comment, texts: OwnTexts): Shown {
  const { status, own } = comment;
  const { statement, reversal } = own ?? {};
  const back = reversal && (reversal.published ? (reversal.appeal ? texts.won : texts.republished) : texts.reopened);
  const now = { held: texts.waiting, published: '' }[status as string] ?? texts.rejected;
  return {
    ...comment,
    state: [!statement && back, now, statement?.reason && texts.reason(statement.reason)].filter(Boolean).join('\n'),
    why: statement ? texts.why : reversal ? texts.more : undefined,
  };
}

/** A reader's own comments in a thread: what others do not see, or not so. */
class Mine implements OwnComments {
  /** What waits, was turned down, or may still be changed, as the server has it; oldest first. */
  readonly #own: Shown[];
  /** What was sent since. */
  readonly #sent: Shown[];

  constructor(own: Shown[] = [], sent: Shown[] = []) {
    this.#own = own;
    this.#sent = sent;
  }

  /** With what the server has. */
  withOwn(own: Shown[]): Mine {
    return new Mine(own, this.#sent);
  }

  /** With one that was just sent. */
  withSent(comment: Shown): Mine {
    return new Mine(this.#own, [...this.#sent.filter(({ id }) => id !== comment.id), comment]);
  }

  /**
   * A page with one's own comments in the place of what others see of them. What is on no page stands below what it
   * answers, or at the end: where the newest stand first, at the beginning. What all can see comes with its own page.
   */
  join(page: ThreadPage, sort: Sort): ThreadPage {
    const here = new Set(page.comments.map(({ id }) => id));
    const sent = this.#sent.filter(({ status, parent }) => status !== 'published' || !parent || here.has(parent));
    const mine = [...this.#own.filter(({ id, status }) => here.has(id) || status !== 'published'), ...sent];
    const first = sort === 'newest' ? mine.filter(({ id, parent }) => !here.has(id) && !parent).reverse() : [];
    const all = [...first, ...page.comments, ...mine];
    // An id keeps its first place here, and its last comment.
    return { ...page, comments: [...new Map(all.map((comment) => [comment.id, comment])).values()] };
  }
}

/** Shows what is the reader's own. */
function show(thread: Thread, mine: OwnComments): void {
  const root = thread.renderRoot as ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  thread.mine = mine;
}

/** Loads the reader's own comments, and shows them. Throws RequestFailed. */
export async function loadOwn(thread: Thread): Promise<void> {
  const { client, key } = thread;
  const own: Comment[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams({ thread: key, ...(after && { after }) });
    const { comments, next }: Own = await ask<'GET /own'>(client, `own?${query}`, 'comments');
    own.push(...comments);
    after = next;
  }
  // The language is known with the page.
  await thread.loaded;
  const texts = await textsFor(thread, 'own');
  const shown = own.reverse().map((comment) => tellState(comment, texts));
  if (client === thread.client) show(thread, (thread.mine ?? new Mine()).withOwn(shown));
}

/** Shows a comment that was just taken in where it belongs, and says what becomes of it. */
export async function takeIn(thread: Thread, { comment, status }: Submitted): Promise<void> {
  const { page } = thread;
  const texts = await textsFor(thread, 'own');
  thread.said = status === 'published' ? texts.published : texts.waits;
  if (page) {
    const isNew = page.comments.every(({ id }) => id !== comment.id) && !thread.drawing.find(comment.id);
    const count = page.thread.count + (isNew && status === 'published' ? 1 : 0);
    thread.page = { ...page, thread: { ...page.thread, count } };
    show(thread, (thread.mine ?? new Mine()).withSent(tellState(comment, texts)));
    await thread.settle();
  }
  if (!thread.show(comment.id)) thread.renderRoot.querySelector<HTMLElement>('[role=status]')?.focus();
}
