import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Platform } from '../../../worker/host/platform';
import { clientAddress, hashedNetworks, networksOf } from '../../../worker/http/network';

test.each([
  ['203.0.113.7', ['203.0.113.7']],
  ['::ffff:203.0.113.7', ['203.0.113.7']],
  ['::ffff:cb00:7107', ['203.0.113.7']],
  ['2001:db8:1:2:3:4:5:6', ['32.1.13.184.0.1.0.2/64', '32.1.13.184.0.1/48']],
  ['2001:DB8:1:2::1', ['32.1.13.184.0.1.0.2/64', '32.1.13.184.0.1/48']],
  ['2001:db8:1:3::1', ['32.1.13.184.0.1.0.3/64', '32.1.13.184.0.1/48']],
  ['fe80::1%eth0', ['254.128.0.0.0.0.0.0/64', '254.128.0.0.0.0/48']],
  ['', ['unknown']],
  [undefined, ['unknown']],
  ['not an address', ['unknown']],
])('%s belongs to the networks %j', (address, expected) => expect(networksOf(address)).toEqual(expected));

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:50123', '203.0.113.7'],
  ['"203.0.113.7:50123"', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:50123', '2001:db8::7'],
  ['"[2001:db8::7]:50123"', '2001:db8::7'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['[2001:db8::7', '[2001:db8::7'],
  ['203.0.113.7:x', '203.0.113.7:x'],
  ['unknown', 'unknown'],
  ['""', '192.0.2.1'],
])('a proxy that writes %s means %s', async (forwarded, expected) => {
  const platform = { config: { proxies: 1 }, peerAddress: () => '192.0.2.1' } as unknown as Platform;
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, platform) ?? ''));
  const headers = { 'X-Forwarded-For': `198.51.100.1, ${forwarded}` };
  expect(await (await app.request('/', { headers })).text()).toBe(expected);
});

const hashOf = async (forwarded: string, proxies: number, now = 0, peer = '192.0.2.1', secret = 's'.repeat(32)) => {
  const platform = { config: { secret, proxies }, peerAddress: () => peer } as unknown as Platform;
  const app = new Hono().get('/', (c) => c.text(hashedNetworks(c, platform, now).join()));
  return (await app.request('/', { headers: { 'X-Forwarded-For': forwarded } })).text();
};

test('forwarded addresses are believed only where proxies are configured, and only those they wrote', async () => {
  const peer = await hashOf('', 0);
  expect(await hashOf('203.0.113.7', 0)).toBe(peer);
  const behindOne = await hashOf('203.0.113.7', 1);
  expect(behindOne).not.toBe(peer);
  expect(await hashOf('198.51.100.1, 203.0.113.7', 1)).toBe(behindOne);
  expect(await hashOf('198.51.100.1, 203.0.113.7, 192.0.2.9', 2)).toBe(behindOne);
  expect(await hashOf('', 1)).toBe(peer);
});

test('the hash of a network is another one tomorrow, and on another server', async () => {
  const day = 24 * 60 * 60_000;
  const today = await hashOf('', 0, 0);
  expect(await hashOf('', 0, day - 1)).toBe(today);
  expect(await hashOf('', 0, day)).not.toBe(today);
  expect(await hashOf('', 0, 0, '192.0.2.1', 't'.repeat(32))).not.toBe(today);
  expect(today).not.toContain('192');
});
