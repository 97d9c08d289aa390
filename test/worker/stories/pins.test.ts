import { expect, test } from 'vitest';
import * as z from 'zod';
import { Decisions, Pinned, Settings, Undone } from '../../../worker/contract/desk';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

const pinPath = (site: string, id: string) => `/api/sites/${site}/comments/${id}/pin`;

const pin = (who: Visitor, site: string, id: string, pinned = true) =>
  who.get(Pinned, 'PUT', pinPath(site, id), { body: { pinned } });

const undo = (who: Visitor, site: string, decision = '') =>
  who.get(Undone, 'POST', `/api/sites/${site}/decisions/${decision}/undo`);

const writeMany = async (site: string, count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await new Visitor().write(site, { body: `Nummer ${index}`, name: `N${index}` })).comment.id);
  return ids;
};

/** A site with some published comments, and its owner. */
async function discussed(count: number) {
  const site = await openSite({ publish: 'everyone', editMinutes: 60 });
  const owner = await ownerOf(site);
  return { site, owner, ids: await writeMany(site, count) };
}

const page = async (site: string, query = '') => {
  const read = await new Visitor().read(site, `thread=/post/${query}`);
  return {
    ...read,
    pinnedNow: read.pinned,
    ids: read.comments.map(({ id }) => id),
    pinned: read.comments.flatMap((each) => (each.pinned ? [each.id] : [])),
  };
};

test('what the team pins stands first on the first page in every order, marked, and on no other page', async () => {
  const { site, owner, ids } = await discussed(6);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = ids;
  await new Visitor().ask('PUT', `/api/sites/${site}/comments/${b}/vote`, { body: { value: 1 } });
  const reply = (await new Visitor().write(site, { body: 'Antwort', parent: d })).comment.id;
  for (const id of [c, d]) await pin(owner, site, id);
  const expected = { oldest: [a, b, e, f], newest: [f, e, b, a], best: [b, f, e, a] };
  for (const [sort, others] of Object.entries(expected)) {
    const whole = await page(site, `&sort=${sort}`);
    expect([sort, whole.ids, whole.pinned]).toEqual([sort, [d, c, ...others, reply], [d, c]]);
    // What is pinned comes besides the comments that were asked for.
    const first = await page(site, `&sort=${sort}&limit=2`);
    expect([first.ids, first.previous]).toEqual([[d, c, ...others.slice(0, 2), reply], null]);
    const second = await page(site, `&sort=${sort}&limit=2&after=${first.next}`);
    expect([second.ids, second.next]).toEqual([others.slice(2), null]);
    const back = await page(site, `&sort=${sort}&limit=2&before=${second.previous}`);
    expect(back.ids).toEqual(first.ids);
    // Each page says what is pinned, so that whoever reads on sees that something was since.
    const branch = await page(site, `&root=${d}`);
    for (const { pinnedNow } of [first, second, back, branch]) expect([sort, pinnedNow]).toEqual([sort, [d, c]]);
    // Around one that is pinned, or an answer to it, is the first page; around another that one's.
    for (const id of [c, d, reply])
      expect((await page(site, `&sort=${sort}&limit=2&around=${id}`)).ids).toEqual(first.ids);
    const [, , third = ''] = others;
    expect((await page(site, `&sort=${sort}&limit=1&around=${third}`)).ids).toEqual([third]);
  }

  const plain = (await new Visitor().ask('GET', `/pages/${site}?thread=/post/`)).text;
  expect(plain.match(/>angeheftet</g)).toHaveLength(2);
  expect(plain.indexOf(`id="plausch-${d}"`)).toBeLessThan(plain.indexOf(`id="plausch-${a}"`));
  await owner.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { language: 'en' } });
  expect((await new Visitor().ask('GET', `/pages/${site}?thread=/post/`)).text).toContain('>pinned<');
  // A feed is of what is new.
  const feed = z.object({ items: z.array(z.object({ id: z.string() })) });
  const { items } = feed.parse(JSON.parse((await new Visitor().ask('GET', `/feeds/${site}.json?thread=/post/`)).text));
  expect(items.map(({ id }) => id.slice(-26))).toEqual([reply, ...ids.toReversed()]);
});

test('a pin stands in the log with whose comment it is, once, and is undone; so is taking it off', async () => {
  const { site, owner, ids } = await discussed(2);
  const [a = '', b = ''] = ids;
  const first = await pin(owner, site, b);
  expect(first.decision).toMatchObject({
    action: 'pin',
    by: 'Anna',
    count: 1,
    comments: [{ id: b, author: 'N1', excerpt: 'Nummer 1', thread: { key: '/post/' } }],
    change: { before: null, after: { pinned: true } },
  });
  expect(await pin(owner, site, b)).toEqual({ decision: null });
  expect(
    (await owner.queue(site, `state=any&decision=${first.decision?.id}`)).items.map(({ comment }) => [
      comment.id,
      comment.pinned,
    ]),
  ).toEqual([[b, true]]);
  const off = await pin(owner, site, b, false);
  expect((await page(site)).ids).toEqual([a, b]);
  const refused = await owner.refused('POST', `/api/sites/${site}/decisions/${first.decision?.id}/undo`);
  expect(refused).toMatchObject({ type: '/problems/decided-since', decided: { decision: off.decision?.id } });
  await undo(owner, site, off.decision?.id);
  expect((await page(site)).ids).toEqual([b, a]);
  await undo(owner, site, first.decision?.id);
  expect((await page(site)).pinned).toEqual([]);
  // What else was decided about it stays, and nothing waits.
  expect((await owner.queue(site, 'state=all')).items).toEqual([]);
});

