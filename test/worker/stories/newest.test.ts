import { expect, test } from 'vitest';
import { Newest, Since } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

const newestPath = (site: string) => `/api/sites/${site}/newest?thread=/post/`;
const newest = (site: string) => new Visitor().get(Newest, 'GET', newestPath(site));
const since = (site: string, from: string) =>
  new Visitor().get(Since, 'GET', `/api/sites/${site}/since?thread=/post/&from=${from}`);

test('an open page asks what is new: nothing costs no body, and answers deep in the thread are named, too', async () => {
  const site = await openSite({ publish: 'everyone' });
  expect(await newest(site)).toEqual({ count: 0, comments: [] });
  const { comment: top } = await new Visitor().write(site, { body: 'Oben' });
  const { comment: answer } = await new Visitor().write(site, { body: 'Darunter', parent: top.id });
  const before = await new Visitor().ask('GET', newestPath(site));
  const known = { headers: { 'If-None-Match': before.headers.get('ETag') ?? '' } };
  expect(await new Visitor().ask('GET', newestPath(site), known)).toMatchObject({ status: 304, text: '' });

  const { comment: deep } = await new Visitor().write(site, { body: 'Tief', parent: answer.id });
  await new Visitor().write(site, { body: 'Woanders', thread: '/other/' });
  const after = await new Visitor().ask('GET', newestPath(site), known);
  expect(Newest.parse(JSON.parse(after.text))).toEqual({
    count: 3,
    comments: [deep, answer, top].map(({ id }) => ({ id, root: top.id })),
  });
  const { comments, complete, thread } = await since(site, deep.id);
  expect({ ids: comments.map(({ id }) => id), complete, count: thread.count }).toEqual({
    ids: [deep.id],
    complete: true,
    count: 3,
  });
});

test('a vote changes nothing about what is new; what waits is not named until it is published, and what is taken away is gone', async () => {
  const site = await openSite({ publish: 'known', knownAfter: 1 });
  const owner = await ownerOf(site);
  const { comment: held } = await new Visitor().write(site, { body: 'Wartet auf die Redaktion' });
  expect(await newest(site)).toEqual({ count: 0, comments: [] });
  const author = new Visitor();
  const { comment: later } = await author.write(site, { body: 'Kam danach und ist zuerst dran' });
  await owner.decide(site, 'approve', [later.id]);
  const before = await new Visitor().ask('GET', newestPath(site));
  const vote = await new Visitor().ask('PUT', `/api/sites/${site}/comments/${later.id}/vote`, { body: { value: 1 } });
  expect(vote.status).toBe(200);
  const known = { headers: { 'If-None-Match': before.headers.get('ETag') ?? '' } };
  expect((await new Visitor().ask('GET', newestPath(site), known)).status).toBe(304);

  await owner.decide(site, 'approve', [held.id]);
  expect((await newest(site)).comments.map(({ id }) => id)).toEqual([later.id, held.id]);
  expect((await since(site, held.id)).comments.map(({ id }) => id)).toEqual([held.id, later.id]);
  await author.ask('DELETE', `/api/sites/${site}/comments/${later.id}`);
  expect((await newest(site)).comments.map(({ id }) => id)).toEqual([held.id]);
  expect((await since(site, held.id)).comments.map(({ id }) => id)).toEqual([held.id]);
});

test('of very many the newest 50 are named, and one answer has at most 50 of them', async () => {
  const site = await openSite({ publish: 'everyone' });
  const ids: string[] = [];
  for (let number = 1; number <= 52; number += 1)
    ids.push((await new Visitor().write(site, { body: `Gedanke ${number} zu etwas anderem` })).comment.id);
  const named = await newest(site);
  expect(named.count).toBe(52);
  expect(named.comments.map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  const first = await since(site, ids[0] ?? '');
  expect(first.complete).toBe(false);
  expect(first.comments.map(({ id }) => id)).toEqual(ids.slice(0, 50));
  expect((await since(site, ids[2] ?? '')).complete).toBe(true);
});

test.each(['since?thread=/post/', 'since?thread=/post/&from=x', 'newest', 'newest?thread=/post/&limit=2'])(
  '"%s" is refused',
  async (path) => {
    const site = await openSite({ publish: 'everyone' });
    expect((await new Visitor().refused('GET', `/api/sites/${site}/${path}`)).status).toBe(422);
  },
);

test('a comment of another site is from nowhere, and tells nothing', async () => {
  const site = await openSite({ publish: 'everyone' });
  const other = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(other, { body: 'Anderswo' });
  expect((await since(site, comment.id)).comments).toEqual([]);
});
