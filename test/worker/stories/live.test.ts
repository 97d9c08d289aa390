import { expect, test } from 'vitest';
import { openLive } from '#host';
import { Decisions } from '../../../worker/contract/desk';
import { LiveEvent } from '../../../worker/contract/live';
import { People, Profile } from '../../../worker/contract/people';
import { invite, openSite, ownerLink, ownerOf, Visitor } from '../visitor';

/** Somebody at the desk who listens, and what they have heard. */
async function listen(site: string, who: Visitor, headers: Record<string, string> = {}) {
  const heard: LiveEvent[] = [];
  const ended: number[] = [];
  const close = await openLive(
    `/api/sites/${site}/live`,
    { Cookie: who.cookie ?? '', ...headers },
    (text) => heard.push(LiveEvent.parse(JSON.parse(text))),
    (code) => ended.push(code),
  );
  return { heard, ended, close };
}

test('who is at the desk hears of new comments and of others’ decisions', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const { heard, close } = await listen(site, owner);
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  await expect.poll(() => heard).toEqual([{ kind: 'waiting', comments: [comment.id] }]);
  const decision = await owner.decide(site, 'approve', [comment.id]);
  await owner.ask('POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  await expect.poll(() => heard.length).toBe(3);
  const told = { comments: [comment.id], decision: decision.id, action: 'approve', by: 'Anna' };
  expect(heard.slice(1)).toMatchObject([
    { kind: 'decided', ...told },
    { kind: 'undone', ...told },
  ]);
  close();
});

test('what readers report, and what authors appeal, is heard, too', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const author = new Visitor();
  const { comment } = await author.write(site, { body: 'Streitbar' });
  const { heard, close } = await listen(site, owner);
  const path = `/api/sites/${site}/comments/${comment.id}`;
  await new Visitor().ask('POST', `${path}/reports`, { body: { reason: 'insult' } });
  await expect.poll(() => heard).toEqual([{ kind: 'waiting', comments: [comment.id] }]);
  const notice = { explanation: 'Mein Bild', name: 'Uwe Klar', email: 'uwe@example.de', goodFaith: true };
  await new Visitor().ask('POST', `${path}/notices`, { body: notice });
  await expect.poll(() => heard.length).toBe(2);
  await owner.decide(site, 'reject', [comment.id]);
  await author.ask('POST', `${path}/appeal`, { body: { text: 'Doch nicht.' } });
  await expect.poll(() => heard.map(({ kind }) => kind)).toEqual(['waiting', 'waiting', 'decided', 'waiting']);
  const own = (await author.own(site)).comments[0]?.own;
  expect(own?.statement?.text).toContain('Anlass war eine Meldung');
  close();
});

test('a moderator hears of their own part of the site alone, and of nothing once they are gone', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator', scope: ['/in/'] });
  const { heard, ended } = await listen(site, ben);
  const outside = await new Visitor().write(site, { body: 'Woanders', thread: '/out/a' });
  const inside = await new Visitor().write(site, { body: 'Hier', thread: '/in/a' });
  await owner.decide(site, 'reject', [outside.comment.id, inside.comment.id]);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard.map(({ comments }) => comments)).toEqual([[inside.comment.id], [inside.comment.id]]);

  const { people } = await owner.get(People, 'GET', `/api/sites/${site}/people`);
  await owner.ask('DELETE', `/api/sites/${site}/people/${people.find(({ name }) => name === 'Ben')?.account}`);
  const other = await listen(site, owner);
  await new Visitor().write(site, { body: 'Noch etwas', thread: '/in/a' });
  await expect.poll(() => other.heard.length).toBe(1);
  expect(heard).toHaveLength(2);
  await expect.poll(() => ended).toEqual([4403]);
  other.close();
});

