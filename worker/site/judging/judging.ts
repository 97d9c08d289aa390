import type { NewComment, Status } from '../../contract/comment';
import type { Signal, Why } from '../../contract/desk';
import type { ServiceName } from '../../contract/services';
import { Refusal } from '../../errors';
import { judge, propose } from '../../spam/pipeline';
import type { Label, Sender } from '../../spam/services/service';
import type { Submission } from '../../spam/signal';
import type { SiteContext } from '../base/context';
import { type AuthorRow, mustFindAuthor } from '../comments/authors';
import type { CommentRow } from '../comments/comment-row';
import { type ThreadRow, threadOf } from '../comments/threads';
import { banOn, type KnownBan } from './bans';
import { readLearned } from './lessons';
import { recent } from './recent-comments';
import { applyRules } from './rules';
import { whyHeld } from './why';

/** What outside services said about a comment while its author waited. */
export interface Outside {
  signals: Signal[];
  /** The services that were asked, or will be: what they said before does not count any more. */
  asked: ServiceName[];
  /** Services that will be asked again, or told what people decide. */
  inquiries: Pending[];
  sender: Sender;
}

/** A service that is to be heard of again. */
export interface Pending {
  service: ServiceName;
  /** What it said; null: it could not be reached. */
  answered: Label | null;
  /** Seconds after which it wants to be asked again. */
  retryAfter: number | undefined;
}

/** No service is on. */
export const nobody: Outside = { signals: [], asked: [], inquiries: [], sender: { address: '', agent: '' } };

/** What is known of how a text came in, beside itself. */
export interface Circumstances {
  /** The sender's network, hashed with the day's key. */
  network: string;
  form: Submission['form'];
  trap: string;
  proof: Submission['proof'];
  outside: Outside;
}

/** What becomes of a text: its status, the sum of all weights, each signal; and why it waits, if it does. */
export interface Judgement {
  status: Status;
  doubt: number;
  signals: Signal[];
  why: Why[];
}

/**
 * Asks the checks and the site's rules, and after them the setting about who publishes without waiting; outside services
 * were asked before. `sketch`: what stands for the text (sketch.ts); `record`: what became of the author's other comments.
 * @throws Refusal `banned` with reason and end.
 */
export function judgeText(
  site: SiteContext,
  { body, author: signed, sketch }: Pick<NewComment, 'body' | 'author'> & { sketch: number[] },
  { network, form, trap, proof, outside }: Circumstances,
  author: AuthorRow,
  thread: Pick<ThreadRow, 'id' | 'created'> | undefined,
  record: Submission['record'] = author,
): Judgement {
  const ban = refuseBanned(site, author.id);
  site.learned ??= { model: readLearned(site) };
  const checks = judge({
    body,
    name: signed.name,
    email: signed.email ?? null,
    website: signed.website ?? null,
    language: site.settings.language,
    form,
    trap,
    proof,
    record,
    recent: {
      ...recent(site).crowd(network, site.now()),
      copies: recent(site).copies(sketch, author.id, thread?.id, site.now()),
    },
    learned: site.learned.model,
  });
  const found = [...checks.signals, ...outside.signals];
  return settle(site, { body, name: signed.name }, found, { author, ban, thread });
}

/** Judges a comment that waits once more, by other findings of the checks and services. */
export function judgeAgain(site: SiteContext, row: CommentRow, signals: Signal[]): Judgement {
  const author = mustFindAuthor(site, row.author);
  const thread = threadOf(site, row);
  const found = signals.filter(({ check }) => check !== 'rule' && check !== 'ban');
  return settle(site, row, found, { author, ban: banOn(site, author.id), thread });
}

/** What findings, the site's rules and its settings come to. */
function settle(
  site: SiteContext,
  { body, name }: { body: string; name: string },
  found: Signal[],
  { author, ban, thread }: { author: AuthorRow; ban: KnownBan | null; thread: Pick<ThreadRow, 'created'> | undefined },
): Judgement {
  const { settings } = site;
  const threadAge = thread ? site.now() - thread.created : null;
  const rules = applyRules(site, { body, name, author: author.id, published: author.published, threadAge });
  const signals = [...found, ...rules.signals, ...(ban ? [mute(ban)] : [])];
  const { propose: proposed, score: doubt } = propose(found, settings);
  if (proposed === 'spam')
    return { status: 'spam', doubt, signals, why: [{ kind: 'spam', sum: doubt, from: settings.spamFrom }] };
  const why = whyHeld(settings, { published: author.published, doubt, signals });
  return { status: why.length === 0 ? 'published' : 'held', doubt, signals, why };
}

/** The mute on an author, if there is one. @throws Refusal `banned` with reason and end, for one who is banned. */
export function refuseBanned(site: SiteContext, author: string): KnownBan | null {
  const ban = banOn(site, author);
  if (ban?.kind !== 'ban') return ban;
  const { reason, until } = ban;
  throw new Refusal('banned', { detail: until === null ? reason : `${reason} (${until})` });
}

/** Why a muted author's comment waits, whatever else is said for it. */
const mute = ({ reason }: KnownBan): Signal => ({ check: 'ban', weight: 3, text: 'author-muted', values: { reason } });