test('three of a thread are pinned at most, however they come to be', async () => {
  const { site, owner, ids } = await discussed(5);
  const [a = '', b = '', c = '', d = '', e = ''] = ids;
  const answers = await Promise.all(
    ids.flatMap((id) =>
      Array.from({ length: 4 }, () => owner.ask('PUT', pinPath(site, id), { body: { pinned: true } })),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
  expect(answers.filter(({ status }) => status === 409).map(({ text }) => JSON.parse(text).type)).toEqual(
    Array.from({ length: 8 }, () => '/problems/too-many-pins'),
  );
  for (const id of (await page(site)).pinned) await pin(owner, site, id, false);

  const old = await pin(owner, site, a);
  const off = await pin(owner, site, a, false);
  for (const id of [b, c, d]) await pin(owner, site, id);
  // Undoing what took off an old pin makes no fourth.
  expect((await owner.refused('POST', `/api/sites/${site}/decisions/${off.decision?.id}/undo`)).type).toBe(
    '/problems/too-many-pins',
  );
  expect((await owner.refused('POST', `/api/sites/${site}/decisions/${old.decision?.id}/undo`)).type).toBe(
    '/problems/decided-since',
  );
  expect((await page(site)).pinned).toEqual([d, c, b]);
  // Another thread has its own.
  const there = (await new Visitor().write(site, { body: 'Dort', thread: '/dort/' })).comment.id;
  await pin(owner, site, there);
  await pin(owner, site, c, false);
  await pin(owner, site, e);
  expect((await page(site)).pinned).toEqual([e, d, b]);
});

test('what is not published any more is not pinned any more, and what is not published or answers somebody cannot be', async () => {
  const site = await openSite({ publish: 'everyone', editMinutes: 60 });
  const owner = await ownerOf(site);
  const nora = new Visitor();
  const { comment: hers } = await nora.write(site, { body: 'Eins' });
  const { comment: other } = await new Visitor().write(site, { body: 'Zwei' });
  const { comment: reply } = await new Visitor().write(site, { body: 'Antwort', parent: other.id });
  const { decision: pinnedHers } = await pin(owner, site, hers.id);
  const { decision: pinnedOther } = await pin(owner, site, other.id);
  expect((await owner.refused('PUT', pinPath(site, reply.id), { body: { pinned: true } })).type).toBe(
    '/problems/cannot-pin',
  );

  const rejected = await owner.decide(site, 'reject', [other.id], { expect: 'published' });
  expect((await page(site)).pinned).toEqual([hers.id]);
  expect((await owner.refused('PUT', pinPath(site, other.id), { body: { pinned: true } })).type).toBe(
    '/problems/cannot-pin',
  );
  await undo(owner, site, rejected.id);
  expect((await page(site)).pinned).toEqual([hers.id]);
  // The pin is gone, so there is none to be undone.
  expect((await owner.refused('POST', `/api/sites/${site}/decisions/${pinnedOther?.id}/undo`)).type).toBe(
    '/problems/decided-since',
  );

  await nora.ask('DELETE', `/api/sites/${site}/comments/${hers.id}`);
  expect((await page(site)).pinned).toEqual([]);
  expect((await owner.refused('PUT', pinPath(site, hers.id), { body: { pinned: true } })).type).toBe(
    '/problems/cannot-pin',
  );
  expect((await owner.refused('POST', `/api/sites/${site}/decisions/${pinnedHers?.id}/undo`)).type).toBe(
    '/problems/decided-since',
  );
});

test('whoever works on a part of the site pins there alone, and reads and undoes pins of there alone', async () => {
  const { site, owner, ids } = await discussed(1);
  const [here = ''] = ids;
  const there = (await new Visitor().write(site, { body: 'Dort', thread: '/dort/' })).comment.id;
  const cleo = await invite(site, owner, { name: 'Cleo', role: 'moderator', scope: ['/post/'] });
  expect((await cleo.refused('PUT', pinPath(site, there), { body: { pinned: true } })).status).toBe(403);
  const elsewhere = await pin(owner, site, there);
  const mine = await pin(cleo, site, here);
  const log = await cleo.get(Decisions, 'GET', `/api/sites/${site}/decisions`);
  expect(log.decisions.map(({ id, comments }) => [id, comments.map((each) => each.id)])).toEqual([
    [mine.decision?.id, [here]],
  ]);
  expect((await cleo.refused('POST', `/api/sites/${site}/decisions/${elsewhere.decision?.id}/undo`)).status).toBe(403);
  await undo(cleo, site, mine.decision?.id);
  expect((await new Visitor().refused('PUT', pinPath(site, here), { body: { pinned: true } })).status).toBe(401);
  const stranger = await ownerOf(await openSite());
  expect((await stranger.refused('PUT', pinPath(site, here), { body: { pinned: true } })).status).toBe(403);
  expect((await owner.refused('PUT', pinPath(site, '0'.repeat(26)), { body: { pinned: true } })).type).toBe(
    '/problems/unknown-comment',
  );
});
