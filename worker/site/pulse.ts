import type { Pulse, Week } from '../contract/pulse';
import { first } from '../host/sql';
import { reversed } from './appeal-outcomes';
import { idFrom } from './ids';
import type { Room } from './room';
import { isoTime } from './time';

const day = 24 * 60 * 60_000;
const week = 7 * day;
/** 1970 began on a Thursday; the first Monday was the 5th of January. */
const firstMonday = 4 * day;

/** The figures of the last weeks, this one included. */
export function readPulse(room: Room, weeks: number): Pulse {
  const now = room.now();
  const thisMonday = firstMonday + Math.floor((now - firstMonday) / week) * week;
  const from = thisMonday - (weeks - 1) * week;
  const waits = grouped(waitsSince(room, from));
  const received = byWeek(receivedSince(room, from));
  const decisions = byWeek(decisionsSince(room, from));
  const appeals = byWeek(appealsSince(room, from));
  const questions = grouped(questionsSince(room, from));
  const waiting = first<{ count: number; oldest: number | null }>(
    room.sql,
    'SELECT count(*) AS count, min(waiting_since) AS oldest FROM comment WHERE waiting IS NOT NULL',
  );
  const describeWeek = (number: number): Week => {
    const waited = (waits.get(number) ?? []).map(({ time }) => time);
    const asked = questions.get(number) ?? [];
    const answers = asked.flatMap(({ time }) => (time === null ? [] : [time]));
    return {
      from: isoTime(from + number * week).slice(0, 10),
      decided: waited.length,
      median: quantile(waited, 0.5),
      p90: quantile(waited, 0.9),
      received: received.get(number)?.received ?? 0,
      unheld: received.get(number)?.unheld ?? 0,
      decisions: decisions.get(number)?.decisions ?? 0,
      undone: decisions.get(number)?.undone ?? 0,
      appeals: appeals.get(number)?.appeals ?? 0,
      kept: appeals.get(number)?.kept ?? 0,
      reversed: appeals.get(number)?.reversed ?? 0,
      questions: asked.length,
      answered: answers.length,
      answerMedian: quantile(answers, 0.5),
    };
  };
  return {
    waiting: waiting?.count ?? 0,
    oldestWaiting: waiting?.oldest ? isoTime(waiting.oldest) : null,
    weeks: Array.from({ length: weeks }, (_, number) => describeWeek(number)),
  };
}

/** The value below which this share of them lies (nearest rank); null of nothing. */
export function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

/** The number of the week since the one that is bound; a bound number may be a real one, so it is cut. */
const weekOf = (time: string) => `CAST((${time} - ?) / ${week} AS INTEGER)`;

/** How long comments had waited that were decided in each week; no time for one that came in while the clock was ahead. */
export const waitsSince = (room: Room, from: number) =>
  room.sql.all<{ week: number; time: number }>(
    `SELECT ${weekOf('decision.at')} AS week, max(decided.waited, 0) AS time
     FROM decision CROSS JOIN decided ON decided.decision = decision.id
     WHERE decision.at >= ? AND decided.waited IS NOT NULL`,
    from,
    from,
  );

const receivedSince = (room: Room, from: number) =>
  room.sql.all<{ week: number; received: number; unheld: number }>(
    `SELECT ${weekOf('created')} AS week, count(*) AS received, sum(unheld) AS unheld
     FROM comment WHERE id >= ? AND team IS NULL GROUP BY week`,
    from,
    idFrom(from),
  );

const decisionsSince = (room: Room, from: number) =>
  room.sql.all<{ week: number; decisions: number; undone: number }>(
    `SELECT ${weekOf('at')} AS week, count(*) AS decisions, sum(undone_by IS NOT NULL) AS undone
     FROM decision WHERE at >= ? AND change IS NULL GROUP BY week`,
    from,
    from,
  );

const appealsSince = (room: Room, from: number) =>
  room.sql.all<{ week: number; appeals: number; kept: number; reversed: number }>(
    `SELECT ${weekOf('appeal.at')} AS week, count(*) AS appeals,
       sum(coalesce(NOT ${reversed}, 0)) AS kept,
       sum(coalesce(${reversed}, 0)) AS reversed
     FROM appeal LEFT JOIN decision AS outcome ON outcome.id = appeal.outcome WHERE appeal.at >= ? GROUP BY week`,
    from,
    from,
  );

/** Readers' questions in each week, and how long the team's first answer took; null: there is none. */
const questionsSince = (room: Room, from: number) =>
  room.sql.all<{ week: number; time: number | null }>(
    `SELECT ${weekOf('created')} AS week,
       max((SELECT min(answer.created) FROM comment AS answer
        WHERE answer.parent = comment.id AND answer.team IS NOT NULL AND answer.status = 'published') - created, 0) AS time
     FROM comment WHERE id >= ? AND question = 1 AND status = 'published'`,
    from,
    idFrom(from),
  );

const byWeek = <Row extends { week: number }>(rows: Row[]) => new Map(rows.map((row) => [row.week, row]));
const grouped = <Row extends { week: number }>(rows: Row[]) => Map.groupBy(rows, (row) => row.week);
