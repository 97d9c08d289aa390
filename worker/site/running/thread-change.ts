import { type NamedThread, PostsBy, type ThreadChange } from '../../contract/desk';
import { HttpUrl, line } from '../../contract/fields';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { inScope } from '../base/scope';
import { nameThread, ownAddress } from '../comments/naming';
import { dropPages } from '../comments/standing';
import { checkWorksHere } from './people';

interface NamedRow {
  id: number;
  key: string;
  title: string | null;
  url: string | null;
  team_title: string | null;
  team_url: string | null;
  posts_by: PostsBy | null;
}

const find = (site: SiteContext, key: string) =>
  first<NamedRow>(
    site.sql,
    'SELECT id, key, title, url, team_title, team_url, posts_by FROM thread WHERE key = ?',
    key,
  );

/**
 * Says for the team how a thread is called, where its post is and who wrote that: no comment corrects that. What is null is what published
 * comments say again. It stands in the log, and nothing does that changes nothing.
 * @throws Refusal `not-allowed` outside the person's scope, `unknown-thread`, `invalid-fields` for an address elsewhere and for somebody who
 * does not work here.
 */
export function changeThread(
  site: SiteContext,
  person: Person,
  { thread: key, reason, ...change }: ThreadChange,
): NamedThread {
  if (!inScope(person, key)) throw new Refusal('not-allowed', { detail: 'This thread is outside of your scope.' });
  const before = readThreadNames(site, key);
  if (!before) throw new Refusal('unknown-thread');
  checkAddress(site, change.url);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after = { ...before, ...Object.fromEntries(given) };
  if (after.postsBy !== before.postsBy && after.postsBy !== 'nobody') checkWorksHere(site, after.postsBy);
  if (after.title !== before.title || after.url !== before.url || after.postsBy !== before.postsBy) {
    logChange(site, person, 'thread', { id: key, of: key, before, after }, reason || undefined);
    restoreThreadNames(site, key, after);
  }
  return namesOf(site, key);
}

/** An address that the team gives is one of the site's own pages, as one that a reader's browser gives. */
function checkAddress(site: SiteContext, url: string | null | undefined): void {
  if (url == null || ownAddress(site, url) !== null) return;
  const detail = 'An address on one of the site’s origins.';
  throw new Refusal('invalid-fields', { errors: [{ pointer: '/url', code: 'invalid', detail }] });
}

/** What the team has said of a thread; null: there is no such thread. */
export function readThreadNames(
  site: SiteContext,
  key: string,
): { title: string | null; url: string | null; postsBy: PostsBy | null } | null {
  const row = find(site, key);
  return row ? { title: row.team_title, url: row.team_url, postsBy: row.posts_by } : null;
}

/** Makes what the team has said of a thread what it was. */
export function restoreThreadNames(site: SiteContext, key: string, fields: Record<string, unknown> | null): void {
  const row = find(site, key);
  if (!row) return;
  const title = line(1, 300)
    .nullable()
    .parse(fields?.title ?? null);
  const url = HttpUrl.nullable().parse(fields?.url ?? null);
  const postsBy = PostsBy.nullable().parse(fields?.postsBy ?? null);
  site.sql.all(
    'UPDATE thread SET team_title = ?, team_url = ?, posts_by = ? WHERE id = ?',
    title,
    url,
    postsBy,
    row.id,
  );
  nameThread(site, row.id);
  dropPages(site, row.id);
}

function namesOf(site: SiteContext, key: string): NamedThread {
  const row = find(site, key);
  return {
    key,
    title: row?.title ?? null,
    url: ownAddress(site, row?.url ?? null),
    set: { title: row?.team_title ?? null, url: row?.team_url ?? null },
    postsBy: row?.posts_by ?? null,
  };
}
