import type { Signal } from '../../contract/desk';
import { ServiceName } from '../../contract/services';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { Inquiry, Label } from '../../spam/services/service';
import type { Answer } from '../../spam/services/services';
import type { SiteContext } from '../base/context';
import { schedule, unschedule } from '../base/due';
import { type CommentRow, commentColumns } from '../comments/comment-row';
import { namedUrl } from '../comments/naming';
import { changeStatus, dropPages, refreshWaiting, tellDeskOf } from '../comments/standing';
import { judgeAgain, type Outside } from './judging';

const minute = 60_000;
/** How long a sender's address is kept for a service that learns: as long as WordPress' Akismet plugin keeps its own. */
const kept = 15 * 24 * 60 * minute;
/** Decisions are taken back at once or hardly ever: only then is a service told. */
const pause = 5 * minute;
/** When a service is asked again that does not say when. */
const firstRetry = 15 * minute;
/** Nothing is due later than this. */
const longest = 24 * 60 * minute;
/** So many are forgotten at once: some milliseconds. */
export const mostForgotten = 500;

/** Something a service is to be asked or told. */
export interface DueInquiry {
  comment: string;
  service: ServiceName;
  /** What to tell it; null: it is asked. */
  label: Label | null;
  inquiry: Inquiry;
}

interface InquiryRow {
  comment: string;
  service: ServiceName;
  address: string;
  agent: string;
  answered: Label | null;
  /** What the service takes the comment for: what it answered, or was told since. */
  told: Label | null;
}

/** What the work on an inquiry is about. */
const subjectOf = ({ comment, service }: Pick<InquiryRow, 'comment' | 'service'>) => `${comment} ${service}`;

/** How long to wait before a service is asked again that wants this many seconds; undefined: it does not say. */
const pauseOf = (seconds: number | undefined) =>
  seconds === undefined ? firstRetry : Math.min(seconds * 1000, longest);

