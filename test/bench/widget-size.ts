import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Size {
  raw: number;
  gzip: number;
  brotli: number;
}

const assets = join(import.meta.dirname, '../../dist/assets');

/** Bytes of the widget: what a German page loads before anybody writes, and with all that is loaded on demand in German. */
export function widgetSize(): { first: Size; everything: Size } {
  const first = reached(['embed.js', german('reading')], loadedWith);
  const texts = occasions()
    .filter((occasion) => !ofTheDesk.includes(occasion))
    .map(german);
  return { first: sum(first), everything: sum(reached(['embed.js', ...texts], loadedEver)) };
}

/** Bytes of the desk's scripts, with what it says in German: what it loads at first. */
export function deskSize(): Size {
  const scripts = chunks().filter((name) => name.startsWith('chunks/desk-'));
  return sum(reached([...scripts, german('desk')], loadedWith));
}

/** What is said at the desk alone. */
const ofTheDesk = ['desk', 'letter', 'moving'];

/** How a script names what comes with it, and what it loads at all. */
const loadedWith = /(?:from|import)\s*"(\.[^"]+)"/g;
const loadedEver = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

/** Files, and those that they name, and so on. */
function reached(files: string[], named: RegExp): string[] {
  const found = new Set(files);
  for (const file of found)
    for (const [, path = ''] of readFileSync(join(assets, file), 'utf8').matchAll(named))
      found.add(join(file, '..', path));
  return [...found].filter((file) => file.endsWith('.js'));
}

/** Folders of what is said, by the occasion. */
const folders = () =>
  readdirSync(join(assets, 'chunks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const occasions = () => folders().map((name) => name.replace(/-\w+$/, ''));

/** What is said in German on an occasion. */
const german = (occasion: string) => `chunks/${folders().find((name) => name.startsWith(`${occasion}-`))}/de.js`;

const chunks = () =>
  readdirSync(join(assets, 'chunks'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `chunks/${name}`);

function sum(files: string[]): Size {
  const total = (suffix: string) =>
    files.reduce((bytes, file) => bytes + statSync(join(assets, file + suffix)).size, 0);
  return { raw: total(''), gzip: total('.gz'), brotli: total('.br') };
}
