import { expect, test } from 'vitest';
import { openLive } from '#host';
import { LiveEvent } from '../../../worker/contract/live';
import { People } from '../../../worker/contract/people';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

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

test('nobody listens from another site’s page, without a session, or without a WebSocket', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  await expect(listen(site, owner, { Origin: `https://${site}` })).rejects.toThrow('403');
  await expect(listen(site, new Visitor())).rejects.toThrow('401');
  await expect(listen(site, await ownerOf(await openSite()))).rejects.toThrow('403');
  expect((await owner.refused('GET', `/api/sites/${site}/live`)).type).toBe('/problems/upgrade-needed');
});
