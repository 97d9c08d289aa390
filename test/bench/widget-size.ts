import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Size {
  raw: number;
  gzip: number;
  brotli: number;
}

const assets = join(import.meta.dirname, '../../dist/assets');

/** Bytes of the widget: what a page loads first, and with everything that is loaded on demand. */
export function widgetSize(): { first: Size; everything: Size } {
  const first = closure('embed.js', /(?:from|import)\s*"(\.[^"]+)"/g);
  const everything = closure('embed.js', /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return { first: sum(first), everything: sum(everything) };
}

/** A file and every file it imports, in the way that `imports` finds. */
function closure(entry: string, imports: RegExp): string[] {
  const files = new Set([entry]);
  for (const file of files) {
    const source = readFileSync(join(assets, file), 'utf8');
    for (const [, path = ''] of source.matchAll(imports)) files.add(join(file, '..', path));
  }
  return [...files];
}

function sum(files: string[]): Size {
  const total = (suffix: string) =>
    files.reduce((bytes, file) => bytes + statSync(join(assets, file + suffix)).size, 0);
  return { raw: total(''), gzip: total('.gz'), brotli: total('.br') };
}

/** Bytes of the desk's script. */
export function deskSize(): Size {
  return sum(
    readdirSync(join(assets, 'chunks'))
      .filter((name) => /^desk-.*\.js$/.test(name))
      .map((name) => `chunks/${name}`),
  );
}
