import { expect, test } from 'vitest';
import { Mine } from '../../../worker/contract/mine';
import { listen } from '../reader-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

const mine = (reader: Visitor, site: string, query = '') => reader.get(Mine, 'GET', `/api/sites/${site}/mine${query}`);
const nothing = { comments: [], votes: [], mail: [], ban: null, next: null };
const erase = (reader: Visitor, site: string) => reader.ask('DELETE', `/api/sites/${site}/mine`);

test('readers see all that a site knows of them, have it erased, and the answers to it keep their sense', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const [nora, lea] = [new Visitor(), new Visitor()];
  const { to, comment } = await listen(
    nora,
    site,
    'forgotten',
    { of: 'thread', pace: 'daily' },
    { body: 'Nur der Chef entscheidet.' },
  );
  const answer = await lea.write(site, { body: 'Bei uns auch.', parent: comment, name: 'Lea' });
  await nora.ask('PUT', `/api/sites/${site}/comments/${answer.comment.id}/vote`, { body: { value: 1 } });
  await owner.decide(site, 'reject', [comment], { reason: 'Zu kurz' });
  await nora.ask('POST', `/api/sites/${site}/comments/${comment}/appeal`, { body: { text: 'Kürze ist kein Fehler.' } });

  const known = await mine(nora, site);
  expect(known.comments).toMatchObject([
    {
      id: comment,
      thread: { key: '/post/' },
      name: 'Nora',
      email: to,
      body: 'Nur der Chef entscheidet.',
      status: 'rejected',
      decision: { action: 'reject', reason: 'Zu kurz' },
      appeals: [{ text: 'Kürze ist kein Fehler.' }],
    },
  ]);
  expect(known.votes).toEqual([{ comment: answer.comment.id, value: 1 }]);
  expect(known.mail).toMatchObject([{ address: to, answers: [{ thread: '/post/', comment: null, pace: 'daily' }] }]);
  // A token tells of its own author alone, and of this site alone.
  expect((await mine(lea, site)).comments.map(({ name }) => name)).toEqual(['Lea']);
  expect(await mine(new Visitor(), site)).toEqual(nothing);
  const elsewhere = await openSite();
  expect(await mine(nora, elsewhere)).toEqual(nothing);
  expect((await erase(nora, elsewhere)).status).toBe(202);
  expect((await mine(nora, site)).comments).toHaveLength(1);

  expect((await erase(nora, site)).status).toBe(202);
  await expect.poll(() => mine(nora, site)).toEqual(nothing);
  const page = await new Visitor().read(site);
  expect(page.comments.map(({ author, status }) => [author?.name ?? null, status])).toEqual([
    [null, 'erased'],
    ['Lea', 'published'],
  ]);
  expect(page.comments.find(({ id }) => id === answer.comment.id)?.score ?? 0).toBe(0);
  // An old decision that is taken back brings nothing back.
  const [entry] = JSON.parse((await owner.ask('GET', `/api/sites/${site}/decisions`)).text).decisions;
  await owner.ask('POST', `/api/sites/${site}/decisions/${entry.id}/undo`);
  expect(JSON.stringify(await new Visitor().read(site))).not.toContain('Chef');
});

test('the same twenty times at once is as good as once, and nobody else loses anything', async () => {
  const site = await openSite({ publish: 'everyone' });
  const [nora, lea] = [new Visitor(), new Visitor()];
  for (let number = 0; number < 25; number += 1) await nora.write(site, { body: `Gedanke ${number}` });
  await lea.write(site, { body: 'Meiner bleibt.', name: 'Lea' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => erase(nora, site)));
  expect(answers.filter(({ status }) => status !== 202 && status !== 429)).toEqual([]);
  await expect.poll(() => mine(nora, site)).toEqual(nothing);
  expect((await new Visitor().read(site)).comments.map(({ html }) => html)).toEqual(['<p>Meiner bleibt.</p>']);
});

test('what somebody knows of themselves comes a page at a time, whatever they ask it by', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  await nora.write(site, { body: 'Der einzige' });
  for (const after of ['comments', 'comments x', 'votes 1', 'elsewhere 5', '%00', 'votes -1 ~', 'comments 1e400'])
    expect([200, 422]).toContain(
      (await nora.ask('GET', `/api/sites/${site}/mine?after=${encodeURIComponent(after)}`)).status,
    );
});
