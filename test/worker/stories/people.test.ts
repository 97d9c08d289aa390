import { expect, test } from 'vitest';
import { Decided, Decisions, LinkHolder, OwnerLink, Session, SiteEntry } from '../../../worker/contract/desk';
import { Invited, People, PersonEntry, Profile } from '../../../worker/contract/people';
import { invite, openSite, operator, ownerLink, ownerOf, Visitor } from '../visitor';

const path = (site: string) => `/api/sites/${site}/people`;
const idOf = async (owner: Visitor, site: string, name: string) =>
  (await owner.get(People, 'GET', path(site))).people.find((person) => person.name === name)?.account ?? '';

test('whoever is invited signs in once with the link, and works on this site alone', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const body = { name: 'Ben', role: 'moderator' };
  const { person, link } = await owner.get(Invited, 'POST', path(site), { body }, 201);
  expect(person).toMatchObject({ name: 'Ben', role: 'moderator', scope: [] });
  const ben = new Visitor();
  expect(await ben.signIn(link)).toMatchObject({ name: 'Ben', sites: [{ site, role: 'moderator' }] });
  expect((await new Visitor().refused('POST', '/api/session', { body: { link } })).type).toBe('/problems/link-used');
  expect((await ben.queue(site)).items).toEqual([]);
  expect((await ben.refused('GET', `/api/sites/${await openSite()}/queue`)).status).toBe(403);
  expect((await ben.refused('PATCH', `/api/sites/${site}/settings`, { body: {} })).status).toBe(403);
});

test('a link says whose it is as often as it is asked, until it is used', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const { person, link } = await owner.get(
    Invited,
    'POST',
    path(site),
    { body: { name: 'Ben', role: 'moderator' } },
    201,
  );
  const ask = { body: { link } };
  for (let count = 0; count < 3; count += 1)
    expect(await new Visitor().get(LinkHolder, 'POST', '/api/session/link', ask)).toEqual({
      account: person.account,
      name: 'Ben',
      sites: [site],
    });
  await new Visitor().signIn(link);
  const other = { body: { link: `${person.account}.${'x'.repeat(43)}` } };
  const nobody = { body: { link: `01ARZ3NDEKTSV4RRFFQ69G5FAV.${link.split('.')[1]}` } };
  for (const spent of [ask, other, nobody, { body: { link: 'x' } }])
    expect((await new Visitor().refused('POST', '/api/session/link', spent)).type).toBe('/problems/link-used');
  const foreign = { ...ask, headers: { 'Sec-Fetch-Site': 'cross-site' } };
  expect((await new Visitor().refused('POST', '/api/session/link', foreign)).type).toBe('/problems/origin-not-allowed');
});

test('a new link replaces the one before', async () => {
  const site = await openSite();
  const [first, second] = [await ownerLink(site), await ownerLink(site)];
  expect((await new Visitor().refused('POST', '/api/session', { body: { link: first } })).type).toBe(
    '/problems/link-used',
  );
  expect((await new Visitor().signIn(second)).name).toBe('Anna');
});

test('whoever signs in as somebody else in the same browser is no longer who they were', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const { link } = await owner.get(Invited, 'POST', path(site), { body: { name: 'Ben', role: 'moderator' } }, 201);
  const before = new Visitor();
  before.cookie = owner.cookie;
  expect((await owner.signIn(link)).name).toBe('Ben');
  expect((await before.refused('GET', '/api/session')).type).toBe('/problems/not-signed-in');
});

test('a moderator with a scope sees and decides what is in it, and is refused everything else', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator', scope: ['/in/', '/exakt'] });
  const write = async (thread: string) =>
    (await new Visitor().write(site, { body: `In ${thread}`, thread })).comment.id;
  const [inside, exact, outside, near] = [
    await write('/in/a'),
    await write('/exakt'),
    await write('/out'),
    await write('/exakt/b'),
  ];

  const queue = await ben.queue(site, 'state=all');
  expect(queue.items.map(({ comment }) => comment.id)).toEqual([inside, exact]);
  expect([queue.waiting.held, queue.total]).toEqual([2, 2]);
  expect((await ben.queue(site, 'state=any&q=in')).total).toBe(2);
  expect((await ben.queue(site, 'state=any&thread=/out')).items).toEqual([]);

  const decisions = `/api/sites/${site}/decisions`;
  for (const comments of [[outside], [near], [inside, outside]]) {
    const problem = await ben.refused('POST', decisions, { body: { comments, action: 'approve' } });
    expect([problem.status, problem.type]).toEqual([403, '/problems/not-allowed']);
  }
  const { asOf } = await ben.queue(site);
  await ben.get(Decided, 'POST', decisions, { body: { matching: { state: 'held' }, asOf, action: 'spam' } }, 201);
  expect((await owner.queue(site)).items.map(({ comment }) => comment.id)).toEqual([outside, near]);

  const elsewhere = await owner.decide(site, 'reject', [outside]);
  expect((await ben.refused('POST', `${decisions}/${elsewhere.id}/undo`)).status).toBe(403);
  const { decisions: log } = await ben.get(Decisions, 'GET', decisions);
  expect(log.map(({ action, by }) => [action, by])).toEqual([['spam', 'Ben']]);
  const consult = { to: await idOf(owner, site, 'Anna'), note: 'Was meinst du?' };
  expect((await ben.refused('POST', `/api/sites/${site}/comments/${outside}/consults`, { body: consult })).status).toBe(
    403,
  );
  for (const call of ['pulse', 'pulse.csv'])
    expect((await ben.refused('GET', `/api/sites/${site}/${call}`)).status).toBe(403);
});

