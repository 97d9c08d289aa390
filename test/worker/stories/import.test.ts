import { expect, test } from 'vitest';
import { Newest } from '../../../worker/contract/comment';
import { Decisions, Undone } from '../../../worker/contract/desk';
import { Import, Imports } from '../../../worker/contract/transfer';
import { record, thread } from '../import-records';
import { begin, bring, finish, send, state, until } from '../import-steps';
import { linkIn, press, tick } from '../reader-steps';
import { invite, openSite, operator, ownerOf, Visitor } from '../visitor';

const year = (number: number) => Date.UTC(number, 5, 1);
const log = async (owner: Visitor, site: string) =>
  (await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`)).decisions;
const undo = (owner: Visitor, site: string, id: string, query = '') =>
  owner.get(Undone, 'POST', `/api/sites/${site}/decisions/${id}/undo${query}`);
const bodies = async (site: string, query?: string) =>
  (await new Visitor().read(site, query)).comments.map(({ html, level }) => [level, html]);

test('an owner brings comments in: readers see each in its place, with its date, votes and pin, and who waits waits', async () => {
  const site = await openSite();
  const anna = await ownerOf(site);
  const origin = `https://${site}`;
  const { id } = await begin(anna, site);
  // Answers come before what they answer, and the thread comes last.
  await send(anna, site, id, {
    comments: [
      record('3', { parent: '2', created: year(2016), body: 'Eine **Antwort**', edited: year(2017) }),
      record('2', { created: year(2015), ups: 5, downs: 1, author: { ...record('').author, name: 'Ben', team: true } }),
      record('4', { created: year(2014), pinned: true }),
      record('5', { status: 'held', body: 'Wartet' }),
      record('6', { status: 'spam', body: 'Pillen', created: year(2014) }),
      record('7', { status: 'rejected', body: 'Nein' }),
      record('8', { status: 'gone', body: '', created: year(2013) }),
      record('9', { parent: '8', created: year(2018), body: 'Unter etwas, das es nicht mehr gibt' }),
      record('10', { status: 'gone', body: '' }),
      record('11', { parent: 'never', created: year(2019) }),
      record('12', { created: Date.now() + 1e10, body: 'Aus der Zukunft' }),
      record('13', { thread: 'nowhere' }),
    ],
  });
  // Nobody sees anything of it before it is all there.
  expect(await bodies(site)).toEqual([]);
  await send(anna, site, id, { threads: [thread('t', { url: `${origin}/post/`, title: 'Der Beitrag' })] });
  const done = await finish(anna, site, id);
  expect(done).toMatchObject({
    by: 'Anna',
    threads: 1,
    comments: { sent: 12, brought: 9, known: 0, refused: 3, remaining: 0 },
    statuses: { published: 6, held: 1, rejected: 1, gone: 1 },
  });
  expect(Object.fromEntries(done.findings.map(({ what, examples }) => [what, examples]))).toEqual({
    'old-spam': ['6'],
    'gone-unanswered': ['10'],
    'no-parent': ['11'],
    'no-thread': ['13'],
    future: ['12'],
  });
  const page = await new Visitor().read(site);
  expect(page.thread).toMatchObject({ title: 'Der Beitrag', url: `${origin}/post/`, count: 6 });
  expect(
    page.comments.map(({ created, level, pinned, status }) => [created.slice(0, 4), level, pinned, status]),
  ).toEqual([
    ['2014', 0, true, 'published'],
    ['2013', 0, false, 'erased'],
    ['2015', 0, false, 'published'],
    ['2019', 0, false, 'published'],
    [new Date().toISOString().slice(0, 4), 0, false, 'published'],
    ['2016', 1, false, 'published'],
    ['2018', 1, false, 'published'],
  ]);
  expect(page.comments[2]).toMatchObject({ author: { name: 'Ben' }, score: 4, team: true });
  expect(page.comments[5]).toMatchObject({ html: '<p>Eine <strong>Antwort</strong></p>', answers: 'Ben' });
  expect(page.comments.every(({ created }) => Date.parse(created) <= Date.now())).toBe(true);
  const queue = await anna.queue(site, 'state=all');
  expect(queue.waiting).toEqual({ held: 1, reported: 0, appealed: 0, spam: 0 });
  expect(queue.items.map(({ comment }) => comment.html)).toEqual(['<p>Wartet</p>']);
  // What was brought in is no news to whoever has the page open.
  const newest = await new Visitor().get(Newest, 'GET', `/api/sites/${site}/newest?thread=/post/`);
  expect(newest).toEqual({ count: 6, comments: [] });
  const [entry] = await log(anna, site);
  expect(entry).toMatchObject({
    id,
    action: 'import',
    by: 'Anna',
    count: 9,
    remaining: 0,
    change: { of: 'export.xml' },
  });
});

