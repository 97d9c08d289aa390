import { expect, test } from 'vitest';
import { Decided, Decisions, Undone } from '../../../worker/contract/desk';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

const path = (site: string) => `/api/sites/${site}/decisions`;

/** The log, without the settings that the site was opened with. */
const decisions = async (who: Visitor, site: string) =>
  (await who.get(Decisions, 'GET', path(site))).decisions.filter(({ action }) => action !== 'settings');

/** A site on which a comment waits, with its author and the owner. */
async function waiting(body = 'Hallo', settings: Record<string, unknown> = {}) {
  const site = await openSite({ publish: 'nobody', ...settings });
  const author = new Visitor();
  const { comment } = await author.write(site, { body });
  const owner = await ownerOf(site);
  const change = (text: string) =>
    author.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body: text } });
  const item = async (query = 'state=any') =>
    (await owner.queue(site, `${query}&comment=${comment.id}`)).items.at(0) ?? never(`${comment.id} is not there`);
  return { site, author, owner, id: comment.id, change, item };
}

const never = (why: string): never => {
  throw new Error(why);
};

test('what its author changes while somebody reads it is not published unseen', async () => {
  const { site, owner, id, change, item } = await waiting('Ein freundlicher Gedanke');
  const read = await item();
  await change('Eine Gemeinheit');
  const body = { comments: [id], action: 'approve', texts: { [id]: read.version } };
  expect(await owner.refused('POST', path(site), { body })).toMatchObject({
    type: '/problems/text-changed',
    status: 409,
    changed: [id],
  });
  expect((await new Visitor().read(site)).comments).toEqual([]);
  expect(await decisions(owner, site)).toEqual([]);

  const now = await item();
  expect(now.comment.html).toContain('Gemeinheit');
  await owner.decide(site, 'reject', [id], { texts: { [id]: now.version } });
});

test('whoever names no text decides about the comment as it was first written', async () => {
  const { site, owner, id, change } = await waiting();
  await change('Etwas anderes');
  const refused = await owner.refused('POST', path(site), { body: { comments: [id], action: 'approve' } });
  expect(refused.type).toBe('/problems/text-changed');
});

test('one changed text among many stands in the way of all, and the answer says which', async () => {
  const { site, author, owner, id, change } = await waiting();
  const other = (await author.write(site, { body: 'Noch einer' })).comment.id;
  const { items } = await owner.queue(site);
  await change('Anders');
  const texts = Object.fromEntries(items.map(({ comment, version }) => [comment.id, version]));
  const body = { comments: [id, other], action: 'approve', texts };
  expect(await owner.refused('POST', path(site), { body })).toMatchObject({ changed: [id] });
  expect((await owner.queue(site)).items).toHaveLength(2);
});

test('an appeal that came in since is answered by nobody who has not read it', async () => {
  const { site, author, owner, id, item } = await waiting();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  await owner.decide(site, 'reject', [id]);
  const read = await item();
  await author.ask('POST', `/api/sites/${site}/comments/${id}/appeal`, { body: { text: 'Bitte noch einmal.' } });
  const body = { comments: [id], action: 'spam', expect: 'rejected', texts: { [id]: read.version } };
  expect((await ben.refused('POST', path(site), { body })).changed).toEqual([id]);
  const now = await item();
  expect(now.appeal).toBe('Bitte noch einmal.');
  await ben.decide(site, 'spam', [id], { texts: { [id]: now.version } });
});

test('a text is named for comments alone, and a list as of when it was shown', async () => {
  const { site, owner, id } = await waiting();
  const refuse = async (body: unknown) => (await owner.refused('POST', path(site), { body })).errors?.[0];
  const { asOf } = await owner.queue(site);
  expect(await refuse({ action: 'approve', matching: {} })).toMatchObject({ pointer: '/asOf', code: 'required' });
  expect((await refuse({ action: 'approve', comments: [id], asOf }))?.pointer).toBe('/asOf');
  expect((await refuse({ action: 'approve', matching: {}, asOf: 'gestern' }))?.pointer).toBe('/asOf');
  expect((await refuse({ action: 'approve', matching: {}, asOf, texts: { [id]: 1 } }))?.pointer).toBe('/texts');
  expect((await refuse({ action: 'approve', comments: [id], texts: { [id]: 'eins' } }))?.pointer).toMatch('/texts');
});

