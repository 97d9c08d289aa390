import { expect, test } from 'vitest';
import * as z from 'zod';
import { Counts, Preview, Voted } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

const writeMany = async (site: string, count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await new Visitor().write(site, { body: `Nummer ${index}` })).comment.id);
  return ids;
};

test.each(['oldest', 'newest', 'best'])('pages of a thread, %s first, hold each comment once', async (sort) => {
  const site = await openSite({ publish: 'everyone' });
  const ids = await writeMany(site, 7);
  const reply = (await new Visitor().write(site, { body: 'Antwort', parent: ids[1] })).comment.id;
  const seen: string[] = [];
  let after = '';
  for (let page = 0; page < 4; page += 1) {
    const answer = await new Visitor().read(site, `thread=/post/&sort=${sort}&limit=3${after}`);
    expect(answer.comments.filter(({ parent }) => parent === null).length).toBeLessThanOrEqual(3);
    seen.push(...answer.comments.map(({ id }) => id));
    if (answer.next === null) break;
    after = `&after=${answer.next}`;
  }
  expect(seen.toSorted()).toEqual([...ids, reply].toSorted());
  const tops = seen.filter((id) => id !== reply);
  expect(tops).toEqual(sort === 'oldest' ? ids : ids.toReversed());
});

test('50 top-level comments come at once, then the rest', async () => {
  const site = await openSite({ publish: 'everyone' });
  const ids = await writeMany(site, 52);
  const first = await new Visitor().read(site);
  expect(first.comments.map(({ id }) => id)).toEqual(ids.slice(0, 50));
  const second = await new Visitor().read(site, `thread=/post/&after=${first.next}`);
  expect([second.comments.map(({ id }) => id), second.next]).toEqual([ids.slice(50), null]);
});

test('a thread that has not changed is not sent again', async () => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Eins' });
  const path = `/api/sites/${site}/comments?thread=/post/`;
  const { headers } = await new Visitor().ask('GET', path);
  const asked = { headers: { 'If-None-Match': headers.get('ETag') ?? '' } };
  const again = await new Visitor().ask('GET', path, asked);
  expect([again.status, again.text]).toEqual([304, '']);
  await new Visitor().write(site, { body: 'Zwei' });
  expect((await new Visitor().ask('GET', path, asked)).status).toBe(200);
});

test('a page is the same for everyone, and what is one’s own is kept by nobody', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  await nora.write(site, { body: 'Eins' });
  const path = `/api/sites/${site}/comments?thread=/post/`;
  const asked = { headers: { Origin: `https://${site}`, 'Accept-Encoding': 'identity' } };
  const all = await new Visitor().ask('GET', path, asked);
  const hers = await nora.ask('GET', path, asked);
  expect([hers.text, [...hers.headers]]).toEqual([all.text, [...all.headers]]);
  const etag = { ...asked.headers, 'If-None-Match': all.headers.get('ETag') ?? '' };
  expect((await nora.ask('GET', path, { headers: etag })).status).toBe(304);

  const own = await nora.ask('GET', `/api/sites/${site}/own?thread=/post/`, asked);
  expect([own.headers.get('Cache-Control'), own.headers.get('ETag')]).toEqual(['no-store', null]);
  expect(own.headers.get('Access-Control-Allow-Origin')).toBe(`https://${site}`);
});

test('one’s own is what waits, was turned down or may still be changed, and one’s votes', async () => {
  const site = await openSite({ editMinutes: 60 });
  const owner = await ownerOf(site);
  const nora = new Visitor();
  const write = async (body: string) => (await nora.write(site, { body })).comment.id;
  const first = await write('Eins');
  const other = (await new Visitor().write(site, { body: 'Von Ben', name: 'Ben' })).comment.id;
  await owner.decide(site, 'approve', [first, other]);
  await nora.ask('PUT', `/api/sites/${site}/comments/${other}/vote`, { body: { value: -1 } });
  const rejected = await write('Zwei');
  await owner.decide(site, 'reject', [rejected], { reason: 'Am Thema vorbei' });
  const { comments, votes, next } = await nora.own(site);
  expect(comments.map(({ id, status, own }) => [id, status, own?.body, own?.statement?.reason])).toEqual([
    [rejected, 'rejected', 'Zwei', 'Am Thema vorbei'],
    [first, 'published', 'Eins', undefined],
  ]);
  expect([votes, next]).toEqual([{ [other]: -1 }, null]);
  expect(await nora.own(site, 'thread=/elsewhere/')).toEqual({ comments: [], votes: {}, next: null });

  await owner.get(z.unknown(), 'PATCH', `/api/sites/${site}/settings`, { body: { editMinutes: 0 } });
  expect((await nora.own(site)).comments.map(({ id }) => id)).toEqual([rejected]);
});

