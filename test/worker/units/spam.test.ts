import { expect, test, vi } from 'vitest';
import { checks, defaultThresholds, judge } from '../../../worker/spam/pipeline';
import type { Submission } from '../../../worker/spam/signal';

const honest: Submission = {
  body: 'Das sehe ich auch so. Bei uns klettert jede Frage erst einmal zwei Stufen hinauf.',
  name: 'Nora',
  email: null,
  website: null,
  form: { writing: 45_000, inputs: 80, pasted: 0 },
  trap: '',
  language: 'de',
  proof: 'solved',
  record: { published: 0, rejected: 0, spam: 0 },
  recent: { network: 0, site: 0, copies: 0 },
  learned: undefined,
};

const written = (writing: number) => ({ writing, inputs: 80, pasted: 0 });

test('an honest comment carries no finding', () => {
  expect(judge(honest)).toEqual({ propose: 'publish', score: 0, signals: [] });
});

test.each([
  ['a filled trap', { trap: 'x' }, 'spam', ['trap-filled']],
  ['one link among words', { body: `${honest.body} https://a.example` }, 'publish', []],
  ['nothing but a link', { body: 'https://a.example' }, 'hold', ['words-spam', 'only-links']],
  ['three links among words', { body: `${honest.body} ${'https://a.example '.repeat(3)}` }, 'publish', ['many-links']],
  ['five links among words', { body: `${honest.body} ${'https://a.example '.repeat(5)}` }, 'hold', ['many-links']],
  [
    'a text that is mostly a link',
    { body: `Das haben wir dort so aufgeschrieben: https://a.example/${'x'.repeat(200)}` },
    'publish',
    ['mostly-links'],
  ],
  [
    'ten links and nothing else',
    { body: 'https://a.example '.repeat(10) },
    'spam',
    ['words-spam', 'many-links', 'only-links'],
  ],
  ['BBCode', { body: `${honest.body} [url=x]y[/url]` }, 'hold', ['bbcode']],
  ['an HTML link', { body: `${honest.body} <a href="x">y</a>` }, 'hold', ['html-link']],
  ['a link behind a shortener', { body: `${honest.body} https://bit.ly/x` }, 'publish', ['shortened-link']],
  ['a link that lies', { body: `${honest.body} [bank.de](https://evil.example)` }, 'hold', ['disguised-link']],
  ['a link with its own host', { body: `${honest.body} [www.a.example](https://a.example/x)` }, 'publish', []],
  ['words cut by what nobody sees', { body: `${honest.body} Ca\u200bsi\u200bno` }, 'hold', ['invisible']],
  ['joiners of emoji and of Persian', { body: `${honest.body} 👩‍💻 می\u200cخواهم` }, 'publish', []],
  ['a few soft hyphens', { body: `${honest.body} Kunden\u00adgespräch` }, 'publish', []],
  ['Cyrillic letters in a Latin word', { body: `${honest.body} Саsino` }, 'hold', ['lookalike']],
  ['Cyrillic', { body: 'Очень выгодное предложение для всех' }, 'hold', ['other-script']],
  [
    'something to buy, and where',
    { body: `${honest.body} Kredite, Casino und Gratis-Bonus: https://a.example` },
    'hold',
    ['words-spam', 'offer'],
  ],
  ['money by messenger', { body: `${honest.body} Gewinn? Schreibt mir auf WhatsApp` }, 'publish', ['offer']],
  [
    'prices with a source',
    { body: `${honest.body} Dabei lag der Preis nur bei 5 Euro, siehe https://a.example` },
    'publish',
    [],
  ],
  ['what is free, without saying where', { body: `${honest.body} Kredit und Bonus sind gratis.` }, 'publish', []],
  ['a messenger without money', { body: `${honest.body} Wir fragen uns auf WhatsApp.` }, 'publish', []],
  ['a telephone number', { body: `${honest.body} Ruft an: 0171 2345678!` }, 'hold', ['phone']],
  ['an international one', { body: `${honest.body} +49 (0) 30 1234567` }, 'hold', ['phone']],
  ['years, prices and dates', { body: `${honest.body} 2019/2020, 1.000.000 Euro, 23.11.2026` }, 'publish', []],
  ['an address', { body: `${honest.body} Er wohnt Lange Straße 5, 12345 Berlin.` }, 'hold', ['postal-address']],
  ['a street without one', { body: `${honest.body} In der Langen Straße 5 war es.` }, 'publish', []],
  ['sent within a second', { form: written(400) }, 'publish', ['sent-at-once']],
  [
    'nothing but a link, within a second',
    { body: 'https://a.example', form: written(400) },
    'spam',
    ['words-spam', 'only-links', 'sent-at-once'],
  ],
  ['typed faster than anyone can', { form: written(2000) }, 'publish', ['written-fast']],
  ['an author of spam', { record: { published: 0, rejected: 0, spam: 1 } }, 'hold', ['spam-before']],
  ['an author of rejected comments', { record: { published: 0, rejected: 3, spam: 0 } }, 'hold', ['rejected-before']],
] as const)('%s', (_what, change, propose, texts) => {
  const verdict = judge({ ...honest, ...change });
  expect([verdict.propose, verdict.signals.map(({ text }) => text)]).toEqual([propose, texts]);
});

test('a good record speaks for an author', () => {
  const body = `${honest.body} ${'https://a.example '.repeat(5)}`;
  const known = judge({ ...honest, body, record: { published: 9, rejected: 0, spam: 0 } });
  expect([judge({ ...honest, body }).propose, known.propose]).toEqual(['hold', 'publish']);
  expect(known.signals.find(({ text }) => text === 'published-before')?.weight).toBe(-3);
});

test('a check that throws is no finding, and the others still count', () => {
  const broken = {
    name: 'broken',
    run: () => {
      throw new Error('This check is broken, as this test wants it.');
    },
  };
  const loud = { name: 'loud', run: () => [{ weight: 4, text: 'loud', values: {} }] };
  expect(judge(honest, defaultThresholds, [broken, loud])).toEqual({
    propose: 'hold',
    score: 4,
    signals: [{ check: 'loud', weight: 4, text: 'loud', values: {} }],
  });
});

test('a check that takes long is logged, and what it has found counts', () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  let time = 0;
  const slow = {
    name: 'slow',
    run: () => {
      time += 10_000;
      return [{ weight: 4, text: 'found', values: {} }];
    },
  };
  const verdict = judge(honest, defaultThresholds, [slow], () => time);
  expect(verdict.signals).toEqual([{ check: 'slow', weight: 4, text: 'found', values: {} }]);
  expect(errors.mock.calls).toEqual([['The spam check slow took 10000 ms.']]);
  errors.mockRestore();
});

test('nothing that is sent makes a check throw, or changes its mind about the rest', () => {
  const pieces = [
    '\u0000',
    '\ud800',
    'a',
    '\u0301',
    '[',
    '](',
    'https://',
    '0',
    '+49',
    '\u200b',
    'а',
    '\n',
    '🎰',
    '[url=',
  ];
  for (const piece of pieces)
    for (const other of pieces) {
      const body = (piece + other).repeat(Math.floor(10_000 / (piece + other).length));
      for (const check of checks) expect(Array.isArray(check.run({ ...honest, body }))).toBe(true);
    }
});
