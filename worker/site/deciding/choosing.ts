import type { NewDecision } from '../../contract/desk';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { type DecisionRow, findEntry, mustFindEntry, namesEntry } from '../base/log-entry';
import type { Person } from '../base/person';
import { inScope, keyCondition } from '../base/scope';
import { isoTime } from '../base/time';
import { type CommentRow, commentColumns } from '../comments/comment-row';
import { type Condition, colleaguesOn, filterCondition, isForOthers, withoutAppealsForOthers } from './filter';

/** A comment with the key of its thread, and when it last changed in a way that the queue shows. */
export type KeyedRow = CommentRow & { key: string; touched: string };

/** As much of it as says whether it may be decided. */
type OpenRow = Pick<KeyedRow, 'id' | 'thread' | 'key' | 'status' | 'waiting' | 'decision' | 'version'>;

/** What a decision is about. */
export interface Chosen {
  /** Their ids, in this order: it is carried out for the oldest first. */
  comments: string[];
  /** How many match, too, but stay as they are: they came in or changed after the list was shown. */
  left: number;
}

/** How many comments one decision may be about: more than any blog has waiting. */
export const mostDecided = 10_000;

/** Comments with the keys of their threads, in the order of their ids. */
export const readKeyed = (site: SiteContext, ids: string[]): KeyedRow[] =>
  site.sql.all<KeyedRow>(
    `SELECT ${commentColumns}, comment.touched, thread.key FROM comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE comment.id IN (SELECT value FROM json_each(?)) ORDER BY comment.id`,
    JSON.stringify(ids),
  );

/**
 * The comments that a decision is about, each as its moderator saw it.
 * @throws Refusal `unknown-comment`; `not-allowed` outside the person's scope, `own-appeal`; `too-many-comments`;
 * `already-decided` with who was first, when, and what; `decided-since`; `text-changed` with which.
 */
export function choose(site: SiteContext, person: Person, decision: NewDecision): Chosen {
  const { comments, matching, asOf } = decision;
  if (matching && asOf !== undefined) return matches(site, filterCondition(site, person, matching), person, asOf);
  const ids = [...new Set(comments)];
  const rows = site.sql.all<OpenRow>(
    `SELECT comment.id, comment.thread, thread.key, comment.status, comment.waiting, comment.decision, comment.version
     FROM comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE comment.id IN (SELECT value FROM json_each(?)) ORDER BY comment.id`,
    JSON.stringify(ids),
  );
  if (rows.length < ids.length) throw new Refusal('unknown-comment');
  checkScope(person, rows);
  for (const row of rows) {
    checkUndecided(site, row, person, decision);
    if (isForOthers(site, person, row))
      throw new Refusal('own-appeal', { detail: `It waits for ${colleaguesOn(site, person, row.key).join(' or ')}.` });
  }
  checkTexts(rows, decision.texts);
  return { comments: rows.map(({ id }) => id), left: 0 };
}

const outside = () => new Refusal('not-allowed', { detail: 'This is outside of your part of the site.' });

function checkScope(person: Person, rows: OpenRow[]): void {
  if (!rows.every(({ key }) => inScope(person, key))) throw outside();
}

/** @throws Refusal `not-allowed` when a decision is about a comment outside the person's scope, whether it is carried out there or not yet. */
export function checkScopeOf(site: SiteContext, person: Person, decision: string): void {
  const scope = keyCondition(person);
  if (scope.sql === '') return;
  const found = first(
    site.sql,
    `SELECT 1 FROM (SELECT comment AS about FROM decided WHERE decision = ? UNION ALL
       SELECT value FROM remaining CROSS JOIN json_each(remaining.comments) WHERE decision = ?)
     CROSS JOIN comment ON comment.id = about
     WHERE comment.thread NOT IN (SELECT id FROM thread WHERE 1 ${scope.sql}) LIMIT 1`,
    decision,
    decision,
    ...scope.values,
  );
  if (found) throw outside();
}

