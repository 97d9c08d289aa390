import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { alone, expect, openStates, test } from './states';

interface Element {
  tagName: string;
  cssParts?: { name: string }[];
}

/** The parts that are drawn in threads, through shadow roots. */
const partsOf = (page: Page) =>
  page.evaluate(() => {
    const roots: ParentNode[] = [...document.querySelectorAll('plausch-comments')].map(
      ({ shadowRoot }) => shadowRoot as ShadowRoot,
    );
    for (const root of roots)
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    return roots.flatMap((root) => [...root.querySelectorAll('[part]')].flatMap(({ part }) => [...part]));
  });

test('the manifest names each part that is drawn in any state, and no other', async ({ page, states }) => {
  const manifest = readFileSync(join(import.meta.dirname, '../../widget/custom-elements.json'), 'utf8');
  const { modules } = JSON.parse(manifest) as { modules: { declarations: Element[] }[] };
  const comments = modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === 'plausch-comments');
  const named = comments?.cssParts?.map(({ name }) => name) ?? [];
  const drawn: string[] = [];
  for (const chosen of [{}, { state: alone }] as Record<string, string>[]) {
    await openStates(page, states, chosen);
    drawn.push(...(await partsOf(page)));
  }
  expect([...new Set(drawn)].toSorted()).toEqual(named.toSorted());
});
