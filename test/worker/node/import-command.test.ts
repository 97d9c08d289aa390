import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Import, Imports } from '../../../worker/contract/transfer';
import { operatorKey } from '../../../worker/operator';
import { asDisqus } from '../../bench/elsewhere';
import { newFolder, run, type Server, startServer } from './server';

const site = 'blog.example';

/** What `npm run site` does with a data folder. */
const command = (data: string, ...args: string[]) => run('dist/site.js', [...args, '--data', data]);

/** A file with so many comments, as Disqus exports it. */
function exported(count: number, change = (text: string) => Buffer.from(text)): string {
  const file = join(newFolder(), 'blog.xml');
  writeFileSync(file, change([...asDisqus(count)].join('')));
  return file;
}

/** The newest import of the site, as the server says. */
async function newest({ base }: Server, data: string): Promise<Import | undefined> {
  const secret = readFileSync(join(data, 'secret'), 'utf8').trim();
  const headers = { Authorization: `Bearer ${operatorKey(secret)}` };
  const answer = await fetch(`${base}/api/operator/sites/${site}/imports`, { headers });
  return Imports.parse(await answer.json()).imports[0];
}

const published = async ({ base }: Server, thread: string) => {
  const answer = await fetch(`${base}/api/sites/${site}/counts?thread=${thread}`);
  return ((await answer.json()) as { counts: Record<string, number> }).counts[thread];
};

test('whoever runs the server sees what would come, corrects where it goes, and brings it in; a second time brings nothing', async () => {
  const data = newFolder();
  await command(data, 'add', site);
  const file = exported(400);
  const server = await startServer(data);
  const dry = await command(data, 'import', site, file, '--dry-run', '--map', '/post-0/=/first/');
  expect([dry.code, dry.err]).toEqual([0, '']);
  expect(dry.out).toMatch(/^Disqus \(disqus\): 400 comments in 16 threads, which become 16 here\.\n {2}\d+ published/);
  expect(dry.out).toContain('/first/ (/post-0/): ');
  expect(dry.out).toMatch(/Nothing was sent\.\n$/);
  expect(await newest(server, data)).toBeUndefined();

  const brought = await command(data, 'import', site, file, '--map', '/post-*=/blog/*', '--map', '/post-0/=/first/');
  expect(brought.code).toBe(0);
  const { comments } = (await newest(server, data)) ?? expect.unreachable();
  expect(comments).toMatchObject({ sent: 400, known: 0, remaining: 0 });
  expect(brought.out).toContain(
    `400 comments in 16 new threads were sent: ${comments.brought} stand here now, 0 stood here before, ${comments.refused} did not come.`,
  );
  expect(await published(server, '/blog/3/')).toBeGreaterThan(0);
  const again = await command(data, 'import', site, file);
  expect(again.out).toContain(`0 stand here now, ${comments.brought} stood here before`);
  expect((await newest(server, data))?.comments).toMatchObject({ brought: 0, known: comments.brought });
});

test('stopped in the middle, then killed together with the server, all comes once when the same is said again', async () => {
  const [data, undisturbed] = [newFolder(), newFolder()];
  const file = exported(1500);
  for (const folder of [data, undisturbed]) await command(folder, 'add', site);
  let server = await startServer(data);
  const child = spawn(process.execPath, ['dist/site.js', 'import', site, file, '--data', data]);
  await expect.poll(async () => (await newest(server, data))?.comments.sent ?? 0).toBeGreaterThan(500);
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  // As a terminal and npm send it: twice for one press.
  for (let twice = 0; twice < 2; twice += 1) child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  expect(said).toContain('Stopped. Nobody sees any of it yet; the same command takes it up again.');
  const { id, state } = (await newest(server, data)) ?? expect.unreachable();
  expect(state).toBe('receiving');
  expect(await published(server, '/post-0/')).toBe(0);
  const second = spawn(process.execPath, ['dist/site.js', 'import', site, file, '--data', data]);
  await expect.poll(async () => (await newest(server, data))?.comments.brought ?? 0).toBeGreaterThan(100);
  await server.end('SIGKILL');
  second.kill('SIGKILL');
  server = await startServer(data);
  await expect.poll(async () => (await newest(server, data))?.state).toBe('done');
  const now = (await newest(server, data)) ?? expect.unreachable();
  expect(now).toMatchObject({ id, comments: { sent: 1500, known: 0, remaining: 0 } });
  // Where nobody disturbs it, it comes to the same; here without a server.
  expect((await command(undisturbed, 'import', site, file)).code).toBe(0);
  const other = await startServer(undisturbed);
  expect((await newest(other, undisturbed))?.statuses).toEqual(now.statuses);
});

test('of a file that ends too early nobody sees anything, unless that is wanted', async () => {
  const data = newFolder();
  await command(data, 'add', site);
  const server = await startServer(data);
  const cut = exported(1000, (text) => {
    const packed = gzipSync(text);
    return packed.subarray(0, Math.floor(packed.length / 2));
  });
  const refused = await command(data, 'import', site, cut);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/ends too early\. \d+ comments were read, and nobody sees any of them\. With --partial/);
  expect((await newest(server, data))?.state).toBe('receiving');
  const partial = await command(data, 'import', site, cut, '--partial');
  expect([partial.code, partial.out]).toEqual([0, expect.stringContaining('1 × unreadable-from-here')]);
  expect((await newest(server, data))?.comments.brought).toBeGreaterThan(100);
  // The whole file brings the rest.
  const whole = await command(data, 'import', site, exported(1000));
  expect(whole.code).toBe(0);
  const rest = (await newest(server, data))?.comments;
  expect((rest?.brought ?? 0) + (rest?.known ?? 0) + (rest?.refused ?? 0)).toBe(1000);
});

test('what cannot be done is said in a sentence, and leaves nothing behind', async () => {
  const data = newFolder();
  await command(data, 'add', site);
  const file = exported(10);
  for (const [args, said] of [
    [['import', site, '/nowhere.xml'], /cannot be opened/],
    [['import', 'other.example', file], /There is no such site here/],
    [['import', site, file, '--map', 'nothing'], /write FROM=TO/],
    [['import', site, file, '--format', 'isso-sqlite'], /cannot be read as isso-sqlite/],
  ] as const) {
    const { code, err } = await command(data, ...args);
    expect([code, err]).toEqual([1, expect.stringMatching(said)]);
  }
  const server = await startServer(data);
  expect(await newest(server, data)).toBeUndefined();
});
