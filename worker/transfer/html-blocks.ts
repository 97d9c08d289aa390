import { QuoteType, Tokenizer } from 'htmlparser2';

/** What stands in a line. Openings and closings of one kind never stand in each other, and each that opens closes. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | Opening
  | { kind: 'close'; mark: Mark }
  | { kind: 'link-end' };
type Opening = { kind: 'open'; mark: Mark } | { kind: 'link'; url: string; title: string | null };
export type Mark = 'em' | 'strong';

export type Block =
  | { kind: 'paragraph'; inlines: Inline[] /** Whether it stood in a `<p>`. */; isLoose: boolean }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: Block[][] };

/** Quotes and lists in each other; what is deeper stands in the deepest one. Nobody follows a talk over more. */
const deepest = 12;
/** Elements that are open at once; of those within these the text alone counts. */
const mostOpen = 100;

/** Elements that stand for themselves; all others stand in the line. */
const blockNames = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol optgroup option p pre section select summary table tbody td tfoot th thead tr ul video audio iframe object'.split(
    ' ',
  ),
);
const marks: Record<string, Mark | undefined> = Object.assign(Object.create(null), {
  ...{ em: 'em', i: 'em', cite: 'em', dfn: 'em', var: 'em' },
  ...{
    strong: 'strong',
    b: 'strong',
    h1: 'strong',
    h2: 'strong',
    h3: 'strong',
    h4: 'strong',
    h5: 'strong',
    h6: 'strong',
    dt: 'strong',
  },
});
const codeNames = new Set(['code', 'kbd', 'samp', 'tt']);
const voidNames = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Their content is not for reading. */
const hiddenNames = new Set(['script', 'style', 'head', 'template', 'noembed', 'noframes']);

