import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { alone, expect, openStates, test } from './states';

interface Declared {
  tagName: string;
  cssParts?: { name: string }[];
}

/** What holds others, and no words of its own. */
const around = ['comment', 'list', 'form', 'objection', 'buttons', 'votes', 'headlines', 'item'];

/** The parts that are drawn in all elements of a kind, through shadow roots; and the words that are in no part of their own. */
const drawnIn = (page: Page, tag: string) =>
  page.evaluate(
    ([tag, around]) => {
      const roots: ParentNode[] = [...document.querySelectorAll(tag)].map(({ shadowRoot }) => shadowRoot as ShadowRoot);
      for (const root of roots)
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      const all = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')]);
      const speaking = all.filter(
        (element) =>
          element.checkVisibility() &&
          !element.closest('[aria-hidden=true], select') &&
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
      );
      const isOwn = (element: Element) =>
        [...(element.closest('[part]')?.part ?? [])].some((part) => !around.includes(part));
      return {
        parts: all.flatMap(({ part }) => [...part]),
        partless: speaking.filter((element) => !isOwn(element)).map(({ outerHTML }) => outerHTML),
      };
    },
    [tag, around] as const,
  );

for (const tag of ['plausch-comments', 'plausch-latest'])
  test(`the manifest names each part of ${tag} that is drawn in any state, and no other; all words stand in one`, async ({
    page,
    states,
  }) => {
    const manifest = readFileSync(join(import.meta.dirname, '../../widget/custom-elements.json'), 'utf8');
    const { modules } = JSON.parse(manifest) as { modules: { declarations: Declared[] }[] };
    const declarations = modules.flatMap(({ declarations }) => declarations);
    const named = declarations.find(({ tagName }) => tagName === tag)?.cssParts?.map(({ name }) => name) ?? [];
    const drawn: string[] = [];
    for (const chosen of [{}, { state: alone }] as Record<string, string>[]) {
      await openStates(page, states, chosen);
      const { parts, partless } = await drawnIn(page, tag);
      expect(partless).toEqual([]);
      drawn.push(...parts);
    }
    expect([...new Set(drawn)].toSorted()).toEqual(named.toSorted());
  });
