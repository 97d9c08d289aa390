import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Size {
  raw: number;
  gzip: number;
  brotli: number;
}

const assets = join(import.meta.dirname, '../../dist/assets');

/** Bytes of the widget: what a German page loads before anybody writes, and with all that is loaded on demand. */
export function widgetSize(): { first: Size; everything: Size } {
  const german = chunks().find((name) => /^de-[A-Z0-9]+\.js$/.test(name));
  const first = new Set(['embed.js', `chunks/${german}`]);
  for (const file of first)
    for (const [, path = ''] of readFileSync(join(assets, file), 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      first.add(join(file, '..', path));
  const all = chunks().filter((name) => !name.startsWith('desk-'));
  return { first: sum([...first]), everything: sum(['embed.js', ...all.map((name) => `chunks/${name}`)]) };
}

/** Bytes of the desk's script. */
export function deskSize(): Size {
  return sum(
    chunks()
      .filter((name) => name.startsWith('desk-'))
      .map((name) => `chunks/${name}`),
  );
}

const chunks = () => readdirSync(join(assets, 'chunks')).filter((name) => name.endsWith('.js'));

function sum(files: string[]): Size {
  const total = (suffix: string) =>
    files.reduce((bytes, file) => bytes + statSync(join(assets, file + suffix)).size, 0);
  return { raw: total(''), gzip: total('.gz'), brotli: total('.br') };
}
