import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** What each room may use: rooms and files of the project by how their path starts, packages by their name. */
const allowed: Record<string, string[]> = {
  'worker/contract/': ['worker/contract/', 'zod'],
  'worker/text/': ['markdown-it'],
  // It reads files wherever they are: in a browser, on the command line, in a worker.
  'worker/transfer/': ['worker/transfer/', 'worker/contract/', 'worker/text/xml', 'htmlparser2', 'yaml'],
  'worker/locales/': ['worker/locales/', 'worker/contract/'],
  'worker/spam/': ['worker/spam/', 'worker/contract/', 'disposable-email-domains-js', 'zod'],
  'worker/site/': [
    'worker/site/',
    'worker/spam/',
    'worker/transfer/writing/writer',
    'worker/text/',
    'worker/locales/',
    'worker/contract/',
    'worker/errors',
    'worker/rate-limit',
    'worker/host/sql',
    'node:crypto',
    'node:zlib',
    'lru-cache',
    'ulid',
    'zod',
  ],
  // A channel knows what is to be said and how, and nothing of who stores it.
  'worker/notify/': [
    'worker/notify/',
    'worker/contract/',
    'worker/locales/',
    'worker/text/',
    'ipaddr.js',
    'node:crypto',
    'nodemailer',
    'standardwebhooks',
  ],
  'worker/account/': ['worker/account/', 'worker/contract/', 'worker/errors', 'worker/host/sql', 'node:crypto', 'ulid'],
  'worker/directory/': ['worker/contract/', 'worker/rate-limit', 'worker/host/sql', 'ulid'],
  'worker/http/': [
    'worker/http/',
    'worker/contract/',
    'worker/site/',
    'worker/errors',
    'worker/host/platform',
    'node:crypto',
    'hono',
    'ipaddr.js',
    'lru-cache',
    'zod',
  ],
  'worker/proof/': [
    'worker/http/own-origin',
    'worker/account/passkeys',
    'worker/errors',
    'worker/host/platform',
    'node:crypto',
    '@simplewebauthn/server',
    'altcha-lib',
    'hono',
  ],
  'worker/middleware/': [
    'worker/middleware/',
    'worker/http/',
    'worker/contract/',
    'worker/account/',
    'worker/site/',
    'worker/errors',
    'worker/operator',
    'worker/host/platform',
    'node:crypto',
    'hono',
  ],
  'worker/routes/': [
    'worker/routes/',
    'worker/middleware/',
    'worker/http/',
    'worker/proof/',
    'worker/contract/',
    'worker/account/',
    'worker/site/',
    'worker/spam/services/',
    'worker/transfer/writing/',
    'worker/text/',
    'worker/locales/',
    'worker/notify/mail/letters',
    'worker/notify/mail/returned',
    'worker/notify/push/notices',
    'worker/notify/outgoing/address',
    'worker/alarm',
    'worker/errors',
    'worker/operator',
    'worker/host/platform',
    'package.json',
    'node:crypto',
    'hono',
    'zod',
    'feed',
  ],
  // What starts a server makes its app; nothing else here knows what is served.
  'worker/host/': [
    'worker/host/',
    'worker/app',
    'worker/http/encoding',
    'worker/contract/',
    'worker/account/',
    'worker/directory/',
    'worker/notify/',
    'worker/site/',
    'worker/spam/',
    'worker/transfer/',
    'worker/config',
    'worker/alarm',
    'worker/sending/',
    'worker/errors',
    'worker/operator',
    'demo/server',
    'package.json',
    'cloudflare:workers',
    'node:',
    '@hono/node-server',
    'hono',
    'lru-cache',
    'ws',
    'zod',
  ],
  // What is due goes out by the channels, and how it went is noted.
  'worker/sending/': [
    'worker/sending/',
    'worker/contract/',
    'worker/site/',
    'worker/account/',
    'worker/notify/',
    'worker/host/platform',
  ],
  'worker/alarm.ts': [
    'worker/sending/',
    'worker/notify/target',
    'worker/contract/',
    'worker/site/',
    'worker/spam/services/',
    'worker/errors',
    'worker/host/platform',
  ],
  'worker/app.ts': [
    'worker/routes/',
    'worker/middleware/',
    'worker/http/',
    'worker/errors',
    'worker/host/platform',
    'hono',
  ],
  'widget/comments/': [
    'widget/comments/',
    'widget/design/',
    'widget/locales/',
    'worker/contract/',
    'lit',
    'altcha-lib',
  ],
  'widget/desk/': [
    'widget/desk/',
    'widget/locales/',
    'widget/moving-worker/protocol',
    'worker/contract/',
    'worker/transfer/',
    'lit',
    '@simplewebauthn/browser',
  ],
  // It reads files beside the desk's page, and is loaded once one is chosen.
  'widget/moving-worker/': ['widget/moving-worker/', 'worker/contract/', 'worker/transfer/'],
  // It runs beside the page, and shares with it what both keep.
  'widget/service-worker/': ['widget/service-worker/', 'widget/desk/ground/kept', 'worker/contract/'],
  'widget/locales/': ['widget/locales/', 'worker/contract/'],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const sources = ['worker', 'widget'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

const statement = /^(?:import|export)( type)?(?:[^'";]*\bfrom)? '([^']+)'|\bimport\('([^']+)'\)/gm;

const imports: Import[] = sources.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(statement)].map(([, type, named = '', loaded]) => {
    const to = loaded ?? named;
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to, typeOnly: type !== undefined };
  }),
);

const within = (path: string, starts: string[]) =>
  starts.some((start) => path === start || path.startsWith(/[/:]$/.test(start) ? start : `${start}/`));

test.each(Object.keys(allowed))('%s uses only what it may', (room) => {
  const own = imports.filter(({ from }) => from.startsWith(room));
  expect(own.length).toBeGreaterThan(0);
  const beyond = own.filter(({ to }) => !within(to, allowed[room] ?? []));
  expect(beyond.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

/** The rooms of a site: each knows only itself and those before it. */
const siteRooms = [
  'base',
  'comments',
  'messages',
  'judging',
  'writing',
  'reading',
  'objecting',
  'running',
  'moving',
  'deciding',
  'waking',
];

test('the rooms of a site know only those below them, and no room is missing here', () => {
  const roomOf = (path: string) => path.split('/')[2] ?? '';
  const among = imports.filter(({ from, to }) => /^worker\/site\/\w+\//.test(from) && to.startsWith('worker/site/'));
  expect([...new Set(among.map(({ from }) => roomOf(from)))].toSorted()).toEqual(siteRooms.toSorted());
  const upwards = among.filter(({ from, to }) => siteRooms.indexOf(roomOf(to)) > siteRooms.indexOf(roomOf(from)));
  const elsewhere = among.filter(({ to }) => !siteRooms.includes(roomOf(to)));
  expect([...upwards, ...elsewhere].map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

/** The rooms of the desk that others may know; every other folder is a view, which knows these and itself alone. */
const sharedAtTheDesk: Record<string, string[]> = { ground: [], bans: ['ground'] };

test('a view of the desk knows what all views share, and no other view', () => {
  const roomOf = (path: string) => path.split('/')[2] ?? '';
  const among = imports.filter(({ from, to }) => /^widget\/desk\/[\w-]+\//.test(from) && to.startsWith('widget/desk/'));
  expect(new Set(among.map(({ from }) => roomOf(from))).size).toBeGreaterThan(10);
  const beyond = among.filter(({ from, to }) => {
    const own = roomOf(from);
    return ![own, ...(sharedAtTheDesk[own] ?? Object.keys(sharedAtTheDesk))].includes(roomOf(to));
  });
  expect(beyond.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

/** What else of the contract runs in browsers: lists that import nothing. */
const listsOfTheContract = ['worker/contract/languages'];

test('of the contract the widget takes types alone, and lists that import nothing, so that no reader loads zod', () => {
  const contract = imports.filter(
    ({ from, to }) =>
      from.startsWith('widget/') && !from.startsWith('widget/moving-worker/') && to.startsWith('worker/'),
  );
  expect(contract.length).toBeGreaterThan(0);
  expect(contract.filter(({ to, typeOnly }) => !typeOnly && !listsOfTheContract.includes(to))).toEqual([]);
  expect(
    imports.filter(({ from }) =>
      within(
        from,
        listsOfTheContract.map((list) => `${list}.ts`),
      ),
    ),
  ).toEqual([]);
});

test('what is special to one platform is known to that platform’s entry alone', () => {
  const special = imports.filter(
    ({ to }) => to.startsWith('worker/host/node') || to.startsWith('worker/host/cloudflare'),
  );
  const elsewhere = special.filter(
    ({ from }) => !from.startsWith('worker/host/') && from !== 'worker/node.ts' && from !== 'worker/index.ts',
  );
  expect(elsewhere).toEqual([]);
});

test.each(['worker/', 'widget/'])('no file of %s imports itself by way of others', (folder) => {
  expect(circlesAmong(folder)).toEqual([]);
});

/** Each file from which imports lead back to it, with the shortest way there; types count like anything else. */
function circlesAmong(start: string): string[] {
  const uses = Map.groupBy(
    imports.filter(({ from, to }) => from.startsWith(start) && to.startsWith(start)),
    ({ from }) => from,
  );
  const files = sources.filter((name) => name.startsWith(start));
  expect(files.filter((name) => uses.has(name)).length).toBeGreaterThan(10);
  return files.flatMap((name) => {
    const ways = [[name]];
    const seen = new Set<string>();
    for (const way of ways)
      for (const { to } of uses.get(way.at(-1) ?? '') ?? []) {
        const next = to.endsWith('.ts') ? to : `${to}.ts`;
        if (next === name) return [[...way, name].join(' → ')];
        if (!seen.has(next)) ways.push([...way, next]);
        seen.add(next);
      }
    return [];
  });
}
