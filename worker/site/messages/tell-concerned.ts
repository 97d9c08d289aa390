import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import type { CommentRow } from '../comments/comment-row';
import { closeAppeal } from './appeal-outcomes';
import { findMailboxOf } from './mailboxes';
import { putMessage } from './outbox';
import { factsOf, type Grounds } from './statements';

/**
 * Writes to everyone whom a decision about comments concerns: their authors, at the address given with each, when something
 * was decided against it or their appeal is answered, and whoever gave notice of one. `rows`: the comments as they were before.
 */
export function tellConcerned(site: SiteContext, rows: CommentRow[], decision: Grounds): void {
  const notices = Map.groupBy(openNotices(site, rows), ({ comment }) => comment);
  for (const row of rows) {
    tellAuthor(site, row, decision);
    for (const notice of notices.get(row.id) ?? []) tellNotifier(site, row, notice, decision);
  }
}

function tellAuthor(site: SiteContext, row: CommentRow, decision: Grounds): void {
  const against = decision.action !== 'approve';
  if (row.appeal_open) closeAppeal(site, row.id, decision.id);
  if (row.email === null || !(row.appeal_open || against)) return;
  const facts = factsOf(site, row, decision);
  putMessage(site, {
    facts: row.appeal_open ? { ...facts, kind: 'appeal-decided', reversed: !against } : facts,
    recipient: row.name,
    address: row.email,
    comment: row.id,
    cause: decision.id,
    reader: { mailbox: findMailboxOf(site, row.author, row.email) },
  });
}

/** A notice that nobody has decided yet, and who gave it. */
interface NoticeRow {
  comment: string;
  name: string;
  email: string;
}

const openNotices = (site: SiteContext, rows: CommentRow[]) =>
  site.sql.all<NoticeRow>(
    `SELECT comment, name, email FROM notice
     WHERE comment IN (SELECT value FROM json_each(?)) AND decision IS NULL ORDER BY id`,
    JSON.stringify(rows.map(({ id }) => id)),
  );

function tellNotifier(
  site: SiteContext,
  row: CommentRow,
  { name, email }: NoticeRow,
  { id, action, reason }: Grounds,
): void {
  const facts = {
    kind: 'notice-decided',
    excerpt: excerpt(row.html, 120),
    removed: action !== 'approve',
    reason,
  } as const;
  putMessage(site, { facts, recipient: name, address: email, comment: row.id, cause: id });
}
