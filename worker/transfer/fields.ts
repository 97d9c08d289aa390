import type { SourceAuthor, SourceComment, SourceItem, SourceText, SourceThread } from './source';

/**
 * What formats make of fields. Files are hostile, or were repaired by hand: anything may be missing, or of another type. What cannot
 * be read counts as not there.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields, or null where it is none. */
export const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
    ? (value as Fields)
    : null;

/** A list's values, or none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text as it stands, and numbers as they are written; '' for all others. Bytes are read as UTF-8: some databases keep texts so. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return '';
}

/** A text without spaces around it; null where nothing remains. */
export const wordOf = (value: unknown): string | null => textOf(value).trim() || null;

/** The other system's id of something: a word or a number, also as MongoDB writes it (`{"$oid": "…"}`). */
export const idOf = (value: unknown): string | null => wordOf(fieldsOf(value)?.$oid ?? value);

/** true, and what databases and forms write for it: 1, "1", "true". */
export const isTrue = (value: unknown): boolean =>
  value === true || value === 1 || value === '1' || (typeof value === 'string' && value.toLowerCase() === 'true');

/** More votes than any comment has. */
const most = 1_000_000_000;

/** A whole number from 0 on; 0 for what is none. */
export function countOf(value: unknown): number {
  const number = Number(textOf(value) || Number.NaN);
  return number > 0 ? Math.min(Math.floor(number), most) : 0;
}

/** Votes of which a system kept the difference alone. */
export function votesOf(score: unknown): { ups: number; downs: number } {
  const text = textOf(score).trim();
  return text.startsWith('-') ? { ups: 0, downs: countOf(text.slice(1)) } : { ups: countOf(text), downs: 0 };
}

/** Undoes what Go's `html/template` and Python's `html.escape` do to a text, and nothing else: these five characters, once. */
export const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#34|#39|#x27);/g, (entity, name: string) => escapes[name] ?? entity);

const escapes: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#39': "'",
  '#x27': "'",
};

/** An e-mail address as far as that can be seen; null for a digest of one, and for words like `undefined`. */
export function emailOf(value: unknown): string | null {
  const word = wordOf(value);
  return word && /^[^\s@]+@[^\s@]+$/.test(word) && word.length <= 254 ? word : null;
}

/** Somebody's website; null for words that systems write where there is none. */
export function websiteOf(value: unknown): string | null {
  const word = wordOf(value);
  return word && !/^(?:undefined|null|none|https?:\/\/)$/i.test(word) ? word : null;
}

/**
 * An IP address. null for digests, and for addresses that say nothing of who wrote: none (0.0.0.0), and that of a proxy on the same
 * machine. IPv4 within IPv6 is written as IPv4.
 */
export function networkOf(value: unknown): string | null {
  const word = (wordOf(value)?.split(',', 1)[0] ?? '').trim().replace(/^::ffff:(?=\d+\.)/i, '');
  const isV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(word) && word.split('.').every((part) => Number(part) < 256);
  const isV6 = word.length <= 45 && /^[\da-f:]*:[\da-f:.]*:[\da-f:.]*$/i.test(word);
  if (!isV4 && !isV6) return null;
  return /^(?:0\.0\.0\.0|127\.|::1?$)/.test(word) ? null : word;
}

/**
 * A moment, in milliseconds since 1970: ISO 8601 and what looks like it (`2026-11-24 14:47:22`), with any fraction and any difference
 * to UTC, also as Go writes it (`2026-11-24 14:47:22.5 +0800 CST m=+0.1`); numbers of seconds, milliseconds or microseconds; dates as
 * LeanCloud (`{"__type": "Date", "iso": …}`) and MongoDB (`{"$date": …}`) export them. Where no difference to UTC stands, it is UTC.
 * null for what is none of these, and for years before 1970: Go and others write the year 1 for `never`.
 */
export function momentOf(value: unknown): number | null {
  const fields = fieldsOf(value);
  if (fields) {
    const inner = fields.iso ?? fields.$date ?? fields.$numberLong;
    return inner === undefined || inner === value ? null : momentOf(inner);
  }
  if (value instanceof Date) return plausible(value.getTime());
  const word = wordOf(value);
  if (!word || word.length > 64) return null;
  if (/^\d+(?:\.\d+)?(?:e\+?\d+)?$/i.test(word)) return plausible(inMilliseconds(Number(word)));
  const parts = written.exec(word);
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
  const utc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, '0')),
  );
  const noon = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), 12));
  const isDay = noon.getUTCMonth() === Number(month) - 1 && noon.getUTCDate() === Number(day);
  return isDay ? plausible(utc - differenceOf(zone)) : null;
}

