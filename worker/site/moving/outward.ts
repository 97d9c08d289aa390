import type { Status } from '../../contract/comment';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { OutComment, OutItem, OutSite, OutThread } from '../../transfer/writing/writer';
import type { SiteContext } from '../base/context';
import { idFrom } from '../base/ids';
import type { Person } from '../base/person';
import { ownAddress } from '../comments/naming';
import { checkMayExport, isPart, type Selection } from './exporting';

/** So many comments, and of so many threads, are read in one step: some milliseconds. */
const commentsAtOnce = 100;
const threadsAtOnce = 200;
const bansAtOnce = 200;

/** How far the reading is: among bans, or in a thread behind one of its comments. */
export type OutPlace = { ban: string } | { thread: number; after: string };

/** Some of a site, and where the next go on; null: these are the last. */
export interface OutPart {
  site: OutSite;
  items: OutItem[];
  next: OutPlace | null;
}

/**
 * The next of a site's comments, thread by thread, to be written in the format of another system. Threads without any that is asked for are
 * passed over; who is banned comes first, where all is asked for.
 * @param person Who asks, who must still own the site; null: whoever runs the server.
 * @throws Refusal `not-allowed`; `unavailable` while an import is being carried out or undone; `unknown-thread`.
 */
export function outPart(
  site: SiteContext,
  person: Person | null,
  selection: Selection,
  place: OutPlace | null,
): OutPart {
  checkMayExport(site, person);
  const about = { name: site.name, origin: originOf(site), time: site.now() };
  const at = place ?? begin(site, selection);
  return { site: about, ...('ban' in at ? bansFrom(site, at.ban) : commentsFrom(site, selection, at)) };
}

const originOf = ({ settings, name }: SiteContext): string => settings.origins[0] ?? `https://${name}`;

function begin({ sql }: SiteContext, selection: Selection): OutPlace {
  const { thread } = selection;
  if (thread === undefined) return isPart(selection) ? { thread: 0, after: '' } : { ban: '' };
  const found = first<{ id: number }>(sql, 'SELECT id FROM thread WHERE key = ?', thread);
  if (!found) throw new Refusal('unknown-thread');
  return { thread: found.id, after: '' };
}

function bansFrom({ sql, now }: SiteContext, after: string): Omit<OutPart, 'site'> {
  const rows = sql.all<{ author: string; kind: string; until: number | null }>(
    'SELECT author, kind, until FROM ban WHERE author > ? ORDER BY author LIMIT ?',
    ...[after, bansAtOnce],
  );
  const items = rows
    .filter(({ kind, until }) => kind === 'ban' && (until === null || until > now()))
    .map(({ author, until }): OutItem => ({ kind: 'ban', ban: { author, until } }));
  const last = rows.length === bansAtOnce ? rows.at(-1) : undefined;
  return { items, next: last ? { ban: last.author } : { thread: 0, after: '' } };
}

interface ThreadRow extends Omit<OutThread, 'url'> {
  url: string | null;
}

function commentsFrom(
  site: SiteContext,
  selection: Selection,
  place: { thread: number; after: string },
): Omit<OutPart, 'site'> {
  const items: OutItem[] = [];
  const isOne = selection.thread !== undefined;
  let [{ thread: at, after }, left] = [place, commentsAtOnce];
  for (let threads = 0; threads < threadsAtOnce; threads += 1) {
    const thread = first<ThreadRow>(
      site.sql,
      `SELECT id, key, coalesce(team_url, url) AS url, coalesce(team_title, title) AS title, created
       FROM thread WHERE id >= ? ORDER BY id LIMIT 1`,
      at,
    );
    if (!thread || (isOne && thread.id !== at)) return { items, next: null };
    if (thread.id !== at) after = '';
    const comments = commentsOf(site, thread.id, after, selection, left);
    if (after === '' && comments.length > 0)
      items.push({ kind: 'thread', thread: { ...thread, url: addressOf(site, thread) } });
    for (const comment of comments) items.push({ kind: 'comment', comment });
    left -= comments.length;
    if (left === 0) return { items, next: { thread: thread.id, after: comments.at(-1)?.id ?? after } };
    if (isOne) return { items, next: null };
    [at, after] = [thread.id + 1, ''];
  }
  return { items, next: { thread: at, after } };
}

/** Where a thread's post is: the address that is known, or what its key says. */
function addressOf(site: SiteContext, { key, url }: ThreadRow): string {
  const own = ownAddress(site, url);
  if (own !== null) return own;
  const path = key.startsWith('/') ? key : `/${encodeURIComponent(key)}`;
  return URL.parse(originOf(site) + path)?.href ?? originOf(site);
}

type CommentRow = Omit<OutComment, 'parent' | 'shown' | 'author' | 'pinned'> & {
  parent: string | null;
  parent_number: number | null;
  parent_status: Status | null;
  shown: number;
  author: string;
  name: string;
  email: string | null;
  website: string | null;
  team: string | null;
  pinned: number | null;
};

function commentsOf(
  { sql }: SiteContext,
  thread: number,
  after: string,
  { from, to }: Selection,
  most: number,
): OutComment[] {
  // A time is a range of ids: they say when something was written.
  const least = from === undefined ? '' : idFrom(from);
  const bound = to === undefined ? '~' : idFrom(to);
  const isAsked = (id: string) => id > least && id < bound;
  const rows = sql.all<CommentRow>(
    `SELECT comment.id, comment.rowid AS number, comment.parent, above.rowid AS parent_number, above.status AS parent_status,
       comment.shown, comment.author, comment.name, comment.email, comment.website, comment.team, comment.body, comment.html,
       comment.created, comment.edited, comment.status, comment.ups, comment.downs, comment.pinned
     FROM comment LEFT JOIN comment AS above ON above.id = comment.parent
     WHERE comment.thread = ? AND comment.id > ? AND comment.id < ? ORDER BY comment.id LIMIT ?`,
    // One lower bound: of two SQLite would take one, and try the other on each row.
    ...[thread, after === '' ? least : after, bound, most],
  );
  return rows.map(({ parent, parent_number: number, parent_status: status, shown, ...row }) => ({
    id: row.id,
    number: row.number,
    parent:
      parent === null || number === null || status === null || !isAsked(parent) ? null : { id: parent, number, status },
    shown: shown === 1,
    author: {
      id: row.author,
      name: row.name,
      email: row.email,
      website: row.website,
      team: row.team !== null,
    },
    body: row.body,
    html: row.html,
    created: row.created,
    edited: row.edited,
    status: row.status,
    ups: row.ups,
    downs: row.downs,
    pinned: row.pinned !== null,
  }));
}
