import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { smallHeap } from '../../scripts/ready.mjs';
import { startWorkerd } from './workerd.ts';

/** A server to measure; limits are lifted by configuration. */
export interface Measurable {
  name: string;
  base: string;
  /** A one-time link to the desk of `site`. */
  link: string;
  site: string;
  /** The page with its widget; null: none. */
  demo: string | null;
  /** The most memory it has used so far, in MB. */
  peakMemory: () => number;
  stop: () => void;
}

/** Plausch as `npm start` runs it. */
export async function startNode(
  options = ['--limits', 'off'],
  variables: Record<string, string> = {},
): Promise<Measurable> {
  const data = mkdtempSync(join(tmpdir(), 'plausch-bench-'));
  const args = [smallHeap, 'dist/server.js', '--json', '--port', '0', '--data', data, ...options];
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { desk, site, demo } = JSON.parse(line) as { desk: string; site: string; demo: string };
    const port = new URL(desk).port;
    return {
      name: 'Node.js',
      base: `http://127.0.0.1:${port}`,
      link: desk.split('#link=')[1] ?? '',
      site,
      demo,
      peakMemory: () => peakMemory(child),
      stop: () => child.kill(),
    };
  }
  throw new Error('The server ended before it was ready.');
}

/** The same in Cloudflare’s runtime. */
export async function startCloudflare(): Promise<Measurable> {
  const folder = mkdtempSync(join(tmpdir(), 'plausch-bench-'));
  const secret = randomBytes(32).toString('hex');
  const { base, process: child } = await startWorkerd({ port: await freePort(), folder, secret });
  const site = 'bench.example';
  const said = execFileSync(process.execPath, ['dist/site.js', 'add', site, '--url', base], {
    env: { ...process.env, PLAUSCH_SECRET: secret },
    encoding: 'utf8',
  });
  return {
    name: 'workerd',
    base,
    link: /#link=(\S+)/.exec(said)?.[1] ?? '',
    site,
    demo: null,
    peakMemory: () => peakMemory(child),
    stop: () => child.kill(),
  };
}

/** The peak resident set of a process, and of those under it, in MB (Linux: VmHWM). */
function peakMemory(child: ChildProcess): number {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const family = new Set([String(child.pid)]);
  for (const [pid = '', parent = ''] of table) if (family.has(parent)) family.add(pid);
  return [...family].reduce((sum, pid) => sum + highWaterMark(pid), 0);
}

function highWaterMark(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
