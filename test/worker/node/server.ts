import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';

/** What the server prints when it is ready. */
export interface Ready {
  demo: string | null;
  desk: string | null;
  snippet: string;
  site: string | null;
  version: string;
}

export interface Server extends Ready {
  base: string;
  process: ChildProcess;
  /** Ends it with a signal and waits until it has ended; the exit code, or the signal that did it. */
  end: (signal: NodeJS.Signals) => Promise<number | string | null>;
}

const started: ChildProcess[] = [];
const folders: string[] = [];
/** Whatever becomes of a test, no server outlives its file, and nothing that it wrote. */
afterAll(async () => {
  await Promise.all(started.map((child) => end(child, 'SIGKILL')));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plausch-node-'));
  folders.push(folder);
  return folder;
}

/** What a machine that has too much to do makes a server say. */
const ofBusyMachine = /^The spam check \w+ took \d+ ms\.$/;

/** How a server is started otherwise than by itself. */
export interface Started {
  /** A command that runs it. */
  through?: string[];
  /** Where its log goes, line by line, but for what a busy machine alone makes it say. */
  log?: string[];
}

/** Starts the built server on a free port (or as `args` say) and waits until it is ready. */
export async function startServer(
  data: string,
  args: string[] = [],
  { through = [], log }: Started = {},
): Promise<Server> {
  const own = [process.execPath, 'dist/server.js', '--json', '--port', '0', '--data', data, ...args];
  const [command = '', ...rest] = [...through, ...own];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  createInterface({ input: child.stderr }).on('line', (line) =>
    log && !ofBusyMachine.test(line) ? log.push(line) : console.error(line),
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = JSON.parse(line) as Ready;
    const base = new URL(/src="([^"]+)"/.exec(ready.snippet)?.[1] ?? '').origin;
    return { ...ready, base, process: child, end: (signal) => end(child, signal) };
  }
  throw new Error('The server ended before it was ready.');
}

/** Runs a command of this project to its end; `through`: a command that runs it. */
export function run(script: string, args: string[], env: Record<string, string> = {}, through: string[] = []) {
  const [command = '', ...rest] = [...through, process.execPath, script, ...args];
  const child = spawn(command, rest, { env: { ...process.env, ...env } });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? child.signalCode);
  return new Promise((resolve) => {
    child.once('exit', (code, by) => resolve(by ?? code));
    child.kill(signal);
  });
}
