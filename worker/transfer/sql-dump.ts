import type { Fields } from './fields';
import { UnreadableFile } from './source';
import type { Tables } from './tables';

/** Characters of one statement, which holds a row. */
const largest = 4_000_000;

/**
 * Reads tables that were written down as SQL: `sqlite3 .dump`, `wrangler d1 export`. It knows `CREATE TABLE` for the columns' names and
 * `INSERT INTO … VALUES` for the rows, with texts, numbers, bytes, NULL, and the functions that those programs write around a text
 * (`replace`, `char`, `unistr`); all else is passed over. Nothing is run. `columns` is empty: they stand somewhere in the file.
 */
export function tablesInSql(text: AsyncIterable<string>): Tables {
  return { columns: new Map(), rows: (table) => rowsOf(text, table) };
}

async function* rowsOf(text: AsyncIterable<string>, table: string): AsyncGenerator<Fields> {
  let columns: readonly string[] = [];
  for await (const { sql, isWhole } of statementsIn(text)) {
    const reader = new Words(sql);
    if (reader.takes('CREATE')) {
      if (reader.takes('TABLE') && reader.takesNot('IF', 'NOT', 'EXISTS') && reader.name() === table)
        columns = reader.columns();
    } else if (reader.takes('INSERT')) {
      while (!reader.takes('INTO') && reader.name() !== null);
      if (reader.name() !== table) continue;
      // A row that is larger than any comment has no fields.
      if (isWhole) yield* reader.rows(columns);
      else yield {};
    }
  }
}

/** A file's statements, without comments between them. @throws UnreadableFile where it ends within one. */
async function* statementsIn(text: AsyncIterable<string>): AsyncGenerator<{ sql: string; isWhole: boolean }> {
  let sql = '';
  let isWhole = true;
  /** What ends the text, the name or the comment that is being read. */
  let until = '';
  let previous = '';
  for await (const piece of text) {
    let from = 0;
    const keep = (to: number): void => {
      if (isWhole) sql += piece.slice(from, to);
      if (sql.length > largest) {
        isWhole = false;
        sql = sql.slice(0, 1_000);
      }
      from = to;
    };
    for (let at = 0; at < piece.length; at++) {
      const char = piece[at] as string;
      if (until !== '') {
        if (until.length === 1) {
          // Nothing in between counts.
          const end = piece.indexOf(until, at);
          at = end < 0 ? piece.length : end;
        }
        const isEnd = until === '*/' ? previous === '*' && char === '/' : at < piece.length;
        previous = char;
        if (!isEnd) continue;
        if (until === '\n' || until === '*/') from = at + 1;
        until = '';
        previous = '';
        continue;
      }
      if (char === "'" || char === '"' || char === '`') until = char;
      else if ((char === '-' && previous === '-') || (char === '*' && previous === '/')) {
        keep(at);
        sql = sql.slice(0, -1);
        until = char === '-' ? '\n' : '*/';
        previous = '';
        continue;
      } else if (char === ';') {
        keep(at);
        yield { sql, isWhole };
        sql = '';
        isWhole = true;
        from = at + 1;
      }
      previous = char;
    }
    if (until !== '\n' && until !== '*/') keep(piece.length);
  }
  if (sql.trim() !== '') throw new UnreadableFile('truncated', 'The file ends in the middle of a statement.');
}

/** Reads one statement from its beginning. */
class Words {
  readonly #sql: string;
  #at = 0;

  constructor(sql: string) {
    this.#sql = sql;
  }

