import { toHtml } from '../../text/markdown';
import type { SiteContext } from '../base/context';
import type { Person } from '../base/person';
import { type CommentRow, untouched } from '../comments/comment-row';
import { changeStatus, count, dropPages } from '../comments/standing';
import { insert, mustFind } from './comments';

/** Publishes an answer by the team, in the transaction of the decision it belongs to. */
export function replyAsTeam(
  site: SiteContext,
  person: Person,
  answered: CommentRow,
  body: string,
  decision: string,
): void {
  const now = site.now();
  const id = site.newId(now);
  const author = teamAuthor(site, person, now);
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
  insert(site, comment, { network: '', key: undefined, request: '', sketch: [], naming: null });
  count(site, comment);
  site.sql.all('UPDATE decision SET reply = ? WHERE id = ?', id, decision);
}

/** Takes an answer by the team back: the decision it belonged to was undone. */
export function takeBackReply(site: SiteContext, id: string): void {
  const row = mustFind(site, id);
  if (row.status !== 'published') return;
  changeStatus(site, row, 'withdrawn', null);
  dropPages(site, row.thread);
}

/** Whoever of the team writes is an author of this site, too, under their account. */
function teamAuthor(site: SiteContext, { account }: Person, now: number): string {
  site.sql.all('INSERT INTO author (id, since) VALUES (?, ?) ON CONFLICT (id) DO NOTHING', account, now);
  return account;
}