const written =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[T\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s.*)?)?$/i;

/** How far a time zone is before UTC, in milliseconds. */
function differenceOf(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** Seconds reach 10^11 in the year 5138, milliseconds reached it in 1973; the same again for microseconds. */
function inMilliseconds(number: number): number {
  if (number < 1e11) return Math.round(number * 1000);
  return Math.round(number < 1e14 ? number : number / 1000);
}

/** The last moment that a `Date` can name in four digits. */
const lastMoment = Date.UTC(9999, 11, 31);

const plausible = (moment: number): number | null => (moment > 0 && moment <= lastMoment ? moment : null);

/** Text that is HTML where it looks so from its beginning to its end: some systems' comments came from others that stored HTML. */
export function htmlOrMarkdown(value: string): SourceText {
  const isHtml = /^\s*<(?:p|blockquote|ul|ol|pre|h[1-6]|div)\b[^>]*>/i.test(value) && /<\/\w+>\s*$/.test(value);
  return { form: isHtml ? 'html' : 'markdown', value };
}

/** What makes a comment; what is not given is not there. */
type Known = Pick<SourceComment, 'id' | 'thread' | 'text'> &
  Partial<Omit<SourceComment, 'author'>> & { author?: Partial<SourceAuthor> };

/** A comment with what is known of it. Of one that is gone, nothing remains by which somebody could be found. */
export function commentItem(known: Known): SourceItem {
  const isGone = known.status === 'gone';
  const author = { id: null, name: '', email: null, website: null, team: false, ...known.author };
  const comment: SourceComment = {
    parent: null,
    created: null,
    edited: null,
    status: 'published',
    ups: 0,
    downs: 0,
    pinned: false,
    network: null,
    ...known,
    author: isGone ? { ...author, email: null, website: null } : author,
  };
  if (isGone) Object.assign(comment, { text: { form: 'plain', value: '' }, network: null, pinned: false });
  return { kind: 'comment', comment };
}

/** A thread with what is known of it. */
export const threadItem = (
  id: string,
  {
    identifier = null as string | null,
    url = null as string | null,
    title = null as string | null,
    closed = false,
  } = {},
): SourceItem => ({ kind: 'thread', thread: { id, identifier, url, title, closed } });

/**
 * A record of which nothing can be made, and why: it is no JSON (`unreadable`), beyond a bound (`too-large`, `too-deep`), or has no id
 * (`without-id`) or no page (`without-page`).
 */
export const leftOut = (id: string, what: string, example: unknown): SourceItem => ({
  kind: 'left-out',
  record: { id, what, example: exampleOf(example) },
});

/** The first words of a record, or of its fields as they stand. */
function exampleOf(record: unknown): string {
  if (typeof record === 'string') return record.slice(0, 200);
  const fields = fieldsOf(record);
  if (!fields) return String(JSON.stringify(record) ?? '').slice(0, 200);
  const shown = Object.entries(fields).map(([name, value]) => [name.slice(0, 40), textOf(value).slice(0, 60)]);
  return JSON.stringify(Object.fromEntries(shown.slice(0, 20))).slice(0, 200);
}

/** So many pages are remembered as told of: comments of a few hundred stand mixed in most files. */
const mostTold = 10_000;

/**
 * For files in which each comment says of its page what it knew when it was written: gives a thread where it was not told of lately, or
 * more is known of it now.
 */
export function threadChanges(): (item: SourceItem) => SourceItem[] {
  const told = new Map<string, SourceThread>();
  return (item) => {
    if (item.kind !== 'thread') return [item];
    const { id, identifier, url, title, closed } = item.thread;
    const before = told.get(id);
    const thread = {
      id,
      identifier: identifier ?? before?.identifier ?? null,
      url: url ?? before?.url ?? null,
      title: title ?? before?.title ?? null,
      closed,
    };
    const isKnown =
      before !== undefined &&
      thread.identifier === before.identifier &&
      thread.url === before.url &&
      thread.title === before.title &&
      closed === before.closed;
    if (isKnown) return [];
    told.delete(id);
    told.set(id, thread);
    for (const oldest of told.keys()) {
      if (told.size <= mostTold) break;
      told.delete(oldest);
    }
    return [{ kind: 'thread', thread }];
  };
}
