import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MailLinks } from '../../contract/alerts';
import type { NewDecision, QueueItem } from '../../contract/desk';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import type { Person } from '../base/person';
import { inScope } from '../base/scope';
import { isoTime } from '../base/time';
import { findPerson } from '../running/people';
import { reasonsOf } from '../running/reasons';
import { decide } from './decisions';
import { readItem } from './queue';
import { undo } from './undo';

/** A mail may wait for its reader over a week's holiday. */
const linkLifetime = 7 * 24 * 60 * 60_000;

/** What a link in a mail is for: one person, one comment, and what was to be read of it. */
interface Ref {
  account: string;
  comment: string;
  version: number;
  expires: number;
}

/** One comment as it is now, for whoever decides by a link. */
export interface LinkedComment {
  account: string;
  item: QueueItem;
  /** Its author has changed it since the mail was sent. */
  changed: boolean;
  /** The decision that stands on it is this person's, about this comment alone: it can be undone from here. */
  undoable: boolean;
  /** Who has undone the last decision about it, when, and what that was; null: that stands, or there was none. */
  undone: { action: string; by: string; at: string } | null;
  reasons: string[];
}

/** What stands in a link that lets somebody decide about one comment, as it is now, for a week. Nothing of it is stored. */
export function linkTo(site: SiteContext, account: string, comment: string, version: number): string {
  return signed(site, { account, comment, version, expires: site.now() + linkLifetime });
}

function signed(site: SiteContext, { account, comment, version, expires }: Ref): string {
  const said = [account, comment, version, expires].join('.');
  // Ending one's links changes this, and so does leaving the site: who comes back begins with another.
  const { links } = first<{ links: string }>(site.sql, 'SELECT links FROM person WHERE account = ?', account) ?? {
    links: '',
  };
  const signature = createHmac('sha256', site.secret).update(`link\n${site.name}\n${links}\n${said}`);
  return `${said}.${signature.digest('base64url')}`;
}

/** Whose link this is and what for, if it is still good. @throws Refusal `link-used`. */
function follow(site: SiteContext, ref: string): Ref & { person: Person } {
  const [account = '', comment = '', version, expires] = ref.slice(0, 200).split('.');
  const read = { account, comment, version: Number(version), expires: Number(expires) };
  const person = findPerson(site, account);
  if (!person || !(read.expires > site.now()) || !isSame(signed(site, read), ref)) throw new Refusal('link-used');
  const key = keyOf(site, comment);
  if (key === undefined || !inScope(person, key)) throw new Refusal('link-used');
  return { ...read, person };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const keyOf = (site: SiteContext, comment: string) =>
  first<{ key: string }>(
    site.sql,
    'SELECT thread.key FROM comment CROSS JOIN thread ON thread.id = comment.thread WHERE comment.id = ?',
    comment,
  )?.key;

/** The comment that a link is for, as it is now; nothing changes by that. @throws Refusal `link-used`. */
export function readLinked(site: SiteContext, ref: string): LinkedComment {
  const { account, comment, version, person } = follow(site, ref);
  const item = readItem(site, person, comment);
  if (!item) throw new Refusal('link-used');
  const { decision } = item;
  return {
    account,
    item,
    changed: item.version !== version,
    undoable: decision !== null && isOwn(site, account, decision.id),
    undone: lastUndone(site, comment),
    reasons: reasonsOf(site),
  };
}

/** Whether a decision is this person's, and about one comment: that of the link on which it stands. */
const isOwn = (site: SiteContext, account: string, decision: string): boolean =>
  first(
    site.sql,
    `SELECT 1 FROM decision WHERE id = ? AND by = ? AND undone_by IS NULL
     AND (SELECT count(*) FROM (SELECT 1 FROM decided WHERE decision = decision.id LIMIT 2)) = 1`,
    decision,
    account,
  ) !== undefined;

function lastUndone(site: SiteContext, comment: string): LinkedComment['undone'] {
  const last = first<{ action: string; by: string | null; at: number | null }>(
    site.sql,
    `SELECT decision.action, decision.undone_by AS "by", decision.undone_at AS at
     FROM decided CROSS JOIN decision ON decision.id = decided.decision WHERE decided.comment = ? ORDER BY decision.id DESC LIMIT 1`,
    comment,
  );
  return last?.by ? { action: last.action, by: last.by, at: isoTime(last.at ?? 0) } : null;
}

/** What is said with a decision by a link: as what the comment was shown, and what is to become of it. */
export type LinkedDecision = Pick<NewDecision, 'action' | 'reason' | 'explanation' | 'reply'> & {
  version: number;
  seen: string | null;
};

/** Decides about the comment that a link is for, as the one it is for. @throws Refusal `link-used`, and as `decide` does. */
export function decideLinked(site: SiteContext, ref: string, { version, seen, ...decision }: LinkedDecision): void {
  const { comment, person } = follow(site, ref);
  decide(site, person, { ...decision, comments: [comment], texts: { [comment]: version }, seen: { [comment]: seen } });
}

/** Undoes what the one a link is for has decided about its comment. @throws Refusal `link-used`, and as `undo` does. */
export function undoLinked(site: SiteContext, ref: string, decision: string): void {
  const { account, comment, person } = follow(site, ref);
  const about = first(site.sql, 'SELECT 1 FROM decided WHERE decision = ? AND comment = ?', decision, comment);
  if (!about || !isOwn(site, account, decision)) throw new Refusal('decided-since');
  undo(site, person, decision);
}

/** Ends all links that were sent to somebody so far. */
export function endLinks(site: SiteContext, { account }: Person): MailLinks {
  site.sql.all('UPDATE person SET links = lower(hex(randomblob(8))) WHERE account = ?', account);
  return { ended: true };
}
