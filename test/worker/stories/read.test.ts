import { expect, test } from 'vitest';
import * as z from 'zod';
import { Counts, Preview, Voted } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

const writeMany = async (site: string, count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await new Visitor().write(site, { body: `Nummer ${index}` })).comment.id);
  return ids;
};

test.each(['oldest', 'newest', 'best'])('pages of a thread, %s first, hold each comment once', async (sort) => {
  const site = await openSite({ publish: 'everyone' });
  const ids = await writeMany(site, 7);
  const reply = (await new Visitor().write(site, { body: 'Antwort', parent: ids[1] })).comment.id;
  const seen: string[] = [];
  let after = '';
  for (let page = 0; page < 4; page += 1) {
    const answer = await new Visitor().read(site, `thread=/post/&sort=${sort}&limit=3${after}`);
    expect(answer.comments.filter(({ parent }) => parent === null).length).toBeLessThanOrEqual(3);
    seen.push(...answer.comments.map(({ id }) => id));
    if (answer.next === null) break;
    after = `&after=${answer.next}`;
  }
  expect(seen.toSorted()).toEqual([...ids, reply].toSorted());
  const tops = seen.filter((id) => id !== reply);
  expect(tops).toEqual(sort === 'oldest' ? ids : ids.toReversed());
});

test('50 top-level comments come at once, then the rest', async () => {
  const site = await openSite({ publish: 'everyone' });
  const ids = await writeMany(site, 52);
  const first = await new Visitor().read(site);
  expect(first.comments.map(({ id }) => id)).toEqual(ids.slice(0, 50));
  const second = await new Visitor().read(site, `thread=/post/&after=${first.next}`);
  expect([second.comments.map(({ id }) => id), second.next]).toEqual([ids.slice(50), null]);
});

test('a thread that has not changed is not sent again', async () => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Eins' });
  const path = `/api/sites/${site}/comments?thread=/post/`;
  const { headers } = await new Visitor().ask('GET', path);
  const asked = { headers: { 'If-None-Match': headers.get('ETag') ?? '' } };
  const again = await new Visitor().ask('GET', path, asked);
  expect([again.status, again.text]).toEqual([304, '']);
  await new Visitor().write(site, { body: 'Zwei' });
  expect((await new Visitor().ask('GET', path, asked)).status).toBe(200);
});

test('an author’s own view is kept by nobody', async () => {
  const site = await openSite();
  const nora = new Visitor();
  await nora.write(site, { body: 'Wartet' });
  const { headers } = await nora.ask('GET', `/api/sites/${site}/comments?thread=/post/`);
  expect([headers.get('Cache-Control'), headers.get('ETag')]).toEqual(['no-store', null]);
});

test.each(['br', 'gzip'])('a page comes in %s to who can read it', async (encoding) => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Grüße' });
  const path = `/api/sites/${site}/comments?thread=/post/`;
  const headers = { 'Accept-Encoding': `${encoding};q=0.8, identity;q=0.1` };
  for (const time of ['made now', 'ready-made']) {
    const answer = await new Visitor().ask('GET', path, { headers });
    expect([time, JSON.parse(answer.text).comments[0].html]).toEqual([time, '<p>Grüße</p>']);
  }
});

test('a token that this site never gave out is no token', async () => {
  const site = await openSite();
  const nora = new Visitor();
  await nora.write(site, { body: 'Wartet' });
  const stranger = new Visitor();
  for (const token of [`${nora.token?.split('.')[0]}.${'A'.repeat(43)}`, 'x', '.', 'a.b.c', `${nora.token}A`]) {
    stranger.token = token;
    expect((await stranger.read(site)).comments).toEqual([]);
  }
  const elsewhere = await openSite();
  expect((await nora.read(elsewhere)).comments).toEqual([]);
});

test('counts of many threads come in one call', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  await nora.write(site, { body: 'Eins', thread: '/a/' });
  await nora.write(site, { body: 'Zwei', thread: '/a/' });
  await nora.write(site, { body: 'Drei', thread: '/b/' });
  const path = `/api/sites/${site}/counts?thread=/a/&thread=/b/&thread=/c/`;
  expect(await nora.get(Counts, 'GET', path)).toEqual({ counts: { '/a/': 2, '/b/': 1, '/c/': 0 } });
  const many = Array.from({ length: 101 }, (_, index) => `thread=/${index}`).join('&');
  expect((await nora.refused('GET', `/api/sites/${site}/counts?${many}`)).status).toBe(422);
  expect((await nora.refused('GET', `/api/sites/${site}/counts`)).status).toBe(422);
});

test('the preview shows what publishing shows', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const body =
    '> Zitat\n\n**fett** `code` [Link](https://example.de)\n\n- eins\n- zwei\n\n# kein Titel\n<b>kein HTML</b>';
  const { html } = await nora.get(Preview, 'POST', `/api/sites/${site}/preview`, { body: { body } });
  expect(html).toBe((await nora.write(site, { body })).comment.html);
});

test('readers vote once, change their mind, and not for themselves', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Gut' });
  const path = `/api/sites/${site}/comments/${comment.id}/vote`;
  expect((await nora.refused('PUT', path, { body: { value: 1 } })).status).toBe(403);

  const reader = new Visitor();
  const scores: number[] = [];
  for (const value of [1, 1, -1, 0, 1]) {
    const voted = await reader.get(Voted, 'PUT', path, { body: { value } });
    reader.token = voted.token;
    scores.push(voted.score);
  }
  expect(scores).toEqual([1, 1, -1, 0, 1]);
  expect((await new Visitor().read(site)).comments[0]?.score).toBe(1);
  expect((await reader.refused('PUT', path, { body: { value: 2 } })).status).toBe(422);
});

test('the best stands first', async () => {
  const site = await openSite({ publish: 'everyone' });
  const [, second] = await writeMany(site, 3);
  await new Visitor().ask('PUT', `/api/sites/${site}/comments/${second}/vote`, { body: { value: 1 } });
  expect((await new Visitor().read(site, 'thread=/post/&sort=best')).comments[0]?.id).toBe(second);
});

test('a thread’s address is believed only on the site’s own origins', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  for (const [key, url] of [
    ['/ours/', `https://${site}/ours/`],
    ['/theirs/', `https://${site}.evil.example/`],
  ])
    await new Visitor().get(
      z.unknown(),
      'POST',
      `/api/sites/${site}/comments`,
      { body: { thread: { key, url, title: 'Titel' }, author: { name: 'Nora' }, body: 'Hallo' } },
      202,
    );
  const { items } = await owner.queue(site);
  expect(items.map(({ thread }) => [thread.key, thread.url])).toEqual([
    ['/ours/', `https://${site}/ours/`],
    ['/theirs/', null],
  ]);
});