test('all of a list is what the list showed: what came in, was changed or reported since stays', async () => {
  const { site, author, owner, id, change } = await waiting('Eins');
  await author.write(site, { body: 'Zwei' });
  const { asOf, total } = await owner.queue(site);
  expect(total).toBe(2);
  await change('Eins, aber anders');
  const late = (await new Visitor().write(site, { body: 'Drei' })).comment.id;
  const body = { matching: { state: 'held' }, asOf, action: 'approve' };
  const { decision, left } = await owner.get(Decided, 'POST', path(site), { body }, 201);
  expect([decision.count, left]).toEqual([1, 2]);
  expect((await owner.queue(site)).items.map(({ comment }) => comment.id)).toEqual([id, late]);

  expect(await owner.refused('POST', path(site), { body })).toMatchObject({ type: '/problems/text-changed' });
  const now = await owner.queue(site);
  await owner.get(Decided, 'POST', path(site), { body: { ...body, asOf: now.asOf } }, 201);
  expect((await owner.queue(site)).items).toEqual([]);
});

test('a report that came in since keeps its comment out of a decision about the whole list', async () => {
  const { site, owner, id } = await waiting('Eins', { publish: 'everyone' });
  const reader = new Visitor();
  const report = (who: Visitor) =>
    who.ask('POST', `/api/sites/${site}/comments/${id}/reports`, { body: { reason: 'insult' } });
  await report(reader);
  const { asOf } = await owner.queue(site, 'state=reported');
  await report(new Visitor());
  const body = { matching: { state: 'reported' }, asOf, action: 'approve' };
  expect((await owner.refused('POST', path(site), { body })).type).toBe('/problems/text-changed');
  expect((await owner.queue(site, 'state=reported')).items[0]?.reports).toHaveLength(2);
});

test('a report and a notice are about the text that was there: the desk learns that it was changed since', async () => {
  const { site, id, change, item } = await waiting('Eins', { publish: 'everyone' });
  const about = `/api/sites/${site}/comments/${id}`;
  const report = () => new Visitor().ask('POST', `${about}/reports`, { body: { reason: 'insult' } });
  const notice = (name: string) =>
    new Visitor().ask('POST', `${about}/notices`, {
      body: { explanation: 'Beleidigung', name, email: 'uwe@example.de', goodFaith: true },
    });
  await report();
  await notice('Uwe');
  const changes = async () => {
    const { reports, notices } = await item();
    return [reports, notices].map((list) => list.map(({ changed }) => changed));
  };
  expect(await changes()).toEqual([[false], [false]]);
  // Sent again as it is, it is no other text.
  await change('Eins');
  expect(await changes()).toEqual([[false], [false]]);
  await change('Zwei');
  await report();
  await notice('Ute');
  expect(await changes()).toEqual([
    [true, false],
    [true, false],
  ]);
});

test('what a colleague has decided since the list was shown is not decided again with it', async () => {
  const { site, owner, id } = await waiting();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const { asOf } = await owner.queue(site, 'state=any');
  await ben.decide(site, 'approve', [id]);
  const body = { matching: { state: 'any' }, asOf, action: 'reject' };
  expect((await owner.refused('POST', path(site), { body })).type).toBe('/problems/text-changed');
  expect((await new Visitor().read(site)).thread.count).toBe(1);
});

test('the same decision twenty times at once is one decision', async () => {
  const { site, owner, id } = await waiting();
  const send = (body: unknown) =>
    Promise.all(Array.from({ length: 20 }, async () => (await owner.ask('POST', path(site), { body })).status));
  const once = [201, ...Array.from({ length: 19 }, () => 409)];
  expect((await send({ comments: [id], action: 'approve' })).toSorted()).toEqual(once);
  const again = { comments: [id], action: 'reject', expect: 'published', reason: 'Werbung' };
  expect((await send(again)).toSorted()).toEqual(once);
  const words = { comments: [id], action: 'approve', expect: 'rejected', reply: 'Doch.' };
  expect((await send(words)).toSorted()).toEqual(once);
  // It is the same, too, where the status is as it was expected: what stands is what was sent.
  const same = { comments: [id], action: 'approve', expect: 'published', reply: 'Doch.' };
  expect((await owner.refused('POST', path(site), { body: same })).type).toBe('/problems/already-decided');
  expect(await decisions(owner, site)).toHaveLength(3);
  expect((await new Visitor().read(site)).thread.count).toBe(2);
});

