import type { Settings, Signal, Why } from '../../contract/desk';
import { ServiceName } from '../../contract/services';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import type { Person } from '../base/person';
import { worksOnAll } from '../base/scope';
import { isoTime } from '../base/time';
import type { CommentRow } from '../comments/comment-row';

/** Says that a service which has to be heard could not be reached: the comment waits until it answers, or for a person. */
export const unanswered = 'service-unsure';

/** What a comment is judged by: how many of its author's are published, the sum of the checks' weights, every finding. */
export interface Judged {
  published: number;
  doubt: number;
  signals: readonly Signal[];
}

/** Why a comment has to wait that is no spam; empty: it can be published. What counts most comes first. */
export function whyHeld(settings: Settings, { published, doubt, signals }: Judged): Why[] {
  const holding = signals.filter(({ text }) => text === 'rule-hold');
  const waived = holding.length === 0 && signals.some(({ text }) => text === 'rule-publish');
  const muted = signals.filter(({ text }) => text === 'author-muted');
  const silent = ServiceName.options.filter((service) =>
    signals.some(({ check, text }) => check === service && text === unanswered),
  );
  return [
    ...(waived ? [] : whoWaits(settings, published)),
    ...holding.map(({ values }): Why => ({ kind: 'rule', rule: String(values.rule) })),
    ...muted.map(({ values }): Why => ({ kind: 'muted', reason: String(values.reason) })),
    ...silent.map((service): Why => ({ kind: 'service', service })),
    ...(doubt >= settings.holdFrom ? [{ kind: 'doubt' as const, sum: doubt, from: settings.holdFrom }] : []),
  ];
}

/** What is known of a comment in the queue besides its row: what readers say of it, and what its author has published. */
export interface Circumstances {
  reports: number;
  notices: number;
  published: number;
}

/** Why a comment waits now, for somebody at the desk; empty: it does not. */
export function whyItWaits(site: SiteContext, person: Person, row: CommentRow, circumstances: Circumstances): Why[] {
  const { reports, notices, published } = circumstances;
  if (row.waiting === null) return [];
  if (row.waiting === 'appealed') return [{ kind: 'appealed', at: isoTime(appealedAt(site, row)) }];
  if (row.waiting === 'reported') return [{ kind: 'reported', reports, notices }];
  const why = row.why === null ? guess(site, row, published) : (JSON.parse(row.why) as Why[]);
  return worksOnAll(person) ? why : why.map((one) => (one.kind === 'muted' ? { ...one, reason: null } : one));
}

/** The setting about who publishes without waiting, where it keeps a comment of an author with so many published ones. */
function whoWaits({ publish, knownAfter }: Settings, published: number): Why[] {
  if (publish === 'nobody') return [{ kind: 'everyone' }];
  if (publish === 'known' && published < knownAfter) return [{ kind: 'newcomer', published, knownAfter }];
  return [];
}

/** Why a comment waits that was judged before this was kept, as far as its findings and today's settings tell. */
function guess({ settings }: SiteContext, { waiting, doubt, signals }: CommentRow, published: number): Why[] {
  if (waiting === 'spam') return [{ kind: 'spam', sum: doubt, from: settings.spamFrom }];
  const why = whyHeld(settings, { published, doubt, signals: JSON.parse(signals) as Signal[] });
  // Nothing else could hold it but the setting as it was then.
  return why.length > 0 ? why : [{ kind: 'newcomer', published, knownAfter: settings.knownAfter }];
}

function appealedAt({ sql }: SiteContext, { id, decision, waiting_since, created }: CommentRow): number {
  const appeal = first<{ at: number }>(sql, 'SELECT at FROM appeal WHERE comment = ? AND decision = ?', id, decision);
  return appeal?.at ?? waiting_since ?? created;
}
