import { expect, test } from 'vitest';
import * as z from 'zod';
import { ThreadPage, Voted } from '../../../worker/contract/comment';
import { Decisions, Settings, Undone } from '../../../worker/contract/desk';
import { openSite, operator, ownerOf, Visitor } from '../visitor';

const votePath = (site: string, id: string) => `/api/sites/${site}/comments/${id}/vote`;

/** Somebody new votes. */
const vote = (site: string, id: string, value: 1 | 0 | -1, reader = new Visitor()) =>
  reader.get(Voted, 'PUT', votePath(site, id), { body: { value } });

const many = async (site: string, id: string, ups: number, downs: number) => {
  for (let count = 0; count < ups; count += 1) await vote(site, id, 1);
  for (let count = 0; count < downs; count += 1) await vote(site, id, -1);
};

const change = (owner: Visitor, site: string, body: Partial<Settings>) =>
  owner.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body });

/** What is due now is done. */
const doChores = () => operator().get(z.unknown(), 'POST', '/api/operator/chores');

const write = async (site: string, body: string) => (await new Visitor().write(site, { body })).comment.id;

const read = async (site: string, sort = 'oldest') => {
  const { thread, comments } = await new Visitor().read(site, `thread=/post/&sort=${sort}`);
  return { votes: thread.votes, comments: comments.map(({ id, score }) => [id, score]) };
};

test('a site takes votes for comments alone, or none: others are refused, and what was voted stays', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const id = await write(site, 'Gut');
  const [friend, foe] = [new Visitor(), new Visitor()];
  friend.token = (await vote(site, id, 1, friend)).token;
  foe.token = (await vote(site, id, -1, foe)).token;
  expect(await read(site)).toEqual({ votes: 'up-down', comments: [[id, 0]] });

  await change(owner, site, { votes: 'up' });
  expect(await read(site)).toEqual({ votes: 'up', comments: [[id, 1]] });
  const against = await new Visitor().refused('PUT', votePath(site, id), { body: { value: -1 } });
  expect(against).toMatchObject({ type: '/problems/vote-not-taken', status: 403 });
  expect((await vote(site, id, 1)).score).toBe(2);

  await change(owner, site, { votes: 'off' });
  expect(await read(site)).toEqual({ votes: 'off', comments: [[id, null]] });
  expect((await new Visitor().refused('PUT', votePath(site, id), { body: { value: 1 } })).type).toBe(
    '/problems/vote-not-taken',
  );
  // Whoever has voted can take it back all the same, and reads nothing of the others.
  expect(await vote(site, id, 0, friend)).toMatchObject({ score: null, value: 0 });

  await change(owner, site, { votes: 'up-down' });
  expect(await read(site)).toEqual({ votes: 'up-down', comments: [[id, 0]] });
  expect((await foe.own(site)).votes).toEqual({ [id]: -1 });
});

test('below the number that the site sets nobody reads how many votes there are, not even who votes', async () => {
  const site = await openSite({ publish: 'everyone', votesFrom: 3 });
  const owner = await ownerOf(site);
  const author = new Visitor();
  const { id } = (await author.write(site, { body: 'Gut' })).comment;
  expect([(await vote(site, id, 1)).score, (await vote(site, id, -1)).score]).toEqual([null, null]);
  expect((await read(site)).comments).toEqual([[id, null]]);
  expect((await author.own(site)).comments.map(({ score }) => score)).toEqual([null]);
  expect((await vote(site, id, 1)).score).toBe(1);
  expect((await read(site)).comments).toEqual([[id, 1]]);

  // Pages of every thread are made anew, also for who has them already.
  const path = `/api/sites/${site}/comments?thread=/post/`;
  const known = (await new Visitor().ask('GET', path)).headers.get('ETag') ?? '';
  await change(owner, site, { votesFrom: 4 });
  const again = await new Visitor().ask('GET', path, { headers: { 'If-None-Match': known } });
  expect(ThreadPage.parse(JSON.parse(again.text)).comments[0]?.score).toBe(null);
  for (const votesFrom of [-1, 1001, 1.5])
    expect((await owner.refused('PATCH', `/api/sites/${site}/settings`, { body: { votesFrom } })).status).toBe(422);
  expect((await owner.refused('PATCH', `/api/sites/${site}/settings`, { body: { votes: 'down' } })).status).toBe(422);
});

