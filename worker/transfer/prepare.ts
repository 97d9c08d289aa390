import { Email, HttpUrl } from '../contract/fields';
import { ImportedComment, ImportedThread, mostImportedCharacters } from '../contract/transfer';
import { copied } from './copied';
import { htmlToMarkdown, plainToMarkdown } from './html-to-markdown';
import { type Keyed, type Keys, keyOf } from './keys';
import { KnownComments, type PlaceFinding, printOf } from './known';
import { withoutDoubleEscapes, withoutEscapes, withoutGarbling } from './mend';
import type { LeftOut, SourceComment, SourceItem, SourceText, SourceThread } from './source';

export interface Preparing extends Keys {
  /** Threads whose address is on one of these hosts are left out, with all that stands in them. */
  without?: readonly string[];
  /** The name of whoever gave none. */
  nobody: string;
  /** The time at which it is prepared. */
  now: number;
  /** Spam that is older than this is not taken by the site; null: all is. */
  oldSpamBefore?: number | null;
}

/** What is odd about a comment or a thread that comes all the same. What is done stands beside each. */
export type RecordOddity =
  /** It gets the time of what stands before it in its thread, else in the file. */
  | 'no-date'
  /** The site makes it now. */
  | 'future-date'
  /** Decoded once more. */
  | 'double-escaped'
  /** UTF-8 that was read as windows-1252: put right. */
  | 'garbled'
  /** Some of it looks so: left as it is. */
  | 'perhaps-garbled'
  /** Cut to as many characters as an imported comment may have. */
  | 'long-text'
  /** Cut to 80 characters. */
  | 'long-name'
  /** `nobody` takes its place. */
  | 'no-name'
  /** It comes as one that was deleted: its answers keep their place, and without answers it does not come. */
  | 'no-text'
  /** Dropped. */
  | 'bad-email'
  /** Dropped. */
  | 'bad-website'
  /** Taken out. */
  | 'control-characters'
  /** Another comment has its id, and says something else: it gets an id of its own. */
  | 'id-twice'
  /** What stands behind `?` is left out, as the widget does: other threads of this path become one with it. */
  | 'address-with-query'
  /** The address has a number alone; no page with a path of its own has that key before it is corrected. */
  | 'address-by-number'
  /** Identifiers were asked for; the path takes its place. */
  | 'no-identifier'
  | PlaceFinding;

/** Why something does not come. Formats have reasons of their own beside these. */
export type Reason =
  /** The same comment once more. */
  | 'twin'
  /** The thread has neither an address nor an identifier, or none that can be a key. */
  | 'no-address'
  /** Its host is one of `without`. */
  | 'unwanted-host'
  /** The site would not take it. */
  | 'not-acceptable'
  | (string & {});

/** A record as the site takes it, or why it does not come. Each of the source leads to exactly one of these. */
export type Prepared =
  | { kind: 'thread'; thread: ImportedThread; keyed: Keyed; odd: RecordOddity[] }
  | { kind: 'comment'; comment: ImportedComment; key: string | null; odd: RecordOddity[] }
  | { kind: 'left-out'; of: 'thread' | 'comment'; why: Reason; id: string; example: string }
  /** Found when all had come, about a comment that was told before. */
  | { kind: 'found'; what: PlaceFinding; id: string; status: ImportedComment['status']; key: string | null };

/**
 * Makes of what a file says what the site takes: Markdown, keys of threads, and of each field what it may be. What is wrong is put right
 * where that is beyond doubt, and named. Memory grows with the ids of comments and the number of threads, not with the texts.
 */
export async function* prepare(items: AsyncIterable<SourceItem>, how: Preparing): AsyncGenerator<Prepared> {
  const preparer = new Preparer(how);
  for await (const item of items) {
    if (item.kind === 'thread') yield preparer.thread(item.thread);
    else if (item.kind === 'comment') yield preparer.comment(item.comment);
    else yield leftOut(item.record);
  }
  yield* preparer.end();
}

/** A format leaves out records of one kind and another; those that are threads say so by their id. */
const leftOut = ({ id, what, example }: LeftOut): Prepared => ({
  kind: 'left-out',
  of: id.startsWith('thread ') ? 'thread' : 'comment',
  why: what,
  id,
  example,
});

interface KnownThread {
  number: number;
  key: string | null;
  /** Whether something was told of it that has an address. */
  isTold: boolean;
  why: Reason | null;
  /** When the last comment in it was written that says so. */
  last: number | null;
}

const statuses = ['published', 'held', 'spam', 'rejected', 'gone'] as const;

class Preparer {
  readonly #how: Preparing;
  readonly #threads = new Map<string, KnownThread>();
  readonly #numbers: KnownThread[] = [];
  readonly #keys = new Map<string, number>();
  readonly #comments = new KnownComments();
  #last: number | null = null;

