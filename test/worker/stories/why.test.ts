import { expect, test } from 'vitest';
import { Settings } from '../../../worker/contract/desk';
import { Rule } from '../../../worker/contract/rules';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** Why the newest comment of a site waits, as somebody at the desk reads it. */
async function why(site: string, who: Visitor, state = 'all') {
  const { items } = await who.queue(site, `state=${state}`);
  return items.at(-1)?.why;
}

test('a first comment waits by the setting, and that is what it says, before any small finding', async () => {
  const site = await openSite({ publish: 'known', knownAfter: 2 });
  const owner = await ownerOf(site);
  const author = new Visitor();
  const { comment } = await author.write(site, { body: 'Hallo zusammen.' });
  expect((await owner.queue(site)).items[0]?.signals).toHaveLength(1);
  expect(await why(site, owner)).toEqual([{ kind: 'newcomer', published: 0, knownAfter: 2 }]);
  await owner.decide(site, 'approve', [comment.id]);
  await author.write(site, { body: 'Und noch etwas.' });
  expect(await why(site, owner)).toEqual([{ kind: 'newcomer', published: 1, knownAfter: 2 }]);
  // What the owner changes later does not change why it waits.
  await owner.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { publish: 'nobody', knownAfter: 5 } });
  expect(await why(site, owner)).toEqual([{ kind: 'newcomer', published: 1, knownAfter: 2 }]);
});

test('where everything waits, it says so; what is published, or decided, waits for nothing', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  expect(await why(site, owner)).toEqual([{ kind: 'everyone' }]);
  const decision = await owner.decide(site, 'reject', [comment.id]);
  expect(await why(site, owner, 'any')).toEqual([]);
  await owner.ask('POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  expect(await why(site, owner)).toEqual([{ kind: 'everyone' }]);
});

test('rules, a mute and the checks’ doubt each say that it was them; the setting stands before them', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const author = new Visitor();
  await author.write(site, { body: 'Hallo' });
  const path = `/api/sites/${site}`;
  const rule = { name: 'Wahl', on: true, propose: 'hold', when: { kind: 'words', words: ['Wahl'] } };
  await owner.get(Rule, 'POST', `${path}/rules`, { body: rule }, 201);
  await author.write(site, { body: 'Nach der Wahl.' });
  expect(await why(site, owner)).toEqual([{ kind: 'rule', rule: 'Wahl' }]);

  const id = (await owner.queue(site)).items[0]?.author.id;
  await owner.ask('PUT', `${path}/authors/${id}/ban`, { body: { kind: 'mute', reason: 'Wird laut', days: 1 } });
  await author.write(site, { body: 'Vor der Wahl.' });
  expect(await why(site, owner)).toEqual([
    { kind: 'rule', rule: 'Wahl' },
    { kind: 'muted', reason: 'Wird laut' },
  ]);

  await owner.get(Settings, 'PATCH', `${path}/settings`, { body: { publish: 'nobody', holdFrom: 1, spamFrom: 20 } });
  const links = 'http://a.example/ http://b.example/ http://c.example/ http://d.example/';
  await author.write(site, { body: `Zur Wahl: ${links}` });
  const reasons = await why(site, owner);
  expect(reasons?.map(({ kind }) => kind)).toEqual(['everyone', 'rule', 'muted', 'doubt']);
  const { items } = await owner.queue(site);
  expect(reasons?.at(-1)).toEqual({ kind: 'doubt', sum: items.at(-1)?.doubt, from: 1 });
});

test('a rule that publishes without waiting waives the setting, not the doubt', async () => {
  const site = await openSite({ publish: 'nobody', holdFrom: 1, spamFrom: 20 });
  const owner = await ownerOf(site);
  const rule = { name: 'Dank', on: true, propose: 'publish', when: { kind: 'words', words: ['Danke'] } };
  await owner.get(Rule, 'POST', `/api/sites/${site}/rules`, { body: rule }, 201);
  await new Visitor().write(site, {
    body: 'Danke! http://a.example/ http://b.example/ http://c.example/ http://d.example/',
  });
  expect((await why(site, owner))?.map(({ kind }) => kind)).toEqual(['doubt']);
});

test('what the checks are sure of was filed by their sum', async () => {
  const site = await openSite({ publish: 'everyone', holdFrom: 0.5, spamFrom: 0.5 });
  const owner = await ownerOf(site);
  await new Visitor().write(site, { body: 'http://a.example/ http://b.example/ http://c.example/ http://d.example/' });
  const [item] = (await owner.queue(site, 'state=spam')).items;
  expect(item?.why).toEqual([{ kind: 'spam', sum: item?.doubt, from: 0.5 }]);
});

test('reports and appeals say who asks for a look', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const author = new Visitor();
  const { comment } = await author.write(site, { body: 'Streitbar' });
  const path = `/api/sites/${site}/comments/${comment.id}`;
  for (const _ of 'ab') await new Visitor().ask('POST', `${path}/reports`, { body: { reason: 'insult' } });
  const notice = { explanation: 'Mein Bild', name: 'Uwe Klar', email: 'uwe@example.de', goodFaith: true };
  await new Visitor().ask('POST', `${path}/notices`, { body: notice });
  expect(await why(site, owner)).toEqual([{ kind: 'reported', reports: 2, notices: 1 }]);
  await owner.decide(site, 'reject', [comment.id]);
  await author.ask('POST', `${path}/appeal`, { body: { text: 'Doch nicht.' } });
  expect(await why(site, owner)).toEqual([{ kind: 'appealed', at: expect.stringMatching(/^20/) }]);
});

test('why somebody is banned or muted is for those who work on the whole site', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const cleo = await invite(site, owner, { name: 'Cleo', role: 'moderator', scope: ['/in/'] });
  const [here, there] = [new Visitor(), new Visitor()];
  await here.write(site, { body: 'Hier', thread: '/in/a', name: 'Nora' });
  await here.write(site, { body: 'Dort', thread: '/out/a', name: 'Nora aus der Chorprobe' });
  await there.write(site, { body: 'Dort', thread: '/out/a', name: 'Uwe' });
  const path = `/api/sites/${site}`;
  const ids = new Set((await owner.queue(site, 'state=any')).items.map(({ author }) => author.id));
  for (const id of ids)
    await ben.ask('PUT', `${path}/authors/${id}/ban`, { body: { kind: 'mute', reason: 'Schimpft', days: 3 } });
  await here.write(site, { body: 'Wieder hier', thread: '/in/a' });

  for (const who of [owner, ben]) {
    expect((await who.ask('GET', `${path}/bans`)).text).toMatch(/Uwe.*Schimpft|Schimpft.*Uwe/s);
    expect(await why(site, who, 'held')).toEqual([{ kind: 'muted', reason: 'Schimpft' }]);
  }
  const bans = JSON.parse((await cleo.ask('GET', `${path}/bans`)).text).bans;
  expect(bans).toMatchObject([{ name: 'Nora', kind: 'mute', reason: null, by: null }]);
  expect(await why(site, cleo, 'held')).toEqual([{ kind: 'muted', reason: null }]);
  const { text } = await cleo.ask('GET', `${path}/queue?state=any`);
  expect(text).toContain('"kind":"mute"');
  expect(text).not.toContain('Schimpft');
  expect(text).not.toContain('Chorprobe');
});