/** All that match as they did when the list was shown. */
function matches(site: SiteContext, filter: Condition, person: Person, asOf: string): Chosen {
  const mine = withoutAppealsForOthers(site, person);
  const condition = `${filter.sql} ${mine.sql}`;
  const values = [...filter.values, ...mine.values];
  const rows = site.sql.all<{ id: string }>(
    `SELECT id FROM comment WHERE ${condition} AND comment.touched <= ? LIMIT ?`,
    ...values,
    asOf,
    mostDecided + 1,
  );
  if (rows.length > mostDecided) throw new Refusal('too-many-comments', { detail: `At most ${mostDecided}.` });
  const newer = first<{ count: number }>(
    site.sql,
    `SELECT count(*) AS count FROM (SELECT 1 FROM comment WHERE ${condition} AND comment.touched > ? LIMIT ?)`,
    ...values,
    asOf,
    mostDecided,
  );
  const left = newer?.count ?? 0;
  if (rows.length > 0) return { comments: rows.map(({ id }) => id).toSorted(), left };
  if (left === 0) throw new Refusal('unknown-comment', { detail: 'Nothing matches any more.' });
  throw new Refusal('text-changed', { detail: 'All that matches came in or changed after the list was shown.' });
}

/** Two moderators at once: the second learns what the first did, instead of undoing it unseen. */
function checkUndecided(site: SiteContext, row: OpenRow, person: Person, decision: NewDecision): void {
  if (row.status === 'withdrawn') throw new Refusal('unknown-comment', { detail: 'Its author has taken it back.' });
  if (row.status === 'erased') throw new Refusal('unknown-comment', { detail: 'It has been erased.' });
  const standing = row.decision === null ? undefined : mustFindEntry(site, row.decision);
  const repeated = standing && row.waiting === null && isTheSame(site, standing, person, decision);
  if (isAsSeen(row, standing, decision) && !repeated) return;
  if (!standing) throw new Refusal('decided-since', { detail: whatIsNow(site, row, decision) });
  const { by_name, action, at } = standing;
  throw new Refusal('already-decided', {
    detail: `${by_name} chose ${action} at ${isoTime(at)}.`,
    decided: namesEntry(standing),
  });
}

/** Whether a comment stands as whoever decides has said that they saw it. */
function isAsSeen(row: OpenRow, standing: DecisionRow | undefined, { expect, seen }: NewDecision): boolean {
  if (expect !== undefined && row.status !== expect) return false;
  const decision = seen?.[row.id];
  if (decision !== undefined) return decision === row.decision;
  if (standing === undefined || row.waiting !== null) return true;
  return expect !== undefined;
}

/** What has become of a comment on which nothing stands any more, and by whom. */
function whatIsNow(site: SiteContext, { id, status }: OpenRow, { seen }: NewDecision): string {
  const decision = seen?.[id];
  const undone = decision ? findEntry(site, decision)?.undone_by : undefined;
  return `${undone ? `${undone} has undone that decision. ` : ''}It is ${status} now.`;
}

/** Whether a decision says nothing that its own moderator has not said already: it was sent twice. */
function isTheSame(site: SiteContext, standing: DecisionRow, { account }: Person, decision: NewDecision): boolean {
  const said = (['reason', 'explanation', 'note'] as const).every(
    (word) => standing[word] === (decision[word] || null),
  );
  if (!said || standing.by !== account || standing.action !== decision.action) return false;
  return decision.reply === undefined || decision.reply === bodyOf(site, standing.reply);
}

const bodyOf = (site: SiteContext, comment: string | null) =>
  first<{ body: string }>(site.sql, 'SELECT body FROM comment WHERE id = ?', comment)?.body;

/** Nothing is decided about words that nobody has read: all were named as they are, or had never changed. */
function checkTexts(rows: OpenRow[], texts: NewDecision['texts'] = {}): void {
  const changed = rows.filter(({ id, version }) => version !== (texts[id] ?? 1)).map(({ id }) => id);
  if (changed.length === 0) return;
  throw new Refusal('text-changed', { detail: 'Its author has changed it, or appealed, since it was read.', changed });
}
