import { expect, test } from 'vitest';
import { locales } from '../../../worker/locales/locales';

/** "Sie", "Ihr" and their forms, as they are written to speak to somebody; a sentence may begin with "Sie" for something else. */
const formal = /(?<![.!?:„] )(?<!^)\b(?:Sie|Ihr(?:e[mnrs]?)?|Ihnen)\b|^Ihr|\bSie (?:können|haben|bekommen)\b/u;
const familiar = /\b[dD](?:u|ich|ir|ein(?:e[mnrs]?)?)\b/u;

/** All that texts say, with something in every gap. */
function sentences(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') {
    const facts = { site: 'blog.example', excerpt: 'Text', title: 'Titel', written: 'gestern', appeal: 'possible' };
    const said = [
      ...[{}, { published: null }].map((more) => texts({ ...facts, reason: null, rule: null, ...more }, true)),
      texts({ ...facts, reason: null, rule: null, appeal: 'open', appealed: true }, false),
      texts('A', 'B', true, null),
    ];
    return said.flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one as object))).map(String);
  }
  return Object.values(texts as object).flatMap(sentences);
}

test('a site that says "du" says it to readers everywhere, and one that says "Sie" nowhere', async () => {
  for (const part of ['page', 'problems', 'privacy', 'messages'] as const) {
    const [sie, du] = [locales.de[part], locales['de-du'][part]];
    expect(sentences(du).filter((text) => formal.test(text))).toEqual([]);
    expect(sentences(sie).filter((text) => familiar.test(text))).toEqual([]);
    // Where one speaks to somebody, the other says it otherwise.
    const said = sentences(sie);
    const same = sentences(du).filter((text, index) => text === said[index]);
    expect(same.filter((text) => formal.test(text))).toEqual([]);
    expect(said.filter((text) => formal.test(text))).not.toEqual([]);
  }
});