test('whoever signs out, or is signed out from elsewhere, hears nothing any more, at once; other sessions go on', async () => {
  const site = await openSite({ publish: 'nobody' });
  const [here, there, third] = [await ownerOf(site), await ownerOf(site), await ownerOf(site)];
  const [one, two, three] = [await listen(site, here), await listen(site, there), await listen(site, third)];
  const colleague = await listen(site, await invite(site, here, { name: 'Ben', role: 'moderator' }));
  await here.ask('DELETE', '/api/session');
  await expect.poll(() => one.ended).toEqual([4401]);

  const { sessions } = await there.get(Profile, 'GET', '/api/account');
  const [other] = sessions.filter(({ current }) => !current);
  await there.ask('DELETE', `/api/account/sessions/${other?.id}`);
  await expect.poll(() => three.ended).toEqual([4401]);

  await new Visitor().write(site, { body: 'Hallo' });
  await expect.poll(() => [two.heard.length, colleague.heard.length]).toEqual([1, 1]);
  expect([one.heard, three.heard, two.ended, colleague.ended]).toEqual([[], [], [], []]);

  // Signed in as somebody else in the same browser: what was open ends.
  await there.signIn(await ownerLink(await openSite()));
  await expect.poll(() => two.ended).toEqual([4401]);
  colleague.close();
});

test('whoever is taken from the site hears nothing any more, at once, also when an undo does it', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const [ben, cleo] = [
    await invite(site, owner, { name: 'Ben', role: 'moderator' }),
    await invite(site, owner, { name: 'Cleo', role: 'moderator' }),
  ];
  const [one, two] = [await listen(site, ben), await listen(site, cleo)];
  const { people } = await owner.get(People, 'GET', `/api/sites/${site}/people`);
  const path = `/api/sites/${site}/people/${people.find(({ name }) => name === 'Ben')?.account}`;
  await owner.ask('DELETE', path);
  await expect.poll(() => one.ended).toEqual([4403]);
  const { decisions } = await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`);
  const invited = decisions.find(({ change }) => change?.of === 'Cleo');
  await owner.ask('POST', `/api/sites/${site}/decisions/${invited?.id}/undo`);
  await expect.poll(() => two.ended).toEqual([4403]);
});

test('nobody listens from another site’s page, without a session, or without a WebSocket', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  await expect(listen(site, owner, { Origin: `https://${site}` })).rejects.toThrow('403');
  await expect(listen(site, new Visitor())).rejects.toThrow('401');
  await expect(listen(site, await ownerOf(await openSite()))).rejects.toThrow('403');
  expect((await owner.refused('GET', `/api/sites/${site}/live`)).type).toBe('/problems/upgrade-needed');
});

test('what an author changes or takes back is heard, and that it waits again', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator', scope: ['/anderswo/'] });
  const author = new Visitor();
  const { comment } = await author.write(site, { body: 'Hallo' });
  const { heard, close } = await listen(site, owner);
  const elsewhere = await listen(site, ben);
  const path = `/api/sites/${site}/comments/${comment.id}`;
  const change = (body: string) => author.ask('PATCH', path, { body: { body } });
  const comments = [comment.id];
  await change('Hallo zusammen');
  await expect.poll(() => heard).toEqual([{ kind: 'changed', comments }]);
  // It was approved; what it says now waits for a person again.
  await owner.decide(site, 'approve', comments, { expect: 'published', texts: { [comment.id]: 2 } });
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { publish: 'nobody' } });
  await change('Etwas ganz anderes');
  await expect.poll(() => heard.length).toBe(3);
  expect(heard[2]).toEqual({ kind: 'waiting', comments });
  expect((await owner.queue(site)).items[0]).toMatchObject({ version: 3, decision: null });
  await change('Noch etwas anderes');
  await author.ask('DELETE', path);
  await expect.poll(() => heard.length).toBe(5);
  expect(heard.slice(3)).toEqual([
    { kind: 'changed', comments },
    { kind: 'changed', comments },
  ]);
  expect(elsewhere.heard).toEqual([]);
  for (const listener of [close, elsewhere.close]) listener();
});
