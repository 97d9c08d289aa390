import { expect, test } from 'vitest';
import { Decisions, NamedThread, Settings, Undone } from '../../../worker/contract/desk';
import { People } from '../../../worker/contract/people';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** A site where everything waits, and its owner. */
async function site() {
  const name = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(name);
  return { site: name, path: `/api/sites/${name}`, owner };
}

const accountOf = async (who: Visitor, path: string, name: string) =>
  (await who.get(People, 'GET', `${path}/people`)).people.find((each) => each.name === name)?.account ?? '';

/** A reader asks, and somebody at the desk answers that with its approval. */
async function answerAs(who: Visitor, site: string, reply: string, thread = '/post/') {
  const { comment } = await new Visitor().write(site, { body: `Frage: ${reply}`, thread });
  await who.decide(site, 'approve', [comment.id], { reply });
}

/** What is marked in a thread, by what it says. */
async function marks(site: string, thread = '/post/') {
  const { comments } = await new Visitor().read(site, `thread=${thread}`);
  return Object.fromEntries(
    comments
      .filter(({ team }) => team)
      .map(({ html, postAuthor }) => [html?.replace(/<[^>]+>/g, '').trim(), postAuthor ? 'post author' : 'team']),
  );
}

const set = (who: Visitor, path: string, postsBy: string | null) =>
  who.get(Settings, 'PATCH', `${path}/settings`, { body: { postsBy } });
const setThread = (who: Visitor, path: string, postsBy: string | null, thread = '/post/') =>
  who.get(NamedThread, 'PATCH', `${path}/thread`, { body: { thread, postsBy } });
const log = async (who: Visitor, path: string) =>
  (await who.get(Decisions, 'GET', `${path}/decisions`)).decisions.filter(
    ({ change }) => change?.after && 'postsBy' in change.after,
  );

test('what whoever writes the posts says at the desk is marked so, in all threads or in one, and undone', async () => {
  const { site: name, path, owner } = await site();
  const ben = await invite(name, owner, { name: 'Ben', role: 'moderator', scope: [] });
  const [anna, benny] = [await accountOf(owner, path, 'Anna'), await accountOf(owner, path, 'Ben')];
  await answerAs(owner, name, 'Von Anna');
  await answerAs(ben, name, 'Von Ben');
  await answerAs(owner, name, 'Von Anna', '/dort/');
  // Nobody is called Anna because they say so.
  await owner.decide(name, 'approve', [
    (await new Visitor().write(name, { body: 'Ich auch', name: 'Anna' })).comment.id,
  ]);
  expect(await marks(name)).toEqual({ 'Von Anna': 'team', 'Von Ben': 'team' });

  await set(owner, path, anna);
  expect(await marks(name)).toEqual({ 'Von Anna': 'post author', 'Von Ben': 'team' });
  expect(await marks(name, '/dort/')).toEqual({ 'Von Anna': 'post author' });
  const shown = async (address: string) => (await new Visitor().ask('GET', address)).text;
  const page = await shown(`/pages/${name}?thread=/post/`);
  expect([page.match(/>Beitrag verfasst</g), page.match(/>Team</g)].map((found) => found?.length)).toEqual([1, 1]);
  expect(await shown(`/fragments/${name}?thread=/post/`)).toContain('part="post-author"');
  const queue = await owner.queue(name, 'state=any&thread=/post/');
  expect(queue.items.filter(({ comment }) => comment.postAuthor).map(({ comment }) => comment.author?.name)).toEqual([
    'Anna',
  ]);

  // One thread can have another author, or none of the team.
  expect((await setThread(ben, path, benny)).postsBy).toBe(benny);
  expect(await marks(name)).toEqual({ 'Von Anna': 'team', 'Von Ben': 'post author' });
  expect(await marks(name, '/dort/')).toEqual({ 'Von Anna': 'post author' });
  expect((await owner.queue(name, 'state=any&thread=/post/')).items[0]?.thread.postsBy).toBe(benny);
  await setThread(owner, path, 'nobody');
  expect(await marks(name)).toEqual({ 'Von Anna': 'team', 'Von Ben': 'team' });
  await setThread(owner, path, null);
  // Nothing stands in the log that changes nothing.
  await setThread(owner, path, null);
  await set(owner, path, anna);
  expect(await marks(name)).toEqual({ 'Von Anna': 'post author', 'Von Ben': 'team' });

  const entries = await log(owner, path);
  expect(entries.map(({ by, action, change }) => [by, action, change?.after?.postsBy])).toEqual([
    ['Anna', 'thread', null],
    ['Anna', 'thread', 'nobody'],
    ['Ben', 'thread', benny],
    ['Anna', 'settings', anna],
  ]);
  for (const { id } of entries) await owner.get(Undone, 'POST', `${path}/decisions/${id}/undo`);
  expect(await marks(name)).toEqual({ 'Von Anna': 'team', 'Von Ben': 'team' });
  expect((await owner.get(Settings, 'GET', `${path}/settings`)).postsBy).toBeNull();
});

