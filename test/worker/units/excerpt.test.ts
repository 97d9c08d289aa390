import { expect, test } from 'vitest';
import { excerpt } from '../../../worker/text/excerpt';
import { toHtml } from '../../../worker/text/markdown';

test.each([
  ['Stimmt die *Zahl*?', 'Stimmt die Zahl?'],
  ['**Ja**, [hier](https://a.example/x).', 'Ja, hier.'],
  ['`npm start`: geht', 'npm start: geht'],
  ['Eins\n\nZwei\nDrei', 'Eins Zwei Drei'],
  ['- Eins\n- Zwei\n\n> Drei', 'Eins Zwei Drei'],
  ['1 < 2 & "zwei" > \'eins\'', '1 < 2 & "zwei" > \'eins\''],
])('%j begins as %j', (body, words) => {
  expect(excerpt(toHtml(body), 100)).toBe(words);
});

test('what is too long ends with a sign for that, and no character is cut', () => {
  expect(excerpt('<p>Eins zwei drei</p>', 6)).toBe('Eins…');
  expect(excerpt('<p>👩‍🚀👩‍🚀👩‍🚀</p>', 3)).toBe('👩‍…');
});
