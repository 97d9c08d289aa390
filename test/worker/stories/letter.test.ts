import { expect, test } from 'vitest';
import { FoundAuthors } from '../../../worker/contract/authors';
import { Decisions } from '../../../worker/contract/desk';
import { Mine, MineFile } from '../../../worker/contract/mine';
import { listen } from '../reader-steps';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

const find = async (person: Visitor, site: string, q: string) =>
  (await person.get(FoundAuthors, 'POST', `/api/sites/${site}/authors/search`, { body: { q } })).authors;
const erase = (person: Visitor, site: string, authors: string[]) =>
  person.ask('POST', `/api/sites/${site}/authors/forget`, { body: { authors } });
const log = async (person: Visitor, site: string) =>
  (await person.get(Decisions, 'GET', `/api/sites/${site}/decisions`)).decisions.filter(
    ({ action }) => action === 'forget',
  );

test('for somebody who writes a letter the team finds who it is, sends what is known, and erases it', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const [nora, namesake, lea] = [new Visitor(), new Visitor(), new Visitor()];
  const { to, comment } = await listen(nora, site, 'letter', undefined, { body: 'Nur der *Chef* entscheidet.' });
  await nora.write(site, { body: 'Und dann fragt niemand mehr.', name: 'Nora Sommer', thread: '/zwei/' });
  await namesake.write(site, { body: 'Eine andere Nora.', email: 'nora@example.org' });
  const answer = await lea.write(site, { body: 'Nora hat recht.', name: 'Lea', parent: comment });
  await nora.ask('PUT', `/api/sites/${site}/comments/${answer.comment.id}/vote`, { body: { value: 1 } });

  // By name: both, apart from each other, and not who only speaks of her.
  const both = await find(ben, site, 'nora');
  expect(both).toMatchObject([
    {
      names: ['Nora'],
      comments: 1,
      addresses: [{ address: 'nora@example.org', confirmed: null }],
      beginnings: [{ excerpt: 'Eine andere Nora.' }],
    },
    {
      names: ['Nora Sommer', 'Nora'],
      comments: 2,
      addresses: [{ address: to, confirmed: expect.any(String) }],
      beginnings: [{ excerpt: 'Und dann fragt niemand mehr.' }, { excerpt: 'Nur der Chef entscheidet.' }],
      banned: false,
      team: false,
    },
  ]);
  const id = both[1]?.id ?? '';
  expect(both[1]?.first).toBe((await new Visitor().read(site)).comments[0]?.created);
  // By an address however it is written, by a comment's id, and by a link to it.
  for (const q of [to, to.toUpperCase(), `mailto:${to}`, comment, `https://blog.example/post/#comment-${comment}`])
    expect((await find(ben, site, q)).map((author) => author.id)).toEqual([id]);
  expect((await find(ben, site, 'nora sommer')).map((author) => author.id)).toEqual([id]);
  for (const q of ['nobody@example.org', '01ARZ3NDEKTSV4RRFFQ69G5FAV', '"*', 'chef', 'name : nora OR', '%'])
    expect(await find(ben, site, q)).toEqual([]);

  // The same as she would see herself, and the same file.
  const path = `/api/sites/${site}/authors/${id}`;
  const known = await ben.get(Mine, 'GET', path);
  expect(known).toEqual(await nora.get(Mine, 'GET', `/api/sites/${site}/mine`));
  const file = await ben.ask('GET', `${path}/file`);
  expect(file.headers.get('Content-Disposition')).toContain('attachment');
  expect(MineFile.parse(JSON.parse(file.text))).toMatchObject({ site, comments: known.comments, votes: known.votes });

  expect((await erase(ben, site, [id])).status).toBe(202);
  await expect.poll(() => find(ben, site, comment)).toEqual([]);
  await expect.poll(async () => (await ben.get(Mine, 'GET', path)).votes).toEqual([]);
  expect((await find(ben, site, 'nora')).map(({ beginnings }) => beginnings[0]?.excerpt)).toEqual([
    'Eine andere Nora.',
  ]);
  expect(await find(ben, site, to)).toEqual([]);
  expect((await new Visitor().read(site)).comments.map(({ status }) => status)).toEqual([
    'erased',
    'published',
    'published',
  ]);
  // The log says who did it and how much it was, not of whom; nobody undoes it.
  const [entry, ...others] = await log(owner, site);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    by: 'Ben',
    comments: [],
    change: { of: '', before: null, after: { authors: 1, comments: 2 } },
  });
  expect(JSON.stringify(entry)).not.toContain(id);
  const undo = await owner.refused('POST', `/api/sites/${site}/decisions/${entry?.id}/undo`);
  expect(undo.type).toBe('/problems/cannot-undo');
});