test('own comments beyond a hundred are on further pages, newest first', async () => {
  const site = await openSite();
  let nora = new Visitor();
  const ids: string[] = [];
  for (let index = 0; index < 103; index += 1) {
    ids.unshift((await nora.write(site, { body: `Nummer ${index}` })).comment.id);
    // So many in an hour are taken from several networks alone.
    nora = Object.assign(new Visitor(), { token: nora.token });
  }
  const first = await nora.own(site);
  const second = await nora.own(site, `thread=/post/&after=${first.next}`);
  expect([...first.comments, ...second.comments].map(({ id }) => id)).toEqual(ids);
  expect([first.comments.length, second.next]).toEqual([100, null]);
});

test.each(['br', 'gzip'])('a page comes in %s to who can read it', async (encoding) => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Grüße' });
  const path = `/api/sites/${site}/comments?thread=/post/`;
  const headers = { 'Accept-Encoding': `${encoding};q=0.8, identity;q=0.1` };
  for (const time of ['made now', 'ready-made']) {
    const answer = await new Visitor().ask('GET', path, { headers });
    expect([time, JSON.parse(answer.text).comments[0].html]).toEqual([time, '<p>Grüße</p>']);
  }
});

test('a token that this site never gave out is no token', async () => {
  const site = await openSite();
  const nora = new Visitor();
  await nora.write(site, { body: 'Wartet' });
  const stranger = new Visitor();
  for (const token of [`${nora.token?.split('.')[0]}.${'A'.repeat(43)}`, 'x', '.', 'a.b.c', `${nora.token}A`]) {
    stranger.token = token;
    expect(await stranger.own(site)).toEqual({ comments: [], votes: {}, next: null });
  }
  expect((await nora.own(site)).comments).toHaveLength(1);
  const elsewhere = await openSite();
  expect((await nora.own(elsewhere)).comments).toEqual([]);
});

test('counts of many threads come in one call', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  await nora.write(site, { body: 'Eins', thread: '/a/' });
  await nora.write(site, { body: 'Zwei', thread: '/a/' });
  await nora.write(site, { body: 'Drei', thread: '/b/' });
  const path = `/api/sites/${site}/counts?thread=/a/&thread=/b/&thread=/c/`;
  expect(await nora.get(Counts, 'GET', path)).toEqual({ counts: { '/a/': 2, '/b/': 1, '/c/': 0 } });
  const many = Array.from({ length: 101 }, (_, index) => `thread=/${index}`).join('&');
  expect((await nora.refused('GET', `/api/sites/${site}/counts?${many}`)).status).toBe(422);
  expect((await nora.refused('GET', `/api/sites/${site}/counts`)).status).toBe(422);
});

test('the preview shows what publishing shows', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const body =
    '> Zitat\n\n**fett** `code` [Link](https://example.de)\n\n- eins\n- zwei\n\n# kein Titel\n<b>kein HTML</b>';
  const { html } = await nora.get(Preview, 'POST', `/api/sites/${site}/preview`, { body: { body } });
  expect(html).toBe((await nora.write(site, { body })).comment.html);
});

test('readers vote once, change their mind, and not for themselves', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Gut' });
  const path = `/api/sites/${site}/comments/${comment.id}/vote`;
  expect((await nora.refused('PUT', path, { body: { value: 1 } })).status).toBe(403);

  const reader = new Visitor();
  const scores: (number | null)[] = [];
  for (const value of [1, 1, -1, 0, 1]) {
    const voted = await reader.get(Voted, 'PUT', path, { body: { value } });
    reader.token = voted.token;
    scores.push(voted.score);
  }
  expect(scores).toEqual([1, 1, -1, 0, 1]);
  expect((await new Visitor().read(site)).comments[0]?.score).toBe(1);
  expect((await reader.refused('PUT', path, { body: { value: 2 } })).status).toBe(422);
});

test('one reader and network have one vote, and what has no effect leaves nothing', async () => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Gut' });
  const path = `/api/sites/${site}/comments/${comment.id}/vote`;
  const vote = (visitor: Visitor, value: number) => visitor.get(Voted, 'PUT', path, { body: { value } });
  const forgetful = new Visitor();
  for (const value of [0, 1, 1, 1]) expect((await vote(forgetful, value)).score).toBe(value);
  expect((await vote(forgetful, -1)).score).toBe(-1);
  expect((await vote(new Visitor(), 1)).score).toBe(0);
  // Of whom something is published counts on their own, also from the same network.
  const writer = new Visitor(forgetful.address);
  await writer.write(site, { body: 'Auch hier' });
  expect([(await vote(writer, 1)).score, (await vote(forgetful, 1)).score]).toEqual([1, 3]);
  // A token that was taken back is as good as none.
  const last = await vote(forgetful, -1);
  forgetful.token = last.token;
  expect([last.score, (await vote(forgetful, 0)).score, (await vote(forgetful, 0)).score]).toEqual([1, 2, 2]);
});

