import type { NewNotice, Notice, Noticed } from '../contract/statement';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { locales } from '../locales/locales';
import { voiceOf } from '../locales/voice';
import { excerpt } from '../text/excerpt';
import type { CommentRow } from './comment-row';
import { mustFind } from './comments';
import { putMessage } from './outbox';
import type { Room } from './room';
import { refreshWaiting, tellDeskOf } from './standing';
import { isoTime } from './time';

/**
 * Takes a notice of illegal content into the queue, and confirms its receipt (Regulation (EU) 2022/2065, Article 16).
 * One open notice a network and comment: a repeat changes nothing.
 * @throws Refusal `unknown-comment` for one that is not published.
 */
export function giveNotice(room: Room, id: string, notice: NewNotice, network: string): Noticed {
  const comment = mustFind(room, id);
  if (comment.status !== 'published') throw new Refusal('unknown-comment');
  const open = first<{ id: string }>(
    room.sql,
    'SELECT id FROM notice WHERE comment = ? AND network = ? AND decision IS NULL',
    id,
    network,
  );
  if (open) return { notice: open.id };
  const { explanation, name, email } = notice;
  const now = room.now();
  const number = room.newId(now);
  room.sql.all(
    'INSERT INTO notice (id, comment, network, explanation, name, email, at, wording) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    number,
    id,
    network,
    explanation,
    name,
    email,
    now,
    comment.wording,
  );
  room.sql.all('UPDATE comment SET reports = reports + 1 WHERE id = ?', id);
  refreshWaiting(room, id);
  putMessage(room, {
    kind: 'notice-received',
    recipient: name,
    address: email,
    ...locales[voiceOf(room.settings)].messages.noticeReceived(room.name, excerpt(comment.html, 120)),
    comment: id,
    cause: number,
  });
  tellDeskOf(room, 'waiting', comment);
  return { notice: number };
}

/** The notices about a comment that nobody has decided yet, oldest first. */
export function openNotices(room: Room, { id, wording }: Pick<CommentRow, 'id' | 'wording'>): Notice[] {
  return room.sql
    .all<{ id: string; explanation: string; name: string; email: string; at: number; wording: number }>(
      'SELECT id, explanation, name, email, at, wording FROM notice WHERE comment = ? AND decision IS NULL ORDER BY id',
      id,
    )
    .map(({ at, wording: about, ...row }) => ({ ...row, at: isoTime(at), changed: about !== wording }));
}
