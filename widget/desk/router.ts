import type { QueueState } from '../../worker/contract/desk';

/** A place at the desk, as the address names it: `#/SITE/queue/reported`, `#/SITE/decisions`, `#/SITE/settings`. */
export type Route = { site: string; view: 'queue'; state: QueueState } | { site: string; view: View };

/** The views beside the queue, in the order of the navigation. */
export const views = ['decisions', 'pulse', 'outbox', 'bans', 'rules', 'people', 'settings', 'profile'] as const;
export type View = (typeof views)[number];

/** The queue's tabs, in their order; the first is where the desk opens. */
export const queueStates = ['held', 'reported', 'appealed', 'spam', 'all'] as const satisfies readonly QueueState[];

/** Reads an address's hash; undefined when it names no place. */
export function readRoute(hash: string): Route | undefined {
  const [start, site, view, part] = hash.split('/');
  if (start !== '#' || !site) return undefined;
  const other = views.find((name) => name === view);
  if (other) return { site, view: other };
  return { site, view: 'queue', state: queueStates.find((state) => state === part) ?? queueStates[0] };
}

/** The hash of a place; what `readRoute` reads. */
export function writeRoute(route: Route): string {
  const tab = route.view === 'queue' && route.state !== queueStates[0] ? `/${route.state}` : '';
  return `#/${route.site}/${route.view}${tab}`;
}

/** The owner's one-time link in the address, if there is one. */
export function readLink(): string | undefined {
  return /^#link=(.+)$/.exec(location.hash)?.[1];
}

/** Takes the link out of the address once it is spent, so that it stays in no history and no bookmark. */
export function dropLink(): void {
  history.replaceState(null, '', location.pathname);
}

/** Goes to a place without leaving the one before in the history. */
export function replaceRoute(route: Route): void {
  history.replaceState(null, '', writeRoute(route));
}