test('whoever writes what nobody has approved has no more votes for it', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const { comment } = await new Visitor().write(site, { body: 'Gut' });
  await owner.decide(site, 'approve', [comment.id]);
  const path = `/api/sites/${site}/comments/${comment.id}/vote`;
  const vote = (visitor: Visitor) => visitor.get(Voted, 'PUT', path, { body: { value: 1 } });
  const [bot, elsewhere] = [new Visitor(), new Visitor()];
  for (const name of ['Eins', 'Zwei', 'Drei']) {
    const writer = new Visitor(bot.address);
    await writer.write(site, { body: `Ich bin ${name}`, name });
    expect((await vote(writer)).score).toBe(1);
  }
  expect((await vote(elsewhere)).score).toBe(2);
  // Once something of theirs is published they are somebody, and so is the next.
  const [last] = (await owner.queue(site, 'q=Drei')).items;
  await owner.decide(site, 'approve', [last?.comment.id ?? '']);
  expect((await vote(bot)).score).toBe(3);
});

test('the best stands first', async () => {
  const site = await openSite({ publish: 'everyone' });
  const [, second] = await writeMany(site, 3);
  await new Visitor().ask('PUT', `/api/sites/${site}/comments/${second}/vote`, { body: { value: 1 } });
  expect((await new Visitor().read(site, 'thread=/post/&sort=best')).comments[0]?.id).toBe(second);
});

test('a thread’s address is believed only on the site’s own origins', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  for (const [key, url] of [
    ['/ours/', `https://${site}/ours/`],
    ['/theirs/', `https://${site}.evil.example/`],
  ])
    await new Visitor().get(
      z.unknown(),
      'POST',
      `/api/sites/${site}/comments`,
      { body: { thread: { key, url, title: 'Titel' }, author: { name: 'Nora' }, body: 'Hallo' } },
      202,
    );
  const { items } = await owner.queue(site);
  expect(items.map(({ thread }) => [thread.key, thread.url])).toEqual([
    ['/ours/', `https://${site}/ours/`],
    ['/theirs/', null],
  ]);
});

test.each(['spam', 'reject'])('whoever reads is not told that a comment was turned down as %s', async (action) => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Wird entfernt' });
  const { id } = (await new Visitor().write(site, { body: 'Eine Antwort', parent: comment.id })).comment;
  await (await ownerOf(site)).decide(site, action, [comment.id]);
  for (const query of ['thread=/post/', `thread=/post/&around=${id}`, `thread=/post/&around=${comment.id}`]) {
    const { comments } = await new Visitor().read(site, query);
    expect(comments.map(({ id, status, html, author }) => [id, status, html === null, author === null])).toEqual([
      [comment.id, 'rejected', true, true],
      [id, 'published', false, false],
    ]);
  }
});

test('a comment that waits again after a change keeps its place, and readers are not told that it waits', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Noch harmlos' });
  const answer = await new Visitor().write(site, { body: 'Eine Antwort', parent: comment.id });
  const body = 'Jetzt [url=http://a.example]nicht[/url] mehr http://b.example http://c.example http://d.example';
  const changed = await nora.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body } });
  expect(changed.status).toBe(202);
  const { comments } = await new Visitor().read(site);
  expect(comments.map(({ id, status, html }) => [id, status, html === null])).toEqual([
    [comment.id, 'rejected', true],
    [answer.comment.id, 'published', false],
  ]);
});

test('a comment says its language where that is beyond doubt, wherever it stands', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const english = 'I think that the idea is good, but it would be better if somebody could explain it.';
  const { comment } = await nora.write(site, { body: english });
  await new Visitor().write(site, { body: 'Danke, the best!' });
  const htmls = async () => (await new Visitor().read(site)).comments.map(({ html }) => html);
  expect(await htmls()).toEqual([`<p lang="en">${english}</p>`, '<p>Danke, the best!</p>']);
  const pages = [`/pages/${site}?thread=/post/`, `/fragments/${site}?thread=/post/`, `/feeds/${site}.atom`];
  for (const path of pages)
    expect((await new Visitor().ask('GET', path)).text).toMatch(
      /<p lang="en">I think|&lt;p lang=&quot;en&quot;&gt;I think/,
    );
  const german = 'Ich finde, dass die Idee gut ist, aber es wäre besser, wenn das jemand erklären würde.';
  await nora.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body: german } });
  expect((await htmls())[0]).toBe(`<p lang="de">${german}</p>`);
});
