import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderFormats } from '../../../worker/transfer/folder-formats';
import { formats, tableFormats } from '../../../worker/transfer/formats';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];
/** Those of the project's folders whose files have names that somebody gave them: what is built and stored is not there yet. */
const folders = ['demo', 'docs', 'scripts', 'test', 'widget', 'worker'];

/** What a page names in backticks that begins with a folder of the project and has no more than a path in it. */
const namedPaths = (text: string): string[] =>
  [...text.matchAll(/`([^`\s]+\/[^`\s]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => folders.includes(path.slice(0, path.indexOf('/'))));

/** Where a page links to inside of the project. */
const links = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target).filter((target) => !/^\w+:/.test(target));

/** `xx` and `XX` stand for any name, `*` for any part of one. */
const isThere = (path: string) => globSync(path.replaceAll(/xx/gi, '*')).length > 0;

test('docs/privacy.md says that Cloudflare keeps no line for each request: so it is set up', () => {
  expect(readFileSync('docs/privacy.md', 'utf8')).toContain('`invocation_logs = false`');
  expect(readFileSync('wrangler.toml', 'utf8')).toContain(
    '[observability.logs]\nenabled = true\ninvocation_logs = false\n',
  );
});

test('docs/import.md names each format that can be read, and no other', () => {
  const text = readFileSync('docs/import.md', 'utf8');
  const named = [...text.matchAll(/^\|.*\| +`([\w-]+)` +\|$/gm)].map(([, name]) => name);
  const all = [...formats, ...tableFormats, ...folderFormats].map(({ name }) => name);
  expect(named.toSorted()).toEqual(all.toSorted());
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('names files and folders that are there', () => {
    expect(namedPaths(text).filter((path) => !isThere(path))).toEqual([]);
  });

  test('links to files that are there', () => {
    expect(links(text).filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});