  constructor(how: Preparing) {
    this.#how = how;
  }

  thread(source: SourceThread): Prepared {
    const known = this.#threadOf(source.id);
    const keyed = keyOf(source, this.#how);
    const why =
      keyed.host !== null && this.#how.without?.includes(keyed.host)
        ? 'unwanted-host'
        : keyed.key === null
          ? 'no-address'
          : null;
    // One that says less than before says nothing new.
    if (known.isTold && known.why === null && why === 'no-address')
      return { kind: 'left-out', of: 'thread', why: 'twin', id: source.id, example: source.title ?? '' };
    const title = this.#line(source.title ?? '');
    const thread = ImportedThread.safeParse({
      id: idOf(source.id),
      key: keyed.key ?? '',
      url: keyed.url !== null && HttpUrl.safeParse(keyed.url).success ? keyed.url : null,
      title: cut(title.text, 300) || null,
      closed: source.closed,
    });
    known.isTold = true;
    known.why = why ?? (thread.success ? null : 'no-address');
    known.key = thread.success ? copied(thread.data.key) : null;
    if (known.why !== null || !thread.success)
      return {
        kind: 'left-out',
        of: 'thread',
        why: known.why ?? 'no-address',
        id: source.id,
        example: source.url ?? source.title ?? '',
      };
    const odd: RecordOddity[] = [...title.odd];
    if (keyed.query === 'left-out') odd.push('address-with-query');
    if (keyed.query === 'kept' && keyed.key === keyed.from) odd.push('address-by-number');
    if (keyed.withoutIdentifier) odd.push('no-identifier');
    return { kind: 'thread', thread: thread.data, keyed, odd };
  }

  comment(source: SourceComment): Prepared {
    const thread = this.#threadOf(source.thread);
    const out = (why: Reason): Prepared => ({
      kind: 'left-out',
      of: 'comment',
      why,
      id: source.id,
      example: source.text.value.slice(0, 200),
    });
    if (thread.why !== null) return out(thread.why);
    const odd: RecordOddity[] = [];
    const print = printOf(sameness(source));
    const id = this.#idFor(source, print, odd);
    if (id === null) return out('twin');
    const body = this.#body(source, odd);
    const name = this.#line(source.author.name);
    odd.push(...name.odd.filter((one) => !odd.includes(one)));
    const isGone = source.status === 'gone' || body === '';
    if (isGone && source.status !== 'gone') odd.push('no-text');
    const created = this.#created(source, thread, odd);
    const made = ImportedComment.safeParse({
      id,
      thread: idOf(source.thread),
      parent: source.parent === null ? null : idOf(source.parent),
      author: {
        id: source.author.id === null ? null : idOf(source.author.id),
        name: this.#name(name.text, isGone, odd),
        email: checked(source.author.email, emailOf, 'bad-email', odd),
        website: checked(completed(source.author.website), websiteOf, 'bad-website', odd),
        team: source.author.team,
      },
      body: isGone ? '' : body,
      created,
      edited: source.edited !== null && source.edited > created ? source.edited : null,
      status: isGone ? 'gone' : source.status,
      ups: countOf(source.ups),
      downs: countOf(source.downs),
      pinned: source.pinned && source.status === 'published' && !isGone,
      network: source.network !== null && source.network.length <= 64 ? source.network : null,
    });
    if (!made.success) return out('not-acceptable');
    const comment = made.data;
    this.#comments.keep(this.#comments.placeOf(id), {
      print,
      parent: comment.parent === null ? -1 : this.#comments.placeOf(comment.parent),
      thread: thread.number,
      status: statuses.indexOf(comment.status),
      isOldSpam: comment.status === 'spam' && created < (this.#how.oldSpamBefore ?? Number.NEGATIVE_INFINITY),
    });
    return { kind: 'comment', comment, key: thread.key, odd };
  }

