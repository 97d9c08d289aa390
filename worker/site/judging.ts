import type { NewComment, Status } from '../contract/comment';
import type { Signal } from '../contract/desk';
import { Refusal } from '../errors';
import { judge, propose } from '../spam/pipeline';
import type { Submission } from '../spam/signal';
import type { AuthorRow } from './authors';
import { banOn } from './bans';
import { readLearned } from './lessons';
import { countRecent } from './recent';
import type { Room } from './room';
import { applyRules } from './rules';
import type { ThreadRow } from './threads';

/** What is known of how a text came in, beside itself. */
export interface Circumstances {
  /** The sender's network, hashed with the day's key. */
  network: string;
  form: Submission['form'];
  trap: string;
  proof: Submission['proof'];
  /** What outside services said. */
  outside: Signal[];
}

/** What becomes of a text, and why: its status, the sum of all weights, and each signal. */
export interface Judgement {
  status: Status;
  doubt: number;
  signals: Signal[];
}

/**
 * Asks the checks, outside services and the site's rules, and after them the setting about who publishes without waiting.
 * @throws Refusal `banned` with reason and end.
 */
export function judgeText(
  room: Room,
  { body, author: signed }: Pick<NewComment, 'body' | 'author'>,
  { network, form, trap, proof, outside }: Circumstances,
  author: AuthorRow,
  thread: Pick<ThreadRow, 'id' | 'created'> | undefined,
): Judgement {
  const muted = muteOf(room, author);
  const { settings } = room;
  room.learned ??= { model: readLearned(room) };
  const checks = judge({
    body,
    name: signed.name,
    email: signed.email ?? null,
    website: signed.website ?? null,
    language: settings.language,
    form,
    trap,
    proof,
    record: author,
    recent: countRecent(room, { body, thread: thread?.id, author: author.id, network }),
    learned: room.learned.model,
  });
  const threadAge = thread ? room.now() - thread.created : null;
  const about = { body, name: signed.name, author: author.id, published: author.published, threadAge };
  const rules = applyRules(room, about);
  const signals = [...checks.signals, ...outside, ...rules.signals, ...muted];
  const verdict = propose([...checks.signals, ...outside], settings);
  const { publish, knownAfter } = settings;
  const trusted = publish === 'everyone' || (publish === 'known' && author.published >= knownAfter);
  const held = verdict.propose === 'hold' || rules.propose === 'hold' || muted.length > 0;
  const passes = !held && (trusted || rules.propose === 'publish');
  const status: Status = verdict.propose === 'spam' ? 'spam' : passes ? 'published' : 'held';
  return { status, doubt: verdict.score, signals };
}

/** Why a muted author's comment waits, whatever else is said for it. @throws Refusal `banned`. */
function muteOf(room: Room, { id }: AuthorRow): Signal[] {
  const ban = banOn(room, id);
  if (!ban) return [];
  const { kind, reason, until } = ban;
  if (kind === 'mute') return [{ check: 'ban', weight: 3, text: 'author-muted', values: { reason } }];
  throw new Refusal('banned', { detail: until === null ? reason : `${reason} (${until})` });
}
