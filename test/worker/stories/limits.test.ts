import { expect, test } from 'vitest';
import { Visitor } from '../visitor';

/** Tries a link that is none, and is told so or to come back later. */
const tryLink = async (address: string) =>
  (await new Visitor(address).ask('POST', '/api/session', { body: {} })).status;
const random = () => Math.floor(Math.random() * 65_536).toString(16);

test('whoever has a whole /48 cannot try more than a company could; their neighbours can', async () => {
  const wide = `2001:db8:${random()}`;
  const statuses: number[] = [];
  for (let count = 0; count < 321; count += 1) statuses.push(await tryLink(`${wide}:${count.toString(16)}::1`));
  expect(statuses.slice(0, 320).every((status) => status === 422)).toBe(true);
  expect(statuses[320]).toBe(429);
  expect(await tryLink(`2001:db9:${random()}::1`)).toBe(422);
});

test.each([
  ['an IPv4 address', (port: number) => `203.0.113.${port}`],
  ['an IPv6 address', (port: number) => `2001:dba:${random()}:${port}::1`],
])('%s by whichever proxy it is written is one reader', async (_what, make) => {
  const number = Math.floor(Math.random() * 200) + 1;
  const [own, other] = [make(number), make(number + 1)];
  const host = own.includes(':') ? `[${own}]` : own;
  const ways = [own, `${host}:4711`, `"${host}:4711"`, `"${host}"`, ` ${host}:52 `, host];
  for (let count = 0; count < 20; count += 1) expect(await tryLink(ways[count % ways.length] ?? '')).toBe(422);
  for (const way of ways) expect([way, await tryLink(way)]).toEqual([way, 429]);
  expect(await tryLink(`${other.includes(':') ? `[${other}]` : other}:4711`)).toBe(422);
});
