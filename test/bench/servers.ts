import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { smallHeap } from '../../scripts/ready.mjs';
import { startWrangler } from '../../scripts/wrangler-dev.mjs';

/** A server to measure; limits are lifted by configuration. */
export interface Measurable {
  name: string;
  base: string;
  /** A one-time link to the desk of `site`. */
  link: string;
  site: string;
  /** The most memory it has used so far, in MB. */
  peakMemory: () => number;
  stop: () => void;
}

/** Plausch as `npm start` runs it. */
export async function startNode(): Promise<Measurable> {
  const data = mkdtempSync(join(tmpdir(), 'plausch-bench-'));
  const args = [smallHeap, 'dist/server.js', '--json', '--port', '0', '--data', data, '--limits', 'off'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { desk, site } = JSON.parse(line) as { desk: string; site: string };
    const port = new URL(desk).port;
    return {
      name: 'Node.js',
      base: `http://127.0.0.1:${port}`,
      link: desk.split('#link=')[1] ?? '',
      site,
      peakMemory: () => peakMemory(child, () => true),
      stop: () => child.kill(),
    };
  }
  throw new Error('The server ended before it was ready.');
}

/** The same in Cloudflare's runtime, behind the proxy that `wrangler dev` puts before it. */
export async function startCloudflare(): Promise<Measurable> {
  const data = mkdtempSync(join(tmpdir(), 'plausch-bench-'));
  const {
    base,
    secret,
    process: child,
  } = await startWrangler({
    port: await freePort(),
    data,
    variables: { PLAUSCH_LIMITS: 'off' },
  });
  const site = 'bench.example';
  const args = ['dist/site.js', 'add', site, '--url', base];
  const said = execFileSync(process.execPath, args, {
    env: { ...process.env, PLAUSCH_SECRET: secret },
    encoding: 'utf8',
  });
  return {
    name: 'workerd (wrangler dev)',
    base,
    link: /#link=(\S+)/.exec(said)?.[1] ?? '',
    site,
    peakMemory: () => peakMemory(child, (command) => command.includes('workerd')),
    stop: () => child.kill(),
  };
}

/** The peak resident set of a process and those under it, as far as their command line matters (Linux: VmHWM). */
function peakMemory(child: ChildProcess, matters: (command: string) => boolean): number {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
  const family = new Set([String(child.pid)]);
  for (const [, pid = '', parent = ''] of table) if (family.has(parent)) family.add(pid);
  const counted = table.filter(([, pid = '', , command = '']) => family.has(pid) && matters(command));
  return counted.reduce((sum, [, pid = '']) => sum + highWaterMark(pid), 0);
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
