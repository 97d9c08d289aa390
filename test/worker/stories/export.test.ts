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

const formats = ['plausch', 'wxr', 'remark42', 'csv'];

test('an owner takes the comments along as other systems read them; in each format nobody else does', async () => {
  const site = await openSite({ publish: 'everyone' });
  const anna = await ownerOf(site);
  const nora = new Visitor();
  await nora.write(site, { body: 'Sichtbar für alle', email: 'nora@reader.example' });
  await anna.ask('PATCH', `/api/sites/${site}/settings`, { body: { publish: 'nobody' } });
  await new Visitor().write(site, { body: 'Das wartet noch' });
  const ben = await invite(site, anna, { name: 'Ben', role: 'moderator' });
  const stranger = await ownerOf(await openSite());
  const head = { wxr: 'application/xml', remark42: 'application/gzip', csv: 'text/csv' };
  for (const format of formats) {
    const path = `/api/sites/${site}/export?format=${format}`;
    const answer = await anna.ask('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toContain(head[format as keyof typeof head] ?? 'application/jsonl');
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="[\w.-]+\.(jsonl|xml|gz|csv)"$/);
    expect((await ben.refused('GET', path)).status).toBe(403);
    expect((await stranger.refused('GET', path)).status).toBe(403);
    expect((await nora.refused('GET', path)).status).toBe(401);
    const byOperator = `/api/operator/sites/${site}/export?format=${format}`;
    expect((await operator().ask('GET', byOperator)).status).toBe(200);
    expect((await anna.refused('GET', byOperator)).status).toBe(403);
    expect((await new Visitor().refused('GET', byOperator)).status).toBe(403);
  }
  const wxr = (await anna.ask('GET', `/api/sites/${site}/export?format=wxr`)).text;
  expect(wxr.match(/<wp:comment_approved>(.*?)</g)).toEqual(['<wp:comment_approved>1<', '<wp:comment_approved>0<']);
  const table = (await anna.ask('GET', `/api/sites/${site}/export?format=csv`)).text;
  expect(table.match(/"(published|held)"/g)).toEqual(['"published"', '"held"']);
  const packed = await anna.bytes(`/api/sites/${site}/export?format=remark42`);
  const stream = new Response(packed).body?.pipeThrough(new DecompressionStream('gzip'));
  const lines = (await new Response(stream).text()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).orig)).toEqual([undefined, 'Sichtbar für alle']);
  expect(lines.join()).not.toContain('nora@reader.example');
});

test('a part is of a thread or of a time, says so, and what is asked wrongly is said', async () => {
  const site = await openSite({ publish: 'everyone' });
  const anna = await ownerOf(site);
  for (const key of ['/one/', '/two/'])
    await new Visitor().write(site, { thread: key, body: `Unter ${key}, und sonst nichts` });
  const bodies = async (query: string) => {
    const { text } = await anna.ask('GET', `/api/sites/${site}/export?${query}`);
    return [...text.matchAll(/Unter (\S+), und/g)].map(([, key]) => key);
  };
  const today = new Date().toISOString().slice(0, 10);
  for (const format of ['plausch', 'csv']) {
    const all = format === 'csv' ? ['/one/', '/two/'] : expect.arrayContaining(['/one/', '/two/']);
    expect(await bodies(`format=${format}&from=${today}&to=${today}`)).toEqual(all);
    const own = await bodies(`format=${format}&thread=/two/`);
    expect(new Set(own)).toEqual(new Set(['/two/']));
    expect(await bodies(`format=${format}&to=2020-01-01`)).toEqual([]);
    expect(
      await bodies(`format=${format}&from=${encodeURIComponent(new Date(Date.now() + 1e7).toISOString())}`),
    ).toEqual([]);
  }
  const { text } = await anna.ask('GET', `/api/sites/${site}/export?thread=/two/&from=2020-01-01`);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0].part).toEqual({ thread: '/two/', from: '2020-01-01T00:00:00.000Z', to: null });
  expect(lines.at(-1)).toEqual({ end: true, counts: { comment: 1, thread: 1 } });

  for (const format of formats) {
    const unknown = await anna.refused('GET', `/api/sites/${site}/export?format=${format}&thread=/nowhere/`);
    expect([unknown.status, unknown.type]).toEqual([404, '/problems/unknown-thread']);
  }
  for (const query of [
    'format=xls',
    'from=gestern',
    'to=2026-13-01',
    'from=2026-01-01T25:00:00Z',
    'thread=',
    'other=1',
  ])
    expect([query, (await anna.refused('GET', `/api/sites/${site}/export?${query}`)).status]).toEqual([query, 422]);
});
