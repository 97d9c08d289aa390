import { toHtml } from '../text/markdown';
import { type CommentRow, untouched } from './comment-row';
import { insert, mustFind } from './comments';
import type { Person } from './person';
import type { Room } from './room';
import { changeStatus, count, dropPages } from './standing';

/** Publishes an answer by the team, in the transaction of the decision it belongs to. */
export function replyAsTeam(room: Room, person: Person, answered: CommentRow, body: string, decision: string): void {
  const now = room.now();
  const id = room.newId(now);
  const author = teamAuthor(room, person, now);
  const comment: CommentRow = {
    id,
    thread: answered.thread,
    parent: answered.id,
    root: answered.root,
    level: answered.level + 1,
    answers: answered.status === 'published' ? answered.name : null,
    author,
    name: person.name,
    website: null,
    email: null,
    body,
    html: toHtml(body),
    status: 'published',
    waiting: null,
    created: now,
    ...untouched,
    signals: '[]',
    doubt: 0,
    why: null,
    team: person.account,
    waiting_since: null,
  };
  insert(room, comment, { network: '', key: undefined, request: '', sketch: [], naming: null });
  count(room, comment);
  room.sql.all('UPDATE decision SET reply = ? WHERE id = ?', id, decision);
}

/** Takes an answer by the team back: the decision it belonged to was undone. */
export function takeBackReply(room: Room, id: string): void {
  const row = mustFind(room, id);
  if (row.status !== 'published') return;
  changeStatus(room, row, 'withdrawn', null);
  dropPages(room, row.thread);
}

/** Whoever of the team writes is an author of this site, too, under their account. */
function teamAuthor(room: Room, { account }: Person, now: number): string {
  room.sql.all('INSERT INTO author (id, since) VALUES (?, ?) ON CONFLICT (id) DO NOTHING', account, now);
  return account;
}
