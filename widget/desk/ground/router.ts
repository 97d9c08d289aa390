import type { Filter, QueueState } from '../../../worker/contract/desk';

/** What is looked for in the queue: words, an author, a thread, a decision, and days as `2026-11-23`, both included. */
export interface Search {
  q?: string;
  author?: string;
  thread?: string;
  decision?: string;
  since?: string;
  until?: string;
}

/** A place at the desk, as the address names it: `#/SITE/queue/reported?q=…`, `#/SITE/decisions`, `#/SITE/rules/AUTHOR`, `#/SITE/letter/COMMENT`. */
export type Route =
  | { site: string; view: 'queue'; state: QueueState; search: Search }
  | { site: string; view: View; about?: string };

/** The views beside the queue, in the order of the navigation; the last three are reached from elsewhere. */
export const views = [
  'decisions',
  'pulse',
  'outbox',
  'bans',
  'rules',
  'people',
  'settings',
  'profile',
  'moving',
  'letter',
] as const;
export type View = (typeof views)[number];

/** The queue's tabs, in their order; the first is where the desk opens. */
export const queueStates = [
  'held',
  'reported',
  'appealed',
  'spam',
  'all',
  'asked',
  'filed',
  'any',
] as const satisfies readonly QueueState[];

const searchFields = [
  'q',
  'author',
  'thread',
  'decision',
  'since',
  'until',
] as const satisfies readonly (keyof Search)[];

/** Reads an address's hash; undefined when it names no place. */
export function readRoute(hash: string): Route | undefined {
  const [path = '', query] = hash.split('?');
  const [start, site, view, part] = path.split('/');
  if (start !== '#' || !site) return undefined;
  const other = views.find((name) => name === view);
  if (other) return { site, view: other, ...(part ? { about: part } : {}) };
  return {
    ...queueOf(
      site,
      queueStates.find((state) => state === part),
    ),
    search: readSearch(query),
  };
}

/** The hash of a place; what `readRoute` reads. */
export function writeRoute(route: Route): string {
  const start = `#/${route.site}/${route.view}`;
  if (route.view !== 'queue') return route.about ? `${start}/${route.about}` : start;
  const tab = route.state === queueStates[0] ? '' : `/${route.state}`;
  const query = new URLSearchParams({ ...route.search }).toString();
  return start + tab + (query ? `?${query}` : '');
}

/** A site's queue. */
export const queueOf = (site: string, state: QueueState = queueStates[0], search: Search = {}) =>
  ({ site, view: 'queue', state, search }) as const;

/** What the server calls a tab and a search. Days begin and end where the moderator is. */
export function toFilter(state: QueueState, { since, until, ...search }: Search): Filter {
  return {
    state,
    ...search,
    ...(since ? { since: startOf(since, 0) } : {}),
    ...(until ? { until: startOf(until, 1) } : {}),
  };
}

function readSearch(query: string | undefined): Search {
  const given = new URLSearchParams(query);
  const entries = searchFields.map((name) => [name, given.get(name)?.trim()] as const);
  return Object.fromEntries(entries.filter(([name, value]) => value && (!isDay(name) || isDate(value))));
}

const isDay = (name: string) => name === 'since' || name === 'until';
const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

/** The beginning of a day, so many days later, where the moderator is. */
function startOf(date: string, later: number): string {
  const day = new Date(`${date}T00:00`);
  day.setDate(day.getDate() + later);
  return day.toISOString();
}

/** The one-time link in the address, if there is one. */
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
