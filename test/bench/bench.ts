import { cpus } from 'node:os';
import { measureBrowser, type Task } from './browser.ts';
import { comment } from './comment.ts';
import { measureDesk, type Wait } from './desk.ts';
import { type Imported, measureImport, tableOf } from './importing.ts';
import { generator, type Load, type Measured, measure } from './load.ts';
import { measureNotified } from './notified.ts';
import { type Measurable, startCloudflare, startNode } from './servers.ts';
import { measureVitals, type Vitals } from './vitals.ts';
import { deskSize, widgetSize } from './widget-size.ts';

/** Each load runs this long, in turn with the hello route, this many times; the medians are printed. */
const seconds = 1;
const rounds = 5;
const readers = 16;

interface Row extends Measured {
  server: string;
  what: string;
  /** The rate as a share of the hello route's, measured in turn with it. */
  ofHello: number;
}

/** So many comments are brought in; `node test/bench/importing.ts 459000` does the same with as many as the largest that is known. */
const broughtIn = 20_000;

/** How many comments the threads have that are read. */
const lengths = [100, 1000, 5000];

/** Who asks: the owner, and a reader who has written in each thread. */
interface Asking {
  cookie: string;
  token: string;
}

/** Opens the site to everyone and fills the threads; every third comment is a reply. */
async function fill({ base, link, site }: Measurable): Promise<Asking> {
  const post = (path: string, body: unknown, headers = {}, method = 'POST') =>
    fetch(base + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = await post('/api/session', { link });
  const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  await post(`/api/sites/${site}/settings`, { publish: 'everyone' }, { Cookie: cookie }, 'PATCH');
  let token = '';
  for (const count of lengths) {
    let parent: string | undefined;
    for (let index = 0; index < count; index += 1) {
      const reply = index % 3 === 2;
      const response = await post(`/api/sites/${site}/comments`, {
        ...comment(`/${count}/`, count + index),
        ...(reply ? { parent } : {}),
      });
      const submitted = (await response.json()) as { comment: { id: string }; token: string };
      if (response.status !== 201) throw new Error(JSON.stringify(submitted));
      if (!reply) parent = submitted.comment.id;
      token ||= submitted.token;
    }
  }
  return { cookie, token };
}

/** The addresses of a whole thread: the first page, and the pages after it. */
async function pagesOf({ base, site }: Measurable, key: string): Promise<string[]> {
  const paths: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const path = `/api/sites/${site}/comments?thread=${key}&limit=100${next && `&after=${next}`}`;
    const page = (await (await fetch(base + path)).json()) as { next: string | null };
    paths.push(path);
    next = page.next;
  }
  return paths;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function medians(measured: Measured[]): Measured {
  const of = (name: keyof Measured) => median(measured.map((one) => one[name]));
  return {
    rate: of('rate'),
    p50: of('p50'),
    p99: of('p99'),
    failed: measured.reduce((sum, one) => sum + one.failed, 0),
  };
}

async function measureServer(server: Measurable, { token }: Asking): Promise<Row[]> {
  const { base, site, name } = server;
  const rows: Row[] = [];
  const run = async (what: string, load: Omit<Load, 'base' | 'seconds'>) => {
    const hellos: Measured[] = [];
    const measured: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      hellos.push(await measure({ base, paths: ['/health'], connections: load.connections, seconds }));
      measured.push(await measure({ base, seconds, ...load }));
    }
    const ratios = measured.map(({ rate }, round) => rate / (hellos[round]?.rate ?? 1));
    rows.push({ server: name, what: `hello (${load.connections})`, ofHello: 1, ...medians(hellos) });
    rows.push({ server: name, what, ofHello: median(ratios), ...medians(measured) });
  };
  for (const key of lengths) {
    const first = [`/api/sites/${site}/comments?thread=/${key}/`];
    const all = await pagesOf(server, `/${key}/`);
    for (const [encoding, headers] of [
      ['plain', {}],
      ['br', { 'Accept-Encoding': 'br' }],
    ] as const) {
      await run(`read ${key}, first page, ${encoding}`, { paths: first, headers, connections: readers });
      const pages = all.length === 1 ? 'one page' : `${all.length} pages in turn`;
      await run(`read ${key}, all (${pages}), ${encoding}`, { paths: all, headers, connections: readers });
    }
  }
  await run('read 100, first page, br, with a token', {
    paths: [`/api/sites/${site}/comments?thread=/100/`],
    headers: { 'Accept-Encoding': 'br', Authorization: `Bearer ${token}` },
    connections: readers,
  });
  await run('what is mine of 100', {
    paths: [`/api/sites/${site}/own?thread=/100/`],
    headers: { Authorization: `Bearer ${token}` },
    connections: readers,
  });
  const post = {
    method: 'POST' as const,
    paths: [`/api/sites/${site}/comments`],
    headers: { 'Content-Type': 'application/json' },
    // Each with other words, and more of them than are compared: a copy would be filed as spam.
    bodies: Array.from({ length: 2000 }, (_, number) => JSON.stringify(comment('/posting/', 5000 + number))),
  };
  await run('post, one after another', { ...post, connections: 1 });
  await run('post, 8 connections', { ...post, connections: 8 });
  return rows;
}

