import type { Forgetting } from '../../contract/authors';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, holdJob, type Job, schedule, unschedule } from '../base/due';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { worksOnAll } from '../base/scope';
import { findAuthor } from '../comments/authors';
import { type CommentRow, commentColumns } from '../comments/comment-row';
import { unlearn } from '../judging/lessons';
import { removeMailbox } from '../messages/mailboxes';
import { takeBackVotes } from '../writing/reactions';
import { erase, mostErased, withinStep } from './purge';
import { noWords } from './retention';
import { endForgettingComing, forgetComing } from './still-coming';

/** So many votes are taken back in one step. */
const mostVotes = 50;

/** Whom a token proves; undefined: nobody who is known here. */
export const authorOf = (site: SiteContext, token: string | undefined): string | undefined =>
  findAuthor(site, token)?.id;

/** Whoever has been forgotten has not been here since any time, and has nothing here. */
const known = `SELECT 1 FROM author WHERE id = ? AND (since > 0
  OR EXISTS (SELECT 1 FROM comment WHERE comment.author = author.id AND comment.status <> 'erased')
  OR EXISTS (SELECT 1 FROM vote WHERE vote.author = author.id)
  OR EXISTS (SELECT 1 FROM mailbox WHERE mailbox.author = author.id))`;

/**
 * Begins to erase all that is known of some authors, in steps: texts, names, addresses, votes, and what they wanted to hear of. Places
 * stay where others have answered. Saying it again, or of somebody who is not there, does no harm.
 */
export function forget(site: SiteContext, authors: string[]): void {
  // Whoever has been forgotten has not been here since any time.
  for (const author of authors) if (first(site.sql, known, author)) schedule(site, 'forget', author, site.now());
}

/**
 * The same for whoever has asked somebody of the team for it. The log says who did it, when and for how many, and nothing of whom; nobody
 * can undo it. Of whom nothing is left, or whose erasing has begun, nothing is said again.
 * @throws Refusal `not-allowed` for whoever works on a part of the site; `unknown-author`.
 */
export function forgetFor(site: SiteContext, person: Person, { authors }: Forgetting): void {
  if (!worksOnAll(person)) throw new Refusal('not-allowed');
  const asked = [...new Set(authors)];
  if (asked.some((author) => !first(site.sql, 'SELECT 1 FROM author WHERE id = ?', author)))
    throw new Refusal('unknown-author');
  const begun = "SELECT 1 FROM due WHERE kind = 'forget' AND subject = ? AND given_up IS NULL";
  const anew = asked.filter((author) => first(site.sql, known, author) && !first(site.sql, begun, author));
  if (anew.length === 0) return;
  const left = "SELECT count(*) AS count FROM comment WHERE author = ? AND status <> 'erased'";
  const counts = anew.map((author) => first<{ count: number }>(site.sql, left, author)?.count ?? 0);
  const after = { authors: anew.length, comments: counts.reduce((sum, count) => sum + count, 0) };
  logChange(site, person, 'forget', { id: '', of: '', before: null, after });
  forget(site, anew);
}

/** One step of that. Returns whether whoever has it in hand goes on. */
export function forgetStep(site: SiteContext, job: Job): boolean {
  // Somebody has asked for it anew.
  if (!holdJob(site, job)) return false;
  const author = job.subject;
  // First: a mailbox goes with the last comment that names its address.
  forgetSent(site, author);
  forgetClaimed(site, author);
  const stops = mailboxesOf(site, author).flatMap(({ stop, confirmed }) => (confirmed === null ? [] : [stop]));
  const more =
    forgetComing(site, { author, stops }) || eraseSome(site, author) || takeBackVotes(site, author, mostVotes);
  if (more) return true;
  forgetAuthor(site, author);
  finishJob(site, job);
  return false;
}

/** Whoever was about to become theirs, as an address of another system has shown, is them, and goes, too. */
function forgetClaimed(site: SiteContext, author: string): void {
  const claims = site.sql.all<{ subject: string }>(
    "SELECT subject FROM due WHERE kind = 'claim' AND subject LIKE '% ' || ?",
    author,
  );
  for (const { subject } of claims) {
    unschedule(site, 'claim', subject);
    schedule(site, 'forget', subject.split(' ')[0] ?? '', site.now());
  }
}

/** Erases some of an author's comments. What they have taught is taken back first, as long as it is known. */
function eraseSome(site: SiteContext, author: string): boolean {
  const rows = site.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment WHERE comment.id IN (
       SELECT id FROM comment AS own INDEXED BY comment_of_author
       WHERE own.author = ? AND own.status <> 'erased' ORDER BY own.id DESC LIMIT ?)
     ORDER BY comment.id DESC`,
    ...[author, mostErased],
  );
  const step = withinStep(rows);
  for (const { id } of step) unlearn(site, id);
  if (step.length > 0) erase(site, step);
  return step.length > 0;
}

/** Forgets what they wanted to hear of, and what they are called where they are banned. */
function forgetAuthor(site: SiteContext, author: string): void {
  for (const { id } of mailboxesOf(site, author)) removeMailbox(site, id, 'settled');
  site.sql.all('DELETE FROM imported_author WHERE author = ?', author);
  endForgettingComing(site, author);
  site.sql.all("UPDATE ban SET name = '' WHERE author = ?", author);
  site.sql.all('UPDATE author SET since = 0 WHERE id = ?', author);
}

/** Forgets what was sent to their mailboxes, and notices that were given with their address. Only a confirmed address is known to be theirs. */
function forgetSent(site: SiteContext, author: string): void {
  for (const { id, address, confirmed } of mailboxesOf(site, author)) {
    // What a mail server has said of an address may name it.
    site.sql.all(
      `UPDATE delivery SET name = '', said = NULL WHERE account = ? AND message IN (
         SELECT message FROM news WHERE mailbox = ? AND message IS NOT NULL)`,
      ...[id, id],
    );
    if (confirmed === null) continue;
    const messages = site.sql.all<{ id: string }>(
      `UPDATE outbox SET recipient = '', address = NULL, facts = ?
       WHERE comment IN (SELECT comment FROM notice WHERE email = ? AND email <> '') AND address = ? RETURNING id`,
      ...[JSON.stringify(noWords), address, address],
    );
    for (const message of messages)
      site.sql.all("UPDATE delivery SET name = '', said = NULL WHERE message = ?", message.id);
    site.sql.all(
      "UPDATE notice SET network = '', explanation = '', name = '', email = '' WHERE email = ? AND email <> ''",
      address,
    );
  }
}

const mailboxesOf = (site: SiteContext, author: string) =>
  site.sql.all<{ id: string; address: string; stop: string; confirmed: number | null }>(
    'SELECT id, address, stop, confirmed FROM mailbox WHERE author = ?',
    author,
  );