test('what a colleague has chosen meanwhile is not overruled unseen, though the status is what it was', async () => {
  const { site, owner, id, item } = await waiting();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const rejected = await owner.decide(site, 'reject', [id]);
  const read = await item();
  expect(read.decision?.id).toBe(rejected.id);
  const texts = { [id]: read.version };
  const seen = { [id]: rejected.id };
  // Ben knows better, and then why it was wrong after all.
  await ben.decide(site, 'approve', [id], { seen });
  const standing = await ben.decide(site, 'reject', [id], { expect: 'published', reason: 'Beleidigung' });
  for (const said of [{}, { expect: 'rejected', seen }, { seen }])
    expect(
      await owner.refused('POST', path(site), { body: { comments: [id], action: 'approve', texts, ...said } }),
    ).toMatchObject({
      type: '/problems/already-decided',
      detail: expect.stringContaining('Ben chose reject'),
      decided: { by: 'Ben', action: 'reject', decision: standing.id },
    });
  // Whoever has read that may choose otherwise.
  const now = await item();
  await owner.decide(site, 'approve', [id], { expect: 'rejected', seen: { [id]: now.decision?.id ?? null } });
});

test('a published comment that a colleague has approved since it was read is not turned down unseen', async () => {
  const { site, owner, id } = await waiting('Eins', { publish: 'everyone' });
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  await ben.decide(site, 'approve', [id]);
  for (const said of [{}, { expect: 'published', seen: { [id]: null } }, { seen: { [id]: null } }])
    expect(
      await owner.refused('POST', path(site), { body: { comments: [id], action: 'reject', ...said } }),
    ).toMatchObject({ type: '/problems/already-decided', decided: { by: 'Ben', action: 'approve' } });
});

test('what a colleague has taken back meanwhile is decided by nobody who has not seen that', async () => {
  const { site, owner, id } = await waiting();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const rejected = await ben.decide(site, 'reject', [id]);
  await ben.ask('POST', `${path(site)}/${rejected.id}/undo`);
  const body = { comments: [id], action: 'approve', seen: { [id]: rejected.id } };
  expect(await owner.refused('POST', path(site), { body })).toMatchObject({
    type: '/problems/decided-since',
    detail: 'Ben has undone that decision. It is held now.',
  });
});

test('of twenty at once who have seen the same decision, one overrules it, and all others hear who was first', async () => {
  const { site, owner, id } = await waiting();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const rejected = await owner.decide(site, 'reject', [id]);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, number) => {
      const body = {
        comments: [id],
        action: number % 4 < 2 ? 'approve' : 'spam',
        reason: `Grund ${number}`,
        expect: 'rejected',
        seen: { [id]: rejected.id },
      };
      const response = await (number % 2 === 0 ? owner : ben).ask('POST', path(site), { body });
      return { status: response.status, body: JSON.parse(response.text) };
    }),
  );
  const winners = answers.filter(({ status }) => status === 201);
  expect(winners).toHaveLength(1);
  const [{ body: won } = { body: undefined }] = winners;
  const { decision } = Decided.parse(won);
  const first = { by: decision.by, action: decision.action, decision: decision.id };
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: '/problems/already-decided', decided: first });
  }
  expect((await decisions(owner, site)).filter(({ count }) => count > 0)).toHaveLength(2);
});

test('only decisions about comments say what stood on them', async () => {
  const { site, owner, id } = await waiting();
  const { asOf } = await owner.queue(site);
  const refuse = async (body: unknown) => (await owner.refused('POST', path(site), { body })).errors?.[0];
  const seen = { [id]: null };
  expect((await refuse({ action: 'approve', matching: {}, asOf, seen }))?.pointer).toBe('/seen');
  expect((await refuse({ action: 'approve', comments: [id], seen: { [id]: 1 } }))?.pointer).toMatch('/seen');
});

