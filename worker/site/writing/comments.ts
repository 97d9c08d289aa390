import type { NewComment, Submitted } from '../../contract/comment';
import type { Signal } from '../../contract/desk';
import { ServiceName } from '../../contract/services';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import { isAboutSending } from '../../spam/pipeline';
import { sketchOf } from '../../spam/sketch';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';
import { noteEvents } from '../base/events';
import { authorToken } from '../base/tokens';
import { planAlerts } from '../comments/alerts';
import { type AuthorRow, findAuthor, findOrAddAuthor, mustFindAuthor } from '../comments/authors';
import { type CommentRow, commentColumns, editableUntil } from '../comments/comment-row';
import { keepNaming, namedUrl, nameThreads } from '../comments/naming';
import { changeStatus, dropPages, tellDeskOf } from '../comments/standing';
import { findThread, isOpen, type ThreadRow, threadOf } from '../comments/threads';
import { replaceWords } from '../comments/words';
import { forgetSender, keepInquiries } from '../judging/inquiries';
import { type Circumstances, judgeText, type Outside, refuseBanned } from '../judging/judging';
import { unlearn } from '../judging/lessons';
import { checkUnspent, spend } from '../judging/proofs';
import { wish } from '../messages/mailboxes';
import { toOwnComment } from '../messages/own-comment';
import { mustFindLinked } from '../messages/private-link';
import { withdrawFromAuthors } from '../messages/tell-authors';
import { addComment } from './new-comment';

/** Answers are kept for repeats at least this long; afterwards a key may be used anew. */
const keyLifetime = 24 * 60 * 60_000;
/** The first of what comes with a comment is forgotten after two hours: its solved challenge. */
const cleanedAfter = 2 * 60 * 60_000;

/** A comment as it comes from the routes: parsed, its Markdown rendered. */
export interface Draft extends NewComment {
  html: string;
}

/** What is known of the request itself. */
export interface SubmitContext extends Circumstances {
  /** The author's token, if their browser has one. */
  token: string | undefined;
  /** Idempotency-Key: the same key with the same request gives the same comment. */
  key: string | undefined;
  /** A digest of the whole request, to tell a repeat from another request with the same key. */
  request: string;
  /** What makes the proof of work one that is used once; undefined: there is none. */
  nonce: { value: string; expires: number } | undefined;
  /** The origin that mails to its author lead to; undefined: this server sends none. */
  server?: string | undefined;
}

/** What proves a comment's author and tells a repeat. */
export type Proven = Pick<SubmitContext, 'token' | 'key' | 'request' | 'nonce'>;

/** Where a comment goes. */
export type Placed = Pick<Draft, 'thread' | 'parent'>;

/**
 * Whether a comment would be taken in, whatever its text: outside services need not hear of one that is refused, or that
 * was taken in before. Writes nothing. @throws Refusal as `submit`.
 */
export function admissible(site: SiteContext, placed: Placed, proven: Proven): 'new' | 'repeat' {
  if (findRepeat(site, proven)) return 'repeat';
  findPlace(site, placed);
  const author = findAuthor(site, proven.token);
  if (author) refuseBanned(site, author.id);
  if (proven.nonce) checkUnspent(site, proven.nonce);
  return 'new';
}

/**
 * Takes a new comment in: judges it, stores it and says what became of it. Runs inside one transaction.
 * @throws Refusal `thread-closed`, `unknown-parent`, `banned`, `key-reused`, `challenge-used`.
 */
export function submit(site: SiteContext, draft: Draft, context: SubmitContext): Submitted {
  const now = site.now();
  const repeated = findRepeat(site, context);
  if (repeated) return answer(site, repeated);

  const { thread, parent } = findPlace(site, draft);
  const author = findOrAddAuthor(site, context.token, now);
  if (context.nonce) spend(site, context.nonce);
  const sketch = sketchOf(draft.body);
  const { status, doubt, signals, why } = judgeText(site, { ...draft, sketch }, context, author, thread);

  const placed = thread?.id ?? addThread(site, draft.thread, now);
  const naming = keepNaming(site, placed, draft.thread);
  const comment = addComment(site, {
    thread: placed,
    parent,
    author: author.id,
    name: draft.author.name,
    website: draft.author.website ?? null,
    email: draft.author.email ?? null,
    body: draft.body,
    html: draft.html,
    status,
    team: null,
    doubt,
    signals,
    why,
    network: context.network,
    sketch,
    naming,
    key: context.key === undefined ? null : { value: context.key, request: context.request },
  });
  const { id } = comment;
  const { server, network } = context;
  if (draft.notify && server !== undefined) wish(site, comment, draft.notify, { server, network });
  keepInquiries(site, id, context.outside);
  scheduleBy(site, 'clean', now + cleanedAfter);
  if (status === 'published' && naming !== null && !isNamed(thread, draft.thread)) nameThreads(site, [id]);
  if (status === 'published') site.pages.drop(draft.thread.key);
  if (status === 'held') planAlerts(site);
  if (status !== 'published') site.tell({ kind: 'waiting', comments: [id] }, [draft.thread.key]);
  return answer(site, comment);
}