test('the best are those whom votes prove to be good, and not those with the most votes', async () => {
  const site = await openSite({ publish: 'everyone' });
  const disputed = await write(site, 'Umstritten');
  const liked = await write(site, 'Beliebt');
  const unknown = await write(site, 'Unbekannt');
  const disliked = await write(site, 'Unbeliebt');
  await many(site, disputed, 6, 3);
  await many(site, liked, 3, 0);
  await many(site, disliked, 0, 1);
  const ids = async (sort: string) => (await read(site, sort)).comments.map(([id]) => id);
  expect(await ids('best')).toEqual([liked, disputed, unknown, disliked]);

  // A page after another has each once, however many have the same place.
  const first = await new Visitor().read(site, 'thread=/post/&sort=best&limit=2');
  const second = await new Visitor().read(site, `thread=/post/&sort=best&limit=2&after=${first.next}`);
  expect(second.comments.map(({ id }) => id)).toEqual([unknown, disliked]);
  const around = await new Visitor().read(site, `thread=/post/&sort=best&limit=1&around=${disputed}`);
  expect(around.comments.map(({ id }) => id)).toEqual([disputed]);

  // Without votes against, six are more than three.
  const owner = await ownerOf(site);
  await change(owner, site, { votes: 'up' });
  await doChores();
  expect(await ids('best')).toEqual([disputed, liked, disliked, unknown]);
  await change(owner, site, { votes: 'off' });
  expect(await ids('best')).toEqual([disputed, liked, unknown, disliked]);
  expect((await new Visitor().read(site, `thread=/post/&sort=best&after=${first.next}`)).comments).toBeDefined();
  await change(owner, site, { votes: 'up-down' });
  await doChores();
  expect(await ids('best')).toEqual([liked, disputed, unknown, disliked]);
});

test('what an owner has set about votes stands in the log, and is undone', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const id = await write(site, 'Gut');
  await vote(site, id, 1);
  await change(owner, site, { votes: 'off', votesFrom: 9 });
  const [entry] = (await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`)).decisions;
  expect(entry?.change).toEqual({
    of: '',
    before: { votes: 'up-down', votesFrom: 0 },
    after: { votes: 'off', votesFrom: 9 },
  });
  await owner.get(Undone, 'POST', `/api/sites/${site}/decisions/${entry?.id}/undo`);
  expect(await read(site)).toEqual({ votes: 'up-down', comments: [[id, 1]] });
});

test('twenty readers at once, and the setting changed in between: each vote counts once, or was refused', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const id = await write(site, 'Gut');
  const readers = Array.from({ length: 20 }, () => new Visitor());
  const ask = (reader: Visitor, index: number) =>
    reader.ask('PUT', votePath(site, id), { body: { value: index % 4 === 0 ? -1 : 1 } });
  const [answers] = await Promise.all([
    Promise.all(readers.map(ask)),
    change(owner, site, { votes: 'up' }).then(() => change(owner, site, { votes: 'off' })),
  ]);
  const taken = (value: 1 | -1) =>
    answers.filter(({ status }, index) => status === 200 && value === (index % 4 === 0 ? -1 : 1)).length;
  expect(answers.every(({ status }) => status === 200 || status === 403)).toBe(true);
  await change(owner, site, { votes: 'up-down' });
  expect((await read(site)).comments).toEqual([[id, taken(1) - taken(-1)]]);

  // The same reader twenty times is one vote.
  const eager = new Visitor();
  const before = taken(1) - taken(-1);
  await Promise.all(Array.from({ length: 20 }, () => ask(eager, 1)));
  expect((await read(site)).comments).toEqual([[id, before + 1]]);
});