test('several are erased together, once, however often it is asked; nobody else loses anything', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const browsers = [new Visitor(), new Visitor()];
  for (const browser of browsers)
    for (const body of ['Eins', 'Zwei', 'Drei']) await browser.write(site, { body, email: 'nora@example.org' });
  await new Visitor().write(site, { body: 'Meiner bleibt.', name: 'Lea' });
  const ids = (await find(owner, site, 'nora@example.org')).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const answers = await Promise.all(Array.from({ length: 20 }, () => erase(owner, site, [...ids, ...ids])));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
  await expect.poll(() => find(owner, site, 'nora@example.org')).toEqual([]);
  await expect
    .poll(async () => (await new Visitor().read(site)).comments.map(({ html }) => html))
    .toEqual(['<p>Meiner bleibt.</p>']);
  expect((await erase(owner, site, ids)).status).toBe(202);
  expect(await log(owner, site)).toMatchObject([{ change: { after: { authors: 2, comments: 6 } } }]);
});

test('whoever works on the whole site may do it, and nobody else, at no site but their own', async () => {
  const [site, elsewhere] = [await openSite({ publish: 'everyone' }), await openSite()];
  const owner = await ownerOf(site);
  const people: Record<string, Visitor> = {
    'the owner': owner,
    'a moderator': await invite(site, owner, { name: 'Ben', role: 'moderator' }),
    'a moderator of a part': await invite(site, owner, { name: 'Cleo', role: 'moderator', scope: ['/post/'] }),
    'the owner of another': await ownerOf(elsewhere),
    nobody: new Visitor(),
  };
  const nora = new Visitor();
  await nora.write(site, { body: 'Meiner' });
  const [{ id = '' } = {}] = await find(owner, site, 'Nora');
  const path = `/api/sites/${site}/authors`;
  const asked: [string, string, unknown?][] = [
    ['POST', `${path}/search`, { q: 'Nora' }],
    ['GET', `${path}/${id}`],
    ['GET', `${path}/${id}/file`],
    ['POST', `${path}/forget`, { authors: [id] }],
  ];
  const seen: Record<string, number[]> = {};
  // The owner comes last: it is erased then.
  for (const [who, person] of Object.entries(people).toReversed())
    seen[who] = (await Promise.all(asked.map(([method, what, body]) => person.ask(method, what, { body })))).map(
      ({ status }) => status,
    );
  expect(seen).toEqual({
    'the owner': [200, 200, 200, 202],
    'a moderator': [200, 200, 200, 202],
    'a moderator of a part': [403, 403, 403, 403],
    'the owner of another': [403, 403, 403, 403],
    nobody: [401, 401, 401, 401],
  });
  const stranger = people['the owner of another'] ?? expect.unreachable();
  expect(await find(stranger, elsewhere, id)).toEqual([]);
  expect((await stranger.refused('GET', `/api/sites/${elsewhere}/authors/${id}`)).type).toBe(
    '/problems/unknown-author',
  );
  const theirs = await stranger.refused('POST', `/api/sites/${elsewhere}/authors/forget`, { body: { authors: [id] } });
  expect(theirs.type).toBe('/problems/unknown-author');
  for (const body of [
    { authors: [] },
    { authors: Array(21).fill(id) },
    { authors: ['x'] },
    { authors: [id], reason: 'x' },
  ])
    expect((await owner.refused('POST', `${path}/forget`, { body })).type).toBe('/problems/invalid-fields');
});
