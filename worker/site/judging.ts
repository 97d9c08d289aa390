import type { NewComment, Status } from '../contract/comment';
import type { Signal, Why } from '../contract/desk';
import type { ServiceName } from '../contract/services';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { judge, propose } from '../spam/pipeline';
import type { Lesson, Sender } from '../spam/services/service';
import type { Submission } from '../spam/signal';
import { type AuthorRow, mustFindAuthor } from './authors';
import { banOn, type KnownBan } from './bans';
import type { CommentRow } from './comment-row';
import { readLearned } from './lessons';
import { recent } from './recent-comments';
import type { Room } from './room';
import { applyRules } from './rules';
import type { ThreadRow } from './threads';
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
  answered: Lesson | null;
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
  room: Room,
  { body, author: signed, sketch }: Pick<NewComment, 'body' | 'author'> & { sketch: number[] },
  { network, form, trap, proof, outside }: Circumstances,
  author: AuthorRow,
  thread: Pick<ThreadRow, 'id' | 'created'> | undefined,
  record: Submission['record'] = author,
): Judgement {
  const ban = refuseBanned(room, author.id);
  room.learned ??= { model: readLearned(room) };
  const checks = judge({
    body,
    name: signed.name,
    email: signed.email ?? null,
    website: signed.website ?? null,
    language: room.settings.language,
    form,
    trap,
    proof,
    record,
    recent: {
      ...recent(room).crowd(network, room.now()),
      copies: recent(room).copies(sketch, author.id, thread?.id, room.now()),
    },
    learned: room.learned.model,
  });
  const found = [...checks.signals, ...outside.signals];
  return settle(room, { body, name: signed.name }, found, { author, ban, thread });
}

/** Judges a comment that waits once more, by other findings of the checks and services. */
export function judgeAgain(room: Room, row: CommentRow, signals: Signal[]): Judgement {
  const author = mustFindAuthor(room, row.author);
  const thread = first<ThreadRow>(room.sql, 'SELECT id, created FROM thread WHERE id = ?', row.thread);
  const found = signals.filter(({ check }) => check !== 'rule' && check !== 'ban');
  return settle(room, row, found, { author, ban: banOn(room, author.id), thread });
}

/** What findings, the site's rules and its settings come to. */
function settle(
  room: Room,
  { body, name }: { body: string; name: string },
  found: Signal[],
  { author, ban, thread }: { author: AuthorRow; ban: KnownBan | null; thread: Pick<ThreadRow, 'created'> | undefined },
): Judgement {
  const { settings } = room;
  const threadAge = thread ? room.now() - thread.created : null;
  const rules = applyRules(room, { body, name, author: author.id, published: author.published, threadAge });
  const signals = [...found, ...rules.signals, ...(ban ? [mute(ban)] : [])];
  const { propose: proposed, score: doubt } = propose(found, settings);
  if (proposed === 'spam')
    return { status: 'spam', doubt, signals, why: [{ kind: 'spam', sum: doubt, from: settings.spamFrom }] };
  const why = whyHeld(settings, { published: author.published, doubt, signals });
  return { status: why.length === 0 ? 'published' : 'held', doubt, signals, why };
}

/** The mute on an author, if there is one. @throws Refusal `banned` with reason and end, for one who is banned. */
export function refuseBanned(room: Room, author: string): KnownBan | null {
  const ban = banOn(room, author);
  if (ban?.kind !== 'ban') return ban;
  const { reason, until } = ban;
  throw new Refusal('banned', { detail: until === null ? reason : `${reason} (${until})` });
}

/** Why a muted author's comment waits, whatever else is said for it. */
const mute = ({ reason }: KnownBan): Signal => ({ check: 'ban', weight: 3, text: 'author-muted', values: { reason } });
