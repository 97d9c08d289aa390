import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { args, Guest, look, owner, prepare, site } from './guests';
import { disks } from './small-disk';

/** Opens a live connection; how it is closed. */
async function listen(base: string, guest: Guest): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/api/sites/${site}/live`, {
    headers: { Cookie: guest.headers.Cookie ?? '', Origin: base },
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return { closed };
}

for (const { kind, make } of disks)
  test(`full (${kind}): whoever signs out is signed out, hears what could not be stored, and it is as soon as there is room`, async () => {
    const disk = make();
    const here = await prepare(disk, 5);
    const { anna } = here;
    let server = await disk.start(args);
    expect((await anna.ask(server, 'GET', '/api/session')).status).toBe(200);
    const live = await listen(server.base, anna);
    disk.leave(0, server);

    const out = await anna.ask(server, 'DELETE', '/api/session');
    expect([out.status, out.json]).toEqual([202, { written: false }]);
    expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^plausch=; Max-Age=0;/)]);
    expect(await live.closed).toBe(4401);
    // The cookie is good for nothing any more, whoever may have kept it.
    const kept = new Guest();
    Object.assign(kept.headers, anna.headers);
    for (const path of ['/api/session', `/api/sites/${site}/queue`, '/api/account'])
      expect((await kept.ask(server, 'GET', path)).status).toBe(401);
    // Nor when the account is read anew.
    expect((await look(server, here)).filter((line) => line.endsWith(' 500'))).toEqual([]);
    expect((await kept.ask(server, 'GET', '/api/session')).status).toBe(401);
    expect((await kept.ask(server, 'DELETE', '/api/session')).headers.getSetCookie()[0]).toContain('Max-Age=0');

    // The next thing that is written about the account takes the end along, for good.
    disk.free(server);
    let again = await owner(server, disk.data);
    // A file that could only be read is opened anew after a second.
    await expect
      .poll(async () => {
        again = await owner(server, disk.data);
        return (await again.ask(server, 'GET', '/api/session')).status;
      })
      .toBe(200);
    await server.end('SIGTERM');
    server = await disk.start(args);
    expect((await kept.ask(server, 'GET', '/api/session')).status).toBe(401);
    expect((await again.ask(server, 'GET', '/api/session')).status).toBe(200);
    const gone = await again.ask(server, 'DELETE', '/api/session');
    expect([gone.status, gone.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    await server.end('SIGTERM');
  });
