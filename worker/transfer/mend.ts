/**
 * What went wrong on the way from one system to another, and can be put right where it is beyond doubt: UTF-8 that was read as
 * windows-1252 (`Ã¼`), and characters that were escaped twice (`&amp;amp;`).
 */

/** Two of the characters as which windows-1252 shows a character of UTF-8. */
const garbled =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]/;

/** The bytes 0x80 to 0x9f in windows-1252 (https://encoding.spec.whatwg.org/#windows-1252); those that have no character stay themselves. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * A text whose UTF-8 was read as windows-1252. Only where all that is not ASCII in it is so: then nobody meant it.
 * @returns `left`: some of it looks so, and some does not.
 */
export function withoutGarbling(text: string): { text: string; was: 'right' | 'mended' | 'left' } {
  if (!garbled.test(text)) return { text, was: 'right' };
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const place = high.indexOf(character);
    if (place >= 0) bytes.push(0x80 + place);
    else if (code <= 0xff) bytes.push(code);
    else return { text, was: 'left' };
  }
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes)),
      was: 'mended',
    };
  } catch {
    return { text, was: 'left' };
  }
}

/** What nobody writes so: marks of entities that are typed only to be decoded. `&amp;lt;` is not among them, as whoever explains HTML writes it. */
const twice =
  /&amp;(?=(?:amp|quot|apos|nbsp|hellip|szlig|[aouAOU]uml|eacute|[lr][sd]quo|[bs]dquo|[nm]dash|#0?3[49]|#x2[27]|#8\d{3});)/g;

/** HTML that was escaped once too often. */
export function withoutDoubleEscapes(html: string): { text: string; was: 'right' | 'mended' } {
  if (!html.includes('&amp;')) return { text: html, was: 'right' };
  const text = html.replace(twice, '&');
  return { text, was: text === html ? 'right' : 'mended' };
}

const named: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lt: '<',
  gt: '>',
  hellip: '…',
  szlig: 'ß',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  eacute: 'é',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  sbquo: '‚',
};

/** A name or a title, which are plain text, in which characters are escaped as in HTML. */
export function withoutEscapes(line: string): { text: string; was: 'right' | 'mended' } {
  if (!line.includes('&')) return { text: line, was: 'right' };
  const text = line.replace(
    /&(?:#(\d{2,7})|#x([\da-f]{2,6})|(\w{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
  return { text, was: text === line ? 'right' : 'mended' };
}
