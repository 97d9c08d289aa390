import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const widget = join(import.meta.dirname, '../../widget');
const tokens = readFileSync(join(widget, 'design/tokens.css'), 'utf8');
const sheets = readdirSync(widget, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css') && !name.endsWith('tokens.css'))
  .map((name) => ({ name, text: readFileSync(join(widget, name), 'utf8') }));

test('colours stand in one file, and no style sheet has one of its own', () => {
  expect(sheets.length).toBeGreaterThan(20);
  const own = sheets.filter(({ text }) =>
    /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|light-dark)a?\(/i.test(text),
  );
  expect(own.map(({ name }) => name)).toEqual([]);
});

test('every token is used', () => {
  const names = [...tokens.matchAll(/^ +(--[\w-]+):/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !sheets.some(({ text }) => text.includes(`var(${name})`)))).toEqual([]);
});

test('mails, whose readers know no tokens, have the colours of plain pages', () => {
  const mail = readFileSync(join(widget, '../worker/notify/mail/as-html.ts'), 'utf8');
  const colours = (text: string) => new Set(text.match(/#[0-9a-f]{3,8}\b/gi));
  const ofPages = colours(tokens.match(/^ +--(?:page|reader)-.*$/gm)?.join('\n') ?? '');
  expect(colours(mail).size).toBeGreaterThan(5);
  expect([...colours(mail)].filter((colour) => !ofPages.has(colour))).toEqual([]);
});

test('what stands for authors can be read in both schemes (WCAG 2.2, 1.4.3)', () => {
  const pair = (name: string) =>
    new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens)?.slice(1) as [string, string];
  const luminance = (colour: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0);
  const contrast = (one: string, other: string) => {
    const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
  };
  const grounds = [...tokens.matchAll(/--(comments-avatar-\d):/g)].map(([, name = '']) => pair(name));
  expect(grounds.length).toBe(6);
  const text = pair('comments-on-avatar');
  for (const ground of grounds)
    for (const scheme of [0, 1] as const) expect(contrast(ground[scheme], text[scheme])).toBeGreaterThanOrEqual(4.5);
});
