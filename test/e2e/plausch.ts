import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type Running, type Start, startMany, startPlausch } from './servers';

export { type Running, startPlausch } from './servers';

/** Each test has a Plausch of its own, with fresh data. */
export const test = base.extend<
  {
    plausch: Running;
    data: string;
    args: string[];
    variables: Record<string, string>;
    alone: boolean;
  },
  { startBeside: Start }
>({
  /** What `npm start` is told besides. */
  args: [['--proxies', '1'], { option: true }],
  /** What stands in its environment besides. */
  variables: [{}, { option: true }],
  /** Whether it is started with `npm start`, in a process of its own. */
  alone: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  data: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'plausch-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  /** Starts one in the process that the others of this worker run in. */
  startBeside: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const { start, end } = await startMany();
      await use(start);
      end();
    },
    { scope: 'worker' },
  ],
  plausch: async ({ data, args, variables, alone, startBeside }, use) => {
    const plausch = await (alone ? startPlausch : startBeside)(data, args, variables);
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
