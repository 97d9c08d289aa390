import { cleanLine } from '../mail/clean';
import { most, type Notice } from './notice';

/** U+200A, HAIR SPACE: what looks for names after an `@` finds none behind it, and it is hardly seen. */
const gap = '\u200a';

/** How one character of somebody's text is written so that a service takes it for nothing but itself. */
export type Write = (character: string) => string;

/** How a service counts a text. */
export type Size = (text: string) => number;

export const inCharacters: Size = (text) => text.length;
export const inBytes: Size = (text) => Buffer.byteLength(text);

/** For services that know no markup, but look for names. */
export const unmentioned: Write = (character) => (character === '@' ? `@${gap}` : character);

/** For services that read Markdown: each of these signs stands for itself behind a backslash. */
export const escapedMarkdown =
  (signs: string): Write =>
  (character) =>
    signs.includes(character) ? `\\${character}` : unmentioned(character);

/** As much of a text as `room` is enough for, written; cut between characters. */
export function fitting(text: string, room: number, write: Write, size: Size): string {
  const characters = [...text];
  const written = characters.map(write);
  if (size(written.join('')) <= room) return written.join('');
  let left = room - size('…');
  const end = written.findIndex((one) => {
    left -= size(one);
    return left < 0;
  });
  return end <= 0 ? '' : `${written.slice(0, end).join('').trimEnd()}…`;
}

/** How a service's message is put together of a notice. */
interface Style {
  /** What it takes at most. */
  room: number;
  size: Size;
  write: Write;
  title: (written: string) => string;
  quote: (written: string) => string;
  /** `label` is ours; undefined: the link goes another way. */
  link?: (label: string, url: string) => string;
}

/** A notice without what is seen by nobody, on single lines, and cut. */
export const tidied = ({ title, about, quote, more, link }: Notice): Notice => ({
  title: cleanLine(title, most.title),
  about: about === null ? null : cleanLine(about, most.about) || null,
  quote: quote && { by: cleanLine(quote.by, most.by), text: cleanLine(quote.text, most.text) },
  more: more === null ? null : cleanLine(more, most.more) || null,
  link,
});

/** A notice as one text: what somebody wrote is cut so far that all of the rest is there. */
export function asOneText(notice: Notice, { room, size, write, title, quote: quoted, link: linked }: Style): string {
  const { title: head, about, quote, more, link } = tidied(notice);
  const written = (text: string) => [...text].map(write).join('');
  const before = [title(written(head)), ...(about === null ? [] : [written(about)])];
  const after = [...(more === null ? [] : [written(more)]), ...(linked ? [linked(link.label, link.url)] : [])];
  if (!quote) return [...before, ...after].join('\n');
  const around = [...before, quoted(''), ...after].join('\n');
  const said = fitting(`${quote.by}: ${quote.text}`, room - size(around), write, size);
  return [...before, quoted(said), ...after].join('\n');
}
