/** Beginning and end of a longer text say what it is about; more costs time and tells nothing. */
const head = 3000;
const tail = 1000;
/** Compatibility forms become up to eighteen letters (U+FDFA): what grows so does not take eighteen times as long. */
const grown = 2 * (head + tail);

const entities: Record<string, string> = { amp: '&', '#39': "'", quot: '"', lt: '<', gt: '>', nbsp: ' ' };

/** Letters of other scripts that look like these Latin ones (Unicode TR 39, confusables; the common ones). */
const lookalikes = new Map(
  'аa еe оo рp сc хx уy іi ѕs јj ԁd һh кk мm тt вb нh οo αa νv ρp τt υu ιi κk εe γy ηn χx'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);
const latin = /\p{Script=Latin}/u;
const similar = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * What people read in a text, in small letters: without invisible characters, tags and entities, letters that only
 * look like Latin ones replaced, compatibility forms such as 𝓯𝓻𝓮𝓮 put back (NFKC).
 */
export function plain(text: string): string {
  if (last?.text !== text) last = { text, plain: read(text) };
  return last.plain;
}

/** What was asked for last: several checks read the same text. */
let last: { text: string; plain: string } | undefined;

function read(text: string): string {
  const part = text.length > head + tail ? `${text.slice(0, head)} ${text.slice(-tail)}` : text;
  const visible = part
    .normalize('NFKC')
    .slice(0, grown)
    .replace(/\u00ad|\u180e|[\u200b-\u200f\u202a-\u202e\u2060-\u2064]|\ufe0f|\ufeff|[\u{e0020}-\u{e007e}]/gu, '');
  const small = withoutMarkup(visible).replaceAll('’', "'").toLowerCase();
  if (!similar.test(small)) return small;
  return small.replace(/[\p{L}\p{M}]+/gu, (word) =>
    latin.test(word) && similar.test(word)
      ? [...word].map((letter) => lookalikes.get(letter) ?? letter).join('')
      : word,
  );
}

function withoutMarkup(text: string): string {
  const decoded = text.includes('&')
    ? text.replace(/&(amp|#39|quot|lt|gt|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
    : text;
  if (!decoded.includes('<')) return decoded;
  return decoded
    .replace(/<a\s[^<>]{0,500}?href\s*=\s*["']?([^"'<>\s]{1,500})[^<>]{0,500}>[^<>]{0,500}<\/a>/gi, ' $1 ')
    .replace(/<[a-z/!][^<>]{0,500}>/gi, ' ');
}
