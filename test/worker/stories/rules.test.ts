import { expect, test } from 'vitest';
import * as z from 'zod';
import { Decisions } from '../../../worker/contract/desk';
import { Ban, Bans, Rule, Rules, RuleTried } from '../../../worker/contract/rules';
import { openSite, ownerOf, Visitor } from '../visitor';

const rules = (site: string) => `/api/sites/${site}/rules`;
const newest = async (owner: Visitor, site: string) =>
  (await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`)).decisions[0];
const undoNewest = async (owner: Visitor, site: string) =>
  owner.ask('POST', `/api/sites/${site}/decisions/${(await newest(owner, site))?.id}/undo`);
const statusOf = async (site: string, body: string, author = new Visitor()) =>
  (await author.write(site, { body })).status;

const casino = {
  name: 'Glücksspiel',
  on: true,
  propose: 'hold',
  when: { kind: 'words', words: ['Casino', 'gratis Bonus'] },
};

test('a rule holds what has one of its words, whole and in any case, and the desk says which rule', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  await owner.get(Rule, 'POST', rules(site), { body: casino }, 201);
  expect(await statusOf(site, 'Ein CASINO in der Stadt')).toBe('held');
  expect(await statusOf(site, 'Holt euch den gratis  Bonus!')).toBe('held');
  expect(await statusOf(site, 'Die Casinobetreiber und das Staatscasinogesetz')).toBe('published');
  expect(await statusOf(site, 'Das war gratis, und einen Bonus bekam bei uns niemand.')).toBe('published');
  const [item] = (await owner.queue(site)).items;
  expect(item?.signals).toContainEqual({
    check: 'rule',
    weight: 3,
    text: 'rule-hold',
    values: { rule: 'Glücksspiel' },
  });
});

test('a rule that publishes lets strangers through, but not what the checks or another rule hold', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const body = { name: 'Ohne Links', on: true, propose: 'publish', when: { kind: 'first-time' } };
  await owner.get(Rule, 'POST', rules(site), { body }, 201);
  expect(await statusOf(site, 'Zum ersten Mal hier')).toBe('published');
  expect(await statusOf(site, '[url=https://x.example]x[/url]')).toBe('held');
  await owner.get(Rule, 'POST', rules(site), { body: casino }, 201);
  expect(await statusOf(site, 'Casino')).toBe('held');
});

test.each([
  [{ kind: 'links', moreThan: 0 }, 'Siehe https://example.de/a', 'Siehe dort'],
  [
    { kind: 'language', not: ['de'] },
    'This is the third time that we have the same problem with it.',
    'Das ist schon das dritte Mal, und wir haben noch immer keine Antwort.',
  ],
  [{ kind: 'first-time' }, 'Neu hier', undefined],
])('a rule about %j', async (when, hit, miss) => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  await owner.get(Rule, 'POST', rules(site), { body: { name: 'Regel', on: true, propose: 'hold', when } }, 201);
  expect(await statusOf(site, hit)).toBe('held');
  if (miss) expect(await statusOf(site, miss)).toBe('published');
});

test('a rule about one author is about them alone', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const nora = new Visitor();
  await nora.write(site, { body: 'Eins' });
  const author = (await owner.queue(site, 'state=any')).items[0]?.author.id;
  const when = { kind: 'author', author };
  await owner.get(Rule, 'POST', rules(site), { body: { name: 'Nora', on: true, propose: 'hold', when } }, 201);
  expect(await statusOf(site, 'Zwei', nora)).toBe('held');
  expect(await statusOf(site, 'Drei')).toBe('published');
});

test('a rule that is off does nothing; changes and removal hold at once and can be undone', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const { id } = await owner.get(Rule, 'POST', rules(site), { body: { ...casino, on: false } }, 201);
  expect(await statusOf(site, 'Casino')).toBe('published');
  await owner.get(Rule, 'PATCH', `${rules(site)}/${id}`, { body: { on: true } });
  expect(await statusOf(site, 'Casino')).toBe('held');
  await owner.ask('DELETE', `${rules(site)}/${id}`);
  expect(await statusOf(site, 'Casino')).toBe('published');
  expect(await newest(owner, site)).toMatchObject({ action: 'rule', change: { of: 'Glücksspiel', after: null } });
  await undoNewest(owner, site);
  expect(await statusOf(site, 'Casino')).toBe('held');
  expect((await owner.get(Rules, 'GET', rules(site))).rules).toMatchObject([{ id, on: true, by: 'Anna' }]);
});

test('before it is switched on a rule shows what it would have done, and what people have decided otherwise', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ids = [];
  for (const body of ['Casino eins', 'Casino zwei', 'Ein Gedanke'])
    ids.push((await new Visitor().write(site, { body })).comment.id);
  await owner.decide(site, 'approve', [ids[0] ?? '']);
  const body = { propose: 'hold', when: casino.when };
  const tried = await owner.get(RuleTried, 'POST', `${rules(site)}/trial`, { body });
  expect(tried).toMatchObject({ checked: 3, matched: 2, otherwise: 1 });
  expect(tried.examples.map(({ comment, decided }) => [comment.id, decided])).toEqual([
    [ids[0], 'approve'],
    [ids[1], null],
  ]);
  expect((await owner.queue(site)).items).toHaveLength(2);
});

test.each([
  [{ kind: 'words', words: [] }, '/when/words'],
  [{ kind: 'links', moreThan: -1 }, '/when/moreThan'],
  [{ kind: 'weather' }, '/when/kind'],
  [{ kind: 'author', author: 'x' }, '/when/author'],
])('a rule about %j says what is wrong', async (when, pointer) => {
  const site = await openSite();
  const body = { name: 'Regel', on: true, propose: 'hold', when };
  const problem = await (await ownerOf(site)).refused('POST', rules(site), { body });
  expect(problem.errors?.[0]?.pointer).toBe(pointer);
});

/** An author with one comment on a site, and the owner. */
async function withAuthor() {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const nora = new Visitor();
  await nora.write(site, { body: 'Eins' });
  const author = (await owner.queue(site, 'state=any')).items[0]?.author.id ?? '';
  return { site, owner, nora, path: `/api/sites/${site}/authors/${author}/ban` };
}

test('a banned author is told why and until when; the ban can be ended, and undone', async () => {
  const { site, owner, nora, path } = await withAuthor();
  const body = { kind: 'ban', reason: 'Beleidigt andere', days: 7 };
  const ban = await owner.get(Ban, 'PUT', path, { body });
  expect(ban).toMatchObject({ name: 'Nora', kind: 'ban', by: 'Anna' });
  const comment = { thread: { key: '/post/' }, author: { name: 'Nora' }, body: 'Zwei' };
  const problem = await nora.refused('POST', `/api/sites/${site}/comments`, { body: comment });
  expect([problem.type, problem.status]).toEqual(['/problems/banned', 403]);
  expect(problem.detail).toContain('Beleidigt andere');
  expect(problem.detail).toContain(ban.until ?? 'nie');
  expect(await statusOf(site, 'Von jemand anderem')).toBe('published');

  await owner.get(z.literal(''), 'DELETE', path, {}, 204).catch(() => undefined);
  expect((await owner.get(Bans, 'GET', `/api/sites/${site}/bans`)).bans).toEqual([]);
  expect(await statusOf(site, 'Drei', nora)).toBe('published');
  await undoNewest(owner, site);
  expect((await owner.get(Bans, 'GET', `/api/sites/${site}/bans`)).bans).toHaveLength(1);
  expect((await owner.refused('DELETE', path.replace(/authors\/\w+/, 'authors/01ARZ3NDEKTSV4RRFFQ69G5FAV'))).type).toBe(
    '/problems/unknown-author',
  );
});

test('a muted author’s comments wait, whatever else speaks for them', async () => {
  const { site, owner, nora, path } = await withAuthor();
  await owner.get(Ban, 'PUT', path, { body: { kind: 'mute', reason: 'Werbung', days: null } });
  expect(await statusOf(site, 'Zwei', nora)).toBe('held');
  const [item] = (await owner.queue(site)).items;
  expect(item?.signals).toContainEqual({
    check: 'ban',
    weight: 3,
    text: 'author-muted',
    values: { reason: 'Werbung' },
  });
  expect(item?.author.ban).toMatchObject({ kind: 'mute', until: null });
});
