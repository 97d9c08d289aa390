import type { html } from 'lit';
import styles from './avatars.css';
import type { Discussion } from './discussion';
import type { Fitted } from './thread';

const hues = 6;
/** Cells of a pattern: five rows of five, the right half as the left. */
const size = 5;
const half = 3;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/**
 * What stands for the authors of a thread: `initials`, or a `pattern`, made here of the name alone, so that nobody is asked for a picture.
 * Undefined for any other kind: nothing. Screen readers have the name.
 */
export function avatarFor({ renderRoot }: Fitted, kind: string, lit: typeof html): Discussion['avatar'] {
  const inside = { initials: () => '', pattern: (hash: number) => pattern(hash, lit) }[kind];
  if (!inside) return undefined;
  const root = renderRoot as ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  return ({ author }) => {
    const name = author?.name ?? '';
    const hash = hashOf(name.toLowerCase());
    const initials = kind === 'initials' ? initialsOf(name) : '';
    return lit`<div part="avatar" aria-hidden="true" data-hue=${hash % hues} data-initials=${initials}>${inside(hash)}</div>`;
  };
}

function pattern(hash: number, lit: typeof html) {
  // The lowest bits choose the hue.
  const bits = hash >>> 8;
  const cells = Array.from({ length: size * half }, (_, at) => at).filter((at) => (bits >> at) & 1);
  const squares = cells.flatMap((at) => {
    const [column, row] = [at % half, Math.floor(at / half)];
    return [column, size - 1 - column].map((x) => `M${x} ${row}h1v1h-1z`);
  });
  // A name of which nothing would be seen gets the cell in the middle.
  return lit`<svg viewBox="0 0 5 5"><path d=${squares.join('') || 'M2 2h1v1h-1z'} /></svg>`;
}

/** The first letters of the first and the last word of a name, as people read letters; an emoji counts as one. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ''));
  const [first, last] = [words.find(Boolean), words.findLast(Boolean)];
  const letters = first === last ? [first] : [first, last];
  return letters.map((word = '') => firstOf(word).toLocaleUpperCase()).join('');
}

/** The first letter with all that belongs to it. Browsers of before 2024 may not know what does. */
const firstOf = (word: string): string =>
  'Segmenter' in Intl ? ([...new Intl.Segmenter().segment(word.slice(0, 40))][0]?.segment ?? '') : ([...word][0] ?? '');

/** 32 bits that look random and are always the same for the same text (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/), mixed once more. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
