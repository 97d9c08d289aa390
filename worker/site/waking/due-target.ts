import type { Voice } from '../../contract/languages';
import type { TargetAddress } from '../../contract/targets';
import { waitingEvents } from '../../contract/targets';
import type { EventDecision, WebhookEvent } from '../../contract/webhooks';
import { first } from '../../host/sql';
import { voiceOf } from '../../locales/voice';
import type { SiteContext } from '../base/context';
import { finishJob, type Job } from '../base/due';
import { dropWaiting } from '../base/events';
import { type DecisionRow, findEntry } from '../base/log-entry';
import { isoTime } from '../base/time';
import { type CommentRow, commentColumns, toDeskComment } from '../comments/comment-row';
import { ownAddress } from '../comments/naming';
import { threadOf } from '../comments/threads';
import { noteDispatched, settleDispatches } from '../messages/dispatches';

/** So much is given out for one target at once. */
const most = 20;
/** Nothing is put off for longer (milliseconds). */
const day = 24 * 60 * 60_000;

/** What is to be sent to a target now. */
export interface DueTarget {
  address: TargetAddress;
  /** What signs it: the newest first. */
  secrets: string[];
  voice: Voice;
  /** The address of the site's desk. */
  desk: string;
  dispatches: { id: string; event: WebhookEvent }[];
}

interface TargetRow {
  address: string | null;
  secret: string | null;
  previous: string | null;
  previous_until: number | null;
  server: string;
}

interface DispatchRow {
  id: string;
  event: WebhookEvent['type'];
  comment: string | null;
  decision: string | null;
  detail: string | null;
  created: number;
}

/** What is to be sent to the target of a job; undefined: nothing is, or not yet. */
export function readDueTarget(site: SiteContext, job: Job): DueTarget | undefined {
  const target = job.subject;
  const row = first<TargetRow>(
    site.sql,
    'SELECT address, secret, previous, previous_until, server FROM target WHERE id = ?',
    target,
  );
  if (!row || row.address === null) {
    if (row) dropWaiting(site, target);
    finishJob(site, job);
    return undefined;
  }
  const address: TargetAddress = JSON.parse(row.address);
  // What was put off while the clock was ahead would wait for as long as it was.
  site.sql.all(
    "UPDATE dispatch SET at = ? WHERE target = ? AND state = 'waiting' AND at > ?",
    ...[site.now(), target, site.now() + day],
  );
  const waiting = site.sql.all<DispatchRow>(
    `SELECT id, event, comment, decision, detail, created FROM dispatch
     WHERE target = ? AND state = 'waiting' AND at <= ? ORDER BY at, id LIMIT ?`,
    ...[target, site.now(), most],
  );
  const told = waiting.map((dispatch) => ({ id: dispatch.id, event: eventOf(site, dispatch, address.kind) }));
  const settled = told.filter(({ event }) => event === undefined).map(({ id }) => id);
  if (settled.length > 0) settleDispatches(site, target, settled);
  const dispatches = told.filter((one): one is DueTarget['dispatches'][number] => one.event !== undefined);
  if (dispatches.length === 0) {
    noteDispatched(site, job, [], true);
    return undefined;
  }
  const { secret, previous, previous_until } = row;
  const older = previous_until !== null && previous_until > site.now() ? previous : null;
  return {
    address,
    secrets: [secret, older].filter((one) => one !== null),
    voice: voiceOf(site.settings),
    desk: `${row.server}/desk/#/${site.name}`,
    dispatches,
  };
}

/** What is told of something that has happened; undefined: that chat need not hear it any more. */
function eventOf(
  site: SiteContext,
  { event: type, comment: id, decision, detail, created }: DispatchRow,
  kind: TargetAddress['kind'],
): WebhookEvent | undefined {
  const timestamp = isoTime(created);
  const more = detail === null ? {} : JSON.parse(detail);
  if (type === 'test') return { type, timestamp, data: { site: site.name } };
  if (type === 'decision.made' || type === 'decision.undone') {
    const entry = findEntry(site, decision ?? '');
    if (!entry) return undefined;
    const data = { decision: decisionOf(entry, type), comments: decidedOf(site, more.comments) };
    return { type, timestamp, data: { site: site.name, ...data } };
  }
  const row = first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, id);
  if (!row) return undefined;
  // Nobody is told in chat of what somebody has decided meanwhile.
  if (kind !== 'webhook' && waitingEvents.some((one) => one === type) && row.waiting === null) return undefined;
  const data = { site: site.name, ...commentOf(site, row) };
  if (type === 'comment.reported') return { type, timestamp, data: { ...data, reason: more.reason ?? null } };
  if (type === 'comment.appealed') return { type, timestamp, data: { ...data, appeal: row.appeal } };
  return { type, timestamp, data };
}

/** A comment as it is now: of what was taken back or erased nothing is told but that. */
function commentOf(site: SiteContext, row: CommentRow) {
  const { key, title, url } = threadOf(site, row);
  const gone = row.status === 'withdrawn' || row.status === 'erased';
  return {
    comment: { ...toDeskComment(site, row), ...(gone && { author: null, html: null }) },
    thread: { key, title, url: ownAddress(site, url) },
  };
}

function decisionOf(entry: DecisionRow, type: 'decision.made' | 'decision.undone'): EventDecision {
  const { id, action, reason, explanation, by_name, at, reply, rule, undone_by, undone_at } = entry;
  const undone =
    type === 'decision.undone' && undone_by !== null ? { by: undone_by, at: isoTime(undone_at ?? 0) } : null;
  const by = rule ?? by_name;
  return { id, action: action as EventDecision['action'], reason, explanation, by, at: isoTime(at), reply, undone };
}

const decidedOf = (site: SiteContext, ids: string[]) =>
  site.sql.all<{ id: string; status: CommentRow['status']; thread: string }>(
    `SELECT comment.id, comment.status, thread.key AS thread FROM json_each(?)
       CROSS JOIN comment ON comment.id = json_each.value CROSS JOIN thread ON thread.id = comment.thread ORDER BY comment.id`,
    JSON.stringify(ids),
  );
