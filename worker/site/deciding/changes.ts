import type { ChangeKind, Settings } from '../../contract/desk';
import type { UndoQuery } from '../../contract/transfer';
import { Refusal } from '../../errors';
import type { SiteContext } from '../base/context';
import { type Change, type DecisionRow, entryColumns, namesEntry } from '../base/log-entry';
import type { Person } from '../base/person';
import { inScope, worksOnAll } from '../base/scope';
import { readBan, restoreBan } from '../judging/bans';
import { readRule, restoreRule } from '../judging/rules';
import { readImported, takeOut } from '../moving/taking-out';
import { readPerson, restorePerson } from '../running/people';
import { applySettings, fitTogether } from '../running/settings';
import { readTarget, restoreTarget } from '../running/targets';
import { readThreadNames, restoreThreadNames } from '../running/thread-change';
import { readPin, restorePin } from './pins';

type Fields = Record<string, unknown>;

/** Something that is changed at the desk and is no comment: what an undo needs to know of it. */
interface Kind {
  /** Who may change it, and so may undo a change of it. */
  mayChange: (person: Person, change: Change) => boolean;
  /** What it is now; null: it is not there. */
  read: (site: SiteContext, id: string) => Fields | null;
  /** Makes it what it was; null: it was not there. */
  restore: (site: SiteContext, id: string, fields: Fields | null, how: UndoQuery) => void;
  /** Whether it could be this. */
  fits?: (fields: Fields) => boolean;
}

const isOwner = ({ role }: Person) => role === 'owner';

const kinds: Record<ChangeKind, Kind> = {
  settings: {
    mayChange: isOwner,
    read: ({ settings }) => settings,
    restore: (site, _id, fields) => applySettings(site, fields ?? {}),
    fits: (fields) => fitTogether(fields as Settings),
  },
  rule: { mayChange: isOwner, read: readRule, restore: restoreRule },
  ban: { mayChange: worksOnAll, read: readBan, restore: restoreBan },
  person: { mayChange: isOwner, read: readPerson, restore: restorePerson },
  target: { mayChange: isOwner, read: readTarget, restore: restoreTarget },
  thread: { mayChange: (person, { id }) => inScope(person, id), read: readThreadNames, restore: restoreThreadNames },
  import: {
    mayChange: isOwner,
    read: readImported,
    restore: (site, id, _fields, { answers }) => takeOut(site, id, answers),
  },
  // Nobody undoes it, see `checkMayUndo`.
  forget: { mayChange: () => false, read: () => null, restore: () => {} },
  pin: { mayChange: (person, { thread = '' }) => inScope(person, thread), read: readPin, restore: restorePin },
};

/** Refuses whoever may not undo a change of this kind. @throws Refusal `not-allowed`; `cannot-undo` where nobody can. */
export function checkMayUndo(person: Person, { action, change }: DecisionRow): void {
  if (action === 'forget') throw new Refusal('cannot-undo');
  if (kinds[action as ChangeKind].mayChange(person, JSON.parse(change ?? '') as Change)) return;
  throw new Refusal('not-allowed', { detail: 'Whoever may change this may undo it.' });
}

/**
 * Puts back what an entry of the log has changed that is no comment: of something that is still there, the fields that the
 * entry changed, and no others.
 * @throws Refusal `decided-since` where one of these was changed later, with by which entry; `last-owner`; as `restorePin`. Returns that nothing stays: 0.
 */
export function undoChange(site: SiteContext, entry: DecisionRow, how: UndoQuery): number {
  const kind = kinds[entry.action as ChangeKind];
  const change = JSON.parse(entry.change ?? '') as Change;
  const later = laterChanges(site, entry, change);
  const meeting = later.findLast((one) => meet(change, one.change));
  if (meeting) throw standsInTheWay(meeting.entry);
  const now = kind.read(site, change.id);
  if (!isAsLeft(change, now)) throw new Refusal('decided-since', { detail: 'It was changed since.' });
  const before = now && change.before && change.after ? { ...now, ...changedFields(change) } : change.before;
  if (before && kind.fits?.(before) === false) throw standsInTheWay(later.at(-1)?.entry);
  kind.restore(site, change.id, before, how);
  return 0;
}

/** Whether one change is about what another is about: the same field, or that the thing is there at all. */
function meet(one: Change, other: Change): boolean {
  if (!one.before || !one.after || !other.before || !other.after) return true;
  const fields = Object.keys(changedFields(other));
  return Object.keys(changedFields(one)).some((field) => fields.includes(field));
}

/** Whether something is as a change has left it: there is no entry for what whoever runs the server does. */
function isAsLeft({ before, after, ...change }: Change, now: Fields | null): boolean {
  if (!now || !after) return !now && !after;
  const fields = before ? Object.keys(changedFields({ before, after, ...change })) : [];
  return fields.every((field) => same(now[field], after[field]));
}

/** The fields that a change was about, as they were before. */
function changedFields({ before, after }: Change): Fields {
  return Object.fromEntries(Object.entries(before ?? {}).filter(([name, value]) => !same(value, after?.[name])));
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const standsInTheWay = (entry: DecisionRow | undefined) =>
  new Refusal('decided-since', {
    detail: entry ? `${entry.by_name} has changed it since. Undo that first.` : 'It was changed since.',
    ...(entry ? { decided: namesEntry(entry) } : {}),
  });

/** An entry that changed something, and what. */
interface LaterChange {
  entry: DecisionRow;
  change: Change;
}

/** What was changed later about the thing that an entry is about, and was not undone; oldest first. */
function laterChanges(site: SiteContext, { id, action }: DecisionRow, { id: subject }: Change): LaterChange[] {
  const rows = site.sql.all<DecisionRow & { change: string }>(
    `SELECT ${entryColumns} FROM decision
     WHERE action = ? AND change ->> 'id' = ? AND change IS NOT NULL AND id > ? AND undone_at IS NULL ORDER BY id`,
    action,
    subject,
    id,
  );
  return rows.map((entry) => ({ entry, change: JSON.parse(entry.change) as Change }));
}
