import { expect, test } from 'vitest';
import { invite, openSite, operator, ownerOf, Visitor } from '../visitor';

test('an owner takes all of a site along, without what opens anything; nobody else does', async () => {
  const site = await openSite({ publish: 'everyone' });
  const anna = await ownerOf(site);
  const hostile = `"]]>\u2028\u0001 =1+1 ${'x'.repeat(2000)}`;
  const { comment } = await new Visitor().write(site, { body: hostile });
  const path = `/api/sites/${site}/export`;
  const answer = await anna.ask('GET', path);
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([
    200,
    'application/jsonl',
    'no-store',
  ]);
  const lines = answer.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ format: 'plausch', version: 1, site });
  const rows = lines.slice(1, -1);
  expect(rows.find(({ table }) => table === 'comment').row).toMatchObject({ id: comment.id, thread: 1 });
  const counts: Record<string, number> = {};
  for (const { table } of rows) counts[table] = (counts[table] ?? 0) + 1;
  const told = lines.at(-1);
  expect(told.end).toBe(true);
  expect(Object.entries(told.counts).filter(([, count]) => count !== 0)).toEqual(Object.entries(counts));
  expect(counts).toMatchObject({ comment: 1, thread: 1, person: 1 });

  const byOperator = await operator().ask('GET', `/api/operator/sites/${site}/export`);
  expect(byOperator.text.split('\n').slice(1)).toEqual(answer.text.split('\n').slice(1));
  expect(answer.text).not.toMatch(/"(network|links|secret|stop)":/);

  const ben = await invite(site, anna, { name: 'Ben', role: 'moderator' });
  expect((await ben.refused('GET', path)).status).toBe(403);
  const stranger = await ownerOf(await openSite());
  expect((await stranger.refused('GET', path)).status).toBe(403);
  expect((await new Visitor().refused('GET', path)).status).toBe(401);
  expect((await anna.refused('GET', `/api/operator/sites/${site}/export`)).status).toBe(403);
});
