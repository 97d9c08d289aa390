import { expect, test } from 'vitest';
import type { QueueItem } from '../../../worker/contract/desk';
import { openSite, ownerOf, Visitor } from '../visitor';

const texts = (items: QueueItem[]) => items.map(({ comment }) => comment.html?.replace(/<[^>]+>/g, '').trim());

/** A site whose queue holds one comment for each text, each by an author of their own. */
async function siteWith(...bodies: string[]) {
  const site = await openSite({ publish: 'nobody' });
  const authors = [];
  for (const [number, body] of bodies.entries()) {
    const author = new Visitor();
    const { comment } = await author.write(site, { body, name: `Leserin ${number}`, thread: `/post-${number % 2}/` });
    authors.push({ author, id: comment.id });
  }
  return { site, authors, owner: await ownerOf(site) };
}

test('words are found by their beginnings, in any case, with or without accents, all of them', async () => {
  const { site, owner } = await siteWith('Die Qualität leidet', 'Über Preise reden wir nie', 'Preis und Qualität');
  const search = async (q: string) => texts((await owner.queue(site, `q=${encodeURIComponent(q)}`)).items);
  expect(await search('qualitat')).toEqual(['Die Qualität leidet', 'Preis und Qualität']);
  expect(await search('PREIS')).toEqual(['Über Preise reden wir nie', 'Preis und Qualität']);
  expect(await search('preis quali')).toEqual(['Preis und Qualität']);
  expect(await search('Leserin')).toHaveLength(3);
  expect(await search('reise')).toEqual([]);
});

test.each(['"', '*', 'a OR b"', 'NEAR(', '^x', 'body:', '-', '(', '\\', '%', 'x'.repeat(200)])(
  'a search for %s is a search like any other',
  async (q) => {
    const { site, owner } = await siteWith('Ganz harmlos');
    expect((await owner.queue(site, `q=${encodeURIComponent(q)}`)).items).toEqual([]);
  },
);

test('a changed comment is found by the words it has now', async () => {
  const { site, owner, authors } = await siteWith('Alter Wortlaut');
  const { author, id } = authors[0] ?? expect.fail();
  await author.ask('PATCH', `/api/sites/${site}/comments/${id}`, { body: { body: 'Neuer Inhalt' } });
  expect((await owner.queue(site, 'q=wortlaut')).items).toEqual([]);
  expect(texts((await owner.queue(site, 'q=inhalt')).items)).toEqual(['Neuer Inhalt']);
});

test('the queue can be narrowed to an author, a thread, a time, and all of these at once', async () => {
  const { site, owner, authors } = await siteWith('Eins', 'Zwei', 'Drei');
  const [first, second] = (await owner.queue(site)).items;
  await authors[0]?.author.write(site, { body: 'Noch etwas', thread: '/post-1/' });
  expect(texts((await owner.queue(site, `author=${first?.author.id}`)).items)).toEqual(['Eins', 'Noch etwas']);
  expect(texts((await owner.queue(site, 'thread=/post-1/')).items)).toEqual(['Zwei', 'Noch etwas']);
  expect(texts((await owner.queue(site, `author=${first?.author.id}&thread=/post-1/`)).items)).toEqual(['Noch etwas']);
  expect(texts((await owner.queue(site, `until=${second?.comment.created}`)).items)).toEqual(['Eins']);
  const rest = await owner.queue(site, `since=${second?.comment.created}&q=drei`);
  expect([texts(rest.items), rest.total]).toEqual([['Drei'], 1]);
});

test.each(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])('a time like %s is a time', async (time) => {
  const { site, owner } = await siteWith('Eins');
  const count = async (name: string) => (await owner.queue(site, `${name}=${time}`)).items.length;
  expect((await count('since')) + (await count('until'))).toBe(1);
});

test('what is decided is found among all comments, with the decision that stands on it', async () => {
  const { site, owner, authors } = await siteWith('Eins', 'Zwei');
  await owner.decide(site, 'reject', [authors[0]?.id ?? ''], { reason: 'Werbung' });
  expect(texts((await owner.queue(site, 'state=all')).items)).toEqual(['Zwei']);
  const any = await owner.queue(site, 'state=any');
  expect(texts(any.items)).toEqual(['Eins', 'Zwei']);
  expect(any.items[0]).toMatchObject({ waiting: null, decision: { action: 'reject', reason: 'Werbung', by: 'Anna' } });
  expect(any.items[1]).toMatchObject({ waiting: 'held', decision: null });
});

test('pages of a search follow each other without a gap or a double', async () => {
  const { site, owner } = await siteWith('Wort 1', 'Wort 2', 'anderes', 'Wort 3', 'Wort 4');
  const seen = [];
  let after = '';
  do {
    const page = await owner.queue(site, `q=wort&limit=2${after}`);
    expect(page.total).toBe(4);
    seen.push(...texts(page.items));
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after);
  expect(seen).toEqual(['Wort 1', 'Wort 2', 'Wort 3', 'Wort 4']);
});

test.each([
  'state=gone',
  'author=x',
  'since=yesterday',
  'until=2026',
  'limit=0',
  'limit=101',
  `q=${'x'.repeat(201)}`,
  'x=1',
])('a query like %s is told what is wrong with it', async (query) => {
  const site = await openSite();
  const problem = await (await ownerOf(site)).refused('GET', `/api/sites/${site}/queue?${query}`);
  expect(problem.type).toBe('/problems/invalid-fields');
  expect(problem.errors?.[0]?.pointer).toBe(`/${query.split('=')[0]}`);
});

test('what an entry of the log was about is found by it', async () => {
  const { site, authors, owner } = await siteWith('Eins', 'Zwei', 'Drei');
  const [first, , third] = authors.map(({ id }) => id);
  const { id } = await owner.decide(site, 'reject', [first ?? '', third ?? '']);
  expect(texts((await owner.queue(site, `state=any&decision=${id}`)).items)).toEqual(['Eins', 'Drei']);
  expect((await owner.refused('GET', `/api/sites/${site}/queue?decision=x`)).errors?.[0]?.pointer).toBe('/decision');
});

test('whoever waits longest comes first, not whoever wrote first', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const early = await new Visitor().write(site, { body: 'Früh geschrieben' });
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { publish: 'nobody' } });
  const held = await new Visitor().write(site, { body: 'Wartet schon' });
  await new Visitor().ask('POST', `/api/sites/${site}/comments/${early.comment.id}/reports`, {
    body: { reason: 'insult' },
  });
  const order = [held.comment.id, early.comment.id];
  const { items } = await owner.queue(site, 'state=all');
  expect(items.map(({ comment }) => comment.id)).toEqual(order);
  const first = await owner.queue(site, 'state=all&limit=1');
  const second = await owner.queue(site, `state=all&limit=1&after=${encodeURIComponent(first.next ?? '')}`);
  expect([...first.items, ...second.items].map(({ comment }) => comment.id)).toEqual(order);
  const all = (await owner.queue(site, 'state=any')).items;
  expect(all.map(({ comment }) => comment.id)).toEqual(order.toReversed());
});
