import type { SiteContext } from '../base/context';
import type { Person } from '../base/person';
import type { CommentRow } from '../comments/comment-row';
import { htmlOf } from '../comments/html';
import { changeStatus, dropPages } from '../comments/standing';
import { mustFind } from './comments';
import { addComment } from './new-comment';

/** Publishes an answer by the team, in the transaction of the decision it belongs to. */
export function replyAsTeam(
  site: SiteContext,
  person: Person,
  answered: CommentRow,
  body: string,
  decision: string,
): void {
  const { id } = addComment(site, {
    thread: answered.thread,
    parent: answered,
    author: teamAuthor(site, person, site.now()),
    name: person.name,
    website: null,
    email: null,
    body,
    html: htmlOf(body),
    status: 'published',
    team: person.account,
    doubt: 0,
    signals: [],
    why: null,
    network: '',
    sketch: [],
    naming: null,
    key: null,
  });
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
