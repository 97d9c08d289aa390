import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import { byHand } from '../by-hand';

test('the general model is unpacked when a site is opened, and not while somebody sends a comment', async () => {
  // What was unpacked for other tests is not here.
  vi.resetModules();
  const { openSite } = await import('../../../worker/site/site');
  await runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, state) => {
    const unpacked = vi.spyOn(Buffer, 'from');
    /** Only the model is that long. */
    const times = () => unpacked.mock.calls.filter(([text]) => typeof text === 'string' && text.length > 10_000).length;
    const site = openSite('blog.example', new ObjectSql(state.storage), { secret: 's'.repeat(32) });
    const before = times();
    expect(before).toBeGreaterThan(0);
    site.create({ account: 'a', name: 'Anna' }, {});
    const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Casino', html: 'Casino' };
    site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' });
    expect(times()).toBe(before);
    unpacked.mockRestore();
  });
});
