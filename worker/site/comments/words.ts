import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';

/**
 * So many comments, or so many characters, are taken into the index in one step: some milliseconds. The index puts its parts
 * together as it grows, in proportion to what is added: a step that adds twice as much holds everybody for twice as long.
 */
export const mostInStep = 50;
const mostCharacters = 25_000;
/** So many pages of the index are put together after each step: enough to keep up with what a step adds. */
const mostMerged = 64;
/** Of the comments that have the words so many are looked at, the newest: some ten milliseconds. */
export const mostMatched = 2000;
/**
 * So many comments are searched through at once. All words of such a part have a sign before them, so that FTS5 goes through
 * those of the part and no others: to find what begins like a word it reads every place where that stands.
 */
export const mostInPart = 10_000;
/** So many of these places are read in one search: some ten milliseconds. */
const mostPlaces = 60_000;
/** So many words of a search count: together they are few enough. */
const mostWords = 5;
/** A new comment's words are in the index after this at the latest (milliseconds). */
const indexedAfter = 15 * 60_000;
/** What is missing is counted up to this. */
const mostCounted = 10_000;

/**
 * One step of taking the words of comments into the index, oldest first. They are taken in every now and then and when somebody
 * searches, not when somebody writes: one by one that costs a fifth of a post's time. Ids grow, so the last one that was
 * taken in says which are missing. Returns whether there are more.
 */
export function indexStep(site: SiteContext): boolean {
  const rows = site.sql.all<{ id: string; name: string; body: string }>(
    'SELECT id, name, body FROM comment WHERE id > ? ORDER BY id LIMIT ?',
    site.indexedUntil,
    mostInStep,
  );
  let characters = 0;
  const step = rows.filter(({ name, body }, index) => {
    characters += name.length + body.length;
    return index === 0 || characters <= mostCharacters;
  });
  const last = step.at(-1);
  if (!last) return indexImported(site);
  site.sql.transaction(() => {
    for (const row of step) addWords(site, row);
    mergeWords(site);
    site.sql.all(
      "INSERT INTO setting (key, value) VALUES ('indexed-until', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      last.id,
    );
  });
  site.indexedUntil = last.id;
  return step.length < rows.length || rows.length === mostInStep || importToIndex(site) !== undefined;
}

/** Under this and its id it is kept how far the words of an import are taken in. */
const wordsOfImport = 'words-of ';

/** Has the words taken in of what an import has brought that is older than what is indexed. */
export function indexImportLater(site: SiteContext, id: string): void {
  site.sql.all("INSERT INTO setting (key, value) VALUES (?, '') ON CONFLICT (key) DO NOTHING", wordsOfImport + id);
  scheduleBy(site, 'index', site.now());
}

/** Takes in no more words of an import. */
export function indexImportNoMore(site: SiteContext, id: string): void {
  site.sql.all('DELETE FROM setting WHERE key = ?', wordsOfImport + id);
}

const importToIndex = (site: SiteContext) =>
  first<{ key: string; value: string }>(
    site.sql,
    'SELECT key, value FROM setting WHERE key > ? AND key < ? LIMIT 1',
    wordsOfImport,
    `${wordsOfImport}~`,
  );

