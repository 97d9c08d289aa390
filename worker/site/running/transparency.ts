import type { Language } from '../../contract/fields';
import type { Action } from '../../contract/statement';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { quantile } from '../base/quantile';
import { reversed } from '../messages/appeal-outcomes';
import { waitsBetween } from './pulse';
import { reasonsOf } from './reasons';

const year = 365 * 24 * 60 * 60_000;

/** How a site was moderated in the last twelve months, with no person in it. */
export interface Transparency {
  language: Language;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** Comments that were turned down or approved, by the site's own reasons; null: another, or none. */
  decided: { action: Action; reason: string | null; count: number }[];
  /** How long half of what waited had waited at most (milliseconds); null: nothing was decided. */
  median: number | null;
  appeals: number;
  reversed: number;
  notices: number;
  /** Notices after which the comment was turned down. */
  followed: number;
}

/** What a part of the figures is about: so long a time (milliseconds). */
const part = 28 * 24 * 60 * 60_000;

/** For whom the public page is, and about which time; undefined while the owner does not want it. `parts`: to be read one by one. */
export interface TransparencyFrame extends Pick<Transparency, 'language' | 'from' | 'to'> {
  parts: { from: number; to: number }[];
}

/** A part of the figures. */
export interface TransparencyPart extends Omit<Transparency, 'language' | 'from' | 'to' | 'median'> {
  /** How long what was decided had waited. */
  waits: number[];
}

/** About what the public page is: its figures are read part by part. */
export function readTransparency(site: SiteContext): TransparencyFrame | undefined {
  if (!site.settings.transparency) return undefined;
  const to = site.now();
  const from = to - year;
  const parts = Array.from({ length: Math.ceil(year / part) }, (_, number) => ({
    from: from + number * part,
    // What is decided while this is read counts, too.
    to: number + 1 < year / part ? from + (number + 1) * part : Number.MAX_SAFE_INTEGER,
  }));
  return { language: site.settings.language, from, to, parts };
}

/** How the site was moderated in a part of that time. */
export function readTransparencyPart(
  site: SiteContext,
  { from, to }: TransparencyFrame['parts'][number],
): TransparencyPart {
  const known = new Set(reasonsOf(site));
  const rows = site.sql.all<{ action: Action; reason: string | null; count: number }>(
    `SELECT decision.action, decision.reason, count(*) AS count
     FROM decision CROSS JOIN decided ON decided.decision = decision.id
     WHERE decision.at >= ? AND decision.at < ? AND decision.undone_by IS NULL GROUP BY decision.action, decision.reason`,
    from,
    to,
  );
  const appeals = first<{ appeals: number; reversed: number }>(
    site.sql,
    `SELECT count(*) AS appeals, coalesce(sum(${reversed}), 0) AS reversed
     FROM appeal LEFT JOIN decision AS outcome ON outcome.id = appeal.outcome WHERE appeal.at >= ? AND appeal.at < ?`,
    from,
    to,
  );
  const notices = first<{ notices: number; followed: number }>(
    site.sql,
    `SELECT count(*) AS notices, coalesce(sum(decision.action IN ('reject', 'spam')), 0) AS followed
     FROM notice LEFT JOIN decision ON decision.id = notice.decision WHERE notice.at >= ? AND notice.at < ?`,
    from,
    to,
  );
  return {
    // What a moderator wrote in their own words may be about a person.
    decided: sumUp(
      rows.map((row) => ({ ...row, reason: row.reason !== null && known.has(row.reason) ? row.reason : null })),
    ),
    waits: waitsBetween(site, from, to),
    appeals: appeals?.appeals ?? 0,
    reversed: appeals?.reversed ?? 0,
    notices: notices?.notices ?? 0,
    followed: notices?.followed ?? 0,
  };
}

/** The figures of the whole time. */
export function joinTransparency({ language, from, to }: TransparencyFrame, parts: TransparencyPart[]): Transparency {
  const sum = (figure: 'appeals' | 'reversed' | 'notices' | 'followed') =>
    parts.reduce((all, { [figure]: count }) => all + count, 0);
  return {
    language,
    from,
    to,
    decided: sumUp(parts.flatMap(({ decided }) => decided)).sort((a, b) => b.count - a.count),
    median: quantile(
      parts.flatMap(({ waits }) => waits),
      0.5,
    ),
    appeals: sum('appeals'),
    reversed: sum('reversed'),
    notices: sum('notices'),
    followed: sum('followed'),
  };
}

/** Decisions by what they were and why. */
function sumUp(rows: Transparency['decided']): Transparency['decided'] {
  const sums = new Map<string, Transparency['decided'][number]>();
  for (const { action, reason, count } of rows) {
    const key = `${action} ${reason}`;
    sums.set(key, { action, reason, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}