test('the same file again brings nothing, whatever was sent twice; a longer one brings what is new', async () => {
  const site = await openSite();
  const anna = await ownerOf(site);
  const comments = ['1', '2', '3'].map((id) => record(id));
  const { id } = await begin(anna, site);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send(anna, site, id, { threads: [thread('t')], comments })),
  );
  expect(answers.reduce((sum, one) => sum + one.new, 0)).toBe(3);
  expect(answers.reduce((sum, one) => sum + one.again, 0)).toBe(57);
  // Who was interrupted takes it up where it was.
  expect((await begin(anna, site)).id).toBe(id);
  await finish(anna, site, id);
  const longer = [record('1'), record('2'), record('3', { created: 5, body: 'Anders' }), record('4')];
  const again = await bring(anna, site, { comments: longer });
  expect(again.id).not.toBe(id);
  expect(again.comments).toEqual({ sent: 4, brought: 1, known: 2, refused: 1, remaining: 0 });
  expect(again.findings).toEqual([{ what: 'other-with-this-id', count: 1, examples: ['3'] }]);
  expect((await new Visitor().read(site)).thread.count).toBe(4);
  // Another blog of the same system has ids of its own.
  const other = await bring(anna, site, { comments }, { system: 'disqus of the shop' });
  expect(other.comments).toMatchObject({ brought: 3, known: 0 });
  const { imports } = await anna.get(Imports, 'GET', `/api/sites/${site}/imports`);
  expect(imports.map(({ comments: { brought } }) => brought)).toEqual([3, 1, 3]);
});

test('an import is undone from the log: what it brought goes, answers of readers stay or go as one chooses', async () => {
  for (const answers of ['keep', 'remove']) {
    const site = await openSite({ publish: 'everyone' });
    const anna = await ownerOf(site);
    await new Visitor().write(site, { body: 'Von hier' });
    const comments = [record('1'), record('2', { parent: '1' }), record('3', { status: 'held' })];
    const { id } = await bring(anna, site, { comments });
    const [old] = (await new Visitor().read(site)).comments.filter(({ created }) => created.startsWith('2015'));
    const reader = new Visitor();
    const answer = await reader.write(site, { body: 'Späte Antwort', parent: old?.id });
    await new Visitor().write(site, { body: 'Und noch eine', parent: answer.comment.id });
    expect((await state(anna, site, id)).answered).toBe(2);
    expect((await undo(anna, site, id, `?answers=${answers}`)).decision.remaining).toBeGreaterThan(0);
    await until(anna, site, id, 'undone');
    const kept = await new Visitor().read(site);
    expect(kept.comments.map(({ html, status }) => html ?? status)).toEqual(
      answers === 'keep'
        ? ['erased', '<p>Von hier</p>', '<p>Späte Antwort</p>', '<p>Und noch eine</p>']
        : ['<p>Von hier</p>'],
    );
    expect(kept.thread.count).toBe(answers === 'keep' ? 3 : 1);
    expect((await anna.queue(site, 'state=all')).items).toEqual([]);
    const [entry] = await log(anna, site);
    expect(entry).toMatchObject({ id, undone: { by: 'Anna' }, remaining: 0 });
    expect(await anna.refused('POST', `/api/sites/${site}/decisions/${id}/undo`)).toMatchObject({ status: 409 });
    // It can be brought in anew.
    expect((await bring(anna, site, { comments })).comments).toMatchObject({ brought: 3, known: 0 });
  }
});

test('what is undone while it is received or carried out stops, and takes no more records', async () => {
  const site = await openSite();
  const anna = await ownerOf(site);
  const { id } = await begin(anna, site);
  const comments = Array.from({ length: 300 }, (_, number) => record(`${number}`));
  await send(anna, site, id, { threads: [thread('t')], comments });
  await undo(anna, site, id);
  expect(await anna.refused('POST', `/api/sites/${site}/imports/${id}/records`, { body: { comments } })).toMatchObject({
    type: '/problems/import-ended',
  });
  await until(anna, site, id, 'undone');
  const second = await begin(anna, site);
  await send(anna, site, second.id, { threads: [thread('t')], comments });
  await anna.get(Import, 'POST', `/api/sites/${site}/imports/${second.id}/end`, { body: {} });
  await undo(anna, site, second.id);
  await until(anna, site, second.id, 'undone');
  expect((await new Visitor().read(site)).comments).toEqual([]);
  expect(await new Visitor().read(site)).toMatchObject({ thread: { count: 0, title: null } });
});

/** What the author of a comment has written, as the desk sees it; and how many of theirs are published. */
async function writtenBy(owner: Visitor, site: string, body: string) {
  const all = (await owner.queue(site, 'state=any&limit=100')).items;
  const author = all.find(({ comment }) => comment.html === `<p>${body}</p>`)?.author ?? expect.unreachable();
  const theirs = all.filter((item) => item.author.id === author.id).map(({ comment }) => comment.html);
  return { theirs: theirs.toSorted(), published: author.published };
}

const by = (email: string | null, name = 'Nora') => ({ id: null, name, email, website: null, team: false });

