import { Parser } from 'htmlparser2';
import { UnreadableFile } from './source';

/** An element that is a record, or stands in one. */
export class XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The record in which it stands; null: none. */
  readonly within: XmlElement | null;
  /** Its own text and that of elements in it which are not kept by name, as it stands in the file. */
  text = '';
  /** Whether it has more than can be kept: a text longer than `longestText`, or too many elements. */
  tooLarge = false;
  readonly #children: XmlElement[] = [];
  #isCut = false;

  constructor(name: string, attributes: Record<string, string>, within: XmlElement | null) {
    this.name = name;
    this.attributes = attributes;
    this.within = within;
  }

  /** The first element of that name in it; null where there is none. */
  child(name: string): XmlElement | null {
    return this.#children.find((child) => child.name === name) ?? null;
  }

  children(name: string): XmlElement[] {
    return this.#children.filter((child) => child.name === name);
  }

  /** The text of the first element of that name in it, without spaces around it; null where there is none. */
  field(name: string): string | null {
    return this.child(name)?.text.trim() || null;
  }

  /** The same of the first element at `steps` below it. */
  at(...steps: string[]): string | null {
    const found = steps.reduce<XmlElement | null>((element, step) => element?.child(step) ?? null, this);
    return found?.text.trim() || null;
  }

  attach(child: XmlElement): void {
    if (this.#children.length < mostChildren) this.#children.push(child);
    else this.tooLarge = true;
  }

  /** Adds to its text; what is too long goes altogether, and is named. */
  add(data: string): void {
    if (this.#isCut) return;
    this.text += data;
    if (this.text.length <= longestText) return;
    this.#isCut = true;
    this.tooLarge = true;
    this.text = this.text.slice(0, keptOfTooLong);
  }
}

/** Characters of one text. WordPress keeps comments in columns of 65 535 bytes, Disqus takes 25 000 characters; this is sixteen times as much. */
export const longestText = 1_048_576;
/** Of what is longer so much is kept, to be recognized by. */
const keptOfTooLong = 1000;
/** Elements in one record. A comment has about twenty. */
const mostChildren = 1000;
/** Levels of elements; six are usual. */
const deepest = 64;
/** Characters of a tag: its name and attributes. */
const longestTag = 1_048_576;

/**
 * The name of a document's outermost element, by its beginning; null where it is no XML. What others quote within it does not count, nor do
 * stray signs before it, as some files have that were copied by hand.
 */
export function rootOf(head: string): string | null {
  let at = /^[^<\w{["'#]{0,100}/.exec(head)?.[0].length ?? 0;
  for (;;) {
    while (/\s|\uFEFF/.test(head[at] ?? '')) at++;
    const rest = head.slice(at, at + 9);
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : rest.startsWith('<!') ? '>' : null;
    if (end === null) return /^<([^\s/>]+)[\s/>]/.exec(head.slice(at, at + 100))?.[1] ?? null;
    const found = head.indexOf(end, at);
    if (found < 0) return null;
    at = found + end.length;
  }
}

/**
 * Finds the elements of some names in an XML file. A record within a record comes before it and is not among its children; then
 * `within` has what stands in the outer one so far. Broken markup is read as far as it can be: bare ampersands, attributes
 * without quotes. No entity is replaced but XML's own five and numbers.
 * @param fields Names of elements whose text is kept; that of all others in a record is passed over.
 * @throws UnreadableFile for what is no XML, and where it ends before its root element does.
 */
export async function* findInXml(
  text: AsyncIterable<string>,
  { records, fields }: { records: readonly string[]; fields: readonly string[] },
): AsyncGenerator<XmlElement> {
  const reader = new Reader(new Set(records), new Set(fields));
  for await (const piece of text) {
    reader.take(piece);
    yield* reader.found.splice(0);
  }
  reader.end();
}

/** One of the elements that are open. `kept`: null where it is passed over. */
interface Open {
  kept: XmlElement | null;
  record: XmlElement | null;
}

class Reader {
  readonly found: XmlElement[] = [];
  readonly #records: Set<string>;
  readonly #fields: Set<string>;
  readonly #open: Open[] = [];
  readonly #parser: Parser;
  readonly #sections = new Sections();
  /** Characters since the parser last found anything. */
  #waiting = 0;
  #hasRoot = false;

  constructor(records: Set<string>, fields: Set<string>) {
    this.#records = records;
    this.#fields = fields;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#begin(name, attributes),
        onclosetag: () => this.#close(),
        ontext: (data) => this.#text(data),
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  take(piece: string): void {
    for (const { text, isLiteral } of this.#sections.take(piece)) {
      if (isLiteral) this.#text(text);
      else {
        this.#waiting += text.length;
        this.#parser.write(text);
        if (this.#waiting > longestTag)
          throw new UnreadableFile('too-large', 'The file has a tag of more than a million characters.');
      }
    }
  }

  end(): void {
    if (!this.#hasRoot) throw new UnreadableFile('format', 'The file is no XML.');
    if (this.#open.length > 0 || this.#sections.isOpen)
      throw new UnreadableFile('truncated', 'The file ends too early.');
  }

  #begin(name: string, attributes: Record<string, string>): void {
    this.#waiting = 0;
    this.#hasRoot = true;
    if (this.#open.length >= deepest)
      throw new UnreadableFile(
        'format',
        `The file has elements in elements, more than ${deepest} deep. No export has.`,
      );
    const outer = this.#open.at(-1);
    const record = outer?.record ?? null;
    if (this.#records.has(name)) {
      const element = new XmlElement(name, attributes, record);
      this.#open.push({ kept: element, record: element });
    } else if (record && this.#fields.has(name)) {
      const element = new XmlElement(name, attributes, null);
      (outer?.kept ?? record).attach(element);
      this.#open.push({ kept: element, record });
    } else this.#open.push({ kept: null, record });
  }

  #close(): void {
    this.#waiting = 0;
    const { kept, record } = this.#open.pop() ?? {};
    if (kept && kept === record) this.found.push(kept);
    else if (kept?.tooLarge && record) record.tooLarge = true;
  }

  #text(data: string): void {
    this.#waiting = 0;
    const { kept, record } = this.#open.at(-1) ?? {};
    if (kept && kept !== record) kept.add(data);
  }
}

interface Section {
  text: string;
  /** Whether it is text as it stands (CDATA), and no markup. */
  isLiteral: boolean;
}

/**
 * Parts of a file that the parser would have to hold as a whole: CDATA comes in pieces; comments, instructions and document types, with
 * all that they declare, are passed over.
 */
class Sections {
  #rest = '';
  #end: ']]>' | '-->' | '?>' | null = null;
  #isLiteral = false;
  /** A document type so far. */
  #doctype: string | null = null;

  /** Whether the file has begun something that has not ended. */
  get isOpen(): boolean {
    return this.#end !== null || this.#doctype !== null;
  }

  *take(piece: string): Generator<Section> {
    const text = this.#rest + piece;
    this.#rest = '';
    let at = 0;
    while (at < text.length) {
      if (this.#doctype !== null) at = this.#passDoctype(text, at);
      else if (this.#end !== null) {
        const end: number = text.indexOf(this.#end, at);
        const to = end < 0 ? Math.max(at, text.length - this.#end.length + 1) : end;
        if (this.#isLiteral && to > at) yield { text: text.slice(at, to), isLiteral: true };
        if (end < 0) {
          this.#rest = text.slice(to);
          return;
        }
        at = end + this.#end.length;
        this.#end = null;
      } else {
        begin.lastIndex = at;
        const start = begin.exec(text)?.index ?? text.length;
        if (start > at) yield { text: text.slice(at, start), isLiteral: false };
        if (start === text.length) return;
        const opening = this.#open(text, start);
        if (opening === 0) {
          this.#rest = text.slice(start);
          return;
        }
        // A sign that opens nothing is one.
        if (opening === null) yield { text: '<', isLiteral: true };
        at = start + (opening ?? 1);
      }
    }
  }

  /** How many characters open the section that begins here; 0: as many as there are do not say it; null: it is none. */
  #open(text: string, start: number): number | null {
    const begins = (opening: string) => text.startsWith(opening, start);
    const known = sections.find(([opening]) => begins(opening));
    if (known) {
      const [opening, end, isLiteral] = known;
      this.#end = end;
      this.#isLiteral = isLiteral;
      return opening.length;
    }
    const begun = text.slice(start, start + doctype.length);
    if (begun.toUpperCase() === doctype) {
      this.#doctype = '';
      return doctype.length;
    }
    const mayBecome = [doctype, ...sections.map(([opening]) => opening)].some((opening) =>
      opening.startsWith(begun.toUpperCase()),
    );
    return text.length - start < doctype.length && mayBecome ? 0 : null;
  }

  /** Up to the `>` that ends it, behind the last bracket of what it declares. */
  #passDoctype(text: string, at: number): number {
    const before = this.#doctype?.length ?? 0;
    const all = (this.#doctype ?? '') + text.slice(at, at + longestDoctype);
    const whole = /^[^[>]*(?:>|\[[^\]]*\](?:(?!\s*>)[^\]]*\])*\s*>)/.exec(all)?.[0];
    if (whole !== undefined) {
      this.#doctype = null;
      return at + whole.length - before;
    }
    if (all.length > longestDoctype)
      throw new UnreadableFile('too-large', 'The file declares a document type of more than 64 kB. No export does.');
    this.#doctype = all;
    return text.length;
  }
}

const begin = /<(?:[!?]|$)/g;
const sections = [
  ['<![CDATA[', ']]>', true],
  ['<!--', '-->', false],
  ['<?', '?>', false],
] as const;
const doctype = '<!DOCTYPE';
const longestDoctype = 65_536;