/** The same for what was imported and has ids of long ago. What is behind the last one that was taken in has its turn as all others. */
function indexImported(site: SiteContext): boolean {
  const next = importToIndex(site);
  if (!next) return false;
  const rows = site.sql.all<{ id: string; name: string; body: string; number: number | null }>(
    `SELECT id, name, body, (SELECT number FROM comment_number WHERE comment_number.comment = comment.id) AS number
     FROM comment WHERE import = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
    ...[next.key.slice(wordsOfImport.length), next.value, site.indexedUntil, mostInStep],
  );
  let characters = 0;
  const step = rows.filter(({ name, body }, index) => {
    characters += name.length + body.length;
    return index === 0 || characters <= mostCharacters;
  });
  const last = step.at(-1);
  site.sql.transaction(() => {
    for (const row of step) if (row.number === null) addWords(site, row);
    mergeWords(site);
    if (last) site.sql.all('UPDATE setting SET value = ? WHERE key = ?', last.id, next.key);
    else site.sql.all('DELETE FROM setting WHERE key = ?', next.key);
  });
  return true;
}

/**
 * Puts some parts of the index together, after more was written into it. Left to itself FTS5 does that for many at once
 * (https://www.sqlite.org/fts5.html, section 6.8).
 */
export function mergeWords(site: SiteContext): void {
  site.sql.all("INSERT INTO comment_words (comment_words, rank) VALUES ('merge', ?)", mostMerged);
}

/** How many comments cannot be found by their words yet, counted up to 10 000. */
export function countUnsearched(site: SiteContext): number {
  const counted = first<{ count: number }>(
    site.sql,
    'SELECT count(*) AS count FROM (SELECT 1 FROM comment WHERE id > ? LIMIT ?)',
    site.indexedUntil,
    mostCounted,
  );
  return counted?.count ?? 0;
}

/** The last comment whose words are in the index; empty: none is. */
export function readIndexedUntil(site: Pick<SiteContext, 'sql'>): string {
  return first<{ value: string }>(site.sql, "SELECT value FROM setting WHERE key = 'indexed-until'")?.value ?? '';
}

/** Sees to it that a new comment's words are taken in: at once where its id is older than what is indexed, else in a while. */
export function indexLater(site: SiteContext, comment: { id: string; name: string; body: string }): void {
  if (comment.id <= site.indexedUntil) addWords(site, comment);
  else scheduleBy(site, 'index', site.now() + indexedAfter);
}

/** Makes a comment findable by the words it has now; `name`: where that is another, too. */
export function replaceWords(site: SiteContext, id: string, body: string, name?: string): void {
  const row = first<{ number: number }>(site.sql, 'SELECT number FROM comment_number WHERE comment = ?', id);
  if (!row) return;
  site.sql.all(
    'UPDATE comment_words SET name = coalesce(?, name), body = ? WHERE rowid = ?',
    name === undefined ? null : signed(name, row.number),
    signed(body, row.number),
    row.number,
  );
}

/**
 * Comments with all these words, or words that begin like them: the newest, where very many have them, or where very many
 * have some of them. `among`: so many then; null: these are all.
 */
export const findWords = (site: SiteContext, q: string): FoundByWords => findIn(site, wordsOf(q));

/** The same among the names alone. */
export const findNames = (site: SiteContext, q: string): FoundByWords =>
  findIn(
    site,
    wordsOf(q).map((word) => ({ ...word, in: 'name' })),
  );

interface FoundByWords {
  comments: string[];
  among: number | null;
}

function findIn(site: SiteContext, words: Word[]): FoundByWords {
  const comments: string[] = [];
  if (words.length === 0) return { comments, among: null };
  const newest = first<{ number: number | null }>(site.sql, 'SELECT max(number) AS number FROM comment_number');
  let places = 0;
  for (let part = partOf(newest?.number ?? 0); part >= 0; part -= 1) {
    if (places > mostPlaces) return { comments, among: comments.length };
    const found = findInPart(site, words, part, mostMatched + 1 - comments.length);
    comments.push(...found.comments);
    places += found.places;
    if (comments.length > mostMatched) return { comments: comments.slice(0, mostMatched), among: mostMatched };
  }
  return { comments, among: null };
}

/** The newest comments of a part that have all these words, and in how many places one or another was looked at. */
function findInPart(
  site: SiteContext,
  words: Word[],
  part: number,
  most: number,
): { comments: string[]; places: number } {
  let places = 0;
  // Where one of several is nowhere, the others need not be looked for; long words are the rarest.
  if (words.length > 1)
    for (const word of words.toSorted((a, b) => b.text.length - a.text.length)) {
      const count =
        first<{ count: number }>(
          site.sql,
          'SELECT count(*) AS count FROM comment_words WHERE comment_words MATCH ?',
          matchOf([word], part),
        )?.count ?? 0;
      places += count;
      if (count === 0) return { comments: [], places };
    }
  const rows = site.sql.all<{ comment: string }>(
    `SELECT comment FROM comment_number WHERE number IN (
       SELECT rowid FROM comment_words WHERE comment_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY number DESC`,
    matchOf(words, part),
    most,
  );
  return { comments: rows.map(({ comment }) => comment), places: places + rows.length };
}

/** A word that is looked for, as such or as a beginning. */
interface Word {
  text: string;
  begins: boolean;
  /** Where alone it is looked for. */
  in?: 'name';
}

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

function wordsOf(q: string): Word[] {
  const words = (q.match(wordPattern) ?? []).slice(0, mostWords);
  return words.map((text, index) => ({
    text,
    begins: !(index === words.length - 1 ? oneLetter : fewLetters).test(text),
  }));
}

/** Words as FTS5 looks for all of them. Quoted, one is no operator of its query language (https://www.sqlite.org/fts5.html, section 3). */
const matchOf = (words: Word[], part: number): string =>
  words
    .map(
      ({ text, begins, in: column }) => `${column ? `${column} : ` : ''}"${signOf(part)}${text}"${begins ? '*' : ''}`,
    )
    .join(' AND ');

/** The part that a number of the index lies in. */
const partOf = (number: number) => Math.floor(number / mostInPart);

/** The sign of a part: a character for private use, which FTS5 takes for one of a word, as it does letters. */
export const signOf = (part: number): string => String.fromCharCode(0xe000 + (part % 6400));

/** A text with the sign of a comment's part before each word. */
const signed = (text: string, number: number): string => {
  const sign = signOf(partOf(number));
  return text.replace(wordPattern, (word) => sign + word);
};

/**
 * A letter begins a word of nearly every comment: it is looked for as the word that it is, and so are two but at the end, where
 * one is still typing. Not so where a letter is a word.
 */
const oneLetter = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]\p{M}*$/u;
const fewLetters = /^(?:[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]\p{M}*){1,2}$/u;

function addWords(site: SiteContext, { id, name, body }: { id: string; name: string; body: string }): void {
  const row = first<{ number: number }>(
    site.sql,
    'INSERT INTO comment_number (comment) VALUES (?) RETURNING number',
    id,
  );
  const number = row?.number ?? 0;
  site.sql.all(
    'INSERT INTO comment_words (rowid, name, body) VALUES (?, ?, ?)',
    number,
    signed(name, number),
    signed(body, number),
  );
}
