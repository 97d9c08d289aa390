import { expect, test } from 'vitest';
import { judge } from '../../../worker/spam/pipeline';
import type { Submission } from '../../../worker/spam/signal';

const honest: Submission = {
  body: 'Das sehe ich auch so. Bei uns klettert jede Frage erst einmal zwei Stufen hinauf.',
  name: 'Nora',
  website: null,
  writing: 45_000,
  trap: '',
  record: { published: 0, rejected: 0, spam: 0 },
};

test('an honest comment carries no finding', () => {
  expect(judge(honest)).toEqual({ propose: 'publish', signals: [] });
});

test.each([
  ['a filled trap', { trap: 'x' }, 'spam', ['trap-filled']],
  ['one link among words', { body: `${honest.body} https://a.example` }, 'publish', []],
  ['nothing but a link', { body: 'https://a.example' }, 'publish', ['only-links']],
  ['three links among words', { body: `${honest.body} ${'https://a.example '.repeat(3)}` }, 'publish', ['many-links']],
  ['five links among words', { body: `${honest.body} ${'https://a.example '.repeat(5)}` }, 'hold', ['many-links']],
  ['ten links and nothing else', { body: 'https://a.example '.repeat(10) }, 'spam', ['many-links', 'only-links']],
  ['BBCode', { body: `${honest.body} [url=x]y[/url]` }, 'hold', ['bbcode']],
  ['an HTML link', { body: `${honest.body} <a href="x">y</a>` }, 'hold', ['html-link']],
  ['sent within a second', { writing: 400 }, 'publish', ['sent-at-once']],
  [
    'nothing but a link, within a second',
    { body: 'https://a.example', writing: 400 },
    'hold',
    ['sent-at-once', 'only-links'],
  ],
  ['typed faster than anyone can', { writing: 2000 }, 'publish', ['written-fast']],
  ['an author of spam', { record: { published: 0, rejected: 0, spam: 1 } }, 'hold', ['spam-before']],
  ['an author of rejected comments', { record: { published: 0, rejected: 3, spam: 0 } }, 'hold', ['rejected-before']],
] as const)('%s', (_what, change, propose, texts) => {
  const verdict = judge({ ...honest, ...change });
  expect([verdict.propose, verdict.signals.map(({ text }) => text)]).toEqual([propose, texts]);
});

test('a good record speaks for an author', () => {
  const body = 'https://a.example '.repeat(5);
  const known = judge({ ...honest, body, record: { published: 9, rejected: 0, spam: 0 } });
  expect([judge({ ...honest, body }).propose, known.propose]).toEqual(['hold', 'hold']);
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
  expect(judge(honest, [broken, loud])).toEqual({
    propose: 'hold',
    signals: [{ check: 'loud', weight: 4, text: 'loud', values: {} }],
  });
});