const widget = widgetSize();
const sizes = { 'widget, first load': widget.first, 'widget, with everything': widget.everything, desk: deskSize() };
const rows: Row[] = [];
const waits: Wait[] = [];
const tasks: Task[] = [];
let vitals: Vitals | undefined;
let imported: Imported | undefined;
const memory: Record<string, number> = {};
for (const start of [startNode, startCloudflare]) {
  const server = await start();
  try {
    const asking = await fill(server);
    rows.push(...(await measureServer(server, asking)));
    waits.push(...(await measureDesk(server, asking.cookie)));
    memory[server.name] = server.peakMemory();
    if (server.demo !== null) {
      tasks.push(...(await measureBrowser(server.demo, '/5000/')));
      vitals = await measureVitals(server.demo, '/1000/');
      imported = await measureImport(server, asking.cookie, broughtIn);
    }
  } finally {
    server.stop();
  }
}

const notified = await measureNotified();

const rate = (what: string) => rows.find((row) => row.server === 'Node.js' && row.what === what);
/** The bars this project sets itself for the Node.js server. */
const bars = [
  { bar: 'widget, first load ≤ 12 kB brotli', value: widget.first.brotli, met: widget.first.brotli <= 12_000 },
  ...['plain', 'br', 'br, with a token'].map((how) => {
    const value = rate(`read 100, first page, ${how}`)?.ofHello ?? 0;
    return { bar: `read 100, first page, ${how} ≥ 50 % of hello`, value, met: value >= 0.5 };
  }),
  ...(
    [
      ['post, one after another', 700],
      ['post, 8 connections', 1500],
    ] as const
  ).map(([what, least]) => {
    const value = rate(what)?.rate ?? 0;
    return { bar: `${what} ≥ ${least}/s`, value, met: value >= least };
  }),
  ...['queue of 10000, first page'].map((what) => {
    const value = waits.find((wait) => wait.server === 'Node.js' && wait.what === what)?.ms ?? Infinity;
    return { bar: `${what} < 200 ms`, value, met: value < 200 };
  }),
  { bar: 'posts with alerts on ≥ 90 % of without', value: notified.alerts.share, met: notified.alerts.share >= 0.9 },
  { bar: 'a mail within 5 s of its comment', value: notified.ms, met: notified.ms <= 5000 },
  ...tasks
    .filter(({ ours }) => ours)
    .map(({ what, ms }) => ({ bar: `longest task, ${what} ≤ 50 ms`, value: ms, met: ms <= 50 })),
  ...(vitals
    ? [
        { bar: 'the post’s largest paint, later by ≤ 50 ms', value: vitals.delay, met: vitals.delay <= 50 },
        { bar: 'layout shift 0', value: vitals.shift, met: vitals.shift === 0 },
        ...vitals.interactions.map(({ what, ms }) => ({
          bar: `to the next paint, ${what} ≤ 100 ms`,
          value: ms,
          met: ms <= 100,
        })),
      ]
    : []),
  ...(imported
    ? [
        { bar: 'comments brought in ≥ 3000/s', value: imported.rate, met: imported.rate >= 3000 },
        { bar: 'readers meanwhile, p99 < 100 ms', value: imported.p99, met: imported.p99 < 100 },
      ]
    : []),
  { bar: 'peak memory ≤ 200 MB', value: memory['Node.js'] ?? 0, met: (memory['Node.js'] ?? Infinity) <= 200 },
];

const round = (value: number, digits = 0) => Number(value.toFixed(digits));
console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node.js ${process.version}, load from ${generator}\n`);
console.table(sizes);
console.table(
  rows.map(({ server, what, rate, p50, p99, ofHello, failed }) => ({
    server,
    what,
    'requests/s': round(rate),
    'of hello': `${round(ofHello * 100)} %`,
    'p50 ms': round(p50, 2),
    'p99 ms': round(p99, 2),
    failed,
  })),
);
console.table(waits.map(({ server, what, ms, hellos }) => ({ server, what, ms: round(ms, 1), hellos: round(hellos) })));
console.table(
  tasks.map(({ what, ms }) => ({ 'in Chromium, at a fourth of the speed': what, 'longest task, ms': round(ms) })),
);
if (vitals) {
  const { alone, with: there, delay, shift } = vitals;
  const paints = { 'largest paint, page alone, ms': alone, 'with the widget, ms': there, 'later by, ms': delay };
  console.table([{ ...Object.fromEntries(Object.entries(paints).map(([what, ms]) => [what, round(ms)])), shift }]);
  console.table(
    vitals.interactions.map(({ what, ms }) => ({ 'the thread of 1000': what, 'to the next paint, ms': round(ms) })),
  );
}
if (imported) console.table([tableOf(imported)]);
console.table([
  {
    'posts/s, nobody told': round(notified.without),
    'team told at once': `${round(notified.alerts.rate)} (${round(notified.alerts.share * 100)} %)`,
    'and a webhook': `${round(notified.webhook.rate)} (${round(notified.webhook.share * 100)} %)`,
    'to the mail, ms': round(notified.ms),
    mails: notified.mails,
  },
]);
console.table(Object.entries(memory).map(([server, peak]) => ({ server, 'peak memory MB': round(peak) })));
console.table(bars.map(({ bar, value, met }) => ({ bar, value: round(value, value < 10 ? 2 : 0), met })));
console.log(JSON.stringify({ sizes, rows, waits, tasks, vitals, notified, memory, bars }));
