import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Named {
  name: string;
}
interface Element {
  tagName: string;
  attributes: Named[];
  events?: Named[];
  cssParts: Named[];
  cssProperties?: Named[];
}

test('custom-elements.json says what the sources say (npm run manifest)', () => {
  const outdir = 'node_modules/.cache/manifest';
  execFileSync(
    process.execPath,
    [
      'node_modules/@custom-elements-manifest/analyzer/cem.js',
      'analyze',
      '--quiet',
      ...['--config', 'scripts/manifest.config.mjs', '--outdir', outdir],
    ],
    { cwd: root },
  );
  expect(JSON.parse(read('widget/custom-elements.json'))).toEqual(JSON.parse(read(`${outdir}/custom-elements.json`)));
});

test('what the elements offer is in the guide for site owners', () => {
  const { modules } = JSON.parse(read('widget/custom-elements.json'));
  const elements: Element[] = modules.flatMap(({ declarations }: { declarations: Element[] }) => declarations);
  expect(elements.map(({ tagName }) => tagName)).toEqual(['plausch-comments', 'plausch-count', 'plausch-latest']);
  const guide = read('docs/configure.md');
  for (const { attributes, events = [], cssParts, cssProperties = [] } of elements)
    for (const { name } of [...attributes, ...events, ...cssParts, ...cssProperties])
      expect(guide).toContain(`\`${name}\``);
});
