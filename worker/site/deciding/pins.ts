import type { NewPin, Pinned } from '../../contract/desk';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { inScope } from '../base/scope';
import { isFull, mostPinned } from '../comments/pins';
import { dropPages, tellDeskOf } from '../comments/standing';
import { findDecision } from './log';

interface PinRow {
  id: string;
  thread: number;
  key: string;
  parent: string | null;
  status: string;
  pinned: number | null;
}

const find = (site: SiteContext, id: string) =>
  first<PinRow>(
    site.sql,
    `SELECT comment.id, comment.thread, thread.key, comment.parent, comment.status, comment.pinned
     FROM comment CROSS JOIN thread ON thread.id = comment.thread WHERE comment.id = ?`,
    id,
  );

/**
 * Pins a published comment at the top of its thread, or takes the pin away. It stands in the log, and nothing does that changes
 * nothing; what else was decided about the comment stays.
 * @throws Refusal `unknown-comment`; `not-allowed` outside the person's scope; `cannot-pin` for an answer and for what is not
 * published; `too-many-pins`.
 */
export function pin(site: SiteContext, person: Person, id: string, { pinned, reason }: NewPin): Pinned {
  const row = find(site, id);
  if (!row) throw new Refusal('unknown-comment');
  if (!inScope(person, row.key))
    throw new Refusal('not-allowed', { detail: 'This is outside of your part of the site.' });
  if (pinned === (row.pinned !== null)) return { decision: null };
  setPin(site, row, pinned);
  const [before, after] = pinned ? [null, { pinned }] : [{ pinned: true }, null];
  const entry = logChange(site, person, 'pin', { id, of: '', before, after, thread: row.key }, reason || undefined);
  return { decision: findDecision(site, person, entry) };
}

/** Whether a comment is pinned, as the log has it; null: it is not. */
export const readPin = (site: SiteContext, id: string): { pinned: true } | null =>
  find(site, id)?.pinned == null ? null : { pinned: true };

/** Makes a comment pinned or not, as it was. @throws Refusal `cannot-pin`, `too-many-pins`. */
export function restorePin(site: SiteContext, id: string, fields: Record<string, unknown> | null): void {
  const row = find(site, id);
  if (row) setPin(site, row, fields !== null);
}

function setPin(site: SiteContext, row: PinRow, pinned: boolean): void {
  if (pinned && (row.status !== 'published' || row.parent !== null)) throw new Refusal('cannot-pin');
  if (pinned && isFull(site, row.thread))
    throw new Refusal('too-many-pins', { detail: `At most ${mostPinned} in a thread.` });
  site.sql.all('UPDATE comment SET pinned = ? WHERE id = ?', pinned ? site.now() : null, row.id);
  dropPages(site, row.thread);
  tellDeskOf(site, 'changed', row);
}
