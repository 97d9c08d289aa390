import type { Headlines } from '../../contract/comment';
import { placeOf } from '../../contract/place';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { isoTime } from '../base/time';
import type { CommentRow } from '../comments/comment-row';
import { ownAddress } from '../comments/naming';

/** About two lines in the margin of a page. */
const mostCharacters = 120;

type Row = Pick<CommentRow, 'id' | 'name' | 'team' | 'html' | 'created'> & {
  key: string;
  title: string | null;
  url: string | null;
};

/** How the newest published comments of the site begin, and where they stand; also those in threads that take no more. */
export function readHeadlines(site: SiteContext, count: number): Headlines {
  const rows = site.sql.all<Row>(
    `SELECT comment.id, comment.name, comment.team, comment.html, comment.created, thread.key, thread.title, thread.url
     FROM comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE comment.status = 'published' ORDER BY comment.id DESC LIMIT ?`,
    count,
  );
  return {
    language: site.settings.language,
    comments: rows.map(({ id, name, team, html, created, key, title, url }) => ({
      id,
      author: name,
      team: team !== null,
      excerpt: excerpt(html, mostCharacters),
      created: isoTime(created),
      thread: { key, title },
      url: placeOf(site.name, { key, url: ownAddress(site, url) }, id),
    })),
  };
}
