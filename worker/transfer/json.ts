import { UnreadableFile } from './source';

/**
 * Reads JSON of any length. It looks for where records begin and end, and leaves what is inside of one to `JSON.parse`: one that is
 * broken, too large or too deep is named, and reading goes on behind it. (@streamparser/json 0.0.26 builds values from tokens: it ends
 * at the first broken record, has no bound for one value, and took two to three times as long for 100 MB.)
 */

/** Characters of one record. The longest comments of the systems read here have 64 000; one with its answers a few hundred times that. */
const largest = 4_000_000;

/** Levels within one record. Two are usual. */
const deepest = 200;

/** Characters of a key that may be one that is looked for. */
const longestKey = 1_000;

/** A value at a place that was asked for. */
export interface Found {
  /** The place, as it was asked for. */
  place: string;
  /** Keys and positions from the document's root to it. */
  keys: (string | number)[];
  /** undefined where there is trouble with it. */
  value: unknown;
  trouble: Trouble | null;
  /** How it begins, as it stands in the file. */
  head: string;
}

/** Why there is no value: it is not JSON, or one of the bounds above. */
export type Trouble = 'unreadable' | 'too-large' | 'too-deep';

/**
 * Finds values in one JSON document, or in several that follow each other.
 * @param places Where to look, as `comments.*` or `data.Users.*`: keys by name, `*` for each of a list, an empty string for whole documents.
 * @throws UnreadableFile where brackets and commas are no JSON, and where it ends within a value.
 */
export async function* findInJson(text: AsyncIterable<string>, places: readonly string[]): AsyncGenerator<Found> {
  const reader = new Reader(places);
  let end: unknown = null;
  for await (const piece of text) {
    end = endOf(() => reader.take(piece));
    yield* reader.found.splice(0);
    if (end !== null) throw end;
  }
  end = endOf(() => reader.end());
  yield* reader.found.splice(0);
  if (end !== null) throw end;
}

/** What is thrown: what was found before it comes first. */
function endOf(step: () => void): unknown {
  try {
    step();
    return null;
  } catch (error) {
    return error;
  }
}

/** The same for a file that has one value a line; empty lines and such as begin with `#` are passed over. A broken line is one record. */
export async function* findInLines(text: AsyncIterable<string>): AsyncGenerator<Found> {
  let line = '';
  let tooLarge = false;
  let number = 0;
  const whole = (): Found | null => {
    number++;
    const read = line.trim();
    line = '';
    if (read === '' || read.startsWith('#')) return null;
    const found = tooLarge ? troubled('too-large') : parsed(read);
    tooLarge = false;
    return { place: '', keys: [number], head: headOf(read), ...found };
  };
  for await (const piece of text) {
    let from = 0;
    for (let to = piece.indexOf('\n'); to >= 0; to = piece.indexOf('\n', from)) {
      if (!tooLarge) line += piece.slice(from, to);
      from = to + 1;
      const found = whole();
      if (found) yield found;
    }
    if (!tooLarge) line += piece.slice(from);
    if (line.length > largest) {
      tooLarge = true;
      line = headOf(line);
    }
  }
  const last = whole();
  if (last?.trouble) throw cut();
  if (last) yield last;
}

/** How a file begins, and as many characters of it as there are up to a bound. */
export async function beginningOf(text: AsyncIterable<string>, length = 64_000): Promise<string> {
  let head = '';
  for await (const piece of text) {
    head += piece;
    if (head.length >= length) break;
  }
  return head.slice(0, length);
}

const headOf = (text: string): string => text.slice(0, 200);

const troubled = (trouble: Trouble): Pick<Found, 'value' | 'trouble'> => ({ value: undefined, trouble });

function parsed(text: string): Pick<Found, 'value' | 'trouble'> {
  // What was cut from a longer text keeps all of it in memory; here `JSON.parse` makes anew what it returns.
  try {
    if (tooDeep(text)) return troubled('too-deep');
    return { value: JSON.parse(text), trouble: null };
  } catch {
    return troubled('unreadable');
  }
}

/** Counts brackets, also such as stand in a text: a line of nothing else is not worth the difference. */
function tooDeep(text: string): boolean {
  if (text.length < deepest) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inText) {
      if (char === backslash) at++;
      else if (char === quote) inText = false;
    } else if (char === quote) inText = true;
    else if (char === openObject || char === openList) {
      if (++depth > deepest) return true;
    } else if (char === closeObject || char === closeList) depth--;
  }
  return false;
}