/** Forgets keys of comments that nobody repeats any more, at most so many at once. Returns how many. */
export function forgetKeys(site: SiteContext, most: number): number {
  return site.sql.all(
    `UPDATE comment SET key = NULL, key_request = NULL
     WHERE id IN (SELECT id FROM comment WHERE key IS NOT NULL AND created < ? LIMIT ?) RETURNING id`,
    site.now() - keyLifetime,
    most,
  ).length;
}

/** When the oldest key can be forgotten; null: there is none. */
export function firstKey(site: SiteContext): number | null {
  const oldest = 'SELECT min(created) AS created FROM comment WHERE key IS NOT NULL';
  const created = first<{ created: number | null }>(site.sql, oldest)?.created ?? null;
  return created === null ? null : created + keyLifetime;
}

/** What services are told of a comment besides its text. */
export interface Editable {
  parent: string | undefined;
  author: NewComment['author'];
  thread: { key: string; url: string | undefined };
}

/**
 * An author's own comment that may be changed now, without its text.
 * @throws Refusal `unknown-comment`, `token-needed`, `window-closed`, `banned`.
 */
export const editable = (site: SiteContext, id: string, token: string | undefined): Editable =>
  toldOf(site, ownComment(site, id, token));

/** The same for whoever has the comment's private link. @throws Refusal `not-found`, `window-closed`, `banned`. */
export const editableByLink = (site: SiteContext, id: string, key: string): Editable =>
  toldOf(site, linkedComment(site, id, key));

function toldOf(site: SiteContext, { row, author }: OwnComment): Editable {
  if (editableUntil(site, row) === null) throw new Refusal('window-closed');
  refuseBanned(site, author.id);
  const thread = first<{ key: string; url: string | null }>(
    site.sql,
    `SELECT thread.key, coalesce(${namedUrl}, thread.url) AS url FROM comment CROSS JOIN thread ON thread.id = comment.thread
     LEFT JOIN naming ON naming.id = comment.naming WHERE comment.id = ?`,
    row.id,
  );
  return {
    parent: row.parent ?? undefined,
    author: signed(row),
    thread: { key: thread?.key ?? '', url: thread?.url ?? undefined },
  };
}

/** How an author has signed a comment. */
const signed = ({ name, email, website }: CommentRow): NewComment['author'] => ({
  name,
  email: email ?? undefined,
  website: website ?? undefined,
});

/** Whoever changes a text has written it before: how long the change took tells nothing. */
const changed = { writing: null, inputs: null, pasted: null };

/**
 * Replaces the text of an author's own comment. It is judged anew, so it may wait again.
 * @throws Refusal `unknown-comment`, `token-needed`, `window-closed`, `banned`, `changed-elsewhere`.
 */
export const edit = (
  site: SiteContext,
  id: string,
  text: Text,
  token: string | undefined,
  circumstances: Changing,
): Submitted => change(site, ownComment(site, id, token), text, circumstances);

/** The same for whoever has the comment's private link. @throws Refusal `not-found`, `window-closed`, `banned`, `changed-elsewhere`. */
export const editByLink = (
  site: SiteContext,
  id: string,
  key: string,
  text: Text,
  circumstances: Changing,
): Submitted => change(site, linkedComment(site, id, key), text, circumstances);

/** A new text, its Markdown rendered; `version`: which one it takes the place of, where that is said. */
type Text = Pick<Draft, 'body' | 'html'> & { version?: number | undefined };
/** What is known of a request that changes a text. */
type Changing = Pick<Circumstances, 'network' | 'outside'>;

function change(
  site: SiteContext,
  { row, author }: OwnComment,
  draft: Text,
  { network, outside }: Changing,
): Submitted {
  const { id } = row;
  if (editableUntil(site, row) === null) throw new Refusal('window-closed');
  // The same text once more is one whose answer was lost.
  if ((draft.version ?? row.wording) !== row.wording && draft.body !== row.body) throw new Refusal('changed-elsewhere');
  const said = [...saidBefore(row, outside), ...outside.signals];
  const sketch = sketchOf(draft.body);
  const { status, doubt, signals, why } = judgeText(
    site,
    { body: draft.body, sketch, author: signed(row) },
    { network, form: changed, trap: '', proof: 'unneeded', outside: { ...outside, signals: said } },
    author,
    threadOf(site, row),
    { ...author, published: author.published - (row.status === 'published' ? 1 : 0) },
  );
  unlearn(site, id);
  site.sql.all(
    `UPDATE comment SET body = ?, html = ?, edited = ?, version = version + 1, wording = wording + ?, signals = ?, doubt = ?, why = ?, sketch = ?,
       turn = 1 WHERE id = ?`,
    draft.body,
    draft.html,
    site.now(),
    draft.body === row.body ? 0 : 1,
    JSON.stringify(signals),
    doubt,
    JSON.stringify(why),
    JSON.stringify(sketch),
    id,
  );
  keepInquiries(site, id, outside);
  replaceWords(site, id, draft.body);
  noteEvents(site, 'comment.changed', [{ comment: id }]);
  changeStatus(site, row, status, null);
  dropPages(site, row.thread);
  const after = mustFind(site, id);
  tellDeskOf(site, row.waiting === null && after.waiting !== null ? 'waiting' : 'changed', row);
  return answer(site, after);
}

