import type { LiveEvent } from '../contract/live';
import type { Person } from '../site/base/person';
import { inScope } from '../site/base/scope';
import type { Site } from '../site/site';

/** One open connection of somebody at the desk. */
export interface Listener {
  account: string;
  /** What the session is called that it was opened with. */
  session: string;
  /** When it was opened (milliseconds since 1970). */
  since: number;
  send: (text: string) => void;
  close: (code: number, reason: string) => void;
}

/** Something that has happened to comments; `keys`: for each that of its thread. */
export interface Told {
  event: LiveEvent;
  keys: string[];
}

/** A session may have ended since a connection was opened: after this long it has to be opened anew. */
const lifetime = 10 * 60_000;

/** How many connections one person may have to one site: every window of every device, and no flood. */
export const mostOfOne = 20;

/** Closes what was opened with a session that has ended. */
export function hangUp(listeners: Iterable<Listener>, account: string, session: string): void {
  for (const listener of listeners)
    if (listener.account === account && listener.session === session) listener.close(4401, 'You are signed out.');
}

/**
 * Sends events to whoever may know: people who still work on the site, and of each event the comments in their scope.
 * Called when what the events tell is durable.
 */
export function deliver(site: Pick<Site, 'person'>, listeners: Iterable<Listener>, told: Told[], now: number): void {
  for (const listener of listeners)
    try {
      deliverTo(listener, site.person(listener.account), told, now);
    } catch (error) {
      // What nobody reads any more takes nothing; the others still hear of it.
      console.error('A live connection failed.', error);
    }
}

function deliverTo(listener: Listener, person: Person | undefined, told: Told[], now: number): void {
  if (!person) listener.close(4403, 'You do not work here any more.');
  else if (now - listener.since > lifetime) listener.close(4408, 'Connect again.');
  else
    for (const { event, keys } of told) {
      const comments = event.comments.filter((_, index) => inScope(person, keys[index] ?? ''));
      if (comments.length > 0) listener.send(JSON.stringify({ ...event, comments }));
    }
}
