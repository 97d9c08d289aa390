import type { NewReport, Voted } from '../../contract/comment';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { noteEvents } from '../base/events';
import { authorToken } from '../base/tokens';
import { findAuthor, findOrAddAuthor } from '../comments/authors';
import type { CommentRow } from '../comments/comment-row';
import { dropPages, refreshWaiting, tellDeskOf } from '../comments/standing';
import { bestOf, scoreOf, type Tally, takesVote } from '../comments/votes';
import { mustFind } from './comments';

/**
 * Sets a reader's vote on a published comment: 1, -1, or 0 to take it back. A reader without a token gets one. Of readers of
 * whom nothing is published, one vote counts for a network, the newest: whoever throws their token away, or writes what
 * nobody approves, does not count twice. The others count each on their own. What has no effect leaves nothing behind, nor does a vote that was taken back.
 * @throws Refusal `unknown-comment`, `not-allowed` for one's own comment, `vote-not-taken` where the site takes no such vote.
 */
export function vote(
  site: SiteContext,
  id: string,
  value: 1 | 0 | -1,
  token: string | undefined,
  network: string,
): Voted {
  const comment = mustFindVoted(site, id);
  const known = findAuthor(site, token);
  if (known?.id === comment.author) throw new Refusal('not-allowed', { detail: 'This is your own comment.' });
  if (!takesVote(site.settings.votes, value)) {
    const detail =
      site.settings.votes === 'off' ? 'No votes are taken here.' : 'No votes against comments are taken here.';
    throw new Refusal('vote-not-taken', { detail });
  }
  const { settings } = site;
  // Nobody to take back from: the token proves nobody until something is written with it.
  if (value === 0 && !known)
    return { score: scoreOf(settings, comment), value, token: authorToken(site, site.newId(site.now())) };
  const author = known ?? findOrAddAuthor(site, token, site.now());
  const before =
    first<{ value: number }>(site.sql, 'SELECT value FROM vote WHERE comment = ? AND author = ?', id, author.id)
      ?.value ?? 0;
  const replaced = value === 0 || author.published > 0 ? [] : takeBackOthers(site, id, author.id, network);
  if (value === 0) takeBack(site, id, author.id);
  else
    site.sql.all(
      `INSERT INTO vote (comment, author, thread, value, network, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (comment, author) DO UPDATE SET value = excluded.value, network = excluded.network, at = excluded.at`,
      ...[id, author.id, comment.thread, value, network, site.now()],
    );
  const tally = count(site, comment, value, [before, ...replaced]);
  return { score: scoreOf(settings, tally), value, token: authorToken(site, author.id) };
}

/**
 * The vote of a reader of whom nothing is known but their network, as from a plain page, where a browser keeps no token: of a network
 * of those of whom nothing is published one counts, the newest, as in `vote`; 0 takes it back, on the day on which it was given:
 * on the next one a network has another hash. @throws Refusal as `vote`.
 */
export function voteUnnamed(site: SiteContext, id: string, value: 1 | 0 | -1, network: string): void {
  if (value === 0) {
    const comment = mustFindVoted(site, id);
    count(site, comment, value, takeBackOthers(site, id, '', network));
  } else vote(site, id, value, undefined, network);
}

/** A comment that can be voted on. @throws Refusal `unknown-comment`. */
function mustFindVoted(site: SiteContext, id: string): CommentRow {
  const comment = mustFind(site, id);
  if (comment.status !== 'published') throw new Refusal('unknown-comment');
  return comment;
}

/** Counts a vote on a comment in the place of others, and returns how many there are now. */
function count(site: SiteContext, comment: CommentRow, value: number, replaced: number[]): Tally {
  const more = (of: 1 | -1) => Number(value === of) - replaced.filter((one) => one === of).length;
  const tally = { ups: comment.ups + more(1), downs: comment.downs + more(-1) };
  if (tally.ups !== comment.ups || tally.downs !== comment.downs) {
    const place = bestOf(site.settings, tally);
    const { ups, downs } = tally;
    site.sql.all('UPDATE comment SET ups = ?, downs = ?, best = ? WHERE id = ?', ups, downs, place, comment.id);
    dropPages(site, comment.thread);
  }
  return tally;
}

/** Takes back what others of a network have voted of whom nothing is published, and returns these votes. */
function takeBackOthers(site: SiteContext, comment: string, author: string, network: string): number[] {
  if (network === '') return [];
  const replaced = site.sql.all<{ author: string; value: number }>(
    `SELECT vote.author, vote.value FROM vote CROSS JOIN author ON author.id = vote.author
     WHERE vote.comment = ? AND vote.network = ? AND vote.network <> '' AND vote.author <> ? AND author.published = 0`,
    comment,
    network,
    author,
  );
  for (const vote of replaced) takeBack(site, comment, vote.author);
  return replaced.map(({ value }) => value);
}

/** Takes back some of the votes of an author. Returns whether there are more. */
export function takeBackVotes(site: SiteContext, author: string, most: number): boolean {
  const votes = site.sql.all<{ comment: string; value: number }>(
    'SELECT comment, value FROM vote INDEXED BY vote_own WHERE author = ? LIMIT ?',
    ...[author, most],
  );
  for (const { comment, value } of votes) {
    site.sql.all('DELETE FROM vote WHERE comment = ? AND author = ?', comment, author);
    count(site, mustFind(site, comment), 0, [value]);
  }
  return votes.length === most;
}

/** Takes a vote back, and its author with it where nothing else is known of them. */
function takeBack(site: SiteContext, comment: string, author: string): void {
  site.sql.all('DELETE FROM vote WHERE comment = ? AND author = ?', comment, author);
  site.sql.all(
    `DELETE FROM author WHERE id = ? AND NOT EXISTS (SELECT 1 FROM vote WHERE vote.author = author.id)
     AND NOT EXISTS (SELECT 1 FROM comment WHERE comment.author = author.id)
     AND NOT EXISTS (SELECT 1 FROM ban WHERE ban.author = author.id)`,
    author,
  );
}

/**
 * Takes a reader's report of a published comment into the queue. One open report a network: a repeat changes nothing.
 * @throws Refusal `unknown-comment`.
 */
export function report(site: SiteContext, id: string, { reason, note }: NewReport, network: string): void {
  const comment = mustFind(site, id);
  if (comment.status !== 'published') throw new Refusal('unknown-comment');
  const open = first(
    site.sql,
    'SELECT id FROM report WHERE comment = ? AND network = ? AND decision IS NULL',
    id,
    network,
  );
  if (open) return;
  const now = site.now();
  site.sql.all(
    'INSERT INTO report (id, comment, network, reason, note, at, wording) VALUES (?, ?, ?, ?, ?, ?, ?)',
    site.newId(now),
    id,
    network,
    reason,
    note ?? '',
    now,
    comment.wording,
  );
  site.sql.all('UPDATE comment SET reports = reports + 1 WHERE id = ?', id);
  refreshWaiting(site, id);
  noteEvents(site, 'comment.reported', [{ comment: id, detail: { reason } }]);
  tellDeskOf(site, 'waiting', comment);
}
