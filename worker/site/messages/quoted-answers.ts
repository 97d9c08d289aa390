import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { ownAddress } from '../comments/naming';

/** So much of an answer is quoted (characters). */
const mostQuoted = 600;

/** An answer as a mail quotes it. */
export interface QuotedAnswer {
  id: string;
  name: string;
  excerpt: string;
  thread: { number: number; key: string; title: string | null; url: string | null };
}

/** The answers of a message, as they are now: what is not published any more is not told. */
export function answersOf(site: SiteContext, message: string): QuotedAnswer[] {
  return site.sql
    .all<{
      id: string;
      name: string;
      html: string;
      number: number;
      key: string;
      title: string | null;
      url: string | null;
    }>(
      `SELECT comment.id, comment.name, comment.html, thread.id AS number, thread.key, thread.title, thread.url
       FROM news CROSS JOIN comment ON comment.id = news.comment CROSS JOIN thread ON thread.id = comment.thread
       WHERE news.message = ? AND comment.status = 'published' ORDER BY comment.id`,
      message,
    )
    .map(({ id, name, html, number, key, title, url }) => ({
      id,
      name,
      excerpt: excerpt(html, mostQuoted),
      thread: { number, key, title, url: ownAddress(site, url) },
    }));
}