const cut = (): UnreadableFile => new UnreadableFile('truncated', 'The file ends in the middle of a record.');

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** JSON's four (RFC 8259, 2), and the byte order mark that some programs put before it. */
const isSpace = (char: number): boolean =>
  char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09 || char === 0xfeff;

/** What a value that is neither text, list nor object begins with: a number, true, false, null. */
const beginsWord = (char: number): boolean =>
  (char >= 0x30 && char <= 0x39) || char === 0x2d || char === 0x74 || char === 0x66 || char === 0x6e;

/** A list or an object that is open around what is read, and not a record itself. */
interface Level {
  kind: 'list' | 'object';
  key: string | number;
  /** The places that can still be met in here: their remaining steps begin at this level's depth. */
  places: readonly Place[];
}

interface Place {
  name: string;
  steps: readonly string[];
}

type Expecting =
  | 'value'
  | 'value-or-end'
  | 'key'
  | 'key-or-end'
  | 'colon'
  | 'comma-or-end'
  | 'within-key'
  | 'within-value';

/** Takes pieces of a text, and collects what it finds in them. */
class Reader {
  readonly found: Found[] = [];
  readonly #places: readonly Place[];
  readonly #levels: Level[] = [];
  #expecting: Expecting = 'value';
  #documents = 0;
  /** Characters before this piece. */
  #passed = 0;

  #key = '';
  /** The last character was a backslash, so that this one stands for itself. */
  #escaped = false;

  // The value that is being passed: a record that was asked for (`place`), or one that nobody wants.
  #place: Place | null = null;
  #value = '';
  #length = 0;
  #depth = 0;
  #inText = false;
  /** A number or a word, which ends before what follows it. */
  #isWord = false;
  #trouble: Trouble | null = null;

  constructor(places: readonly string[]) {
    this.#places = places.map((name) => ({ name, steps: name === '' ? [] : name.split('.') }));
  }

