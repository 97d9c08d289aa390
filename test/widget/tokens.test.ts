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
