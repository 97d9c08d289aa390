/** Builds everything that runs: dist/server.js, dist/site.js and dist/backup.js (a thread of the server) for Node.js, dist/assets for browsers. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Language, languages, type Voice, withDu } from '../worker/contract/languages.ts';
import { colour, icon } from './icons.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const assets = join(dist, 'assets');
const tags = Object.keys(languages) as Language[];

/** Colours and measures by name, as `tokens.css` states them. */
const tokens = new Map(
  [...readFileSync(join(root, 'widget/design/tokens.css'), 'utf8').matchAll(/^ +--([\w-]+): ([^;]+);/gm)].map(
    ([, name = '', value = '']) => [name, value],
  ),
);

/** Each stands where it is used. @throws Error where there is none of the name. */
const putTokensIn: Plugin = {
  name: 'put-tokens-in',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /var\(--((?:reader|comments|page|desk)-[\w-]+)\)/g,
        (_, name: string) => {
          const value = tokens.get(name);
          if (value === undefined) throw new Error(`There is no --${name} in widget/design/tokens.css: ${path}`);
          return value;
        },
      ),
      loader: 'css',
    }));
  },
};

/** Style sheets of elements are imported as text, with what they import: an element adopts them, so no page's policy stands in the way. */
const styleText: Plugin = {
  name: 'style-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const plugins = [putTokensIn];
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false, plugins });
      return { contents: outputFiles[0]?.text.trim().replaceAll(', ', ',') ?? '', loader: 'text' };
    });
  },
};

/**
 * Line breaks between tags and expressions of the reader's Lit templates mean nothing, but everybody would load them.
 * At the desk they are the spaces between words. No other line of TypeScript begins with < or ${ after one that ends with > or } or a back quote.
 */
