import type { Comment, Own, Sort, Submitted, ThreadPage } from '../../worker/contract/comment';
import type { OwnTexts } from '../locales/en/own';
import { ask } from './asking';
import styles from './mine.css';
import { renderTools } from './own-tools';
import { inWords } from './span';
import type { OwnComments, Shown, Thread } from './thread';
import type { RequestFailed } from './thread-client';
import { textsFor } from './voice';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const languageOf = ({ texts }: Thread) => texts?.language ?? 'en';

/** One's own comment, with what became of it. */
function tellState(comment: Comment, texts: OwnTexts, language: string): Shown {
  const { status, own } = comment;
  const { statement, reversal, usualWait } = own ?? {};
  const back = reversal && (reversal.published ? (reversal.appeal ? texts.won : texts.republished) : texts.reopened);
  const now = { held: texts.waiting, published: '' }[status as string] ?? texts.rejected;
  return {
    ...comment,
    state: [
      !statement && back,
      now,
      statement?.reason && texts.reason(statement.reason),
      usualWait && texts.usually(inWords(usualWait, language, Math.round)),
    ]
      .filter(Boolean)
      .join('\n'),
    why: statement ? texts.why : reversal ? texts.more : undefined,
    tools: own?.editableUntil
      ? (element, html) => renderTools(element, html, texts, { changed: noteChanged, takenBack: noteTakenBack })
      : undefined,
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

  /**
   * With what the server has: it knows better than what was heard when something was sent. `before`: what was there when it was asked,
   * and is gone where it does not name it.
   */
  withOwn(own: Shown[], before: Shown[] = []): Mine {
    const told = new Set([...own, ...before].map(({ id }) => id));
    return new Mine(
      own,
      this.#sent.filter(({ id }) => !told.has(id)),
    );
  }

  find(id: string): Shown | undefined {
    return [...this.#sent, ...this.#own].find((comment) => comment.id === id);
  }

  get waiting(): Shown[] {
    return [...this.#own, ...this.#sent].filter(({ status }) => status === 'held');
  }

  /** With one that was just sent. */
  withSent(comment: Shown): Mine {
    return new Mine(this.#own, [...this.#sent.filter(({ id }) => id !== comment.id), comment]);
  }

  /**
   * A page with one's own comments in the place of what others see of them. What is on no page stands below what it
   * answers, or at the end: where the newest stand first, at the beginning, below what is pinned. What all can see comes
   * with its own page.
   */
  join(page: ThreadPage, sort: Sort): ThreadPage {
    const here = new Set(page.comments.map(({ id }) => id));
    const sent = this.#sent.filter(({ status, parent }) => status !== 'published' || !parent || here.has(parent));
    const mine = [...this.#own.filter(({ id, status }) => here.has(id) || status !== 'published'), ...sent];
    const first = sort === 'newest' ? mine.filter(({ id, parent }) => !here.has(id) && !parent).reverse() : [];
    const pinned = first.length > 0 ? page.comments.filter((comment) => comment.pinned) : [];
    const all = [...pinned, ...first, ...page.comments, ...mine];
    // An id keeps its first place here, and its last comment.
    return { ...page, comments: [...new Map(all.map((comment) => [comment.id, comment])).values()] };
  }
}

/** Shows what is the reader's own. */
function show(thread: Thread, mine: OwnComments): void {
  const root = thread.renderRoot as ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  thread.mine = mine;
  watch(thread);
}

const minute = 60_000;
/** Threads in which something waits, and is asked about. */
const watched = new WeakSet<Thread>();

/** As long as something of the reader's waits and the page is looked at, asks once a minute what became of it, and says so. */
async function watch(thread: Thread): Promise<void> {
  if (watched.has(thread)) return;
  watched.add(thread);
  while (thread.isConnected && thread.mine?.waiting.length) {
    await new Promise((resolve) => setTimeout(resolve, minute));
    while (document.hidden)
      await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
    // What cannot be heard now is heard a minute later.
    await hear(thread).catch(() => {});
  }
  watched.delete(thread);
}

/** Asks what became of what waits. */
async function hear(thread: Thread): Promise<void> {
  const { client, key, order, mine } = thread;
  const before = mine?.waiting ?? [];
  const own = await readOwn(thread);
  const { nowPublished } = await textsFor(thread, 'own');
  // Where something was sent or changed meanwhile the answer may be from before that.
  if (!mine || mine !== thread.mine || client !== thread.client) return;
  show(thread, mine.withOwn(own, before));
  for (const waited of before) {
    const { id } = waited;
    try {
      let now = thread.mine.find(id);
      // What is published, and too old to be changed, is all readers'.
      now ??= (await client.page({ thread: key, sort: order, around: id })).comments.find(
        (comment) => comment.id === id,
      );
      if (client !== thread.client) return;
      if (now?.status === 'published') await put(thread, now, nowPublished, 1);
    } catch (error) {
      // It waits on, and is asked about again; unless it is gone.
      if ((error as RequestFailed).code !== 'unknown-comment') show(thread, thread.mine.withSent(waited));
    }
  }
}

/** Loads the reader's own comments, and shows them. Throws RequestFailed. */
export async function loadOwn(thread: Thread): Promise<void> {
  const { client } = thread;
  const own = await readOwn(thread);
  if (client === thread.client) show(thread, (thread.mine ?? new Mine()).withOwn(own));
}

/** The reader's own comments, oldest first, as they are shown; and their votes. Throws RequestFailed. */
async function readOwn(thread: Thread): Promise<Shown[]> {
  const { client, key } = thread;
  const own: Comment[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams({ thread: key, ...(after && { after }) });
    const { comments, next, votes }: Own = await ask<'GET /own'>(client, `own?${query}`, 'comments');
    own.push(...comments);
    if (client === thread.client) thread.votes = votes;
    after = next;
  }
  // The language is known with the page.
  await thread.loaded;
  const texts = await textsFor(thread, 'own');
  return own.reverse().map((comment) => tellState(comment, texts, languageOf(thread)));
}

/** Shows a comment that was just taken in where it belongs, and says what becomes of it. */
export async function takeIn(thread: Thread, { comment, status }: Submitted): Promise<void> {
  const texts = await textsFor(thread, 'own');
  const { page } = thread;
  const isNew = page?.comments.every(({ id }) => id !== comment.id) && !thread.drawing.find(comment.id);
  const said = status === 'published' ? texts.published : texts.waits;
  await put(thread, tellState(comment, texts, languageOf(thread)), said, isNew && status === 'published' ? 1 : 0);
  goTo(thread, comment);
}

/** Shows one's own comment as it is now that its author has changed it. */
async function noteChanged(thread: Thread, before: Comment, now: Comment): Promise<void> {
  const texts = await textsFor(thread, 'own');
  const said = now.status === 'published' ? texts.changed : texts.changedWaits;
  await put(thread, tellState(now, texts, languageOf(thread)), said, published(now) - published(before));
  goTo(thread, now);
}

/** Shows that one's own comment is taken back. */
async function noteTakenBack(thread: Thread, before: Comment): Promise<void> {
  const { takenBack } = await textsFor(thread, 'own');
  const { own: _, ...gone } = { ...before, status: 'withdrawn' as const, author: null, html: null };
  await put(thread, { ...gone, state: undefined, why: undefined, tools: undefined }, takenBack, -published(before));
  goTo(thread, before);
}

const published = ({ status }: Comment) => (status === 'published' ? 1 : 0);

/** Puts one's own comment in its place, and says what has come of it. `more`: comments that all can see. */
async function put(thread: Thread, comment: Shown, said: string, more: number): Promise<void> {
  const { page } = thread;
  thread.said = said;
  if (page) {
    thread.page = { ...page, thread: { ...page.thread, count: page.thread.count + more } };
    show(thread, (thread.mine ?? new Mine()).withSent(comment));
    await thread.settle();
  }
}

/** Puts the focus on a comment, or on what was said. */
function goTo(thread: Thread, { id }: Comment): void {
  if (!thread.show(id)) thread.renderRoot.querySelector<HTMLElement>('[role=status]')?.focus();
}