test('an appeal against one’s own decision waits for others: one sees that, and cannot answer it', async () => {
  const { site, author, owner, id, item } = await waiting();
  const decision = await owner.decide(site, 'reject', [id]);
  await author.ask('POST', `/api/sites/${site}/comments/${id}/appeal`, { body: { text: 'Bitte.' } });
  // Nobody else works here: it is the owner's.
  expect(await owner.queue(site, 'state=appealed')).toMatchObject({ total: 1, appealsForOthers: 0 });
  expect((await item()).forOthers).toBe(false);

  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const { asOf, ...queue } = await owner.queue(site, 'state=appealed');
  expect(queue).toMatchObject({ total: 0, waiting: { appealed: 0 }, appealsForOthers: 1 });
  const read = await item();
  expect(read).toMatchObject({ waiting: 'appealed', forOthers: true, decision: { by: 'Anna' } });
  const texts = { [id]: read.version };
  expect(await owner.refused('POST', path(site), { body: { comments: [id], action: 'approve', texts } })).toMatchObject(
    { type: '/problems/own-appeal', status: 403, detail: 'It waits for Ben.' },
  );
  for (const state of ['any', 'filed', 'all'])
    expect(
      (await owner.refused('POST', path(site), { body: { matching: { state }, asOf, action: 'reject' } })).type,
    ).toBe('/problems/unknown-comment');

  expect(await ben.queue(site, 'state=appealed')).toMatchObject({ total: 1, appealsForOthers: 0 });
  await ben.decide(site, 'approve', [id], { texts });
  expect((await item()).forOthers).toBe(false);
  await ben.get(Undone, 'POST', `${path(site)}/${(await item()).decision?.id}/undo`);
  // Whoever decided can still give in: undoing the decision is no answer to the appeal.
  await owner.get(Undone, 'POST', `${path(site)}/${decision.id}/undo`);
  expect((await owner.queue(site)).total).toBe(1);
});

test('where the others work on other parts of the site, an appeal against one’s own decision is one’s own', async () => {
  const { site, author, owner, id, item } = await waiting();
  await invite(site, owner, { name: 'Ben', role: 'moderator', scope: ['/anderswo/'] });
  await owner.decide(site, 'reject', [id]);
  await author.ask('POST', `/api/sites/${site}/comments/${id}/appeal`, { body: { text: 'Bitte.' } });
  expect(await owner.queue(site, 'state=appealed')).toMatchObject({ total: 1, appealsForOthers: 0 });
  const { version, forOthers } = await item();
  expect(forOthers).toBe(false);
  await owner.decide(site, 'approve', [id], { texts: { [id]: version } });
});

test('the log names whose comment it was, how it begins and where it stands; of many the first three', async () => {
  const { site, author, owner, id } = await waiting('Ein **langer** Gedanke. '.repeat(40));
  await owner.decide(site, 'approve', [id]);
  const log = (who = owner) => decisions(who, site);
  const [entry] = await log();
  expect(entry?.comments).toMatchObject([{ id, author: 'Nora', status: 'published', thread: { key: '/post/' } }]);
  const excerpt = entry?.comments[0]?.excerpt ?? '';
  expect(excerpt).toMatch(/^Ein langer Gedanke\. .*…$/);
  expect(excerpt.length).toBeLessThanOrEqual(120);

  for (const thread of ['/a/1', '/b/1', '/b/2', '/b/3']) await author.write(site, { body: thread, thread });
  const { asOf } = await owner.queue(site);
  const body = { matching: { state: 'held' }, asOf, action: 'reject' };
  await owner.get(Decided, 'POST', path(site), { body }, 201);
  const [many] = await log();
  expect([many?.count, many?.comments.map(({ thread }) => thread.key)]).toEqual([4, ['/a/1', '/b/1', '/b/2']]);

  // Whoever works on a part of the site reads of that part.
  const cleo = await invite(site, owner, { name: 'Cleo', role: 'moderator', scope: ['/b/'] });
  const [hers, ...rest] = await log(cleo);
  expect(hers?.comments.map(({ excerpt, thread }) => [excerpt, thread.key])).toEqual([
    ['/b/1', '/b/1'],
    ['/b/2', '/b/2'],
    ['/b/3', '/b/3'],
  ]);
  expect(rest).toEqual([]);
});

test('of what its author has taken back the log keeps the place alone', async () => {
  const { site, author, owner, id } = await waiting('Das war zu viel', { publish: 'everyone', editMinutes: 15 });
  await owner.decide(site, 'approve', [id], { expect: 'published' });
  await author.ask('DELETE', `/api/sites/${site}/comments/${id}`);
  const [entry] = await decisions(owner, site);
  expect(entry?.comments).toMatchObject([{ id, status: 'withdrawn', author: null, excerpt: null }]);
});
