import type { Latest } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { type Place, sizeOf } from '../base/runs';
import { mustKnowListener } from '../messages/private-link';
import { feed, readEntries } from './latest';

/** So many of an author's comments are looked at, the newest: who has written more hears of answers to old ones no more. */
const mostOwn = 100;

/**
 * The newest published answers to the comments of one author, their own left out, for whoever has the address of that feed.
 * What an answer answers need not be there any more, but was not erased. @throws Refusal `not-found` for a key that does not fit.
 */
export function readAnswers(site: SiteContext, author: string, key: string): Latest {
  mustKnowListener(site, author, key);
  const own = site.sql.all<{ id: string }>(
    "SELECT id FROM comment WHERE author = ? AND status <> 'erased' ORDER BY id DESC LIMIT ?",
    author,
    mostOwn,
  );
  const newest = site.sql.all<Place>(
    `SELECT comment.id, created AS at, ${sizeOf}
     FROM json_each(?) CROSS JOIN comment ON comment.id IN (
       SELECT answer.id FROM comment AS answer
       WHERE answer.parent = value AND answer.parent IS NOT NULL AND answer.status = 'published' ORDER BY answer.id DESC LIMIT ?)
     WHERE author <> ? ORDER BY comment.id DESC LIMIT ?`,
    JSON.stringify(own.map(({ id }) => id)),
    feed.count,
    author,
    feed.count,
  );
  return readEntries(site, newest);
}
