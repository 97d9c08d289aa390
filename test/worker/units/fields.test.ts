import { expect, test } from 'vitest';
import { Email, HttpUrl, line, text } from '../../../worker/contract/fields';
import { toHtml } from '../../../worker/text/markdown';

/** Surrogates are no characters. Of planes where nothing is assigned, and of those for private use, some are enough. */
function stepAfter(code: number): number {
  if (code === 0xd7ff) return 0x801;
  const plane = (code + 1) >> 16;
  return plane < 4 || plane === 14 ? 1 : 251;
}

test('what is stripped from a text does not come back as a character reference, and nothing else is lost', () => {
  const tidy = text(0, 100);
  const different: string[] = [];
  for (let code = 0x21; code <= 0x10ffff; code += stepAfter(code)) {
    const raw = tidy.parse(`a${String.fromCodePoint(code)}b`);
    const html = toHtml(`a&#${code};b`);
    // What HTML cannot have is shown as U+FFFD.
    if (code !== 0xfffd && (raw === 'ab') !== (html === '<p>ab</p>' || html === '<p>a\ufffdb</p>'))
      different.push(code.toString(16));
  }
  // Characters that Markdown or HTML write otherwise are not among them: they stay.
  expect(different).toEqual([]);
});

test.each([
  'a&#x202e;b',
  '[a&#8238;](https://a.de "&#x2066;t&rlm;")',
  '<https://a.de/%E2%80%AEb>',
  'https://a.de/%E2%80%AEb',
  '`\u202ecode`',
  '&#x202E;&#0;&#x9b;',
])('no direction control is left in %s', (body) => {
  expect(toHtml(text(1, 100).parse(body))).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0080-\u009f]/);
});

test.each([
  ['zero width space', '\u200b'],
  ['Hangul filler', '\u3164'],
  ['halfwidth Hangul filler', '\uffa0'],
  ['soft hyphen', '\u00ad'],
  ['Braille blank', '\u2800'],
  ['joiners', '\u200d\u200c\u2060'],
  ['an accent with nothing under it', '\u0301\u0302'],
  ['a variation selector', '\ufe0f'],
  ['tag characters', '\u{e0041}\u{e007f}'],
  ['spaces of all kinds', ' \u00a0\u2003\u3000\t'],
  ['a direction override alone', '\u202e'],
  ['marks of direction', '\u200e\u200f'],
])('a name or a text of nothing but %s is not given', (_what, value) => {
  for (const field of [line(1, 80), text(1, 80)]) {
    expect(field.safeParse(value).error?.issues[0]).toMatchObject({ params: { code: 'required' } });
    expect(field.safeParse(`${value}`.repeat(3)).success).toBe(false);
  }
  expect(line(0, 80).safeParse(value).success).toBe(true);
});

test.each(['Ñ', 'José', 'क्षि', '👩‍👩‍👧', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '王', 'نورا', '.', '1'])('%s is a name', (name) => {
  expect(line(1, 80).parse(name)).toBe(name);
});

test.each([
  ['https://good.example\\@evil.example/', 'https://good.example/@evil.example/'],
  ['https://a.de/\n"onclick', 'https://a.de/%22onclick'],
  ['\thttps://A.de\r\n', 'https://a.de/'],
  ['HTTPS://Bücher.example/ä b', 'https://xn--bcher-kva.example/%C3%A4%20b'],
  ['https://a.de/\u202egnp.exe', 'https://a.de/%E2%80%AEgnp.exe'],
])('the address %j is kept as browsers read it', (typed, kept) => expect(HttpUrl.parse(typed)).toBe(kept));

test.each([
  'javascript:alert(1)',
  'https://user:pass@a.de',
  '//a.de',
  'a.de',
  'https://',
  'https://[',
  'https://a b.de',
])('%s is no address', (typed) => expect(HttpUrl.safeParse(typed).success).toBe(false));

test.each([
  'nora@example.de',
  'nora.x+tag@mail.example.de',
  "o'neil@example.ie",
  'nora@bücher.example',
  'nora@xn--bcher-kva.example',
  'jürgen@bücher.example',
  '用户@例子.广告',
  'अजय@डाटा.भारत',
])('%s is an e-mail address', (address) => expect(Email.parse(` ${address} `)).toBe(address.normalize('NFC')));

test.each([
  'nora',
  'nora@',
  '@example.de',
  'nora@example',
  'a@b@c.de',
  'nora@-example.de',
  'nora@example..de',
  '.nora@example.de',
  'nora.@example.de',
  'nora@127.0.0.1',
  'nora x@example.de',
  'nora@exam ple.de',
  'nora\u202e@example.de',
  'nora\u200b@example.de',
  'nora@example.de\nBcc: x@example.de',
  '<nora@example.de>',
  `${'a'.repeat(65)}@example.de`,
  `nora@${'a'.repeat(64)}.de`,
  `${'ä'.repeat(250)}@example.de`,
])('%j is no e-mail address', (address) => expect(Email.safeParse(address).success).toBe(false));
