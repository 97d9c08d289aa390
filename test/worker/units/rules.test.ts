import { expect, test } from 'vitest';
import type { When } from '../../../worker/contract/rules';
import { matcher, type RuledComment } from '../../../worker/spam/rules';

const comment = (body: string, more: Partial<RuledComment> = {}): RuledComment => ({
  body,
  name: 'Nora',
  author: 'a',
  published: 0,
  threadAge: null,
  ...more,
});
const words = (...list: string[]): When => ({ kind: 'words', words: list });

test.each([
  ['Rat', 'Ein guter Rat!', true],
  ['Rat', 'Das Rathaus hat zu.', false],
  ['Rat', 'Der Verrat, der Ratschlag', false],
  ['Straße', 'IN DER STRASSE', true],
  ['ÖL', 'mit öl', true],
  ['Öl', 'mit O\u0308l', true],
  ['Öl', 'Erdöl', false],
  ['schnelles Geld', 'Schnelles, Geld', true],
  ['schnelles Geld', 'schnelles Geldverdienen', false],
  ['100 %', 'zu 100 % sicher', true],
  ['E-Mail', 'per E-Mail', true],
  ['E-Mail', 'per Mail', false],
  ['🎰', 'Hier 🎰!', true],
  ['casino', 'https://casino.example/x', true],
  ['casino', 'https://casinos.example/x', false],
])('the word „%s“ in „%s“: %s', (word, body, expected) => {
  expect(matcher(words(word))(comment(body))).toBe(expected);
});

test('a name counts, too', () => {
  expect(matcher(words('Kredit'))(comment('Hallo', { name: 'Kredit sofort' }))).toBe(true);
});

test.each([
  ['Das ist nicht der Rede wert, und wir wissen es auch.', false],
  ['This is not what we have asked for, and you know it.', true],
  ['C’est une très bonne idée, mais je ne sais pas pourquoi personne ne le fait.', true],
  ['Это очень хорошая идея', true],
  ['Ok!', false],
])('not in German: „%s“: %s', (body, expected) => {
  expect(matcher({ kind: 'language', not: ['de'] })(comment(body))).toBe(expected);
});

test('the age of a thread counts from its first comment', () => {
  const day = 24 * 60 * 60_000;
  const old = matcher({ kind: 'thread-age', days: 30 });
  expect(old(comment('a'))).toBe(false);
  expect(old(comment('a', { threadAge: 30 * day }))).toBe(false);
  expect(old(comment('a', { threadAge: 30 * day + 1 }))).toBe(true);
});

test('nothing makes a rule throw', () => {
  const bodies = [
    '',
    '\u0000',
    '\ud800',
    'a'.repeat(10_000),
    '('.repeat(10_000),
    '\u0301'.repeat(10_000),
    'https://'.repeat(1250),
  ];
  const whens: When[] = [
    words('(', '.*', 'a', '\ud800', ' '),
    { kind: 'links', moreThan: 0 },
    { kind: 'first-time' },
    { kind: 'language', not: ['de', 'en'] },
    { kind: 'thread-age', days: 1 },
    { kind: 'author', author: 'a' },
  ];
  for (const when of whens) for (const body of bodies) expect(typeof matcher(when)(comment(body))).toBe('boolean');
});
