import type { Language } from '../contract/fields';
import { first } from '../host/sql';
import { reversed } from './appeal-outcomes';
import { quantile, waitsSince } from './pulse';
import { reasonsOf } from './reasons';
import type { Room } from './room';

const year = 365 * 24 * 60 * 60_000;

/** How a site was moderated in the last twelve months, with no person in it. */
export interface Transparency {
  language: Language;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** Comments that were turned down or approved, by the site's own reasons; null: another, or none. */
  decided: { action: 'approve' | 'reject' | 'spam'; reason: string | null; count: number }[];
  /** How long half of what waited had waited at most (milliseconds); null: nothing was decided. */
  median: number | null;
  appeals: number;
  reversed: number;
  notices: number;
  /** Notices after which the comment was turned down. */
  followed: number;
}

/** The figures of the public page; undefined while the owner does not want it. */
export function readTransparency(room: Room): Transparency | undefined {
  if (!room.settings.transparency) return undefined;
  const to = room.now();
  const from = to - year;
  const known = new Set(reasonsOf(room));
  const rows = room.sql.all<{ action: 'approve' | 'reject' | 'spam'; reason: string | null; count: number }>(
    `SELECT decision.action, decision.reason, count(*) AS count
     FROM decision CROSS JOIN decided ON decided.decision = decision.id
     WHERE decision.at >= ? AND decision.undone_by IS NULL GROUP BY decision.action, decision.reason`,
    from,
  );
  const decided = new Map<string, Transparency['decided'][number]>();
  for (const { action, reason, count } of rows) {
    // What a moderator wrote in their own words may be about a person.
    const shown = reason !== null && known.has(reason) ? reason : null;
    const key = `${action} ${shown}`;
    decided.set(key, { action, reason: shown, count: (decided.get(key)?.count ?? 0) + count });
  }
  const appeals = first<{ appeals: number; reversed: number }>(
    room.sql,
    `SELECT count(*) AS appeals, coalesce(sum(${reversed}), 0) AS reversed
     FROM appeal LEFT JOIN decision AS outcome ON outcome.id = appeal.outcome WHERE appeal.at >= ?`,
    from,
  );
  const notices = first<{ notices: number; followed: number }>(
    room.sql,
    `SELECT count(*) AS notices, coalesce(sum(decision.action IN ('reject', 'spam')), 0) AS followed
     FROM notice LEFT JOIN decision ON decision.id = notice.decision WHERE notice.at >= ?`,
    from,
  );
  return {
    language: room.settings.language,
    from,
    to,
    decided: [...decided.values()].sort((a, b) => b.count - a.count),
    median: quantile(
      waitsSince(room, from).map(({ time }) => time),
      0.5,
    ),
    appeals: appeals?.appeals ?? 0,
    reversed: appeals?.reversed ?? 0,
    notices: notices?.notices ?? 0,
    followed: notices?.followed ?? 0,
  };
}
