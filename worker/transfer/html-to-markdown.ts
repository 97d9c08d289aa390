import { type Block, blocksOf, type Inline } from './html-blocks';

/**
 * HTML as Plausch's Markdown (`text/markdown.ts`): paragraphs, line breaks, emphasis, links, lists, quotes, code. Headings become strong,
 * images and players links, rows of a table lines; of all else the text remains. Nothing in it can become more than that.
 * @param breaksCount Whether a line break in the text is one (WordPress).
 */
export const htmlToMarkdown = (html: string, breaksCount = false): string => written(blocksOf(html, breaksCount));

/** Plain text, in which line breaks count and nothing else, as Markdown that shows the same. */
export const plainToMarkdown = (text: string): string =>
  written(
    text
      .replace(/\r\n?/g, '\n')
      .split(/\n[ \t]*\n\s*/)
      .map((paragraph) => ({
        kind: 'paragraph',
        isLoose: true,
        inlines: paragraph
          .split('\n')
          .flatMap((line, at): Inline[] => [
            ...(at > 0 ? [{ kind: 'break' } as const] : []),
            { kind: 'text', text: line },
          ]),
      })),
  );

const written = (blocks: Block[]): string => linesOf(blocks, false).join('\n');

/** The lines of blocks below each other. */
function linesOf(blocks: readonly Block[], isTight: boolean): string[] {
  const lines: string[] = [];
  let before: Block | null = null;
  let marker = 0;
  for (const block of blocks) {
    // Two lists behind each other are told apart by their signs.
    marker = block.kind === 'list' && before?.kind === 'list' ? 1 - marker : 0;
    const own = linesOfBlock(block, marker);
    if (own.length === 0) continue;
    if (before && !(isTight && standsBelow(before, block))) lines.push('');
    for (const line of own) lines.push(line);
    before = block;
  }
  return lines;
}

/** Whether a block may follow another without an empty line, which would make the list around them a loose one. */
const standsBelow = (before: Block, block: Block): boolean =>
  before.kind === 'code' ||
  (before.kind === 'paragraph' &&
    block.kind !== 'paragraph' &&
    !(block.kind === 'list' && block.start !== null && block.start !== 1));

function linesOfBlock(block: Block, marker: number): string[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphLines(block.inlines);
    case 'code':
      return codeLines(block.text);
    case 'quote': {
      const lines = linesOf(block.blocks, false);
      return lines.map((line) => (line === '' ? '>' : `> ${line}`));
    }
    case 'list':
      return listLines(block, marker);
  }
}

function listLines({ start, items }: Extract<Block, { kind: 'list' }>, marker: number): string[] {
  const isLoose = items.some((blocks) => blocks.some((block) => block.kind === 'paragraph' && block.isLoose));
  return items.flatMap((blocks, at) => {
    const sign = start === null ? '-+'[marker] : `${Math.min(start + at, 999_999_999)}${'.)'[marker]}`;
    const indent = ' '.repeat((sign?.length ?? 0) + 1);
    const lines = linesOf(blocks, !isLoose);
    const [first = '', ...rest] = lines;
    return [
      ...(isLoose && at > 0 ? [''] : []),
      `${sign} ${first}`.trimEnd(),
      ...rest.map((line) => (line === '' ? '' : indent + line)),
    ];
  });
}

function codeLines(text: string): string[] {
  const lines = clean(text).replace(/\n$/, '').split('\n');
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return [fence, ...lines, fence];
}

function paragraphLines(inlines: readonly Inline[]): string[] {
  return new Line(inlines)
    .write()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(withoutBlockSigns);
}

/** What begins a list, a quote or a block of code at the beginning of a line is text there. */
const withoutBlockSigns = (line: string): string =>
  line
    .replace(/^([-+])(?=\s|$)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?=>|~~~)/, '\\');

/** Controls, and what turns the direction of others: as the site cleans texts (`contract/fields.ts`). */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;

/** Whether there may be some: said at once of almost every text. */
const perhapsUnprintable = /[^\t\n\x20-\x7e\u00a0-\u2027\u202f-\u2065\u2070-\ud7ff\uf900-\ufdcf]/;

const clean = (text: string): string =>
  perhapsUnprintable.test(text) ? text.toWellFormed().replace(unprintable, '') : text;

/** Spaces as browsers show them. */
const collapsed = (text: string): string => (/[\t\n\f\r]| {2}/.test(text) ? text.replace(/[ \t\n\f\r]+/g, ' ') : text);