/** Keeps what services need to be asked again or told later, in place of what was kept before. */
export function keepInquiries(site: SiteContext, comment: string, { inquiries, sender }: Outside): void {
  const now = site.now();
  for (const { service, answered, retryAfter } of inquiries) {
    site.sql.all('DELETE FROM inquiry WHERE comment = ? AND service = ?', comment, service);
    site.sql.all(
      `INSERT INTO inquiry (comment, service, address, agent, answered, told, until) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      comment,
      service,
      sender.address,
      sender.agent,
      answered,
      answered,
      now + kept,
    );
    const subject = subjectOf({ comment, service });
    if (answered === null) schedule(site, 'inquiry', subject, now + pauseOf(retryAfter));
    else unschedule(site, 'inquiry', subject);
  }
}

/**
 * Brings what services are to be told in line with the decisions that stand on these comments. Called when a decision was
 * made or undone.
 */
export function tellServices(site: SiteContext, comments: string[]): void {
  const rows = site.sql.all<InquiryRow & Pick<CommentRow, 'status' | 'decision'>>(
    `SELECT inquiry.*, comment.status, comment.decision
     FROM inquiry CROSS JOIN comment ON comment.id = inquiry.comment
     WHERE inquiry.comment IN (SELECT value FROM json_each(?))`,
    JSON.stringify(comments),
  );
  const now = site.now();
  for (const row of rows) {
    const nothingDue =
      row.decision === null ? row.told === row.answered && row.told !== null : labelOf(row) === row.told;
    if (nothingDue) unschedule(site, 'inquiry', subjectOf(row));
    else schedule(site, 'inquiry', subjectOf(row), now + pause);
  }
}

/** What a service should take a comment for; null: nothing it has not said itself. */
function labelOf({ status, decision, answered }: Pick<CommentRow, 'status' | 'decision'> & InquiryRow): Label | null {
  if (decision !== null && status === 'spam') return 'spam';
  return decision !== null && status === 'published' ? 'ham' : answered;
}

/** What a service is to be asked or told about a comment; undefined: it need not be any more. */
export function readInquiry(site: SiteContext, subject: string): DueInquiry | undefined {
  const [comment = '', service = ''] = subject.split(' ');
  const row = first<InquiryRow & CommentRow & { url: string | null }>(
    site.sql,
    `SELECT inquiry.*, ${commentColumns}, coalesce(${namedUrl}, thread.url) AS url
     FROM inquiry CROSS JOIN comment ON comment.id = inquiry.comment
       CROSS JOIN thread ON thread.id = comment.thread LEFT JOIN naming ON naming.id = comment.naming
     WHERE inquiry.comment = ? AND inquiry.service = ?`,
    comment,
    service,
  );
  return row && { comment, service: row.service, label: labelOf(row), inquiry: inquiryOf(site, row) };
}

function inquiryOf({ settings }: SiteContext, row: InquiryRow & CommentRow & { url: string | null }): Inquiry {
  return {
    blog: settings.origins[0] ?? '',
    permalink: row.url,
    language: settings.language,
    body: row.body,
    name: row.name,
    email: row.email,
    website: row.website,
    reply: row.parent !== null,
    created: row.created,
    sender: { address: row.address, agent: row.agent },
    turnstile: undefined,
    again: true,
  };
}

/**
 * Takes in what a service answered about a comment after its author was answered. What people decided meanwhile stands, and
 * where `body` is not its text any more, nothing was said about it.
 */
export function hear(site: SiteContext, id: string, body: string, answer: Answer): void {
  const row = first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-comment');
  if (row.body !== body) return;
  if (answer.kind === 'failed') return;
  const { service, signals } = answer;
  const said: Label = signals.some(({ weight }) => weight > 0) ? 'spam' : 'ham';
  site.sql.all('UPDATE inquiry SET answered = ?, told = ? WHERE comment = ? AND service = ?', said, said, id, service);
  if (row.decision !== null) {
    tellServices(site, [id]);
    return;
  }
  unschedule(site, 'inquiry', subjectOf({ comment: id, service }));
  if (row.waiting !== 'held' && row.waiting !== 'spam') return;
  const before = (JSON.parse(row.signals) as Signal[]).filter(({ check }) => check !== service);
  const { status, doubt, signals: all, why } = judgeAgain(site, row, [...before, ...signals]);
  // What a service finds harmful without giving it a weight is what people should look at first.
  const turn = all.some(({ text }) => text === 'harmful') ? 0 : 1;
  site.sql.all(
    'UPDATE comment SET signals = ?, doubt = ?, turn = ?, why = ? WHERE id = ?',
    JSON.stringify(all),
    doubt,
    turn,
    JSON.stringify(why),
    id,
  );
  if (status === row.status) refreshWaiting(site, id);
  else changeStatus(site, row, status, null);
  if (status === 'published') dropPages(site, row.thread);
  tellDeskOf(site, 'changed', row);
}

/** Notes that a service was told what people decided about a comment with this text, if it still has that. */
export function noteTold(site: SiteContext, id: string, body: string, service: ServiceName, label: Label): void {
  site.sql.all(
    `UPDATE inquiry SET told = ? WHERE comment = ? AND service = ?
       AND EXISTS (SELECT 1 FROM comment WHERE id = inquiry.comment AND body = ?)`,
    label,
    id,
    service,
    body,
  );
  tellServices(site, [id]);
}

/** Forgets who sent a comment. */
export function forgetSender(site: SiteContext, comment: string): void {
  const services = site.sql.all<{ service: ServiceName }>(
    'DELETE FROM inquiry WHERE comment = ? RETURNING service',
    comment,
  );
  for (const { service } of services) unschedule(site, 'inquiry', subjectOf({ comment, service }));
}

/** Forgets senders whom none of the services that are on and `offered` may need, at most so many at once. Returns whether there are more. */
export function forgetUnneeded(site: SiteContext, offered: ServiceName[]): boolean {
  return forgetServices(
    site,
    site.settings.services.filter((service) => offered.includes(service)),
  );
}

/** Forgets senders who were kept for as long as a service may need them, at most so many at once. Returns how many. */
export function forgetSenders(site: SiteContext, most: number): number {
  return site.settings.services.reduce(
    (count, service) =>
      count +
      site.sql.all(
        `DELETE FROM inquiry WHERE service = ? AND comment IN (
           SELECT comment FROM inquiry WHERE service = ? AND until < ? LIMIT ?) RETURNING comment`,
        service,
        service,
        site.now(),
        most - count,
      ).length,
    0,
  );
}

/** Until when the first sender is kept; null: none is. */
export function firstSender(site: SiteContext): number | null {
  const times = site.settings.services.flatMap(
    (service) =>
      first<{ until: number | null }>(site.sql, 'SELECT min(until) AS until FROM inquiry WHERE service = ?', service)
        ?.until ?? [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** Forgets who sent comments as far as services kept them that are none of these, at most so many at once. Returns whether there are more. */
export function forgetServices(site: SiteContext, services: ServiceName[]): boolean {
  let left = mostForgotten;
  for (const service of ServiceName.options)
    if (!services.includes(service) && left > 0)
      left -= site.sql.all(
        `DELETE FROM inquiry WHERE service = ? AND comment IN (SELECT comment FROM inquiry WHERE service = ? LIMIT ?)
         RETURNING comment`,
        service,
        service,
        left,
      ).length;
  return left === 0;
}