const tightTemplates: Plugin = {
  name: 'tight-templates',
  setup({ onLoad }) {
    onLoad({ filter: /widget[/\\](comments|locales|design)[/\\].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/(?<=[>}`])\n\s+(?=<|\$\{)/g, ''),
      loader: 'ts',
    }));
  },
};

/**
 * Lit calls polyfills, keeps a list of its versions, and makes templates of MathML: nobody here has, reads or uses them, but
 * everybody would load them.
 */
const quietLit: Plugin = {
  name: 'quiet-lit',
  setup({ onLoad }) {
    onLoad({ filter: /(lit-html|lit-element|reactive-element)\.js$/ }, ({ path }) => ({
      contents: quiet(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

function quiet(lit: string): string {
  const polyfill = /(\w+)=\w+\.\w+PolyfillSupport/.exec(lit)?.[1];
  return lit
    .replace(new RegExp(`(?<=[;,])${polyfill}\\?\\.\\([^)]*\\)`), '0')
    .replace(/\w+\.\w+(Polyfill|Hydrate)Support/g, 'null')
    .replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g, '0')
    .replace(/(?<=[\w$]=)(?=\w+\([23]\),)/g, '/* @__PURE__ */ ');
}

/**
 * Readers' elements have attributes that are strings, and show them nowhere; and they have no decorators. What Lit has for more
 * than that, the desk alone loads.
 */
const plainLit: Plugin = {
  name: 'plain-lit',
  setup({ onLoad }) {
    onLoad({ filter: /reactive-element\.js$/ }, ({ path }) => {
      const cut = (lit: string, what: RegExp, by: string) => {
        if (!what.test(lit)) throw new Error(`Lit has changed: there is no ${what} any more.`);
        return lit.replace(what, by);
      };
      const lit = [
        [/toAttribute\(.+?fromAttribute\(.+?return i\}\}/, 'fromAttribute:t=>t}'],
        [/_\$ET\(t,s\)\{.+?(?=_\$AK\()/, ''],
        [/this\._\$Eq&&=.+?\),this/, 'this'],
        [/Symbol\.metadata\?\?=.+?;/, ''],
        [/const t=this\[Symbol\.metadata\];.+?(?=this\._\$Eh=)/, ''],
        [/static addInitializer\(t\)\{.+?\}(?=static)/, ''],
        [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
        [/void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\),/, ''],
        [/\|\|i\.useDefault&&i\.reflect&&.+?(?=\)\)return)/, ''],
        [/i&&!\(this\._\$Ej\?\?=new Map\).+?\|\|(?=\(this\._\$AL\.has)/, ''],
        [/,!0===e&&this\._\$Em!==t&&\(this\._\$Eq\?\?=new Set\)\.add\(t\)/, ''],
      ] as const;
      const text = lit.reduce((text, [what, by]) => cut(text, what, by), quiet(readFileSync(path, 'utf8')));
      return { contents: text, loader: 'js' };
    });
  },
};

/** What sends mail stands in a file of its own, which is read with the first mail: a start neither reads nor parses it. */
const mailBeside: Plugin = {
  name: 'mail-beside',
  setup({ onResolve }) {
    onResolve({ filter: /^nodemailer$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './nodemailer.js', external: true } : undefined,
    );
  },
};

async function buildServer(): Promise<void> {
  await build({
    entryPoints: {
      server: join(root, 'worker/node.ts'),
      site: join(root, 'worker/host/node/site-command.ts'),
      backup: join(root, 'worker/host/node/backup/thread.ts'),
      demo: join(root, 'demo/beside.ts'),
      nodemailer: 'nodemailer',
    },
    plugins: [mailBeside],
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    loader: { '.html': 'text', '.css': 'text' },
    // `ws` is CommonJS and requires Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
}

/** What is common to all that is built for browsers. */
const forBrowsers = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  outdir: assets,
  plugins: [styleText, tightTemplates, quietLit],
  logLevel: 'warning',
} satisfies BuildOptions;

const locales = join(root, 'widget/locales');
const isThere = (voice: string, occasion: string) => existsSync(join(locales, voice, occasion));

/**
 * What is said in the browser: a file for each voice and occasion, loaded by its name. Those of an occasion stand in one
 * folder that is named after what they say, so that they can be kept for good. A voice such as `de-du` says what it has no
 * file for as its language does. @returns the names of the folders. @throws Error for a file that a language has not.
 */
async function buildTexts(): Promise<string[]> {
  const occasions = readdirSync(join(locales, 'en')).filter((name) => name.endsWith('.ts'));
  const voices: Voice[] = [...tags, ...withDu.map((language) => `${language}-du` as const)];
  return Promise.all(
    occasions.map(async (occasion) => {
      const entryPoints = voices.map((voice) => {
        const from = isThere(voice, occasion) ? voice : voice.replace(/-du$/, '');
        if (!isThere(from, occasion)) throw new Error(`A language has no texts: widget/locales/${from}/${occasion}`);
        return { in: join(locales, from, occasion), out: voice };
      });
      const { outputFiles } = await build({ ...forBrowsers, entryPoints, outdir: locales, write: false });
      const hash = createHash('sha256');
      for (const { contents } of outputFiles) hash.update(contents);
      const folder = `${basename(occasion, '.ts')}-${hash.digest('hex').slice(0, 8)}`;
      mkdirSync(join(assets, 'chunks', folder), { recursive: true });
      for (const { path, contents } of outputFiles)
        writeFileSync(join(assets, 'chunks', folder, basename(path)), contents);
      return folder;
    }),
  );
}

async function buildWidget(): Promise<void> {
  const folders = await buildTexts();
  const common = {
    ...forBrowsers,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    define: {
      textFolders: JSON.stringify(folders.join(' ')),
      readingFolder: JSON.stringify(folders.find((folder) => folder.startsWith('reading-'))),
      languagesBesideEnglish: JSON.stringify(tags.filter((tag) => tag !== 'en').join(' ')),
    },
  } satisfies BuildOptions;
  await build({
    ...common,
    plugins: [putTokensIn],
    entryPoints: { page: join(root, 'widget/design/page.css'), fragment: join(root, 'widget/comments/fragment.css') },
  });
  await build({
    ...common,
    entryPoints: { embed: join(root, 'widget/embed.ts') },
    plugins: [styleText, tightTemplates, plainLit, quietLit],
  });
  await build({ ...common, entryPoints: { latest: join(root, 'widget/latest.ts') } });
  const desk = await build({
    ...common,
    define: { ...common.define, movingWorker: JSON.stringify(await buildMovingWorker()) },
    entryPoints: { desk: join(root, 'widget/desk/desk.ts') },
    entryNames: 'chunks/[name]-[hash]',
    metafile: true,
  });
  // What is opened once in a while is no part of the shell.
  const rare = /\/(moving\/moving|letter\/letter)\.ts$/;
  const outputs = Object.entries(desk.metafile?.outputs ?? {}).filter(
    ([, { entryPoint = '' }]) => !rare.test(entryPoint),
  );
  const entry = outputs.find(([, output]) => output.entryPoint?.endsWith('desk/desk.ts'))?.[0] ?? '';
  const page = readFileSync(join(root, 'widget/desk/index.html'), 'utf8');
  mkdirSync(join(assets, 'desk'), { recursive: true });
  writeFileSync(
    join(assets, 'desk/index.html'),
    page
      .replace('desk.ts', `/chunks/${basename(entry)}`)
      .replace('LIGHT', pairOf('desk-bg').light)
      .replace('DARK', pairOf('desk-bg').dark),
  );
  const texts = folders.find((folder) => folder.startsWith('desk-')) ?? '';
  await buildInstallable([
    ...outputs.map(([path]) => `/chunks/${basename(path)}`),
    ...tags.map((language) => `/chunks/${texts}/${language}.js`),
  ]);
}

/** What reads files of other systems, in a file of its own that is loaded once one is chosen. @returns its name. */
async function buildMovingWorker(): Promise<string> {
  const { metafile } = await build({
    ...forBrowsers,
    entryPoints: { 'moving-worker': join(root, 'widget/moving-worker/moving-worker.ts') },
    entryNames: 'chunks/[name]-[hash]',
    format: 'iife',
    metafile: true,
  });
  return basename(Object.keys(metafile.outputs)[0] ?? '');
}

/** What makes the desk a page that can be installed: its manifest, its icons, and the service worker that keeps the shell. @param files of the shell. */
async function buildInstallable(files: string[]): Promise<void> {
  const [logo, ground] = [colour(pairOf('desk-on-accent').light), colour(pairOf('desk-accent').light)];
  const none = [0, 0, 0, 0] as const;
  const icons = {
    'icon-192.png': icon(192, ground, none, 1),
    'icon-512.png': icon(512, ground, none, 1),
    'maskable-512.png': icon(512, logo, ground, 0.6),
    'apple-180.png': icon(180, logo, ground, 0.7),
    'badge-96.png': icon(96, [255, 255, 255, 255], none, 1),
  };
  for (const [name, bytes] of Object.entries(icons)) writeFileSync(join(assets, 'desk', name), bytes);
  const manifest = {
    id: '/desk/',
    name: 'Plausch',
    short_name: 'Plausch',
    start_url: '/desk/',
    scope: '/desk/',
    display: 'standalone',
    theme_color: pairOf('desk-bg').light,
    background_color: pairOf('desk-bg').light,
    icons: [
      { src: '/desk/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/desk/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/desk/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
  writeFileSync(join(assets, 'desk/manifest.webmanifest'), JSON.stringify(manifest));
  const shell = [...files, '/desk/manifest.webmanifest', '/desk/icon-192.png', '/desk/badge-96.png'].toSorted();
  const hash = createHash('sha256').update(readFileSync(join(assets, 'desk/index.html')));
  for (const file of shell) hash.update(file).update(readFileSync(join(assets, file)));
  await build({
    ...forBrowsers,
    entryPoints: { 'desk/service-worker': join(root, 'widget/service-worker/service-worker.ts') },
    format: 'iife',
    define: {
      shellFiles: JSON.stringify(shell.join(' ')),
      shellVersion: JSON.stringify(hash.digest('hex').slice(0, 16)),
    },
  });
}

/** A colour of `tokens.css` on light ground and on dark. @throws Error where it is no pair. */
function pairOf(name: string): { light: string; dark: string } {
  const [, light, dark] = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(tokens.get(name) ?? '') ?? [];
  if (!light || !dark) throw new Error(`--${name} in widget/design/tokens.css is no pair of colours.`);
  return { light, dark };
}

/** Headers of the static files, in the format of Workers assets; the Node server follows the same file. */
const headers = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Resource-Policy: cross-origin
/*.css
  Cache-Control: public, max-age=600, stale-while-revalidate=86400
/latest.js
  Access-Control-Allow-Origin: *
  Cache-Control: public, max-age=600, stale-while-revalidate=86400
/embed.js
  Access-Control-Allow-Origin: *
  Cache-Control: public, max-age=600, stale-while-revalidate=86400
/chunks/*
  Access-Control-Allow-Origin: *
  Cache-Control: public, max-age=31536000, immutable
/desk/
  Cache-Control: no-cache
  Content-Security-Policy: default-src 'none'; script-src 'self'; worker-src 'self'; manifest-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html plausch-desk plausch-moving
/desk/service-worker.js
  Cache-Control: no-cache
  Content-Security-Policy: default-src 'none'; connect-src 'self'
/desk/*.webmanifest
  Cache-Control: no-cache
/desk/*.png
  Cache-Control: public, max-age=86400
`;

/** Compressed once, here, so that no request waits for it. Workers assets compress by themselves. */
function compress(): void {
  for (const entry of readdirSync(assets, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|json|svg|webmanifest)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    // Distances in scripts compress a little better with a postfix bit (RFC 7932, section 4).
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_NPOSTFIX]: 1 };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(join(assets, '_headers'), headers);
  writeFileSync(join(assets, '.assetsignore'), '*.br\n*.gz\n');
}

/** The page of all states, for developers and tests: beside what is served, not in it. */
async function buildStates(): Promise<void> {
  const folder = join(root, 'demo/states');
  const outdir = join(dist, 'states');
  await build({ ...forBrowsers, entryPoints: [join(folder, 'page.ts')], target: 'esnext', outdir });
  for (const name of ['index.html', 'styles.css']) copyFileSync(join(folder, name), join(outdir, name));
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
await Promise.all([buildServer(), buildWidget(), buildStates()]);
compress();