  /** What can be said when all have come. */
  *end(): Generator<Prepared> {
    const keys = this.#numbers.map(({ key, why }) => {
      if (key === null || why !== null) return -1;
      const number = this.#keys.get(key) ?? this.#keys.size;
      this.#keys.set(key, number);
      return number;
    });
    for (const { what, id, status, thread } of this.#comments.findings((thread) => keys[thread] ?? -1))
      yield { kind: 'found', what, id, status: statuses[status] ?? 'held', key: this.#numbers[thread]?.key ?? null };
  }

  #threadOf(id: string): KnownThread {
    const known = this.#threads.get(id);
    if (known) return known;
    const thread: KnownThread = { number: this.#numbers.length, key: null, isTold: false, why: null, last: null };
    this.#threads.set(copied(id), thread);
    this.#numbers.push(thread);
    return thread;
  }

  /** Its id; where another has that and says something else, one that is made of what it says; null: it is the same once more. */
  #idFor(source: SourceComment, print: number, odd: RecordOddity[]): string | null {
    const id = idOf(source.id);
    const before = this.#comments.printAt(this.#comments.placeOf(id));
    if (before === null) return id;
    if (before === print) return null;
    odd.push('id-twice');
    const other = `${id.slice(0, 480)}~${print.toString(36)}`;
    return this.#comments.printAt(this.#comments.placeOf(other)) === print ? null : other;
  }

  #created({ created }: SourceComment, thread: KnownThread, odd: RecordOddity[]): number {
    if (created === null || !Number.isSafeInteger(created) || created < 0) {
      odd.push('no-date');
      return thread.last ?? this.#last ?? this.#how.now;
    }
    if (created > this.#how.now) odd.push('future-date');
    else {
      thread.last = created;
      this.#last = created;
    }
    return created;
  }

  #body({ text, status }: SourceComment, odd: RecordOddity[]): string {
    if (status === 'gone') return '';
    const garbled = withoutGarbling(text.value);
    const isHtml = text.form === 'html' || text.form === 'html-lines';
    const escaped = isHtml ? withoutDoubleEscapes(garbled.text) : { text: garbled.text, was: 'right' };
    if (garbled.was !== 'right') odd.push(garbled.was === 'mended' ? 'garbled' : 'perhaps-garbled');
    if (escaped.was !== 'right') odd.push('double-escaped');
    if (controls.test(text.value)) odd.push('control-characters');
    const body = markdownOf({ form: text.form, value: escaped.text }).trimEnd();
    const cutBody = cut(body, mostImportedCharacters);
    if (cutBody !== body) odd.push('long-text');
    return hasInk(cutBody) ? cutBody : '';
  }

  #line(line: string): { text: string; odd: RecordOddity[] } {
    const garbled = withoutGarbling(line);
    const escaped = withoutEscapes(garbled.text);
    const odd: RecordOddity[] = [];
    if (garbled.was !== 'right') odd.push(garbled.was === 'mended' ? 'garbled' : 'perhaps-garbled');
    if (escaped.was !== 'right') odd.push('double-escaped');
    if (controls.test(line)) odd.push('control-characters');
    return { text: escaped.text.replace(controls, '').replace(/\s+/g, ' ').trim(), odd };
  }

  #name(name: string, isGone: boolean, odd: RecordOddity[]): string {
    if (!hasInk(name)) {
      if (!isGone) odd.push('no-name');
      return this.#how.nobody;
    }
    const short = cut(name, 80).trim();
    if (short !== name) odd.push('long-name');
    return short;
  }
}

/** By what two records with one id are the same. Of long texts the length and both ends count. */
const sameness = ({ thread, created, text: { value } }: SourceComment): string =>
  `${thread}\n${created}\n${value.length}\n${value.length > 1000 ? value.slice(0, 500) + value.slice(-500) : value}`;

function markdownOf({ form, value }: SourceText): string {
  switch (form) {
    case 'html':
    case 'html-lines':
      return htmlToMarkdown(value, form === 'html-lines');
    case 'plain':
      return plainToMarkdown(value);
    case 'markdown':
      return value;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What can be seen: as `contract/fields.ts` asks for it. */
const hasInk = (text: string): boolean =>
  /[a-z\d]/i.test(text) || /[^\p{Z}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\s\u2800\u{1d159}]/u.test(text);

/** At most so many characters, as readers count them. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Votes as the site takes them. */
const countOf = (votes: number): number => (votes > 0 ? Math.min(Math.floor(votes), 1_000_000_000) : 0);

/** An id as the site takes it: one line of at most 512 characters. */
function idOf(id: string): string {
  const line = id.toWellFormed().replace(/\s+/g, ' ').trim();
  return line !== '' && line.length <= 512 && !controls.test(line) && hasInk(line)
    ? line
    : `${line.replace(/[^\x21-\x7e]/g, '').slice(0, 400)}~${printOf(id).toString(36)}`;
}

/** What a kind of address says of a text, for as many as are likely to come again: most comments are by the same people. */
function remembered(kind: typeof Email | typeof HttpUrl): (value: string) => string | null {
  const known = new Map<string, string | null>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const read = kind.safeParse(value);
    const result = read.success ? copied(read.data) : null;
    if (known.size >= 5000) known.clear();
    if (value.length < 500) known.set(copied(value), result);
    return result;
  };
}

const emailOf = remembered(Email);
const websiteOf = remembered(HttpUrl);

function checked(
  value: string | null,
  read: (value: string) => string | null,
  bad: RecordOddity,
  odd: RecordOddity[],
): string | null {
  if (value === null || value.trim() === '') return null;
  const result = read(value);
  if (result === null) odd.push(bad);
  return result;
}

/** `example.de` as somebody typed it. */
const completed = (website: string | null): string | null =>
  website !== null && /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]\S*)?$/u.test(website.trim())
    ? `https://${website.trim()}`
    : website;