test('who leaves the site keeps their mark, as long as nobody else is named; and cannot be named any more', async () => {
  const { site: name, path, owner } = await site();
  const ben = await invite(name, owner, { name: 'Ben', role: 'moderator', scope: [] });
  const account = await accountOf(owner, path, 'Ben');
  await answerAs(ben, name, 'Von Ben');
  await set(owner, path, account);
  await setThread(owner, path, account);
  expect((await owner.ask('DELETE', `${path}/people/${account}`)).status).toBe(204);
  expect(await marks(name)).toEqual({ 'Von Ben': 'post author' });
  // What else is changed, with this as it was, is no new choice.
  await owner.get(Settings, 'PATCH', `${path}/settings`, { body: { postsBy: account, editMinutes: 5 } });
  await setThread(owner, path, account);
  await setThread(owner, path, null);
  expect(await marks(name)).toEqual({ 'Von Ben': 'post author' });
  for (const [where, body] of [
    ['/thread', { thread: '/post/', postsBy: account }],
    ['/settings', { postsBy: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
  ] as const)
    expect((await owner.refused('PATCH', path + where, { body })).errors).toEqual([
      expect.objectContaining({ pointer: '/postsBy', code: 'invalid' }),
    ]);
  await set(owner, path, null);
  expect(await marks(name)).toEqual({ 'Von Ben': 'team' });
  expect((await owner.refused('PATCH', `${path}/settings`, { body: { postsBy: account } })).status).toBe(422);
});

test('only owners name who writes the posts, and whoever works on a thread who wrote its post: somebody of this site', async () => {
  const { site: name, path, owner } = await site();
  const anna = await accountOf(owner, path, 'Anna');
  for (const thread of ['/post/', '/dort/']) await answerAs(owner, name, 'Von Anna', thread);
  const moderator = await invite(name, owner, { name: 'Ben', role: 'moderator', scope: [] });
  const scoped = await invite(name, owner, { name: 'Cleo', role: 'moderator', scope: ['/post/'] });
  const elsewhere = await openSite();
  const stranger = await ownerOf(elsewhere);
  const strange = await accountOf(stranger, `/api/sites/${elsewhere}`, 'Anna');
  expect(strange).not.toBe(anna);

  const bodies = [
    ['/settings', { postsBy: anna }],
    ['/thread', { thread: '/post/', postsBy: anna }],
    ['/thread', { thread: '/dort/', postsBy: anna }],
  ] as const;
  const rights = async (who: Visitor) =>
    Promise.all(bodies.map(async ([where, body]) => (await who.ask('PATCH', path + where, { body })).status));
  expect({
    owner: await rights(owner),
    moderator: await rights(moderator),
    scoped: await rights(scoped),
    stranger: await rights(stranger),
    reader: await rights(new Visitor()),
  }).toEqual({
    owner: [200, 200, 200],
    moderator: [403, 200, 200],
    scoped: [403, 200, 403],
    stranger: [403, 403, 403],
    reader: [401, 401, 401],
  });

  for (const postsBy of [strange, 'anna', '', 17, ['nobody'], '__proto__'])
    for (const [where, rest] of [
      ['/settings', {}],
      ['/thread', { thread: '/post/' }],
    ] as const) {
      const { status } = await owner.refused('PATCH', path + where, { body: { ...rest, postsBy } });
      expect([postsBy, where, status]).toEqual([postsBy, where, 422]);
    }
  expect((await owner.refused('PATCH', `${path}/settings`, { body: { postsBy: 'nobody' } })).status).toBe(422);
  expect((await owner.get(Settings, 'GET', `${path}/settings`)).postsBy).toBe(anna);
});
