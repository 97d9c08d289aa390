import { moment } from '../locales/time';
import type { age } from './age';
import { News } from './news';
import { Ordering } from './ordering';
import type { linked } from './page';
import type { Thread } from './thread';
import { offerTools } from './tools';
import type { VotableClass } from './voting';

export { takeOver } from './early';

const minute = 60_000;
/** So many ages are looked at in one task. */
const atOnce = 200;

const attended = new WeakSet<Thread>();

/**
 * What a reader has from a thread once its comments are there, for as long as it stands on the page. `tellAge`, `findLinked`: handed in,
 * so that what every reader loads stays one file.
 */
export function attend(thread: Thread, tellAge: typeof age, findLinked: typeof linked): void {
  if (attended.has(thread)) return;
  attended.add(thread);
  let clock: ReturnType<typeof setInterval> | undefined;
  const follow = () => {
    if (thread.page) thread.goTo(findLinked());
    followFormer(thread);
  };
  thread.addController({
    hostConnected() {
      clock = setInterval(() => keepAges(thread, tellAge), minute);
      addEventListener('hashchange', follow);
    },
    hostDisconnected() {
      clearInterval(clock);
      removeEventListener('hashchange', follow);
    },
  });
  // The address may have changed while this was on its way.
  if (findLinked() !== thread.sought) follow();
  else followFormer(thread);
  new Ordering(thread);
  thread.addController(new News(thread));
  // Without them everything can still be read.
  once(
    thread,
    () => thread.rows.length > 0,
    () => offerTools(thread).catch(() => {}),
  );
  // One's own gets no vote.
  once(
    thread,
    () => thread.page?.thread.votes !== 'off' && thread.rows.some(({ comment }) => !comment.own),
    () => vote(thread).catch(() => {}),
  );
  const root = thread.renderRoot as ShadowRoot;
  // A link to a comment leads there also where the address names it already.
  root.addEventListener('click', ({ target }) => {
    if ((target as Element).closest<HTMLAnchorElement>('[part=list] a')?.href === location.href) follow();
  });
  root.addEventListener('mouseover', ({ target }) => tellMoment(thread, target as Element));
  root.addEventListener('keydown', (event) => walk(thread, event as KeyboardEvent));
}

/** How other systems name a comment in an address: Disqus, WordPress and Schnack, Isso, Remark42, Commento, Comentario, Artalk. */
const former = /^#(?:(?:disqus-)?comment|isso|remark42__comment|commento(?:-comment)?|comentario|atk-comment)-(.+)$/;

/** An address of before leads to the comment that was brought from there. */
function followFormer(thread: Thread): void {
  const id = former.exec(location.hash)?.[1];
  // Without it everything can still be read.
  if (id) void import('./former').then(({ lead }) => lead(thread, id)).catch(() => {});
}

/** Does it as soon as something of the thread is so, now or later: where nobody has written yet, nothing comes that is for comments. */
function once(thread: Thread, isSo: () => boolean, act: () => void): void {
  let isDone = false;
  const look = () => {
    if (isDone || !isSo()) return;
    isDone = true;
    act();
  };
  // Which rows there are is known after those who hear of it.
  thread.addController({ hostUpdated: () => void thread.updateComplete.then(look) });
  look();
}

/** Where votes are taken the buttons come, and tell one's own. */
async function vote(thread: Thread): Promise<void> {
  const { offerVotes } = await import('./voting');
  await thread.ownLoaded;
  await offerVotes(thread, customElements.get('plausch-comment') as unknown as VotableClass);
}

/** Whoever points at an age is told the time in full. To put that into words is too dear to do it for each comment. */
function tellMoment({ texts }: Thread, pointed: Element): void {
  const time = pointed.closest('time');
  if (time) time.title ||= moment(time.dateTime, texts?.language ?? 'en');
}

/** Says how old comments are by now, some in each task. */
async function keepAges({ renderRoot, texts }: Thread, tellAge: typeof age): Promise<void> {
  if (document.hidden || !texts) return;
  for (const [at, time] of renderRoot.querySelectorAll('time').entries()) {
    if (at % atOnce === atOnce - 1) await new Promise((resolve) => setTimeout(resolve));
    const now = tellAge(time.dateTime, texts);
    if (time.textContent !== now) time.textContent = now;
  }
}

/** By `n` and `p` to the next comment and the previous one, where a comment has the focus, and nobody writes. */
function walk(thread: Thread, { key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
  const by = { n: 1, p: -1 }[key];
  const from = (target as Element).closest('[role=listitem]');
  const writes = (target as Element).closest('plausch-composer, input, textarea, select');
  if (!by || !from || writes || ctrlKey || metaKey || altKey) return;
  const isThere = (key: string) => !thread.drawing.find(key)?.hasAttribute('hidden');
  const ids = thread.rows.filter(({ key, missing }) => !missing && isThere(key)).map(({ key }) => key);
  const at = ids.findIndex((id) => thread.drawing.find(id) === from);
  const next = ids[at + by];
  if (next) thread.show(next);
}
