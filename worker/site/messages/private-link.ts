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
  const expected = Buffer.from(statusKey(site, comment));
  const given = Buffer.from(key);
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  const row = fits
    ? first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, comment)
    : undefined;
  if (!row) throw new Refusal('not-found');
  return row;
}

/** 22 characters of base64url are 132 bits: nobody guesses them. */
const statusKey = ({ name, secret }: Named, comment: string) =>
  createHmac('sha256', secret).update(`status\n${name}\n${comment}`).digest('base64url').slice(0, 22);
