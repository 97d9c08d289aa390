import { expect, test } from 'vitest';
import { Decided, Decisions, Settings, Undone } from '../../../worker/contract/desk';
import { openSite, ownerOf, Visitor } from '../visitor';

const path = (site: string) => `/api/sites/${site}/decisions`;

/** A site on which these wait, by one author. */
async function siteWith(...bodies: string[]) {
  const site = await openSite({ publish: 'nobody' });
  const author = new Visitor();
  const ids = [];
  for (const body of bodies) {
    // Nobody writes more than thirty in ten minutes.
    const writer: Visitor = ids.length < 25 ? author : new Visitor();
    ids.push((await writer.write(site, { body })).comment.id);
  }
  return { site, author, ids, owner: await ownerOf(site) };
}

const undo = (owner: Visitor, site: string, id: string) => owner.get(Undone, 'POST', `${path(site)}/${id}/undo`);
const decideMatching = async (owner: Visitor, site: string, action: string, matching: Record<string, string>) =>
  (await owner.get(Decided, 'POST', path(site), { body: { matching, action, asOf: await asOf(owner, site) } }, 201))
    .decision;
const asOf = async (owner: Visitor, site: string) => (await owner.queue(site)).asOf;

test('all that match a search are decided at once, and undone at once', async () => {
  const { site, owner } = await siteWith('Casino 1', 'Casino 2', 'Ein Gedanke');
  const decision = await decideMatching(owner, site, 'spam', { state: 'held', q: 'casino' });
  expect([decision.count, decision.comments.length]).toEqual([2, 2]);
  expect((await owner.queue(site)).items).toHaveLength(1);

  expect(await undo(owner, site, decision.id)).toMatchObject({ left: 0 });
  expect((await owner.queue(site)).items).toHaveLength(3);
});

test('all of one author are decided at once', async () => {
  const { site, owner } = await siteWith('Eins', 'Zwei');
  await new Visitor().write(site, { body: 'Von jemand anderem' });
  const author = (await owner.queue(site)).items[0]?.author.id ?? '';
  await decideMatching(owner, site, 'approve', { state: 'all', author });
  expect((await new Visitor().read(site)).thread.count).toBe(2);
  expect((await owner.queue(site)).items).toHaveLength(1);
});

test('of many the log names three and counts them all', async () => {
  const { site, owner } = await siteWith(...Array.from({ length: 23 }, (_, number) => `Nummer ${number}`));
  await decideMatching(owner, site, 'reject', { state: 'held' });
  const { decisions } = await owner.get(Decisions, 'GET', path(site));
  expect(decisions.find(({ action }) => action === 'reject')).toMatchObject({ count: 23 });
  expect(decisions.find(({ action }) => action === 'reject')?.comments).toHaveLength(3);
});

test('many more than are decided in one go are decided when the answer comes, and put back when the next one does', async () => {
  const { site, owner } = await siteWith(...Array.from({ length: 103 }, (_, number) => `Nummer ${number}`));
  const decision = await decideMatching(owner, site, 'approve', { state: 'held' });
  expect(decision).toMatchObject({ count: 103, remaining: 0 });
  expect((await new Visitor().read(site)).thread.count).toBe(103);
  expect((await undo(owner, site, decision.id)).decision).toMatchObject({ count: 103, remaining: 0 });
  expect((await owner.queue(site)).total).toBe(103);
});

test('a decision about nothing, or about two kinds of many, says what is wrong', async () => {
  const { site, owner, ids } = await siteWith('Eins');
  const refuse = (body: unknown) => owner.refused('POST', path(site), { body });
  expect((await refuse({ action: 'approve' })).errors?.[0]).toMatchObject({ pointer: '/comments', code: 'required' });
  expect((await refuse({ action: 'approve', comments: ids, matching: {} })).errors?.[0]?.pointer).toBe('/comments');
  const nowhere = { action: 'approve', matching: { q: 'nirgends' }, asOf: await asOf(owner, site) };
  expect((await refuse(nowhere)).type).toBe('/problems/unknown-comment');
  expect((await refuse({ action: 'reject', comments: ids, reply: 'Nein' })).errors?.[0]?.pointer).toBe('/reply');
  expect((await owner.queue(site)).items).toHaveLength(1);
});