const isSpace = (character: string) => character === '' || /\s/u.test(character);
const isPunctuation = (character: string) => /[\p{P}\p{S}]/u.test(character);

/** Writes what stands in the lines of one paragraph. */
class Line {
  readonly #inlines: readonly Inline[];
  readonly #out: string[] = [];

  constructor(inlines: readonly Inline[]) {
    this.#inlines = tidied(inlines);
  }

  write(): string {
    const kept = this.#keptMarks();
    let link: Extract<Inline, { kind: 'link' }> | null = null;
    let out: string[] = this.#out;
    for (const [at, inline] of this.#inlines.entries()) {
      switch (inline.kind) {
        case 'text':
          out.push(link ? inLink(inline.text) : withLinks(inline.text));
          break;
        case 'code':
          out.push(code(inline.text));
          break;
        case 'break':
          out.push('\n');
          break;
        case 'open':
        case 'close':
          if (kept.has(at)) out.push(inline.mark === 'em' ? '*' : '**');
          break;
        case 'link':
          link = inline;
          out = [];
          break;
        case 'link-end':
          if (link) this.#out.push(linked(link, out.join(''), this.#textOf(at)));
          link = null;
          out = this.#out;
          break;
      }
    }
    return this.#out.join('');
  }

  /** The text of the link that ends here. */
  #textOf(end: number): string {
    let text = '';
    for (let at = end - 1; at >= 0; at--) {
      const inline = this.#inlines[at];
      if (inline?.kind === 'link') break;
      if (inline?.kind === 'text' || inline?.kind === 'code') text = inline.text + text;
    }
    return text;
  }

  /**
   * Which openings and closings Markdown would read as such (CommonMark, 6.2): an opening stands before what is no space, a closing behind it,
   * and neither between a letter and a sign. Of the others the text remains.
   */
  #keptMarks(): Set<number> {
    const kept = new Set<number>();
    const opened: number[] = [];
    for (const [at, inline] of this.#inlines.entries()) {
      if (inline.kind === 'open') opened.push(at);
      else if (inline.kind === 'close') {
        const from = opened.pop();
        if (from !== undefined && this.#canOpen(from) && this.#canClose(at)) kept.add(from).add(at);
      }
    }
    return kept;
  }

  #canOpen(at: number): boolean {
    const [before, after] = this.#around(at);
    // Signs of two marks next to each other may be read as others.
    if (this.#inlines[at - 1]?.kind === 'close') return false;
    return !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  }

  #canClose(at: number): boolean {
    const [before, after] = this.#around(at);
    return !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  }

  /** The characters on both sides of the signs that stand here together. */
  #around(at: number): [before: string, after: string] {
    let [from, to] = [at, at];
    const isMark = (place: number) => ['open', 'close'].includes(this.#inlines[place]?.kind ?? '');
    while (isMark(from - 1)) from--;
    while (isMark(to + 1)) to++;
    return [this.#edge(from - 1, 'last'), this.#edge(to + 1, 'first')];
  }

  #edge(at: number, which: 'first' | 'last'): string {
    const inline = this.#inlines[at];
    switch (inline?.kind) {
      case 'text':
        // What is escaped is a sign, too.
        return (which === 'first' ? [...inline.text.slice(0, 2)][0] : [...inline.text.slice(-2)].at(-1)) ?? '';
      case 'code':
        return '`';
      case 'link':
        return which === 'first' ? '[' : '';
      case 'link-end':
        return which === 'last' ? ')' : ']';
      default:
        return '';
    }
  }
}

/** Spaces as browsers show them, none at the ends of lines, none just inside of emphasis; emphasis of nothing goes. */
function tidied(inlines: readonly Inline[]): Inline[] {
  const all: Inline[] = [];
  for (const inline of inlines) {
    if (inline.kind !== 'text') {
      all.push(inline);
      continue;
    }
    const text = collapsed(clean(inline.text));
    const last = all.at(-1);
    if (last?.kind === 'text') last.text = collapsed(last.text + text);
    else if (text !== '') all.push({ kind: 'text', text });
  }
  return withoutEmpty(spacesOutside(all));
}

