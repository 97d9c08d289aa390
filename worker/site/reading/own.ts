import type { Own, OwnQuery } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { readCursor, writeCursor } from '../base/cursor';
import { findAuthor } from '../comments/authors';
import { type CommentRow, commentColumns } from '../comments/comment-row';
import { findThread } from '../comments/threads';
import { toOwnComment } from '../messages/own-comment';

/** Own comments in one answer. */
const most = 100;
/** Own votes in one answer. */
const mostVotes = 1000;

/**
 * What is an author's own in a thread: comments that wait, are or were turned down or may still be changed, and votes. Whoever has no
 * token, or one that this site never gave out, has nothing.
 * @throws Refusal `invalid-fields` for a cursor that is none.
 */
export function readOwn(site: SiteContext, query: OwnQuery, token: string | undefined): Own {
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const author = findAuthor(site, token);
  const thread = author && findThread(site, query.thread);
  if (!thread) return { comments: [], votes: {}, next: null };

  const now = site.now();
  const window = site.settings.editMinutes * 60_000;
  const rows = [
    { which: "status IN ('held', 'spam', 'rejected')", since: 0, until: Number.MAX_SAFE_INTEGER },
    { which: "status = 'published'", since: now - window, until: now + window - 1 },
    { which: "status = 'published' AND turned_down = 1", since: 0, until: now - window },
  ].flatMap(({ which, since, until }) =>
    site.sql.all<CommentRow>(
      `SELECT ${commentColumns} FROM comment WHERE thread = ? AND author = ? AND ${which} AND created > ? AND created <= ?
       ${after ? 'AND (created, id) < (?, ?)' : ''} ORDER BY created DESC, id DESC LIMIT ?`,
      thread.id,
      author.id,
      since,
      until,
      ...(after ? [after.at, after.id] : []),
      most + 1,
    ),
  );
  const newestFirst = rows.toSorted((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1));
  const page = newestFirst.slice(0, most);
  const last = page.at(-1);
  return {
    comments: page.map((row) => toOwnComment(site, row)),
    votes: votesOf(site, author.id, thread.id),
    next: newestFirst.length > most && last ? writeCursor({ at: last.created, id: last.id }) : null,
  };
}

/** Votes of an author in a thread, those on the newest comments first. */
function votesOf(site: SiteContext, author: string, thread: number): Own['votes'] {
  const rows = site.sql.all<{ comment: string; value: 1 | -1 }>(
    'SELECT comment, value FROM vote WHERE author = ? AND thread = ? ORDER BY comment DESC LIMIT ?',
    author,
    thread,
    mostVotes,
  );
  return Object.fromEntries(rows.map(({ comment, value }) => [comment, value]));
}
