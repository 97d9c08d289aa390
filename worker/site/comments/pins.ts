import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { type Place, type Stretch, sizeOf } from '../base/runs';

/** How many comments of a thread are pinned at most: with more, what is seen first would be the team's choice alone. */
export const mostPinned = 3;

/** The pinned comments of a thread, the one that was pinned last first. */
export const readPinned = (site: SiteContext, thread: number): Place[] =>
  site.sql.all<Place>(
    `SELECT id, pinned AS at, ${sizeOf} FROM comment WHERE thread = ? AND pinned IS NOT NULL
     ORDER BY pinned DESC, id DESC LIMIT ?`,
    thread,
    mostPinned,
  );

/** Whether a thread has as many pinned comments as it may have. */
export const isFull = (site: SiteContext, thread: number): boolean =>
  (first<{ count: number }>(
    site.sql,
    'SELECT count(*) AS count FROM comment WHERE thread = ? AND pinned IS NOT NULL',
    thread,
  )?.count ?? 0) >= mostPinned;

/** A stretch of the other comments with the pinned ones before it, where nothing else stands before it. */
export const belowPinned = (pinned: Place[], stretch: Stretch): Stretch =>
  stretch.before === null ? { ...stretch, places: [...pinned, ...stretch.places] } : stretch;
