import type { Pulse, Week } from '../../contract/pulse';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { idFrom } from '../base/ids';
import { readMailDays } from '../base/mail-counts';
import { quantile } from '../base/quantile';
import { isoTime } from '../base/time';
import { reversed } from '../messages/appeal-outcomes';

const day = 24 * 60 * 60_000;
const week = 7 * day;
/** 1970 began on a Thursday; the first Monday was the 5th of January. */
const firstMonday = 4 * day;

/** What waits now, and when this week began (milliseconds since 1970). */
export interface PulseNow extends Omit<Pulse, 'weeks'> {
  monday: number;
}

/** How much waits, and since when. The weeks are read one by one: see `readWeek`. */
export function readPulse(site: SiteContext): PulseNow {
  const now = site.now();
  const waiting = first<{ count: number; oldest: number | null }>(
    site.sql,
    'SELECT count(*) AS count, min(waiting_since) AS oldest FROM comment WHERE waiting IS NOT NULL',
  );
  return {
    waiting: waiting?.count ?? 0,
    oldestWaiting: waiting?.oldest ? isoTime(waiting.oldest) : null,
    mails: readMailDays(site),
    monday: firstMonday + Math.floor((now - firstMonday) / week) * week,
  };
}

/** The figures of the week that begins at `from`. What came in belongs to the week of its id. */
export function readWeek(site: SiteContext, from: number): Week {
  const to = from + week;
  const waited = waitsBetween(site, from, to);
  const asked = questionsBetween(site, from, to);
  const answers = asked.flatMap(({ time }) => (time === null ? [] : [time]));
  return {
    from: isoTime(from).slice(0, 10),
    decided: waited.length,
    median: quantile(waited, 0.5),
    p90: quantile(waited, 0.9),
    ...receivedBetween(site, from, to),
    ...decisionsBetween(site, from, to),
    ...appealsBetween(site, from, to),
    questions: asked.length,
    answered: answers.length,
    answerMedian: quantile(answers, 0.5),
  };
}

/** How long comments had waited that were decided in this time; 0 for one that came in while the clock was ahead. */
export const waitsBetween = (site: SiteContext, from: number, to: number): number[] =>
  site.sql
    .all<{ time: number }>(
      `SELECT max(decided.waited, 0) AS time
       FROM decision CROSS JOIN decided ON decided.decision = decision.id
       WHERE decision.at >= ? AND decision.at < ? AND decided.waited IS NOT NULL`,
      from,
      to,
    )
    .map(({ time }) => time);

/** What a count comes to; the statement always gives one row. */
const counts = <Row>(site: SiteContext, statement: string, from: string | number, to: string | number): Row =>
  site.sql.all<Row>(statement, from, to)[0] as Row;

const receivedBetween = (site: SiteContext, from: number, to: number) =>
  counts<{ received: number; unheld: number }>(
    site,
    `SELECT count(*) AS received, coalesce(sum(unheld), 0) AS unheld
     FROM comment WHERE id >= ? AND id < ? AND team IS NULL`,
    idFrom(from),
    idFrom(to),
  );

const decisionsBetween = (site: SiteContext, from: number, to: number) =>
  counts<{ decisions: number; undone: number }>(
    site,
    `SELECT count(*) AS decisions, coalesce(sum(undone_by IS NOT NULL), 0) AS undone
     FROM decision WHERE at >= ? AND at < ? AND change IS NULL`,
    from,
    to,
  );

const appealsBetween = (site: SiteContext, from: number, to: number) =>
  counts<{ appeals: number; kept: number; reversed: number }>(
    site,
    `SELECT count(*) AS appeals, coalesce(sum(NOT ${reversed}), 0) AS kept, coalesce(sum(${reversed}), 0) AS reversed
     FROM appeal LEFT JOIN decision AS outcome ON outcome.id = appeal.outcome WHERE appeal.at >= ? AND appeal.at < ?`,
    from,
    to,
  );

/** Readers' questions of this time, and how long the team's first answer took; null: there is none. */
const questionsBetween = (site: SiteContext, from: number, to: number) =>
  site.sql.all<{ time: number | null }>(
    `SELECT max((SELECT min(answer.created) FROM comment AS answer
       WHERE answer.parent = comment.id AND answer.team IS NOT NULL AND answer.status = 'published') - created, 0) AS time
     FROM comment WHERE id >= ? AND id < ? AND question = 1 AND status = 'published'`,
    idFrom(from),
    idFrom(to),
  );
