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
  const first = new Set(['embed.js', german('reading')]);
  for (const file of first)
    for (const [, path = ''] of readFileSync(join(assets, file), 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      first.add(join(file, '..', path));
  const texts = occasions()
    .filter((occasion) => occasion !== 'desk')
    .map(german);
  const scripts = chunks().filter((name) => !name.startsWith('chunks/desk-'));
  return { first: sum([...first]), everything: sum(['embed.js', ...scripts, ...texts]) };
}

/** Bytes of the desk's script, with what it says in German. */
export function deskSize(): Size {
  const scripts = chunks().filter((name) => name.startsWith('chunks/desk-'));
  return sum([...scripts, german('desk')]);
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
