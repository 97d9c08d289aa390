import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { args, type Disk, look, other, post, prepare, site } from './guests';
import { newFolder, startServer } from './server';

/** What people get from a server whose files are taken away while it runs. */
function folder(): Disk {
  const data = join(newFolder(), 'data');
  return { data, start: (given, log = []) => startServer(data, given, { log }) };
}

const takings: [string, (data: string, elsewhere: string) => void][] = [
  ['deleted', (data) => rmSync(data, { recursive: true })],
  ['moved elsewhere', (data, elsewhere) => renameSync(data, elsewhere)],
];

test.each(takings)(
  'a data folder that is %s takes nothing in any more, and does again when it is back',
  async (_, take) => {
    const disk = folder();
    const here = await prepare(disk, 5);
    const kept = join(newFolder(), 'kept');
    cpSync(disk.data, kept, { recursive: true });
    const log: string[] = [];
    const server = await disk.start(args, log);
    const before = await look(server, here);
    take(disk.data, join(newFolder(), 'moved'));

    for (const name of [site, other, site]) {
      const { status, json } = await post(server, name, 'Wohin?');
      expect([status, json.type]).toEqual([503, expect.stringMatching(/^\/problems\/(unavailable|site-damaged)$/)]);
    }
    for (const line of await look(server, here)) expect(line).toMatch(/ (200|503)$/);

    cpSync(kept, disk.data, { recursive: true });
    for (const name of [site, other])
      await expect.poll(async () => (await post(server, name, 'Zurück')).status).toBe(202);
    expect(await look(server, here)).toEqual(before);
    expect(await server.end('SIGTERM')).toBe(0);
    const again = await disk.start(args);
    const queue = await here.anna.ask(again, 'GET', `/api/sites/${site}/queue?limit=100`);
    expect(JSON.stringify(queue.json)).toContain('Zurück');
    expect(JSON.stringify(queue.json)).not.toContain('Wohin');
    expect(log.filter((line) => !line.includes('sqlite'))).toEqual([]);
  },
);