test('a change of role or scope holds at once, stands in the log, and can be undone', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const id = await idOf(owner, site, 'Ben');
  const changed = await owner.get(PersonEntry, 'PATCH', `${path(site)}/${id}`, { body: { role: 'owner' } });
  expect(changed).toMatchObject({ name: 'Ben', role: 'owner' });
  expect((await ben.get(Session, 'GET', '/api/session')).sites).toEqual([{ site, role: 'owner', scope: [] }]);

  const { decisions } = await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`);
  expect(decisions[0]).toMatchObject({
    action: 'person',
    change: { of: 'Ben', before: { role: 'moderator' }, after: { role: 'owner' } },
  });
  await owner.ask('POST', `/api/sites/${site}/decisions/${decisions[0]?.id}/undo`);
  expect((await ben.refused('PATCH', `${path(site)}/${id}`, { body: { role: 'owner' } })).status).toBe(403);
});

test('whoever is taken away is out at once, and back with the undo', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  await owner.ask('DELETE', `${path(site)}/${await idOf(owner, site, 'Ben')}`);
  expect((await ben.refused('GET', `/api/sites/${site}/queue`)).status).toBe(403);
  expect((await ben.get(Session, 'GET', '/api/session')).sites).toEqual([]);
  const { decisions } = await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`);
  await owner.ask('POST', `/api/sites/${site}/decisions/${decisions[0]?.id}/undo`);
  expect((await ben.queue(site)).items).toEqual([]);
});

test('a site keeps an owner', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const anna = `${path(site)}/${await idOf(owner, site, 'Anna')}`;
  expect((await owner.refused('DELETE', anna)).type).toBe('/problems/last-owner');
  expect((await owner.refused('PATCH', anna, { body: { role: 'moderator' } })).type).toBe('/problems/last-owner');
  expect((await owner.get(People, 'GET', path(site))).people).toHaveLength(1);
});

test('a new link lets somebody in who lost theirs; not into sites of others', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const { link } = await owner.get(Invited, 'POST', `${path(site)}/${await idOf(owner, site, 'Ben')}/link`, {}, 201);
  expect((await new Visitor().signIn(link)).name).toBe('Ben');
  const nobody = `${path(site)}/01ARZ3NDEKTSV4RRFFQ69G5FAV`;
  expect((await owner.refused('POST', `${nobody}/link`)).type).toBe('/problems/unknown-person');
  expect((await owner.refused('DELETE', nobody)).type).toBe('/problems/unknown-person');
});

test('an owner lets nobody in who works on a site that is not theirs, too', async () => {
  const open = async () => {
    const site = `${crypto.randomUUID()}.example`;
    await operator().get(SiteEntry, 'POST', '/api/operator/sites', { body: { site } }, 201);
    return site;
  };
  // Both belong to the first account there is.
  const [site, other] = [await open(), await open()];
  const first = await ownerOf(site);
  const ben = await invite(site, first, { name: 'Ben', role: 'owner' });
  const { account } = await first.get(Session, 'GET', '/api/session');
  expect((await ben.refused('POST', `${path(site)}/${account}/link`)).status).toBe(403);
  expect((await ben.refused('GET', `/api/sites/${other}/queue`)).status).toBe(403);
});

test('sessions are listed, and ended from any other', async () => {
  const site = await openSite();
  const first = await ownerOf(site);
  const second = await ownerOf(site);
  const { sessions } = await first.get(Profile, 'GET', '/api/account');
  expect(sessions.map(({ current }) => current).toSorted()).toEqual([false, true]);
  const other = sessions.find(({ current }) => !current)?.id ?? '';
  expect((await first.ask('DELETE', `/api/account/sessions/${other}`)).status).toBe(204);
  expect((await second.refused('GET', '/api/session')).status).toBe(401);
  expect((await first.get(Profile, 'GET', '/api/account')).sessions).toHaveLength(1);
  expect((await first.refused('DELETE', '/api/account/sessions/x')).status).toBe(404);
});

test.each([
  [{ name: '', role: 'moderator' }, '/name'],
  [{ name: 'Ben', role: 'boss' }, '/role'],
  [{ name: 'Ben', role: 'moderator', scope: ['in/'] }, '/scope/0'],
  [{ name: 'Ben', role: 'moderator', email: 'x' }, '/email'],
])('an invitation like %j says what is wrong', async (body, pointer) => {
  const site = await openSite();
  const problem = await (await ownerOf(site)).refused('POST', path(site), { body });
  expect(problem.errors?.[0]?.pointer).toBe(pointer);
});

test('whoever runs the server lets anyone in again, and always an owner', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  await invite(site, owner, { name: 'Ben', role: 'owner' });
  const path = `/api/operator/sites/${site}`;
  const link = async (name: string) =>
    (await operator().get(OwnerLink, 'POST', `${path}/person-link`, { body: { name } }, 201)).link;
  expect((await new Visitor().signIn(await link('ben'))).name).toBe('Ben');
  const nobody = await operator().refused('POST', `${path}/person-link`, { body: { name: 'Cleo' } });
  expect(nobody.type).toBe('/problems/unknown-person');
  await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const several = await operator().refused('POST', `${path}/person-link`, { body: { name: 'Ben' } });
  expect(several.detail).toBe('2 people here are called Ben.');

  // The one who opened the site has left it to Ben.
  await owner.ask('DELETE', `${path.replace('/operator', '')}/people/${await idOf(owner, site, 'Anna')}`);
  expect(await new Visitor().signIn(await ownerLink(site))).toMatchObject({ name: 'Ben', sites: [{ site }] });
});
