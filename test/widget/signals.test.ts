import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { texts as en } from '../../widget/locales/en/desk';
import { languages } from '../../worker/contract/languages';

/** What checks and services find, as their files name it. */
const findings = globSync('worker/spam/{checks,services}/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/weight\b.*\btext: '([^']+)'/g)].map(([, text]) => text ?? ''),
);

test.each(Object.keys(languages))('the desk has a sentence for whatever is found, in “%s”', async (language) => {
  const { texts }: { texts: typeof en } = await import(`../../widget/locales/${language}/desk.ts`);
  expect(findings).toContain('many-links');
  expect(findings.filter((text) => !texts.signals[text])).toEqual([]);
});
