import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, type Page } from '@playwright/test';

/** What `npm start -- --json` prints. */
export interface Links {
  demo: string;
  desk: string;
  snippet: string;
  site: string;
  version: string;
}

/** A running Plausch, as `npm start` starts it. */
export interface Running extends Links {
  /** Where it listens: scheme, host, port. */
  base: string;
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** Starts Plausch with `npm start` on a free port and waits until it is ready to serve. */
export async function startPlausch(
  data: string,
  args: string[] = [],
  variables: Record<string, string> = {},
): Promise<Running> {
  const child = spawn('npm', ['start', '--', '--json', '--port', '0', '--data', data, ...args], {
    cwd: root,
    env: { ...process.env, ...variables },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const links = await firstJsonLine(child);
  return { ...links, base: new URL(links.desk).origin, kill: () => killGroup(child) };
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

/** Each test has a Plausch of its own, with fresh data. */
export const test = base.extend<{
  plausch: Running;
  data: string;
  args: string[];
  variables: Record<string, string>;
}>({
  /** What `npm start` is told besides. */
  args: [['--proxies', '1'], { option: true }],
  /** What stands in its environment besides. */
  variables: [{}, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  data: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'plausch-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  plausch: async ({ data, args, variables }, use) => {
    const plausch = await startPlausch(data, args, variables);
    await use(plausch);
    await plausch.kill();
  },
});

export { expect } from '@playwright/test';

/** What a comment needs to be posted without a browser. */
export interface Post {
  name?: string;
  email?: string;
  website?: string;
  body: string;
  thread?: string;
  parent?: string;
  token?: string;
  /** The address it comes from, where a proxy says so. */
  network?: string;
}

const writtenByHand = { writing: 30_000, inputs: 40 };
let networks = 0;

/** Posts a comment as any HTTP client can, each from a network of its own, and returns the answer. */
export async function post(
  plausch: Running,
  { name = 'Nora', email, website, body, thread = '/wer-zuhoert/', parent, token, network = nextNetwork() }: Post,
) {
  const response = await fetch(`${plausch.base}/api/sites/${plausch.site}/comments`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      'X-Forwarded-For': network,
    },
    body: JSON.stringify({
      thread: { key: thread },
      author: { name, email, website },
      body,
      parent,
      form: writtenByHand,
    }),
  });
  return { status: response.status, ...(await response.json()) };
}

function nextNetwork(): string {
  networks += 1;
  return `198.51.${(networks >> 8) & 255}.${networks & 255}`;
}

/** Says yes to the link in the address. */
export const signIn = (page: Page) => page.getByRole('button', { name: /^Als .+ anmelden$|^Sign in as / }).click();

/** Signs in at the desk with the owner's link. */
export async function openDesk(page: Page, plausch: Running): Promise<void> {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST',
  );
  await page.goto(plausch.desk);
  await signIn(page);
  await answer;
}
