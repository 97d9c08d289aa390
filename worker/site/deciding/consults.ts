import type { Consult, NewConsult } from '../../contract/people';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import type { Person } from '../base/person';
import { inScope } from '../base/scope';
import { isoTime } from '../base/time';
import { refreshWaiting } from '../comments/standing';
import { putMessage } from '../messages/outbox';
import { findPerson } from '../running/people';

interface ConsultRow {
  id: string;
  comment: string;
  by: string;
  by_name: string;
  to: string;
  to_name: string;
  note: string;
  at: number;
  answer: string | null;
  answered: number | null;
}

const columns = 'id, comment, by, by_name, "to", to_name, note, at, answer, answered';

/**
 * Asks a colleague about a comment. It is a question and no task: everyone in scope may go on deciding alone.
 * @throws Refusal `unknown-comment`, `unknown-person`, `not-allowed` outside one's own scope or the colleague's.
 */
export function consult(site: SiteContext, person: Person, comment: string, { to, note }: NewConsult): Consult {
  const key = threadKeyOf(site, comment);
  const colleague = findPerson(site, to);
  if (!inScope(person, key)) throw new Refusal('not-allowed', { detail: 'This is outside of your part of the site.' });
  if (!colleague) throw new Refusal('unknown-person');
  if (!inScope(colleague, key))
    throw new Refusal('not-allowed', { detail: `This is outside of ${colleague.name}’s part of the site.` });
  const now = site.now();
  const id = site.newId(now);
  site.sql.all(
    'INSERT INTO consult (id, comment, by, by_name, "to", to_name, note, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    comment,
    person.account,
    person.name,
    to,
    colleague.name,
    note,
    now,
  );
  // Whoever is asked has it in their list from now on.
  refreshWaiting(site, comment);
  const facts = { kind: 'consult', by: person.name, note } as const;
  putMessage(site, { facts, recipient: colleague.name, address: null, comment, cause: id, team: [colleague] });
  site.tell({ kind: 'consult', comments: [comment] }, [key]);
  return toConsult(mustFindConsult(site, id));
}

/** Answers a question that one was asked; answering again changes the answer. @throws Refusal `unknown-consult`, `not-allowed`. */
export function answerConsult(site: SiteContext, person: Person, id: string, note: string): Consult {
  const asked = mustFindConsult(site, id);
  const key = threadKeyOf(site, asked.comment);
  if (asked.to !== person.account || !inScope(person, key))
    throw new Refusal('not-allowed', { detail: `${asked.to_name} was asked.` });
  site.sql.all('UPDATE consult SET answer = ?, answered = ? WHERE id = ?', note, site.now(), id);
  const facts = { kind: 'answer', by: person.name, note } as const;
  const { comment, by, by_name: recipient } = asked;
  const team = [{ account: by, name: recipient }];
  putMessage(site, { facts, recipient, address: null, comment, cause: id, team });
  site.tell({ kind: 'consult', comments: [comment] }, [key]);
  return toConsult(mustFindConsult(site, id));
}

/** The newest questions about a comment, and those that wait for the person's answer, oldest first; so many of each at most. */
export function consultsAbout(site: SiteContext, { account }: Person, comment: string, most: number): Consult[] {
  const newest = site.sql.all<ConsultRow>(
    `SELECT ${columns} FROM consult WHERE comment = ? ORDER BY at DESC, id DESC LIMIT ?`,
    comment,
    most,
  );
  if (newest.length < most) return newest.toReversed().map(toConsult);
  const asked = site.sql.all<ConsultRow>(
    `SELECT ${columns} FROM consult WHERE "to" = ? AND comment = ? AND answer IS NULL LIMIT ?`,
    account,
    comment,
    most,
  );
  const both = new Map([...newest, ...asked].map((row) => [row.id, row]));
  return [...both.values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map(toConsult);
}

function mustFindConsult(site: SiteContext, id: string): ConsultRow {
  const row = first<ConsultRow>(site.sql, `SELECT ${columns} FROM consult WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-consult');
  return row;
}

function threadKeyOf(site: SiteContext, comment: string): string {
  const row = first<{ key: string }>(
    site.sql,
    `SELECT thread.key FROM comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE comment.id = ? AND comment.status <> 'erased'`,
    comment,
  );
  if (!row) throw new Refusal('unknown-comment');
  return row.key;
}

const toConsult = (row: ConsultRow): Consult => ({
  id: row.id,
  comment: row.comment,
  by: { account: row.by, name: row.by_name },
  to: { account: row.to, name: row.to_name },
  note: row.note,
  at: isoTime(row.at),
  answer: row.answer === null ? null : { note: row.answer, at: isoTime(row.answered ?? row.at) },
});
