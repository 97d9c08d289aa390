import type { Signal, Why } from '../../contract/desk';
import type { SqlValue } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { type CommentRow, untouched } from '../comments/comment-row';
import { count, countWaiting, noteChanges } from '../comments/standing';
import { planAnswers } from '../comments/subscriptions';
import { indexLater } from '../comments/words';
import { recent } from '../judging/recent-comments';

/** A comment that is to be stored: all that does not follow from the rest. */
export interface NewRow
  extends Pick<CommentRow, 'author' | 'name' | 'website' | 'email' | 'body' | 'html' | 'status' | 'team' | 'doubt'> {
  thread: number;
  /** What it answers. */
  parent: CommentRow | undefined;
  signals: Signal[];
  /** Why it waits; null: nobody judged it. */
  why: Why[] | null;
  /** Hashed; empty: none. */
  network: string;
  /** The text as `areAlike` compares it. */
  sketch: number[];
  /** What its page says of its post, by `keepNaming`. */
  naming: number | null;
  /** Its Idempotency-Key, and a digest of the request that came with it. */
  key: { value: string; request: string } | null;
}

/** A row of the table as it is written. What nobody has done to it yet has defaults there. */
type Stored = Omit<CommentRow, 'answers' | keyof typeof untouched> & {
  shown: 0 | 1;
  network: string;
  touched: string;
  sketch: string;
  key: string | null;
  key_request: string | null;
  question: 0 | 1;
  unheld: 0 | 1;
  naming: number | null;
};

/** In the order in which they are written. */
const columns = [
  ...(['id', 'thread', 'parent', 'root', 'level', 'author', 'name', 'website', 'email', 'body', 'html'] as const),
  ...(['status', 'shown', 'waiting', 'created', 'network', 'signals', 'doubt', 'why', 'touched', 'sketch'] as const),
  ...(['key', 'key_request', 'team', 'waiting_since', 'question', 'unheld', 'naming'] as const),
];
type Missing = Exclude<keyof Stored, (typeof columns)[number]>;
const insert: [Missing] extends [never] ? string : Missing =
  `INSERT INTO comment (${columns}) VALUES (${columns.map(() => '?')})`;

/** A row that was written elsewhere, with what was done to it there; `import`: who has brought it. */
export type StoredElsewhere = Stored &
  Pick<CommentRow, 'edited' | 'ups' | 'downs' | 'best' | 'pinned' | 'turn'> & { import: string };
const moreColumns = [...columns, 'edited', 'ups', 'downs', 'best', 'pinned', 'turn', 'import'] as const;
const insertMore = `INSERT INTO comment (${moreColumns}) VALUES (${moreColumns.map(() => '?')})`;

/** Stores a comment that was written elsewhere. Nobody hears of it; whoever stores it counts it. */
export function storeFromElsewhere(site: SiteContext, stored: StoredElsewhere): void {
  site.sql.all(insertMore, ...moreColumns.map((column): SqlValue => stored[column]));
}

/** Stores a new comment, and counts it wherever it counts. Its time is now, and its id the next. Returns its row. */
export function addComment(site: SiteContext, given: NewRow): CommentRow {
  const { thread, parent, signals, why, network, sketch, naming, key, ...own } = given;
  const now = site.now();
  const id = site.newId(now);
  const { status, author, team } = own;
  const row = {
    ...own,
    id,
    thread,
    parent: parent?.id ?? null,
    root: parent?.root ?? id,
    level: parent ? parent.level + 1 : 0,
    waiting: status === 'held' || status === 'spam' ? status : null,
    waiting_since: status === 'published' ? null : now,
    created: now,
    signals: JSON.stringify(signals),
    why: why && JSON.stringify(why),
  };
  const published = status === 'published' ? 1 : 0;
  const stored: Stored = {
    ...row,
    shown: published,
    touched: id,
    network,
    sketch: JSON.stringify(sketch),
    key: key?.value ?? null,
    key_request: key?.request ?? null,
    question: team === null && isQuestion(row.body) ? 1 : 0,
    unheld: published,
    naming,
  };
  site.sql.all(insert, ...columns.map((column): SqlValue => stored[column]));
  const comment: CommentRow = {
    ...row,
    ...untouched,
    answers: parent?.status === 'published' ? parent.name : null,
  };
  countWaiting(site, thread, comment.waiting);
  indexLater(site, comment);
  if (team === null) recent(site).add({ created: now, thread, author, network, sketch });
  count(site, comment);
  if (published) planAnswers(site, [comment]);
  noteChanges(site, [{ of: { id }, status, decision: null }]);
  return comment;
}

/** Whether a text asks something: a question mark that ends a word, outside of addresses. */
const isQuestion = (body: string) => /[\p{L}\p{N}")»”]\s?\?(?=[\s"»”)!?.]|$)/u.test(body);