/** Elements that end where one of these begins, as browsers read them (HTML, 13.1.2.4). */
const impliesEnd: Record<string, string[] | undefined> = Object.assign(Object.create(null), {
  li: ['li'],
  dd: ['dd', 'dt'],
  dt: ['dd', 'dt'],
  tr: ['tr', 'td', 'th'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  a: ['a'],
});
/** Such an end is not looked for beyond these. */
const scopes = new Set(['ul', 'ol', 'dl', 'table', 'blockquote', 'div', 'td', 'th']);

/**
 * Reads HTML, however broken, as the blocks that a comment can have. No text is lost but of scripts and styles, and nothing is called up by its
 * depth: a hundred thousand elements in each other take as long as beside each other.
 * @param breaksCount Whether a line break in the text is one, and an empty line a new paragraph.
 */
export function blocksOf(html: string, breaksCount = false): Block[] {
  const reader = new Reader(html, breaksCount);
  return reader.read();
}

interface Container {
  kind: 'root' | 'quote' | 'list' | 'item';
  /** Where new blocks go; of a list they go to its last item. */
  blocks: Block[];
  list: Extract<Block, { kind: 'list' }> | null;
  /** How many elements are open outside of it. */
  level: number;
}

interface Opened {
  name: string;
  /** What it opened, to be closed with it. */
  mark: Mark | null;
  isLink: boolean;
  isContainer: boolean;
}

class Reader {
  readonly #html: string;
  readonly #breaksCount: boolean;
  readonly #open: Opened[] = [];
  readonly #openNames = new Map<string, number>();
  readonly #containers: Container[] = [{ kind: 'root', blocks: [], list: null, level: 0 }];
  #inlines: Inline[] = [];
  /** Marks and the link that are open, in the order of their opening; a new paragraph opens them again. */
  #marks: Opening[] = [];
  #isLoose = false;
  #hidden = 0;
  /** The text of a `<pre>`, or of `<code>` in a line, so far. */
  #pre: string | null = null;
  #isCodeInPre = false;
  #code: string | null = null;
  #codeDepth = 0;
  #tag = '';
  #attributes: Record<string, string> = {};
  #attribute = '';
  #value = '';

  constructor(html: string, breaksCount: boolean) {
    this.#html = html;
    this.#breaksCount = breaksCount;
  }

  read(): Block[] {
    const nothing = () => {};
    const slice = (from: number, to: number) => this.#html.slice(from, to);
    const tokenizer = new Tokenizer(
      { xmlMode: false, decodeEntities: true },
      {
        ontext: (from, to) => this.#text(slice(from, to)),
        ontextentity: (codePoint) => this.#text(String.fromCodePoint(codePoint)),
        oncdata: (from, to, endOffset) => this.#text(slice(from, to - endOffset)),
        onopentagname: (from, to) => {
          this.#tag = slice(from, to).toLowerCase();
          this.#attributes = Object.create(null);
        },
        onattribname: (from, to) => {
          this.#attribute = slice(from, to).toLowerCase();
          this.#value = '';
        },
        onattribdata: (from, to) => {
          this.#value += slice(from, to);
        },
        onattribentity: (codePoint) => {
          this.#value += String.fromCodePoint(codePoint);
        },
        onattribend: (quote) => {
          if (quote !== QuoteType.NoValue && attributeNames.has(this.#attribute))
            this.#attributes[this.#attribute] ??= this.#value;
        },
        onopentagend: () => this.#begin(),
        onselfclosingtag: () => this.#begin(),
        onclosetag: (from, to) => this.#end(slice(from, to).toLowerCase()),
        oncomment: nothing,
        ondeclaration: nothing,
        onprocessinginstruction: nothing,
        onend: nothing,
      },
    );
    tokenizer.write(this.#html);
    tokenizer.end();
    while (this.#open.length > 0) this.#pop();
    this.#endCode();
    this.#endPre();
    this.#flush();
    return this.#containers[0]?.blocks ?? [];
  }

  #text(text: string): void {
    if (this.#hidden > 0) return;
    if (this.#pre !== null) this.#pre += text;
    else if (this.#code !== null) this.#code += text;
    else if (this.#breaksCount && text.includes('\n')) {
      for (const [at, line] of text.split(/\r?\n/).entries()) {
        if (at > 0) this.#inlines.push({ kind: 'break' });
        this.#add(line);
      }
    } else this.#add(text);
  }

  #add(text: string): void {
    if (text === '') return;
    const last = this.#inlines.at(-1);
    if (last?.kind === 'text') last.text += text;
    else this.#inlines.push({ kind: 'text', text });
  }

  #begin(): void {
    const name = this.#tag;
    const attributes = this.#attributes;
    if (hiddenNames.has(name)) {
      if (this.#push(name)) this.#hidden++;
      return;
    }
    if (this.#hidden > 0) return;
    if (this.#pre !== null) {
      if (name === 'br') this.#pre += '\n';
      else if (!voidNames.has(name)) this.#push(name);
      // A line break right behind `<pre>` does not count; the one behind `<pre><code>` does.
      if (name === 'code' && this.#pre.trim() === '') {
        this.#pre = '';
        this.#isCodeInPre = true;
      }
      return;
    }
    if (blockNames.has(name)) this.#beginBlock(name, attributes);
    else this.#beginInline(name, attributes);
  }

  #beginBlock(name: string, attributes: Record<string, string>): void {
    this.#endCode();
    if (name === 'td' || name === 'th') {
      if (impliedBy(this.#open, name)) this.#end(impliedBy(this.#open, name) ?? '');
      // The cells of a row stand in one line.
      if (this.#inlines.some((inline) => inline.kind === 'text' && /\S/.test(inline.text))) this.#add(' | ');
      this.#push(name);
      return;
    }
    // A paragraph ends where any block begins.
    if (this.#openNames.get('p')) this.#end('p');
    for (let implied = impliedBy(this.#open, name); implied; implied = impliedBy(this.#open, name)) this.#end(implied);
    this.#flush();
    if (name === 'iframe' || name === 'video' || name === 'audio') this.#address(attributes.src);
    if (name === 'hr') return;
    if (!this.#push(name)) return;
    const opened = this.#open.at(-1);
    if (!opened) return;
    if (name === 'p') this.#isLoose = true;
    else if (name === 'pre') this.#pre = '';
    else if (name === 'blockquote') opened.isContainer = this.#enter('quote', null);
    else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') {
      const start = Number.parseInt(attributes.start ?? '1', 10);
      opened.isContainer = this.#enter('list', name === 'ol' ? (start >= 0 && start <= 999_999_999 ? start : 1) : null);
    } else if (name === 'li') opened.isContainer = this.#enter('item', null);
    this.#openMark(opened, marks[name]);
  }

  #beginInline(name: string, attributes: Record<string, string>): void {
    if (this.#code !== null) {
      if (name === 'br') this.#code += ' ';
      else if (!voidNames.has(name) && this.#push(name) && codeNames.has(name)) this.#codeDepth++;
      return;
    }
    switch (name) {
      case 'br':
        this.#inlines.push({ kind: 'break' });
        return;
      case 'img':
        this.#image(attributes);
        return;
      case 'embed':
        this.#address(attributes.src);
        return;
      case 'q':
        this.#add('“');
        break;
    }
    if (voidNames.has(name)) return;
    if (name === 'a' && this.#openNames.get('a')) this.#end('a');
    if (!this.#push(name)) return;
    const opened = this.#open.at(-1);
    if (!opened) return;
    if (name === 'a') {
      const url = addressOf(attributes.href);
      if (url === null) return;
      opened.isLink = true;
      const link = { kind: 'link' as const, url, title: attributes.title ?? null };
      this.#marks.push(link);
      this.#inlines.push(link);
    } else if (codeNames.has(name)) {
      this.#code = '';
      this.#codeDepth = 1;
    } else this.#openMark(opened, marks[name]);
  }

  #openMark(opened: Opened, mark: Mark | undefined): void {
    if (!mark || this.#marks.some((inline) => inline.kind === 'open' && inline.mark === mark)) return;
    opened.mark = mark;
    const open = { kind: 'open' as const, mark };
    this.#marks.push(open);
    this.#inlines.push(open);
  }

  /** Whether it is minded; beyond a bound elements are not, so that closing them costs nothing. */
  #push(name: string): boolean {
    if (this.#open.length >= mostOpen) return false;
    this.#open.push({ name, mark: null, isLink: false, isContainer: false });
    this.#openNames.set(name, (this.#openNames.get(name) ?? 0) + 1);
    return true;
  }

  #end(name: string): void {
    if (!this.#openNames.get(name)) {
      if (name === 'br') this.#inlines.push({ kind: 'break' });
      return;
    }
    while (this.#open.length > 0 && this.#pop() !== name);
  }

  #pop(): string {
    const opened = this.#open.pop();
    if (!opened) return '';
    const { name } = opened;
    this.#openNames.set(name, (this.#openNames.get(name) ?? 1) - 1);
    if (hiddenNames.has(name)) this.#hidden--;
    if (this.#hidden > 0) return name;
    if (this.#pre !== null) {
      if (name === 'pre') this.#endPre();
      return name;
    }
    if (this.#code !== null) {
      if (codeNames.has(name)) this.#codeDepth--;
      if (this.#codeDepth === 0) this.#endCode();
      else if (!blockNames.has(name)) return name;
    }
    if (name === 'q') this.#add('”');
    if (opened.mark || opened.isLink) this.#closeMark(opened);
    if (blockNames.has(name) && name !== 'td' && name !== 'th') {
      this.#flush();
      if (opened.isContainer) this.#leave();
    }
    return name;
  }

  #closeMark({ mark, isLink }: Opened): void {
    const at = this.#marks.findLastIndex((open) =>
      isLink ? open.kind === 'link' : open.kind === 'open' && open.mark === mark,
    );
    if (at < 0) return;
    // Marks that were opened within close with it, and go on behind it.
    const within = this.#marks.slice(at + 1);
    for (const open of this.#marks.slice(at).toReversed()) this.#inlines.push(closing(open));
    this.#marks.splice(at);
    for (const open of within) {
      this.#marks.push(open);
      this.#inlines.push(open);
    }
  }

  #endCode(): void {
    if (this.#code === null) return;
    if (this.#code !== '') this.#inlines.push({ kind: 'code', text: this.#code });
    this.#code = null;
    this.#codeDepth = 0;
  }

  #endPre(): void {
    if (this.#pre === null) return;
    const all = this.#pre.replace(/\r\n?/g, '\n');
    const text = all.startsWith('\n') && !this.#isCodeInPre ? all.slice(1) : all;
    this.#pre = null;
    this.#isCodeInPre = false;
    if (text !== '') this.#blocks().push({ kind: 'code', text });
  }

  #image({ alt, src, class: names = '' }: Record<string, string>): void {
    const url = addressOf(src);
    // Pictures of one sign are that sign.
    const isSign =
      /\b(?:emoji|wp-smiley|tk-owo-emotion|smiley|emoticon)\b/.test(names) ||
      (alt !== undefined && /^\p{Emoji_Presentation}+$/u.test(alt));
    if (url === null || isSign || this.#marks.some(({ kind }) => kind === 'link')) {
      this.#add(alt?.trim() || (url ?? ''));
      return;
    }
    this.#inlines.push(
      { kind: 'link', url, title: null },
      { kind: 'text', text: alt?.trim() || url },
      { kind: 'link-end' },
    );
  }

  /** What cannot be shown here, as a link to it. */
  #address(source: string | undefined): void {
    const url = addressOf(source);
    if (url === null) return;
    this.#inlines.push({ kind: 'link', url, title: null }, { kind: 'text', text: url }, { kind: 'link-end' });
    this.#flush();
  }

  #blocks(): Block[] {
    const container = this.#containers.at(-1);
    if (!container) return [];
    if (container.kind !== 'list') return container.blocks;
    // Text in a list, outside of its items, is one.
    const items = container.list?.items ?? [];
    const last = items.at(-1);
    if (last) return last;
    const item: Block[] = [];
    items.push(item);
    return item;
  }

  #enter(kind: 'quote' | 'list' | 'item', start: number | null): boolean {
    const outer = this.#containers.at(-1);
    const depth = this.#containers.filter((container) => container.kind !== 'item').length;
    if (kind === 'item') {
      if (outer?.kind !== 'list' || !outer.list) return false;
      const blocks: Block[] = [];
      outer.list.items.push(blocks);
      this.#containers.push({ kind, blocks, list: null, level: this.#open.length });
      return true;
    }
    if (depth > deepest) return false;
    const block: Block = kind === 'quote' ? { kind, blocks: [] } : { kind, start, items: [] };
    this.#blocks().push(block);
    this.#containers.push({
      kind,
      blocks: block.kind === 'quote' ? block.blocks : [],
      list: block.kind === 'list' ? block : null,
      level: this.#open.length,
    });
    return true;
  }

  #leave(): void {
    if (this.#containers.length > 1) this.#containers.pop();
  }

  /** What stands in the line so far becomes a paragraph, or several where two breaks follow each other. */
  #flush(): void {
    const inlines = [...this.#inlines, ...this.#marks.toReversed().map(closing)];
    this.#inlines = [...this.#marks];
    const isLoose = this.#isLoose;
    this.#isLoose = false;
    if (!inlines.some(hasInk)) return;
    for (const paragraph of paragraphsOf(inlines))
      this.#blocks().push({ kind: 'paragraph', inlines: paragraph, isLoose });
  }
}

const attributeNames = new Set(['href', 'src', 'title', 'alt', 'start', 'class']);

const hasInk = (inline: Inline): boolean =>
  (inline.kind === 'text' && inline.text.trim() !== '') || inline.kind === 'code' || inline.kind === 'link';

const closing = (open: Opening): Inline =>
  open.kind === 'link' ? { kind: 'link-end' } : { kind: 'close', mark: open.mark };

/** The open element that ends because this one begins. */
function impliedBy(open: readonly Opened[], name: string): string | null {
  const ended = impliesEnd[name];
  if (!ended) return null;
  for (let at = open.length - 1; at >= 0; at--) {
    const outer = open[at]?.name ?? '';
    if (ended.includes(outer)) return outer;
    if (scopes.has(outer)) return null;
  }
  return null;
}

/** Cuts where two breaks follow each other with nothing but spaces between; breaks at the ends go. */
function paragraphsOf(inlines: Inline[]): Inline[][] {
  const paragraphs: Inline[][] = [];
  const marks: Opening[] = [];
  let now: Inline[] = [];
  const end = () => {
    now.push(...marks.toReversed().map(closing));
    if (now.some(hasInk)) paragraphs.push(now);
    now = [...marks];
  };
  for (let at = 0; at < inlines.length; at++) {
    const inline = inlines[at];
    if (!inline) continue;
    if (inline.kind === 'break') {
      let next = at + 1;
      let breaks = 1;
      for (
        let other = inlines[next];
        other && (other.kind === 'break' || (other.kind === 'text' && other.text.trim() === ''));
        other = inlines[next]
      ) {
        if (other.kind === 'break') breaks++;
        next++;
      }
      if (breaks > 1) {
        end();
        at = next - 1;
        continue;
      }
    } else if (inline.kind === 'open' || inline.kind === 'link') marks.push(inline);
    else if (inline.kind === 'close' || inline.kind === 'link-end') marks.pop();
    now.push(inline);
  }
  end();
  return paragraphs;
}

/** An address that a comment may link to: http, https or mailto, absolute. Others lead nowhere from here, or do harm. */
function addressOf(value: string | undefined): string | null {
  const url = value?.trim().replace(/[\t\n\r]/g, '') ?? '';
  if (!/^(?:https?:\/\/[^/?#\s]|mailto:\S)/i.test(url) || url.length > 2000) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in an address
  return url.replace(/[\u0000-\u001f\u007f]/g, '').replace(/\s/g, '%20');
}
