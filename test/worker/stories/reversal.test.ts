import { expect, test } from 'vitest';
import { Pulse } from '../../../worker/contract/pulse';
import type { Reversal } from '../../../worker/contract/statement';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** A comment that the owner has turned down, and what its author reads of it in their browser and on the private page. */
async function turnedDown(settings: Record<string, unknown> = {}) {
  const site = await openSite({ publish: 'nobody', editMinutes: 0, ...settings });
  const author = new Visitor();
  const { id } = (await author.write(site, { body: 'Das ist <b>alles</b> & falsch.' })).comment;
  const owner = await ownerOf(site);
  const decision = await owner.decide(site, 'reject', [id], { reason: 'Am Thema vorbei' });
  const own = async () => (await author.own(site)).comments.find((comment) => comment.id === id);
  const link = (await own())?.own?.link ?? '';
  const page = async () => (await new Visitor().ask('GET', link)).text;
  const undo = (who: Visitor, entry: string) => who.ask('POST', `/api/sites/${site}/decisions/${entry}/undo`);
  const appeal = () => author.ask('POST', `/api/sites/${site}/comments/${id}/appeal`, { body: { text: 'Bitte.' } });
  const texts = { [id]: 2 };
  return { site, author, owner, id, decision, own, page, undo, appeal, texts };
}

const never: (why: string) => never = (why) => {
  throw new Error(why);
};
const reversalOf = (comment: { own?: { reversal: Reversal | null } | undefined } | undefined) =>
  comment?.own?.reversal ?? never('Its author is told nothing.');

test('whoever’s comment was turned down by mistake reads that it waits again', async () => {
  const { owner, decision, own, page, undo } = await turnedDown();
  expect((await own())?.own?.reversal).toBeNull();
  await undo(owner, decision.id);
  const comment = await own();
  expect([comment?.status, comment?.own?.statement]).toEqual(['held', null]);
  const reversal = reversalOf(comment);
  expect(reversal).toMatchObject({ action: 'reject', turnedDown: decision.at, published: null, appeal: false });
  expect(Date.parse(reversal.at)).toBeGreaterThanOrEqual(Date.parse(decision.at));
  for (const part of ['war am', 'abgelehnt worden', 'nicht mehr', 'Ihr Kommentar wartet wieder'])
    expect(reversal.text).toContain(part);
  const text = await page();
  expect(text).toContain('wartet auf Freigabe');
  expect(text).toContain('war am');
  // Whatever was written stays what it is: text.
  expect(text).not.toContain('<b>');
});

test('whoever’s appeal was heard reads that, since when the comment is published, and that a person was wrong before', async () => {
  const { site, owner, id, decision, own, page, appeal, texts } = await turnedDown();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  await appeal();
  const approved = await ben.decide(site, 'approve', [id], { texts });
  // The time to change it is over, and nothing else is the author's own in this thread.
  const comment = await own();
  expect([comment?.status, comment?.own?.editableUntil]).toEqual(['published', null]);
  expect(reversalOf(comment)).toMatchObject({
    turnedDown: decision.at,
    at: approved.at,
    published: approved.at,
    appeal: true,
  });
  expect(reversalOf(comment).text).toContain('Ihr Widerspruch hatte Erfolg');
  const text = await page();
  for (const part of ['Ihr Kommentar ist veröffentlicht', 'war am', 'Ihr Widerspruch hatte Erfolg'])
    expect(text).toContain(part);
  // It is nobody else's business.
  expect((await new Visitor().ask('GET', `/api/sites/${site}/comments?thread=/post/`)).text).not.toContain('reversal');
});

test('a colleague’s later approval is told, too, without an appeal; in the site’s language', async () => {
  const { site, owner, id, own, page } = await turnedDown({ language: 'en' });
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  await ben.decide(site, 'approve', [id], { expect: 'rejected' });
  expect(reversalOf(await own())).toMatchObject({ appeal: false });
  const text = await page();
  for (const part of ['Your comment is published', 'was rejected on', 'does not hold any more'])
    expect(text).toContain(part);
});

test('who takes back what was appealed has given in: the appeal was right, for its author and in the figures', async () => {
  const { site, owner, id, decision, own, undo, appeal } = await turnedDown();
  await appeal();
  await undo(owner, decision.id);
  expect(reversalOf(await own())).toMatchObject({ appeal: true, published: null });
  const { weeks } = await owner.get(Pulse, 'GET', `/api/sites/${site}/pulse?weeks=1`);
  expect(weeks[0]).toMatchObject({ appeals: 1, reversed: 1, kept: 0 });

  // What is decided next is another decision, which can be appealed in its turn.
  await owner.decide(site, 'reject', [id], { texts: { [id]: 2 } });
  const comment = await own();
  expect([comment?.own?.reversal, comment?.own?.statement?.appeal]).toEqual([null, 'possible']);
  expect((await appeal()).status).toBe(202);
  expect((await own())?.own?.statement?.appeal).toBe('open');
});

test('where the approval is taken back the statement stands again, and where that is, the reversal', async () => {
  const { site, owner, id, decision, own, undo } = await turnedDown();
  const approved = await owner.decide(site, 'approve', [id], { expect: 'rejected' });
  await undo(owner, approved.id);
  const comment = await own();
  expect(comment?.own?.reversal).toBeNull();
  expect(comment?.own?.statement).toMatchObject({ decision: decision.id, appeal: 'possible' });
  await undo(owner, decision.id);
  expect(reversalOf(await own())).toMatchObject({ turnedDown: decision.at });
});

test('of an appeal that was answered, and the answer taken back, its author reads that it is open again', async () => {
  const { site, owner, id, own, page, undo, appeal, texts } = await turnedDown();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  await appeal();
  const approved = await ben.decide(site, 'approve', [id], { texts });
  await undo(ben, approved.id);
  const comment = await own();
  expect([comment?.own?.reversal, comment?.own?.statement?.appeal]).toEqual([null, 'open']);
  expect(await page()).toContain('wartet auf Antwort');
});

test('spam that was no spam was called spam once', async () => {
  const { site, owner, id, own } = await turnedDown();
  await owner.decide(site, 'spam', [id], { expect: 'rejected' });
  await owner.decide(site, 'approve', [id], { expect: 'spam' });
  const reversal = reversalOf(await own());
  expect(reversal.action).toBe('spam');
  expect(reversal.text).toContain('als Spam');
});
