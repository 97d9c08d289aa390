import { expect, test } from 'vitest';
import { createApp } from '../../../worker/app';
import { readConfig } from '../../../worker/config';
import { Assets } from '../../../worker/host/node/assets';
import { Operator, sendInside } from '../../../worker/host/node/operator';
import { NodePlatform } from '../../../worker/host/node/platform';
import { newFolder, startServer } from './server';

/** A server that may not open as many files as it has sites. */
const secret = 's'.repeat(32);

// What limits a process is called otherwise elsewhere.
if (process.platform === 'linux')
  test('with 64 files that may be open, 60 sites are served, read and written', async () => {
    const data = newFolder();
    const platform = new NodePlatform(data, readConfig({ PLAUSCH_SECRET: secret, PLAUSCH_LIMITS: 'off' }), Assets.none);
    const operator = new Operator(sendInside(createApp(platform).fetch), secret);
    const sites = Array.from({ length: 60 }, (_, index) => `s${index}.example`);
    for (const site of sites) await operator.addSite({ site });
    platform.close();

    const log: string[] = [];
    const server = await startServer(data, ['--demo=false', '--limits', 'off'], {
      through: ['prlimit', '--nofile=64:64'],
      log,
    });
    const write = (site: string, body: string) =>
      fetch(`${server.base}/api/sites/${site}/comments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: JSON.stringify({ thread: { key: '/a' }, author: { name: 'Nora' }, body }),
      });
    for (const round of [1, 2])
      for (const site of sites) {
        const answer = await write(site, `Runde ${round}`);
        const { token } = (await answer.json()) as { token: string };
        expect([site, answer.status]).toEqual([site, 202]);
        const own = await fetch(`${server.base}/api/sites/${site}/own?thread=/a`, {
          headers: { Authorization: `Bearer ${token}`, Connection: 'close' },
        });
        expect([own.status, await own.text()]).toEqual([200, expect.stringContaining(`Runde ${round}`)]);
      }
    expect(log).toEqual([]);
    expect(await server.end('SIGTERM')).toBe(0);
  });
