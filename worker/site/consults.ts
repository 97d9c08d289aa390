import type { Consult, NewConsult } from '../contract/people';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { locales } from '../locales/locales';
import { voiceOf } from '../locales/voice';
import { putMessage } from './outbox';
import { findPerson } from './people';
import type { Person } from './person';
import type { Room } from './room';
import { inScope } from './scope';
import { refreshWaiting } from './standing';
import { isoTime } from './time';

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
export function consult(room: Room, person: Person, comment: string, { to, note }: NewConsult): Consult {
  const key = threadKeyOf(room, comment);
  const colleague = findPerson(room, to);
  if (!inScope(person, key)) throw new Refusal('not-allowed', { detail: 'This is outside of your part of the site.' });
  if (!colleague) throw new Refusal('unknown-person');
  if (!inScope(colleague, key))
    throw new Refusal('not-allowed', { detail: `This is outside of ${colleague.name}’s part of the site.` });
  const now = room.now();
  const id = room.newId(now);
  room.sql.all(
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
  refreshWaiting(room, comment);
  const { subject, text } = locales[voiceOf(room.settings)].messages.consult(person.name, note);
  putMessage(room, { kind: 'consult', recipient: colleague.name, address: null, subject, text, comment, cause: id });
  room.tell({ kind: 'consult', comments: [comment] }, [key]);
  return toConsult(mustFindConsult(room, id));
}

/** Answers a question that one was asked; answering again changes the answer. @throws Refusal `unknown-consult`, `not-allowed`. */
export function answerConsult(room: Room, person: Person, id: string, note: string): Consult {
  const asked = mustFindConsult(room, id);
  const key = threadKeyOf(room, asked.comment);
  if (asked.to !== person.account || !inScope(person, key))
    throw new Refusal('not-allowed', { detail: `${asked.to_name} was asked.` });
  room.sql.all('UPDATE consult SET answer = ?, answered = ? WHERE id = ?', note, room.now(), id);
  const { subject, text } = locales[voiceOf(room.settings)].messages.answer(person.name, note);
  const { comment, by_name: recipient } = asked;
  putMessage(room, { kind: 'answer', recipient, address: null, subject, text, comment, cause: id });
  room.tell({ kind: 'consult', comments: [comment] }, [key]);
  return toConsult(mustFindConsult(room, id));
}

/** The questions about a comment, oldest first. */
export function consultsAbout(room: Room, comment: string): Consult[] {
  return room.sql
    .all<ConsultRow>(`SELECT ${columns} FROM consult WHERE comment = ? ORDER BY at, id`, comment)
    .map(toConsult);
}

function mustFindConsult(room: Room, id: string): ConsultRow {
  const row = first<ConsultRow>(room.sql, `SELECT ${columns} FROM consult WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-consult');
  return row;
}

function threadKeyOf(room: Room, comment: string): string {
  const row = first<{ key: string }>(
    room.sql,
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
