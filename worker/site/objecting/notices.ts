import type { NewNotice, Notice, Noticed } from '../../contract/statement';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { noteEvents } from '../base/events';
import { isoTime } from '../base/time';
import type { CommentRow } from '../comments/comment-row';
import { refreshWaiting, tellDeskOf } from '../comments/standing';
import { putMessage } from '../messages/outbox';
import { mustFind } from '../writing/comments';

/**
 * Takes a notice of illegal content into the queue, and confirms its receipt (Regulation (EU) 2022/2065, Article 16).
 * One open notice a network and comment: a repeat changes nothing.
 * @throws Refusal `unknown-comment` for one that is not published.
 */
export function giveNotice(site: SiteContext, id: string, notice: NewNotice, network: string): Noticed {
  const comment = mustFind(site, id);
  if (comment.status !== 'published') throw new Refusal('unknown-comment');
  const open = first<{ id: string }>(
    site.sql,
    'SELECT id FROM notice WHERE comment = ? AND network = ? AND decision IS NULL',
    id,
    network,
  );
  if (open) return { notice: open.id };
  const { explanation, name, email } = notice;
  const now = site.now();
  const number = site.newId(now);
  site.sql.all(
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
  site.sql.all('UPDATE comment SET reports = reports + 1 WHERE id = ?', id);
  refreshWaiting(site, id);
  putMessage(site, {
    facts: { kind: 'notice-received', excerpt: excerpt(comment.html, 120) },
    recipient: name,
    address: email,
    comment: id,
    cause: number,
  });
  noteEvents(site, 'comment.reported', [{ comment: id, detail: { reason: null } }]);
  tellDeskOf(site, 'waiting', comment);
  return { notice: number };
}

/** The newest notices about a comment that nobody has decided yet, oldest first. */
export function openNotices(
  site: SiteContext,
  { id, wording }: Pick<CommentRow, 'id' | 'wording'>,
  most: number,
): Notice[] {
  return site.sql
    .all<{ id: string; explanation: string; name: string; email: string; at: number; wording: number }>(
      `SELECT id, explanation, name, email, at, wording FROM notice WHERE comment = ? AND decision IS NULL
       ORDER BY id DESC LIMIT ?`,
      id,
      most,
    )
    .toReversed()
    .map(({ at, wording: about, ...row }) => ({ ...row, at: isoTime(at), changed: about !== wording }));
}
