import type { linked } from './page';
import type { Thread } from './thread';

/** A thread that can be loaded. */
interface Loadable extends Thread {
  load(): Promise<void>;
}

/** How far from the screen a thread is loaded: one screen away, so that it stands when somebody arrives there. */
const margin = '100% 0px';

const waiting = new WeakSet<Loadable>();

/**
 * Loads a thread that is to wait (`loading="lazy"`) when it comes near to what is seen; and at once when the page's address names a
 * comment, which may be in it, or the page is printed. `findLinked`: handed in, as to `attend`.
 */
export function loadWhenNear(thread: Loadable, findLinked: typeof linked): void {
  if (waiting.has(thread)) return;
  waiting.add(thread);
  const ended = new AbortController();
  const load = () => {
    ended.abort();
    observer.disconnect();
    // Somebody may have asked for it.
    if (!thread.loaded) thread.load();
  };
  const look = () => {
    if (findLinked()) load();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) load();
    },
    { rootMargin: margin },
  );
  observer.observe(thread);
  addEventListener('hashchange', look, ended);
  addEventListener('beforeprint', load, ended);
  look();
}