  take(piece: string): void {
    let at = 0;
    while (at < piece.length) {
      if (this.#expecting === 'within-value') at = this.#pass(piece, at);
      else if (this.#expecting === 'within-key') at = this.#takeKey(piece, at);
      else {
        const char = piece.charCodeAt(at);
        if (isSpace(char)) at++;
        else at = this.#step(piece, at, char);
      }
    }
    this.#passed += piece.length;
  }

  end(): void {
    if (this.#expecting === 'within-value' && this.#isWord && this.#depth === 0) this.#endValue();
    if (this.#levels.length > 0 || this.#expecting !== 'value') throw cut();
    if (this.#documents === 0) throw new UnreadableFile('truncated', 'The file is empty.');
  }

  /** One character between values. Returns where to go on. */
  #step(piece: string, at: number, char: number): number {
    const level = this.#levels.at(-1);
    switch (this.#expecting) {
      case 'value-or-end':
        if (char === closeList) return this.#leave(at);
        return this.#begin(piece, at, char);
      case 'value':
        return this.#begin(piece, at, char);
      case 'key-or-end':
        if (char === closeObject) return this.#leave(at);
        return this.#beginKey(at, char);
      case 'key':
        return this.#beginKey(at, char);
      case 'colon':
        if (char !== colon) throw this.#noJson(at);
        this.#expecting = 'value';
        return at + 1;
      default:
        if (!level) throw this.#noJson(at);
        if (char === (level.kind === 'list' ? closeList : closeObject)) return this.#leave(at);
        if (char !== comma) throw this.#noJson(at);
        if (level.kind === 'list') level.key = Number(level.key) + 1;
        this.#expecting = level.kind === 'list' ? 'value' : 'key';
        return at + 1;
    }
  }

  #beginKey(at: number, char: number): number {
    if (char !== quote) throw this.#noJson(at);
    this.#key = '';
    this.#expecting = 'within-key';
    return at + 1;
  }

  #takeKey(piece: string, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const char = piece.charCodeAt(at);
      if (this.#escaped) this.#escaped = false;
      else if (char === backslash) this.#escaped = true;
      else if (char === quote) {
        this.#addToKey(piece.slice(from, at));
        const level = this.#levels.at(-1);
        if (level) level.key = keyOf(this.#key);
        this.#expecting = 'colon';
        return at + 1;
      }
    }
    this.#addToKey(piece.slice(from));
    return piece.length;
  }

  /** What is longer than any key that is looked for stays unlike all of them. */
  #addToKey(part: string): void {
    this.#key = (this.#key + part).slice(0, longestKey + 1);
  }

  #begin(piece: string, at: number, char: number): number {
    const places = this.#placesHere();
    const depth = this.#levels.length;
    const wanted = places.find(({ steps }) => steps.length === depth);
    const further = places.filter(({ steps }) => steps.length > depth);
    if (!wanted && further.length > 0 && (char === openList || char === openObject)) {
      const isList = char === openList;
      this.#levels.push({ kind: isList ? 'list' : 'object', key: isList ? 0 : '', places: further });
      this.#expecting = isList ? 'value-or-end' : 'key-or-end';
      return at + 1;
    }
    this.#isWord = beginsWord(char);
    if (!this.#isWord && char !== quote && char !== openList && char !== openObject) throw this.#noJson(at);
    this.#place = wanted ?? null;
    this.#value = '';
    this.#length = 0;
    this.#depth = 0;
    this.#inText = false;
    this.#trouble = null;
    this.#expecting = 'within-value';
    return this.#pass(piece, at);
  }

  /** The places that go on with the key, or the position, at which a value begins. */
  #placesHere(): readonly Place[] {
    const level = this.#levels.at(-1);
    if (!level) return this.#places;
    const step = this.#levels.length - 1;
    return level.places.filter(({ steps }) => {
      const wanted = steps[step];
      return level.kind === 'list' ? wanted === '*' : wanted === level.key;
    });
  }

  /** Goes through a value until it ends, or the piece does. */
  #pass(piece: string, from: number): number {
    let at = from;
    let inText = this.#inText;
    let escaped = this.#escaped;
    let depth = this.#depth;
    let ended = false;
    for (; at < piece.length && !ended; at++) {
      const char = piece.charCodeAt(at);
      if (inText) {
        if (escaped) escaped = false;
        else if (char === backslash) escaped = true;
        else if (char === quote) {
          inText = false;
          ended = depth === 0;
        }
      } else if (this.#isWord) {
        if (char === comma || char === closeList || char === closeObject || isSpace(char)) {
          ended = true;
          at--;
        }
      } else if (char === quote) inText = true;
      else if (char === openObject || char === openList) {
        if (++depth > deepest) this.#trouble ??= 'too-deep';
      } else if (char === closeObject || char === closeList) {
        if (--depth === 0) ended = true;
      }
    }
    this.#inText = inText;
    this.#escaped = escaped;
    this.#depth = depth;
    this.#keep(piece, from, at);
    if (ended) this.#endValue();
    return at;
  }

  #keep(piece: string, from: number, to: number): void {
    this.#length += to - from;
    if (this.#length > largest) this.#trouble ??= 'too-large';
    if (this.#trouble) this.#value = headOf(this.#value);
    else if (this.#place) this.#value += piece.slice(from, to);
  }

  #endValue(): void {
    const text = this.#value;
    if (this.#place)
      this.found.push({
        place: this.#place.name,
        keys: this.#levels.map(({ key }) => key),
        head: headOf(text),
        ...(this.#trouble ? troubled(this.#trouble) : parsedAs(text)),
      });
    this.#value = '';
    this.#ended();
  }

  #leave(at: number): number {
    this.#levels.pop();
    this.#ended();
    return at + 1;
  }

  #ended(): void {
    if (this.#levels.length > 0) this.#expecting = 'comma-or-end';
    else {
      this.#documents++;
      this.#expecting = 'value';
    }
  }

  #noJson(at: number): UnreadableFile {
    return new UnreadableFile('format', `The file is no JSON from its character ${this.#passed + at + 1} on.`);
  }
}

function parsedAs(text: string): Pick<Found, 'value' | 'trouble'> {
  try {
    return { value: JSON.parse(text), trouble: null };
  } catch {
    return troubled('unreadable');
  }
}

function keyOf(raw: string): string {
  if (!raw.includes('\\')) return raw;
  const { value } = parsedAs(`"${raw}"`);
  return typeof value === 'string' ? value : raw;
}
