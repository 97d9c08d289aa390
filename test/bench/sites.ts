import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { smallHeap } from '../../scripts/ready.mjs';
import { comment } from './comment.ts';
import { generator, type Measured, measure } from './load.ts';
import { makeManySites, notWoken } from './many-sites.ts';

/**
 * `npm run bench:sites`: ten thousand sites on one machine, in a process that may open 1024 files (the usual limit). Each
 * site is a file of its own. With a number, as many sites.
 */
const count = Number(process.argv[2] ?? 10_000);
const mostFiles = 1024;
const seconds = 5;
const connections = 16;

function scattered(site: string): number {
  const mixed = Math.imul(Number(site.slice(1).split('.')[0]) + 1, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

const row = (what: string, value: number, unit: string, digits = 0) => ({
  what,
  value: Number(value.toFixed(digits)),
  unit,
});
const rows: ReturnType<typeof row>[] = [];
const say = (...made: Parameters<typeof row>) => rows.push(row(...made));

interface Server {
  base: string;
  process: ChildProcess;
  /** How long it took until it answered (milliseconds). */
  took: number;
}

/** Starts a server that may open so many files. */
async function start(folder: string): Promise<Server> {
  const since = performance.now();
  const args = [
    smallHeap,
    'dist/server.js',
    '--json',
    '--port',
    '0',
    '--demo=false',
    '--limits',
    'off',
    '--data',
    folder,
  ];
  const child = spawn('sh', ['-c', `ulimit -n ${mostFiles} && exec "$0" "$@"`, process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { desk } = JSON.parse(line) as { desk: string };
    const base = `http://127.0.0.1:${new URL(desk).port}`;
    await fetch(`${base}/health`);
    return { base, process: child, took: performance.now() - since };
  }
  throw new Error('The server ended before it was ready.');
}

/** Of the process, in MB (Linux). */
function memory({ pid }: ChildProcess, what: 'VmRSS' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

const post = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(comment('/a/')),
} as const;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How long requests take to sites that are closed, and the same again at once (milliseconds). */
async function opening(base: string, path: (site: string) => string, init: RequestInit, some: string[]) {
  const [closed, open]: [number[], number[]] = [[], []];
  for (const site of some)
    for (const into of [closed, open]) {
      const since = performance.now();
      const answer = await fetch(base + path(site), init);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${site}: ${answer.status}`);
      into.push(performance.now() - since);
    }
  return { closed: median(closed), open: median(open) };
}

function command(name: string, folder: string): void {
  const since = performance.now();
  const lines = execFileSync(process.execPath, ['dist/site.js', name, '--data', folder], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const fine = lines
    .trim()
    .split('\n')
    .filter((line) => !line.includes('damaged'));
  if (fine.length < count) throw new Error(`${name} names ${fine.length} of ${count}.`);
  say(`npm run site -- ${name}`, (performance.now() - since) / 1000, 's', 1);
}

const rate = (what: string, { rate: each, p50, p99, failed }: Measured) => {
  say(what, each, 'requests/s');
  say(`${what}: p50`, p50, 'ms', 1);
  say(`${what}: p99`, p99, 'ms', 1);
  say(`${what}: failed`, failed, 'requests');
};

const folder = mkdtempSync(join(tmpdir(), 'plausch-sites-'));
try {
  /** In no visible order, the same one each time. */
  const shuffled = makeManySites(folder, count).toSorted((one, other) => scattered(one) - scattered(other));
  const server = await start(folder);
  try {
    say('started after', server.took, 'ms');
    say('memory after the start', memory(server.process, 'VmRSS'), 'MB');
    const since = performance.now();
    while (notWoken(folder) > 0) await wait(100);
    say('what was due on all of them was done after', (performance.now() - since) / 1000, 's', 1);
    const read = (site: string) => `/api/sites/${site}/comments?thread=/a/`;
    const write = (site: string) => `/api/sites/${site}/comments`;
    const some = shuffled.slice(0, Math.min(200, count / 10));
    const reading = await opening(server.base, read, {}, some);
    say('a read of a site that is closed', reading.closed, 'ms', 1);
    say('the same of one that is open', reading.open, 'ms', 1);
    const writing = await opening(server.base, write, post, shuffled.slice(some.length, 2 * some.length));
    say('a post to a site that is closed', writing.closed, 'ms', 1);
    say('the same to one that is open', writing.open, 'ms', 1);
    const { headers, body } = post;
    rate('reads over all sites', await measure({ base: server.base, paths: shuffled.map(read), connections, seconds }));
    const posts = { method: 'POST' as const, headers, bodies: [body], paths: shuffled.map(write) };
    rate('posts over all sites', await measure({ base: server.base, ...posts, connections, seconds }));
    command('list', folder);
    say('peak memory', memory(server.process, 'VmHWM'), 'MB');
  } finally {
    server.process.kill();
  }
  command('check', folder);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`${count} sites, ${mostFiles} files, load from ${generator}\n`);
console.table(rows);
console.log(JSON.stringify(rows));
