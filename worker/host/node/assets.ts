import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { acceptedEncoding } from '../../http/encoding';

interface Asset {
  etag: string;
  headers: Record<string, string>;
  bodies: { identity: Uint8Array<ArrayBuffer>; br?: Uint8Array<ArrayBuffer>; gzip?: Uint8Array<ArrayBuffer> };
}

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
};

/**
 * The built static files, held in memory: a few hundred kB. They stand under the URLs, and carry the headers,
 * that Workers assets give them on Cloudflare: both follow the `_headers` file beside them.
 */
export class Assets {
  /** No files at all: for a process that answers no browser. */
  static readonly none = new Assets(undefined);

  readonly #assets = new Map<string, Asset>();

  /** @param folder where the build has put them; `.br` and `.gz` files are the same compressed. */
  constructor(folder: string | undefined) {
    if (folder === undefined) return;
    const rules = readHeaderRules(join(folder, '_headers'));
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const extension = entry.name.split('.').at(-1) ?? '';
      const type = types[extension];
      if (!entry.isFile() || !type) continue;
      const url = `/${relative(folder, path).split(sep).join('/')}`.replace(/index\.html$/, '');
      const identity = new Uint8Array(readFileSync(path));
      const digest = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
      const headers = { 'Content-Type': type, ...rules.filter((rule) => rule.matches(url)).reduce(mergeHeaders, {}) };
      this.#assets.set(url, {
        etag: `W/"${digest}"`,
        headers,
        bodies: { identity, br: read(`${path}.br`), gzip: read(`${path}.gz`) },
      });
    }
  }

  /** The answer for the path asked for; undefined when there is no such file. */
  respond(context: Context): Response | undefined {
    const { method, path } = context.req;
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    if (!path.endsWith('/') && this.#assets.has(`${path}/`)) return context.redirect(`${path}/`, 307);
    const asset = this.#assets.get(path);
    if (!asset) return undefined;
    const headers: Record<string, string> = { ...asset.headers, ETag: asset.etag, Vary: 'Accept-Encoding' };
    if (context.req.header('If-None-Match') === asset.etag) return new Response(null, { status: 304, headers });
    const accepted = acceptedEncoding(context.req.raw);
    const encoding = asset.bodies[accepted] ? accepted : 'identity';
    if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
    return new Response(method === 'HEAD' ? null : asset.bodies[encoding], { headers });
  }
}

interface HeaderRule {
  matches: (url: string) => boolean;
  headers: Record<string, string>;
}

/** Reads the format of Workers assets: a path, where * stands for anything, and indented headers under it. */
function readHeaderRules(path: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const colon = line.indexOf(':');
    if (/^\s+\S/.test(line)) {
      const rule = rules.at(-1);
      if (rule) rule.headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      const parts = line
        .trim()
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      const pattern = new RegExp(`^${parts.join('.*')}$`);
      rules.push({ matches: (url) => pattern.test(url), headers: {} });
    }
  }
  return rules;
}

const mergeHeaders = (merged: Record<string, string>, rule: HeaderRule) => ({ ...merged, ...rule.headers });

function read(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}
