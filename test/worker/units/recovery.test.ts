import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { openLive } from '#host';
import { Recovery } from '../../../worker/contract/recovery';
import { operatorKey } from '../../../worker/operator';
import { openSite, ownerOf, Visitor } from '../visitor';

const day = 24 * 60 * 60_000;

function operator(): Visitor {
  const visitor = new Visitor();
  visitor.token = operatorKey(env.PLAUSCH_SECRET);
  return visitor;
}

const recover = (site: string, body: unknown, who = operator()) =>
  who.ask('POST', `/api/operator/sites/${site}/recovery`, { body });

/**
 * Plays the history that the local runtime has not: notes what an object is asked, at the narrowest place there is. The data stay what they are.
 */
async function playHistory(site: string): Promise<unknown[]> {
  const asked: unknown[] = [];
  await runInDurableObject(env.SITES.getByName(site), (_object, { storage }) => {
    storage.getBookmarkForTime = async (time) => {
      asked.push(time);
      return '0000-01';
    };
    storage.onNextSessionRestoreBookmark = async (bookmark) => {
      asked.push(bookmark);
      return '0000-02';
    };
  });
  return asked;
}

test('the runtime on one’s own machine has no history, and says so', async () => {
  const site = await openSite();
  const answer = await recover(site, { to: new Date().toISOString() });
  expect([answer.status, JSON.parse(answer.text)]).toEqual([
    409,
    expect.objectContaining({
      type: expect.stringContaining('no-recovery'),
      detail: expect.stringContaining('point-in-time'),
    }),
  ]);
});

test('a site goes back to a time, and from there to the point right before', async () => {
  const site = await openSite();
  const time = new Date().toISOString();
  const asked = await playHistory(site);
  const answer = await recover(site, { to: time });
  expect(Recovery.parse(JSON.parse(answer.text))).toEqual({ undo: '0000-02', forgotten: true });
  expect(asked).toEqual([Date.parse(time), '0000-01']);
  const again = await playHistory(site);
  await recover(site, { bookmark: '0000-02' });
  expect(again).toEqual(['0000-02']);
});

test('who listens connects again, and who was erased before is erased again', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const reader = new Visitor();
  await reader.write(site, { body: 'Kommt wieder' });
  const author = await runInDurableObject(
    env.SITES.getByName(site),
    (_object, { storage }) => storage.sql.exec<{ id: string }>('SELECT id FROM author').one().id,
  );
  await env.DIRECTORY.getByName('directory').call('directory', 'addForgotten', [site, [author]]);
  const ended: number[] = [];
  await openLive(
    `/api/sites/${site}/live`,
    { Cookie: owner.cookie ?? '' },
    () => {},
    (code) => ended.push(code),
  );
  await playHistory(site);
  await recover(site, { to: new Date().toISOString() });
  await expect.poll(() => ended).toEqual([4408]);
  await expect
    .poll(() =>
      runInDurableObject(env.SITES.getByName(site), (_object, { storage }) =>
        storage.sql.exec("SELECT 1 FROM comment WHERE body = 'Kommt wieder'").toArray(),
      ),
    )
    .toEqual([]);
});

test.each([
  ['in the future', new Date(Date.now() + day).toISOString(), 409],
  ['more than 30 days ago', new Date(Date.now() - 31 * day).toISOString(), 409],
  ['before the site was opened', new Date(Date.now() - day).toISOString(), 409],
  ['that is none', 'gestern', 422],
])('a time %s is refused, and nothing is asked', async (_what, to, status) => {
  const site = await openSite();
  const asked = await playHistory(site);
  expect((await recover(site, { to })).status).toBe(status);
  expect(asked).toEqual([]);
});

test('nobody else takes a site back', async () => {
  const site = await openSite();
  const asked = await playHistory(site);
  const statuses = [];
  for (const who of [await ownerOf(site), new Visitor()])
    statuses.push((await recover(site, { to: new Date().toISOString() }, who)).status);
  expect([statuses, asked]).toEqual([[403, 403], []]);
});
