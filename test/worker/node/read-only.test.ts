import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { args, type Disk, letSessionsBeDue, look, other, post, prepare, site } from './guests';
import { newFolder, run, startServer } from './server';
import { withoutRights } from './small-disk';

/** What people get from a server whose data folder may not be written. */
function folder(): Disk & { lock: () => void; unlock: () => void } {
  const data = join(newFolder(), 'data');
  const inside = () => readdirSync(data, { recursive: true, withFileTypes: true });
  const put = (file: number, directory: number) => {
    for (const entry of inside()) chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? directory : file);
    chmodSync(data, directory);
  };
  return {
    data,
    start: (given, log = []) => startServer(data, given, { through: withoutRights, log }),
    lock: () => put(0o400, 0o500),
    unlock: () => put(0o600, 0o700),
  };
}

test('a folder that became read-only: what is answered is stored, the rest is refused, a restart serves, and writing goes on by itself', async () => {
  const disk = folder();
  const here = await prepare(disk, 20);
  const log: string[] = [];
  let server = await disk.start(args, log);
  const before = await look(server, here);
  await server.end('SIGTERM');
  letSessionsBeDue(disk.data);

  // A file that is open when it happens stays open, one that is opened after is opened for reading.
  server = await disk.start(args, log);
  expect((await post(server, site, 'Vorher')).status).toBe(202);
  disk.lock();
  expect(await look(server, here)).toEqual(before);
  const answered = ['Vorher'];
  for (const name of [site, other])
    for (const body of [`Mitten drin auf ${name}`, `Noch einmal auf ${name}`]) {
      const { status } = await post(server, name, body);
      expect([202, 507]).toContain(status);
      if (status === 202 && name === site) answered.push(body);
    }
  await server.end('SIGKILL');

  const command = (...words: string[]) => run('dist/site.js', [...words, '--data', disk.data], {}, withoutRights);
  expect(await command('list')).toEqual({
    code: 0,
    out: expect.stringMatching(/^a\.example \S* ?\S+\nb\.example .+\n$/),
    err: '',
  });
  expect((await command('check')).code).toBe(0);
  const link = await command('owner-link', site);
  expect([link.code, link.out]).toEqual([1, '']);
  expect(link.err).toContain('Nothing can be stored right now');

  server = await disk.start(args, log);
  expect(await look(server, here)).toEqual(before);
  for (const name of [site, other]) {
    const { status, json, headers } = await post(server, name, 'Nirgends');
    expect([status, json.type, Number(headers.get('Retry-After')) > 0]).toEqual([507, '/problems/no-room', true]);
  }
  const queue = await here.anna.ask(server, 'GET', `/api/sites/${site}/queue?limit=100`);
  for (const body of answered) expect(JSON.stringify(queue.json)).toContain(body);

  // A third one that may write is kept away, and one that may not serves beside it.
  const beside = await disk.start(args, []);
  expect(await look(beside, here)).toEqual(before);
  disk.unlock();
  expect((await run('dist/server.js', [...args, '--port', '0', '--data', disk.data])).err).toContain('in use');
  expect((await post(beside, site, 'Zu zweit')).status).toBe(507);
  expect((await post(server, site, 'Zu zweit')).status).toBe(507);
  await beside.end('SIGTERM');

  for (const name of [site, other])
    await expect.poll(async () => (await post(server, name, 'Endlich')).status).toBe(202);
  expect(await look(server, here)).toEqual(before);
  await server.end('SIGTERM');
  const checked = await run('dist/site.js', ['check', '--data', disk.data]);
  expect(checked).toEqual({ code: 0, out: expect.stringMatching(/^(\S+: ok\n)+$/), err: '' });
  expect(log.filter((line) => line.includes('Nothing can be stored')).length).toBeGreaterThan(0);
});