test('imported comments are nobody’s who types their address, but theirs who confirms it, whenever they came', async () => {
  const site = await openSite({ publish: 'everyone' });
  const anna = await ownerOf(site);
  const nora = new Visitor();
  const { to, letter } = await tick(nora, site, 'ok');
  const old = [
    record('1', { author: by(to), body: 'Von früher' }),
    record('2', { author: by(to.toUpperCase(), 'Nora K.'), body: 'Auch von früher' }),
    record('3', { author: by('other@example.de'), body: 'Von einer anderen' }),
    record('4', { author: by(null), body: 'Von wem auch immer' }),
  ];
  await bring(anna, site, { comments: old });
  const other = new Visitor();
  await other.write(site, { body: 'Ich sage, ich sei es', email: to });
  expect(await writtenBy(anna, site, 'Ich sage, ich sei es')).toMatchObject({ published: 1 });
  const own = ['<p>Stimmt die Zahl?</p>'];
  expect(await writtenBy(anna, site, 'Stimmt die Zahl?')).toEqual({ theirs: own, published: 1 });
  expect((await press(linkIn(letter, 'confirm'))).status).toBe(200);
  const found = ['<p>Auch von früher</p>', ...own, '<p>Von früher</p>'];
  await expect.poll(() => writtenBy(anna, site, 'Stimmt die Zahl?')).toEqual({ theirs: found, published: 3 });
  expect((await nora.own(site)).comments.length).toBeGreaterThan(0);
  await bring(anna, site, { comments: [record('5', { author: by(to), body: 'Später gebracht' })] });
  expect((await writtenBy(anna, site, 'Später gebracht')).published).toBe(4);
  expect((await writtenBy(anna, site, 'Stimmt die Zahl?')).published).toBe(4);
});

test('a comment is found by the id that it had before, in its own thread, as long as it has a place', async () => {
  const site = await openSite();
  const anna = await ownerOf(site);
  const comments = [record('1'), record('2', { status: 'rejected' }), record('3', { status: 'held' })];
  const { id } = await bring(anna, site, { comments });
  const [there] = (await new Visitor().read(site)).comments;
  const find = (query: string) => new Visitor().ask('GET', `/api/sites/${site}/former?${query}`);
  const found = await find('thread=/post/&id=1');
  expect([found.status, JSON.parse(found.text)]).toEqual([200, { id: there?.id }]);
  for (const query of ['thread=/post/&id=2', 'thread=/post/&id=3', 'thread=/post/&id=9', 'thread=/other/&id=1'])
    expect((await find(query)).status).toBe(404);
  await undo(anna, site, id);
  await until(anna, site, id, 'undone');
  expect((await find('thread=/post/&id=1')).status).toBe(404);
});

test('owners alone bring something in, and whoever runs the server in their name', async () => {
  const site = await openSite();
  const anna = await ownerOf(site);
  const ben = await invite(site, anna, { name: 'Ben', role: 'moderator' });
  const path = `/api/sites/${site}/imports`;
  const body = { format: 'isso', system: 'isso', file: 'comments.db' };
  const { id } = await anna.get(Import, 'POST', path, { body }, 201);
  for (const [who, status] of [
    [ben, 403],
    [new Visitor(), 401],
    [await ownerOf(await openSite()), 403],
  ] as const) {
    for (const [method, more, sent] of [
      ['GET', '', undefined],
      ['POST', '', body],
      ['GET', `/${id}`, undefined],
      ['POST', `/${id}/records`, { comments: [record('1')] }],
      ['POST', `/${id}/end`, {}],
    ] as const)
      expect((await who.refused(method, path + more, { body: sent })).status).toBe(status);
    expect((await who.refused('POST', `/api/sites/${site}/decisions/${id}/undo`)).status).toBe(status);
  }
  const byOperator = await operator().get(Import, 'POST', `/api/operator/sites/${site}/imports`, { body }, 201);
  expect(byOperator).toMatchObject({ id, by: 'Anna' });
  // An import of another site is none of this one's.
  const other = await openSite();
  expect(await (await ownerOf(other)).refused('GET', `/api/sites/${other}/imports/${id}`)).toMatchObject({
    type: '/problems/unknown-import',
  });
});

test('a record that is wrong is named, and nothing of its batch is taken in', async () => {
  const site = await openSite();
  const anna = await ownerOf(site);
  const { id } = await begin(anna, site);
  const path = `/api/sites/${site}/imports/${id}/records`;
  const wrong = await anna.refused('POST', path, {
    body: { comments: [record('1'), { ...record('2'), created: 'gestern' }, { ...record('3'), body: '' }] },
  });
  expect(wrong).toMatchObject({ status: 422 });
  expect(wrong.errors?.map(({ pointer }) => pointer)).toEqual(['/comments/1/created', '/comments/2/body']);
  expect((await state(anna, site, id)).comments.sent).toBe(0);
  const large = 'x'.repeat(60_000);
  const many = Array.from({ length: 16 }, (_, number) => record(`${number}`, { body: large }));
  expect(await send(anna, site, id, { comments: many })).toMatchObject({ new: 16 });
  const more = Array.from({ length: 20 }, (_, number) => record(`${number}`, { body: large }));
  expect((await anna.refused('POST', path, { body: { comments: more } })).status).toBe(413);
});