/** What holds of a comment with its new text, too: how it was sent, and what services said that are not asked again. */
function saidBefore({ signals }: CommentRow, { asked }: Outside): Signal[] {
  const services = ServiceName.options.filter((service) => !asked.includes(service));
  return (JSON.parse(signals) as Signal[]).filter(
    (signal) => isAboutSending(signal) || services.some((service) => service === signal.check),
  );
}

/**
 * Takes an author's own comment back. Its place stays where others have answered it.
 * @throws Refusal `unknown-comment`, `token-needed`, `window-closed`.
 */
export const withdraw = (site: SiteContext, id: string, token: string | undefined): void =>
  takeBack(site, ownComment(site, id, token).row);

/** The same for whoever has the comment's private link. @throws Refusal `not-found`, `window-closed`. */
export const withdrawByLink = (site: SiteContext, id: string, key: string): void =>
  takeBack(site, linkedComment(site, id, key).row);

function takeBack(site: SiteContext, row: CommentRow): void {
  const { id } = row;
  if (row.status === 'withdrawn') return;
  if (editableUntil(site, row) === null) throw new Refusal('window-closed');
  changeStatus(site, row, 'withdrawn', row.decision);
  withdrawFromAuthors(site, [id]);
  forgetSender(site, id);
  dropPages(site, row.thread);
  tellDeskOf(site, 'changed', row);
}

/** A comment by its id. @throws Refusal `unknown-comment`. */
export function mustFind(site: SiteContext, id: string): CommentRow {
  const row = first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-comment');
  return row;
}

/** A comment and its author. */
interface OwnComment {
  row: CommentRow;
  author: AuthorRow;
}

/** A comment and its author, proven by the token. @throws Refusal `unknown-comment`, `token-needed`. */
export function ownComment(site: SiteContext, id: string, token: string | undefined): OwnComment {
  const author = findAuthor(site, token);
  const row = mustFind(site, id);
  if (!author || row.author !== author.id) throw new Refusal('token-needed');
  return { row, author };
}

/** The same, proven by the key in its private link. @throws Refusal `not-found`. */
function linkedComment(site: SiteContext, id: string, key: string): OwnComment {
  const row = mustFindLinked(site, id, key);
  return { row, author: mustFindAuthor(site, row.author) };
}

function answer(site: SiteContext, row: CommentRow): Submitted {
  const comment = toOwnComment(site, row);
  const why = comment.status === 'held' ? ['waits-for-a-person'] : [];
  return { comment, status: comment.status, token: authorToken(site, row.author), why };
}

/** The comment that was taken in with the same key. @throws Refusal `key-reused` for another request with it. */
function findRepeat(site: SiteContext, { key, request }: Proven): CommentRow | undefined {
  if (key === undefined) return undefined;
  const row = first<CommentRow & { key_request: string }>(
    site.sql,
    `SELECT ${commentColumns}, key_request FROM comment WHERE key = ?`,
    key,
  );
  if (row && row.key_request !== request) throw new Refusal('key-reused');
  return row;
}

/** The thread and the parent that a comment names. @throws Refusal `thread-closed`, `unknown-parent`. */
function findPlace(site: SiteContext, { thread: { key }, parent }: Placed) {
  const thread = findThread(site, key);
  if (!isOpen(site, thread)) throw new Refusal('thread-closed');
  return { thread, parent: parent === undefined ? undefined : findParent(site, parent, thread) };
}

function findParent(site: SiteContext, id: string, thread: ThreadRow | undefined): CommentRow {
  const parent = thread
    ? first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ? AND thread = ?`, id, thread.id)
    : undefined;
  if (parent?.status !== 'published')
    throw new Refusal('unknown-parent', {
      errors: [{ pointer: '/parent', code: 'invalid', detail: 'No published comment of this thread has this id.' }],
    });
  return parent;
}

function addThread(site: SiteContext, { key }: NewComment['thread'], now: number): number {
  const row = first<{ id: number }>(site.sql, 'INSERT INTO thread (key, created) VALUES (?, ?) RETURNING id', key, now);
  return row?.id ?? 0;
}

/** Whether a thread is called already what a comment's page calls it. */
const isNamed = (thread: ThreadRow | undefined, { url, title }: NewComment['thread']) =>
  thread !== undefined && thread.url === (url ?? thread.url) && thread.title === (title || null);