test('where one of many was decided later, undoing puts the others back and says how many stay', async () => {
  const { site, owner, ids } = await siteWith('Eins', 'Zwei', 'Drei');
  const all = await owner.decide(site, 'reject', ids);
  const later = await owner.decide(site, 'approve', [ids[1] ?? ''], { expect: 'rejected' });
  expect((await undo(owner, site, all.id)).left).toBe(1);
  expect((await owner.queue(site)).items.map(({ comment }) => comment.id)).toEqual([ids[0], ids[2]]);
  expect((await new Visitor().read(site)).thread.count).toBe(1);

  await undo(owner, site, later.id);
  expect((await owner.queue(site)).items.map(({ comment }) => comment.id)).toEqual(ids);
});

test('an answer goes out with the approval, marked as the team’s, and goes with its undo', async () => {
  const { site, owner, ids } = await siteWith('Wie lange dauert das?');
  const body = { comments: ids, action: 'approve', reply: 'Zwei **Tage**.' };
  const { decision } = await owner.get(Decided, 'POST', path(site), { body }, 201);
  const { comments, thread } = await new Visitor().read(site);
  expect(thread.count).toBe(2);
  expect(comments[1]).toMatchObject({
    id: decision.reply,
    parent: ids[0],
    author: { name: 'Anna' },
    team: true,
    html: '<p>Zwei <strong>Tage</strong>.</p>',
  });
  expect(comments[0]?.team).toBe(false);

  await undo(owner, site, decision.id);
  expect((await new Visitor().read(site)).comments).toEqual([]);
  expect((await owner.queue(site)).items).toHaveLength(1);
});

test('what the author has taken back since stays taken back', async () => {
  const { site, owner, ids, author } = await siteWith('Eins', 'Zwei');
  const decision = await owner.decide(site, 'approve', ids);
  await author.ask('DELETE', `/api/sites/${site}/comments/${ids[0]}`);
  expect((await undo(owner, site, decision.id)).left).toBe(0);
  expect((await owner.queue(site)).items.map(({ comment }) => comment.id)).toEqual([ids[1]]);
});

test('a change of settings stands in the log with what was there before, and can be undone', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const settings = `/api/sites/${site}/settings`;
  await owner.get(Settings, 'PATCH', settings, { body: { publish: 'everyone', closeAfterDays: 30, language: 'de' } });
  await owner.get(Settings, 'PATCH', settings, { body: { language: 'de' } });
  const { decisions } = await owner.get(Decisions, 'GET', path(site));
  expect(decisions).toHaveLength(1);
  expect(decisions[0]).toMatchObject({
    action: 'settings',
    by: 'Anna',
    count: 0,
    change: {
      before: { publish: 'known', closeAfterDays: null },
      after: { publish: 'everyone', closeAfterDays: 30 },
    },
  });
  await undo(owner, site, decisions[0]?.id ?? '');
  expect(await owner.get(Settings, 'GET', settings)).toMatchObject({ publish: 'known', closeAfterDays: null });
  expect((await owner.refused('POST', `${path(site)}/${decisions[0]?.id}/undo`)).type).toBe('/problems/already-undone');
});

test('reason, sentence and note go where they belong: the note is for colleagues alone', async () => {
  const { site, owner, author, ids } = await siteWith('Werbung');
  const body = {
    comments: ids,
    action: 'reject',
    reason: 'Werbung',
    explanation: 'Bitte ohne Links.',
    note: 'Schon der dritte Versuch.',
  };
  await owner.get(Decided, 'POST', path(site), { body }, 201);
  const [own] = (await author.own(site)).comments;
  expect(own?.own?.statement).toMatchObject({ reason: 'Werbung', explanation: 'Bitte ohne Links.', by: 'person' });
  expect(JSON.stringify(own)).not.toContain('dritte Versuch');
  const [item] = (await owner.queue(site, 'state=any')).items;
  expect(item?.decision).toMatchObject({ note: 'Schon der dritte Versuch.' });
});