  /** Passes over a word where it stands next. */
  takes(word: string): boolean {
    this.#pass();
    const found = this.#sql.slice(this.#at, this.#at + word.length);
    const isWord = found.toUpperCase() === word && !/\w/.test(this.#sql[this.#at + word.length] ?? '');
    if (isWord) this.#at += word.length;
    return isWord;
  }

  /** Passes over words that may stand next. Always true. */
  takesNot(...words: string[]): true {
    for (const word of words) this.takes(word);
    return true;
  }

  /** A name, quoted or not; null where none stands next. */
  name(): string | null {
    this.#pass();
    const open = this.#sql[this.#at] ?? '';
    const close = open === '[' ? ']' : open;
    if (open === '"' || open === '`' || open === '[' || open === "'") {
      const end = this.#sql.indexOf(close, this.#at + 1);
      if (end < 0) return null;
      const name = this.#sql.slice(this.#at + 1, end);
      this.#at = end + 1;
      return name;
    }
    const name = /^[\p{L}_][\p{L}\p{N}_$]*/u.exec(this.#sql.slice(this.#at, this.#at + 200))?.[0] ?? null;
    this.#at += name?.length ?? 0;
    return name;
  }

  /** The names of the columns of `CREATE TABLE x (…)`. */
  columns(): string[] {
    const names: string[] = [];
    if (!this.#takesSign('(')) return names;
    while (this.#at < this.#sql.length) {
      const isQuoted = /["`[]/.test(this.#next());
      const name = this.name();
      if (name === null) break;
      if (isQuoted || !/^(?:PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT)$/i.test(name)) names.push(name);
      if (!this.#toNextColumn()) break;
    }
    return names;
  }

  /** The rows of `INSERT INTO x (…) VALUES (…), (…)`, from behind the table's name. */
  *rows(columns: readonly string[]): Generator<Fields> {
    let names = columns;
    if (this.#takesSign('(')) {
      const own: string[] = [];
      do own.push(this.name() ?? '');
      while (this.#takesSign(','));
      if (!this.#takesSign(')')) return;
      names = own;
    }
    if (!this.takes('VALUES')) return;
    do {
      if (!this.#takesSign('(')) return;
      const values: unknown[] = [];
      do values.push(this.#value());
      while (this.#takesSign(','));
      if (!this.#takesSign(')')) return;
      yield Object.fromEntries(names.map((name, index) => [name, values[index]]));
    } while (this.#takesSign(','));
  }

  /** A value; undefined for what is none of those known. */
  #value(depth = 0): unknown {
    const next = this.#next();
    if (next === "'") return this.#text();
    const number = /^[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?/i.exec(this.#sql.slice(this.#at, this.#at + 400))?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      const value = Number(number);
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? number : value;
    }
    const word = this.name()?.toUpperCase();
    if (word === 'NULL') return null;
    if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
    if (word === 'X' && this.#sql[this.#at] === "'") return bytesOf(this.#text());
    // Around a text stand as many `replace` as it has kinds of line breaks.
    if (word === undefined || depth > 8 || !this.#takesSign('(')) return undefined;
    const given: unknown[] = [];
    do given.push(this.#value(depth + 1));
    while (this.#takesSign(','));
    if (!this.#takesSign(')')) return undefined;
    return called(word, given);
  }

  /** `'…'`, in which `''` is one of them. */
  #text(): string {
    const parts: string[] = [];
    let from = this.#at + 1;
    for (;;) {
      const end = this.#sql.indexOf("'", from);
      const isTwice = end >= 0 && this.#sql[end + 1] === "'";
      parts.push(this.#sql.slice(from, end < 0 ? undefined : end + (isTwice ? 1 : 0)));
      this.#at = end < 0 ? this.#sql.length : end + 1;
      if (!isTwice) return parts.join('');
      from = end + 2;
    }
  }

  /** Behind the comma that ends a column; false where the list ends. */
  #toNextColumn(): boolean {
    for (let depth = 0; this.#at < this.#sql.length; this.#at++) {
      const char = this.#sql[this.#at] ?? '';
      if (char === "'" || char === '"') {
        const end = this.#sql.indexOf(char, this.#at + 1);
        if (end < 0) return false;
        this.#at = end;
      } else if (char === '(') depth++;
      else if (char === ')' && depth-- === 0) return false;
      else if (char === ',' && depth === 0) {
        this.#at++;
        return true;
      }
    }
    return false;
  }

  #takesSign(sign: string): boolean {
    const isNext = this.#next() === sign;
    if (isNext) this.#at++;
    return isNext;
  }

  #next(): string {
    this.#pass();
    return this.#sql[this.#at] ?? '';
  }

  #pass(): void {
    while (/\s/.test(this.#sql[this.#at] ?? '')) this.#at++;
  }
}

/** What the functions around a text make of it; undefined for others. */
function called(name: string, given: readonly unknown[]): unknown {
  const [text, old, fresh] = given;
  if (name === 'CHAR')
    return String.fromCodePoint(...given.map(Number).filter((code) => code >= 0 && code <= 0x10ffff));
  if (name === 'UNISTR' && typeof text === 'string')
    return text.replace(
      /\\(?:u([\da-f]{4})|U([\da-f]{8})|\+([\da-f]{6})|([\da-f]{4})|\\)/gi,
      (all, ...codes: string[]) => {
        const code = Number.parseInt(codes.slice(0, 4).find((each) => each) ?? '', 16);
        if (all === '\\\\') return '\\';
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    );
  if (name === 'REPLACE' && typeof text === 'string' && typeof old === 'string' && typeof fresh === 'string')
    return old === '' || text.length * Math.max(1, fresh.length) > 4 * largest
      ? text
      : text.replaceAll(old, () => fresh);
  return undefined;
}

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: Math.floor(hex.length / 2) }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
