import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { type CommentRow, commentColumns } from '../comments/comment-row';

type Named = Pick<SiteContext, 'name' | 'secret'>;

/**
 * The path of the private page that tells an author what became of a comment. Whoever has it may read, change and withdraw the comment,
 * and appeal.
 */
export const statusPath = (site: Named, comment: string): string =>
  `/pages/${site.name}/status/${comment}.${statusKey(site, comment)}`;

/** The comment behind a private page. @throws Refusal `not-found` for a key that does not fit. */
export function mustFindLinked(site: SiteContext, comment: string, key: string): CommentRow {
  const row = isSame(key, statusKey(site, comment))
    ? first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, comment)
    : undefined;
  if (!row) throw new Refusal('not-found');
  return row;
}

/**
 * The path of the feed of answers to an author's comments, without the ending that says its format. It has a key of its own: whoever
 * gives it to a service that reads feeds gives away nothing that changes a comment.
 */
export const answersPath = (site: Named, author: string): string =>
  `/feeds/${site.name}/answers/${author}.${answersKey(site, author)}`;

/** Whether a key is that of an author's feed. @throws Refusal `not-found` where it is not. */
export function mustKnowListener(site: SiteContext, author: string, key: string): void {
  if (!isSame(key, answersKey(site, author))) throw new Refusal('not-found');
}

function isSame(key: string, wanted: string): boolean {
  const [given, expected] = [Buffer.from(key), Buffer.from(wanted)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const statusKey = (site: Named, comment: string) => keyOf(site, 'status', comment);
const answersKey = (site: Named, author: string) => keyOf(site, 'answers', author);

/** 22 characters of base64url are 132 bits: nobody guesses them. */
const keyOf = ({ name, secret }: Named, what: 'status' | 'answers', id: string) =>
  createHmac('sha256', secret).update(`${what}\n${name}\n${id}`).digest('base64url').slice(0, 22);
