/** What nobody writes: control characters but tab and line break, and what turns the direction of the text around it. */
const unwanted = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Text by anybody, of any number of lines: well-formed, with nothing in it that is not seen and yet does something; cut. */
export function clean(text: string, most: number): string {
  return cut(
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(unwanted, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    most,
  );
}

/** The same on one line, as a header and a name need it; empty where nothing of it would be seen. */
export function cleanLine(text: string, most: number): string {
  const line = clean(text, most * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return /[^\p{Cf}\p{M}\p{Z}]/u.test(line) ? cut(line, most) : '';
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** U+200A, HAIR SPACE: hardly seen, and no part of any address. What looks for addresses in a text ends at it. */
const gap = '\u200a';

/** A line for a header: nothing in it is read as an encoded word (RFC 2047), in which line breaks could hide from whoever writes the header. */
export const forHeader = (text: string, most: number): string => cleanLine(text.replaceAll('=?', '= ?'), most);

/**
 * Text in which mail programs find no address to make a link of: a hair space stands after each `:` before `//`, each `@`, and each dot before a
 * letter within a word. Characters that have no width would be seen by nobody at all, but many programs take them for letters. `own`: names
 * of ours, which stay as they are where they stand alone.
 */
export function unlinked(text: string, own: readonly string[]): string {
  const names = own.map((name) => name.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')).join('|');
  const alone = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}@:/._-])(?:${names || '(?!)'})(?![\\p{L}\\p{M}\\p{N}@/_-]|[.:][\\p{L}\\p{N}])`,
    'gu',
  );
  const ours = text.match(alone) ?? [];
  return text
    .split(alone)
    .map((others, at) => withGaps(others) + (ours[at] ?? ''))
    .join('');
}

const withGaps = (text: string) =>
  text
    .replace(/(?<!:)\/\/(?=\S)/g, `/${gap}/`)
    .replace(/:(?=\/\/)/g, `:${gap}`)
    .replace(/\b(mailto|tel|sms|xmpp|matrix):(?=\S)/gi, `$1:${gap}`)
    .replace(/@(?=\S)/g, `@${gap}`)
    .replace(/(?<=[\p{L}\p{N}\p{M}\p{Cf}_-])([.。．｡])(?=[\p{L}\p{Cf}])/gu, `$1${gap}`)
    .replace(/\b\d+(\.\d+){3}\b/g, (numbers) => numbers.replaceAll('.', `.${gap}`));