/** A space behind an opening goes before it, one before a closing behind it. */
function spacesOutside(inlines: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    if (inline.kind === 'close') {
      const last = out.at(-1);
      if (last?.kind === 'text' && /\s$/u.test(last.text)) {
        const trimmed = last.text.trimEnd();
        const spaces = last.text.slice(trimmed.length);
        if (trimmed === '') out.pop();
        else out[out.length - 1] = { kind: 'text', text: trimmed };
        out.push(inline, { kind: 'text', text: spaces });
        continue;
      }
    } else if (inline.kind === 'text' && out.at(-1)?.kind === 'open' && /^\s/u.test(inline.text)) {
      const trimmed = inline.text.trimStart();
      let at = out.length;
      while (out[at - 1]?.kind === 'open') at--;
      out.splice(at, 0, { kind: 'text', text: inline.text.slice(0, inline.text.length - trimmed.length) });
      if (trimmed !== '') out.push({ kind: 'text', text: trimmed });
      continue;
    }
    out.push(inline);
  }
  return joinedTexts(out);
}

function joinedTexts(inlines: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: collapsed(last.text + inline.text) };
    else out.push(inline);
  }
  return out;
}

/** Emphasis of nothing, and such as ends where the same begins again. */
function withoutEmpty(inlines: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    const isPair =
      (inline.kind === 'close' && last?.kind === 'open') ||
      (inline.kind === 'open' && last?.kind === 'close' && last.mark === inline.mark);
    if (isPair) out.pop();
    else out.push(inline);
  }
  return joinedTexts(out);
}

/** Text whose signs mean nothing. In a link's text no bracket may. */
const escaped = (text: string, isInLink = false): string =>
  text.replace(/[\\`*_[\]<&]/g, (sign: string, at: number) => (means(sign, text, at, isInLink) ? `\\${sign}` : sign));

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy;

/** Whether a sign would mean something where it stands. */
function means(sign: string, text: string, at: number, isInLink: boolean): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  switch (sign) {
    case '_':
      return !(/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after));
    case '[':
      return isInLink;
    case ']':
      return isInLink || after === '(' || after === '';
    case '<':
      return after === '' || /[a-z]/i.test(after);
    case '&':
      reference.lastIndex = at;
      return reference.test(text);
    default:
      return true;
  }
}

const inLink = (text: string): string => escaped(text, true);

/** The same where addresses in it become links, as they do in what is typed. */
function withLinks(text: string): string {
  if (!text.includes('://')) return escaped(text);
  return text
    .split(/((?<![\p{L}\p{N}])https?:\/\/[^\s<>"“”„»«\\`]*[^\s<>"“”„»«\\`.,:;!?'’)\]*_~])/iu)
    .map((part, at) => (at % 2 === 1 ? `<${part}>` : escaped(part)))
    .join('');
}

function code(text: string): string {
  const shown = clean(text).replace(/\r?\n/g, ' ');
  const runs = new Set((shown.match(/`+/g) ?? []).map(({ length }) => length));
  let length = 1;
  while (runs.has(length)) length++;
  const ticks = '`'.repeat(length);
  const needsRoom = /^`|`$/.test(shown) || (/^ .* $/.test(shown) && shown.trim() !== '');
  const room = needsRoom ? ' ' : '';
  return `${ticks}${room}${shown}${room}${ticks}`;
}

/** A link. Disqus shortens the addresses that it shows; those are shown as a whole. */
function linked({ url, title }: Extract<Inline, { kind: 'link' }>, inner: string, text: string): string {
  const shown = text.trim();
  const isShortened =
    /(?:\.{3}|…)$/.test(shown) && shown.length > 8 && url.startsWith(shown.replace(/(?:\.{3}|…)$/, ''));
  if (shown === '' || shown === url || isShortened) return autolink(url) ?? `[${inLink(url)}](${destination(url)})`;
  const says =
    title === null || title.trim() === '' || isSame(title, url) || isSame(title, shown) ? '' : ` "${titleOf(title)}"`;
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  return `${before}[${words}](${destination(url)}${says})${after}`;
}

const isSame = (title: string, other: string): boolean => {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return bare(title) === bare(other) || bare(other).startsWith(`${bare(title)}/`);
};

const autolink = (url: string): string | null => (/^[a-z]+:[^<>\s\\`]*$/i.test(url) ? `<${url}>` : null);

const destination = (url: string): string =>
  url
    .replace(/[\\()<>*_]/g, (sign) => ('\\()<>'.includes(sign) ? `\\${sign}` : sign))
    .replace(/&(?=#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]{1,31};)/gi, '\\&');

const titleOf = (title: string): string =>
  clean(title)
    .trim()
    .replace(/[\\"]/g, '\\$&')
    .replace(/&(?=#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]{1,31};)/gi, '\\&')
    .replace(/\s*\n\s*/g, '&#10;');
