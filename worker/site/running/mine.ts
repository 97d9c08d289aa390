import { isValid } from 'ulid';
import type { Mine, MyComment } from '../../contract/mine';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { isoTime, isoTimeOrNull } from '../base/time';
import { findAuthor } from '../comments/authors';

/** So many comments, or votes, are on one page. */
const most = 100;

/** Said of what is no `Mine.next`. */
export const noCursor = { pointer: '/after', code: 'invalid' as const, detail: 'The next of the page before.' };

interface CommentRow {
  id: string;
  key: string;
  url: string | null;
  title: string | null;
  parent: string | null;
  name: string;
  website: string | null;
  email: string | null;
  body: string;
  status: MyComment['status'];
  created: number;
  edited: number | null;
  action: string | null;
  reason: string | null;
  explanation: string | null;
}

/**
 * All that is known of an author, a page at a time: comments first, then votes; `after`: `Mine.next`. Whoever has no token, or one that
 * this site never gave out, is not known. @throws Refusal `invalid-fields`.
 */
export function readMine(site: SiteContext, token: string | undefined, after = ''): Mine {
  const author = findAuthor(site, token);
  return author ? readMineOf(site, author.id, after) : nothingKnown;
}

/** What is known of whoever is not known. */
export const nothingKnown: Mine = { comments: [], votes: [], mail: [], ban: null, next: null };

/** All that is known of an author, for somebody at the desk whom they have asked. @throws Refusal `unknown-author`, `invalid-fields`. */
export function readAuthor(site: SiteContext, author: string, after = ''): Mine {
  if (!first(site.sql, 'SELECT 1 FROM author WHERE id = ?', author)) throw new Refusal('unknown-author');
  return readMineOf(site, author, after);
}

/** The same of an author who is known, whoever asks. @throws Refusal `invalid-fields`. */
export function readMineOf(site: SiteContext, author: string, after = ''): Mine {
  const [part = 'comments', place = '~', comment = '~'] = after === '' ? [] : after.split(' ');
  const isComments = part === 'comments' && (place === '~' || isValid(place));
  const thread = isComments || place === '~' ? Number.MAX_SAFE_INTEGER : Number(place);
  if (!(isComments || part === 'votes') || !Number.isSafeInteger(thread))
    throw new Refusal('invalid-fields', { errors: [noCursor] });
  const comments = isComments ? readComments(site, author, place) : [];
  // Where comments end, votes begin.
  const votes = comments.length === most ? [] : readVotes(site, author, [thread, comment]);
  const [last, lastVote] = [comments.at(-1), votes.at(-1)];
  const more = last && comments.length === most ? `comments ${last.id}` : undefined;
  const further = lastVote && votes.length === most ? `votes ${lastVote.thread} ${lastVote.comment}` : undefined;
  return {
    comments: comments.map((row) => toMine(site, row)),
    votes: votes.map(({ thread: _, ...vote }) => vote),
    ...readBeside(site, author),
    next: more ?? further ?? null,
  };
}

const readComments = (site: SiteContext, author: string, before: string) =>
  site.sql.all<CommentRow>(
    `SELECT comment.id, thread.key, thread.url, thread.title, comment.parent, comment.name, comment.website, comment.email,
       comment.body, comment.status, comment.created, comment.edited,
       decision.action, decision.reason, decision.explanation
     FROM comment INDEXED BY comment_of_author CROSS JOIN thread ON thread.id = comment.thread
       LEFT JOIN decision ON decision.id = comment.decision
     WHERE comment.author = ? AND comment.id < ? AND comment.status <> 'erased' ORDER BY comment.id DESC LIMIT ?`,
    ...[author, before, most],
  );

function toMine(site: SiteContext, comment: CommentRow): MyComment {
  const { key, url, title, created, edited, action, reason, explanation, ...row } = comment;
  return {
    ...row,
    thread: { key, url, title },
    created: isoTime(created),
    edited: isoTimeOrNull(edited),
    decision: action === null ? null : { action, reason, explanation },
    appeals: site.sql
      .all<{ text: string; at: number }>("SELECT text, at FROM appeal WHERE comment = ? AND text <> ''", row.id)
      .map(({ text, at }) => ({ text, at: isoTime(at) })),
  };
}

const readVotes = (site: SiteContext, author: string, [thread, comment]: [number, string]) =>
  site.sql.all<{ thread: number; comment: string; value: 1 | -1 }>(
    `SELECT thread, comment, value FROM vote INDEXED BY vote_own WHERE author = ? AND (thread, comment) < (?, ?)
     ORDER BY thread DESC, comment DESC LIMIT ?`,
    ...[author, thread, comment, most],
  );

/** What is known beside comments and votes. */
export const readBeside = (site: SiteContext, author: string): Pick<Mine, 'mail' | 'ban'> => ({
  mail: readMail(site, author),
  ban: readBan(site, author),
});

function readMail(site: SiteContext, author: string): Mine['mail'] {
  const mailboxes = site.sql.all<{ id: string; address: string; confirmed: number | null }>(
    'SELECT id, address, confirmed FROM mailbox WHERE author = ?',
    author,
  );
  return mailboxes.map(({ id, address, confirmed }) => ({
    address,
    confirmed: isoTimeOrNull(confirmed),
    answers: site.sql
      .all<{ thread: string; comment: string; pace: string }>(
        `SELECT thread.key AS thread, subscription.comment, subscription.pace
         FROM subscription CROSS JOIN thread ON thread.id = subscription.thread WHERE subscription.mailbox = ? LIMIT ?`,
        ...[id, most],
      )
      .map((row) => ({ ...row, comment: row.comment || null })),
  }));
}

function readBan(site: SiteContext, author: string): Mine['ban'] {
  const row = first<{ kind: 'ban' | 'mute'; reason: string; until: number | null }>(
    site.sql,
    'SELECT kind, reason, until FROM ban WHERE author = ?',
    author,
  );
  return row ? { ...row, until: isoTimeOrNull(row.until) } : null;
}
