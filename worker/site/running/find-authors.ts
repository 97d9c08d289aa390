import { isValid } from 'ulid';
import {
  type AuthorSearch,
  type FoundAuthor,
  type FoundAuthors,
  mostAuthors,
  mostOfAuthor,
} from '../../contract/authors';
import { first } from '../../host/sql';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { isoTime, isoTimeOrNull } from '../base/time';
import { countUnsearched, findNames } from '../comments/words';
import { stopOf } from '../messages/mailboxes';

/** Of each so many comments are looked at for names and addresses, the newest. */
const mostLooked = 200;
/** So many authors are looked for who have given an address. */
const mostWithAddress = 500;
/** A comment's id, wherever it stands in a link. */
const ids = /[0-9A-HJKMNP-TV-Z]{26}/gi;

/** Whoever has written here, by a name, an address or a comment; those who wrote last come first. Namesakes are kept apart. */
export function findAuthors(site: SiteContext, { q }: AuthorSearch): FoundAuthors {
  const { authors, among = null } = byComment(site, q) ?? byAddress(site, q) ?? byName(site, q);
  return {
    authors: authors.slice(0, mostAuthors).map((author) => asFound(site, author)),
    more: Math.max(0, authors.length - mostAuthors),
    among,
    unsearched: countUnsearched(site),
  };
}

interface Found {
  /** Who wrote last stands first. */
  authors: string[];
  among?: number | null;
}

/** Who has written the comment that is named, by its id or by a link in which that stands; undefined: none is named. */
function byComment(site: SiteContext, q: string): Found | undefined {
  const named = (q.match(ids) ?? []).map((id) => id.toUpperCase()).filter((id) => isValid(id));
  const rows = site.sql.all<{ author: string }>(
    "SELECT DISTINCT author FROM comment WHERE id IN (SELECT value FROM json_each(?)) AND status <> 'erased'",
    JSON.stringify(named),
  );
  return named.length > 0 ? { authors: rows.map(({ author }) => author) } : undefined;
}

/** Who has given an address, with a comment or to hear of answers; undefined: it is none. */
function byAddress(site: SiteContext, q: string): Found | undefined {
  const address = q.replace(/^mailto:/i, '').normalize('NFC');
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return undefined;
  const rows = site.sql.all<{ author: string }>(
    `SELECT author, max(id) AS last FROM (
       SELECT author, id FROM comment INDEXED BY comment_address
       WHERE email = ? COLLATE NOCASE AND email IS NOT NULL AND status <> 'erased'
       UNION ALL SELECT author, '' FROM mailbox WHERE stop = ?)
     GROUP BY author ORDER BY last DESC LIMIT ?`,
    ...[address, stopOf(site, address), mostWithAddress],
  );
  return { authors: rows.map(({ author }) => author) };
}

function byName(site: SiteContext, q: string): Found {
  const { comments, among } = findNames(site, q);
  const rows = site.sql.all<{ author: string }>(
    `SELECT author, max(id) AS last FROM comment WHERE id IN (SELECT value FROM json_each(?)) AND status <> 'erased'
     GROUP BY author ORDER BY last DESC`,
    JSON.stringify(comments),
  );
  return { authors: rows.map(({ author }) => author), among };
}

function asFound(site: SiteContext, id: string): FoundAuthor {
  const { sql } = site;
  const counted = first<{ comments: number; first: string | null; last: string | null }>(
    sql,
    `SELECT count(*) AS comments, min(id) AS first, max(id) AS last FROM comment INDEXED BY comment_of_author
     WHERE author = ? AND status <> 'erased'`,
    id,
  );
  const newest = sql.all<Written>(
    `SELECT id, name, email, html, created FROM comment INDEXED BY comment_of_author
     WHERE author = ? AND status <> 'erased' ORDER BY id DESC LIMIT ?`,
    ...[id, mostLooked],
  );
  const mailboxes = sql.all<{ address: string; confirmed: number | null }>(
    'SELECT address, confirmed FROM mailbox WHERE author = ? ORDER BY confirmed DESC LIMIT ?',
    ...[id, mostOfAuthor],
  );
  return {
    id,
    names: distinct(newest.map(({ name }) => name)),
    comments: counted?.comments ?? 0,
    first: writtenAt(site, counted?.first),
    last: writtenAt(site, counted?.last),
    addresses: [
      ...mailboxes.map(({ address, confirmed }) => ({ address, confirmed: isoTimeOrNull(confirmed) })),
      ...distinct(newest.flatMap(({ email }) => email ?? []))
        .filter((email) => !mailboxes.some(({ address }) => address.toLowerCase() === email.toLowerCase()))
        .map((address) => ({ address, confirmed: null })),
    ],
    beginnings: newest
      .slice(0, mostOfAuthor)
      .map((one) => ({ id: one.id, excerpt: excerpt(one.html, 120), at: isoTime(one.created) })),
    banned:
      first(sql, 'SELECT 1 FROM ban WHERE author = ? AND (until IS NULL OR until > ?)', id, site.now()) !== undefined,
    team: first(sql, 'SELECT 1 FROM person WHERE account = ?', id) !== undefined,
  };
}

interface Written {
  id: string;
  name: string;
  email: string | null;
  html: string;
  created: number;
}

/** As they were given last, each once, however it is written. */
function distinct(texts: string[]): string[] {
  const seen = new Map(texts.toReversed().map((text) => [text.toLowerCase(), text]));
  return [...new Set(texts.flatMap((text) => seen.get(text.toLowerCase()) ?? []))].slice(0, mostOfAuthor);
}

function writtenAt({ sql }: SiteContext, id: string | null | undefined): string | null {
  if (id == null) return null;
  return isoTimeOrNull(
    first<{ created: number }>(sql, 'SELECT created FROM comment WHERE id = ?', id)?.created ?? null,
  );
}
