import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { Answered, Asked, Links } from '../worker/hosts/many-messages';

/** A running Plausch. */
export interface Running {
  /** Its demo post. */
  demo: string;
  /** Its desk, with a link that signs the owner in. */
  desk: string;
  snippet: string;
  site: string;
  version: string;
  /** Where it listens: scheme, host, port. */
  base: string;
  /** Ends it at once, whatever is in flight. */
  kill: () => Promise<void>;
}

/** How one is started: with what data, what it is told besides, and what stands in its environment besides. */
export type Start = (data: string, args?: string[], variables?: Record<string, string>) => Promise<Running>;

const root = join(import.meta.dirname, '../..');
const asTold = (data: string, args: string[]) => ['--json', '--port', '0', '--data', data, ...args];

function running({ demo, desk, site, ...links }: Links, kill: () => Promise<void>): Running {
  if (demo === null || desk === null || site === null) throw new Error('It was started without its demo.');
  return { ...links, demo, desk, site, base: new URL(desk).origin, kill };
}

/** Starts Plausch with `npm start` on a free port and waits until it is ready to serve. */
export const startPlausch: Start = (data, args = [], variables = {}) =>
  startWith('npm', ['start', '--', ...asTold(data, args)], variables);

/** The same with a server that was built elsewhere. */
export const startBuilt = (file: string, data: string): Promise<Running> =>
  startWith(process.execPath, [file, ...asTold(data, [])]);

async function startWith(command: string, args: string[], variables: Record<string, string> = {}): Promise<Running> {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...variables },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return running(await firstJsonLine(child), () => killGroup(child));
}

async function firstJsonLine(child: ChildProcess): Promise<Links> {
  if (!child.stdout) throw new Error('Plausch has no output.');
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{')) return JSON.parse(line);
  throw new Error('Plausch ended before it was ready.');
}

function killGroup(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) return resolve();
    child.once('exit', () => resolve());
    process.kill(-child.pid, 'SIGKILL');
  });
}

/**
 * A process in which many a Plausch runs beside others (`test/worker/hosts/many.ts`): to start a process takes longer than
 * most tests take else.
 * @returns how to start one, and how to end the process.
 */
export async function startMany(): Promise<{ start: Start; end: () => void }> {
  const outfile = join(root, `node_modules/.cache/plausch-many-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, 'test/worker/hosts/many.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    loader: { '.html': 'text', '.css': 'text' },
    // `ws` is CommonJS and requires Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const child = fork(outfile, [join(root, 'dist/assets')], { cwd: root, execArgv: [] });
  const waiting = new Map<number, (answered: Answered) => void>();
  child.on('message', (answered: Answered) => waiting.get(answered.id)?.(answered));
  child.once('exit', (code) => {
    for (const [id, hear] of waiting) hear({ id, error: `The process ended with ${code}.` });
  });
  let count = 0;
  const ask = async (what: Asked['what']): Promise<Answered> => {
    count += 1;
    const id = count;
    const answered = new Promise<Answered>((resolve) => waiting.set(id, resolve));
    child.send({ id, what } satisfies Asked);
    const { error } = await answered;
    waiting.delete(id);
    if (error) throw new Error(error);
    return answered;
  };
  return {
    start: async (data, args = [], variables = {}) => {
      const { id, links } = await ask({ start: asTold(data, args), variables });
      if (!links) throw new Error('It has no links.');
      return running(links, async () => void (await ask({ end: id })));
    },
    end: () => child.disconnect(),
  };
}
