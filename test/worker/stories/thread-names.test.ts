import { describe, expect, test } from 'vitest';
import { Decisions, NamedThread, Settings } from '../../../worker/contract/desk';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

interface Said {
  title?: string;
  /** null: the page says none. */
  url?: string | null;
  body?: string;
  key?: string;
}

/** Writes as the widget does on a page that calls itself so. */
async function write(site: string, { title, url = `https://${site}/post/`, body = 'Hallo', key = '/post/' }: Said) {
  const author = new Visitor();
  const answer = await author.ask('POST', `/api/sites/${site}/comments`, {
    body: {
      thread: { key, url: url ?? undefined, title },
      author: { name: 'Nora' },
      body,
      form: { writing: 30_000, inputs: 40 },
    },
  });
  const { comment, token, status } = JSON.parse(answer.text);
  author.token = token;
  return { author, id: comment.id as string, status: status as string };
}

/** How a thread is called, wherever readers see it. */
async function shown(site: string) {
  const reader = new Visitor();
  const { thread } = await reader.read(site);
  const page = (await reader.ask('GET', `/pages/${site}?thread=/post/`)).text;
  expect(page).toContain(`<h1 dir="auto">${thread.title ?? '/post/'}</h1>`);
  // Where the post's address is not known the page stands for itself.
  expect(page.includes(`<link rel="canonical" href="${thread.url}">`)).toBe(thread.url !== null);
  const feed = JSON.parse((await reader.ask('GET', `/feeds/${site}.json?thread=/post/`)).text);
  if (feed.items.length > 0) {
    expect(feed.items[0].title).toBe(`Nora: ${thread.title ?? '/post/'}`);
    expect(feed.items[0].url.startsWith(thread.url ?? feed.home_page_url)).toBe(true);
  }
  return { title: thread.title, url: thread.url };
}

const nothing = { title: null, url: null };
const spam =
  'Casino bonus: buy cheap viagra now http://a.example http://b.example http://c.example [url=http://x.example]x[/url]';
const name = (who: Visitor, site: string, body: object) =>
  who.get(NamedThread, 'PATCH', `/api/sites/${site}/thread`, { body: { thread: '/post/', ...body } });
const log = async (who: Visitor, site: string) =>
  (await who.get(Decisions, 'GET', `/api/sites/${site}/decisions`)).decisions;
const undo = (who: Visitor, site: string, id: string) => who.ask('POST', `/api/sites/${site}/decisions/${id}/undo`);

describe('a thread is called what published comments’ pages call it', () => {
  test('not by one that waits, until it is approved', async () => {
    const site = await openSite();
    const { id } = await write(site, { title: 'Der Auftakt' });
    expect(await shown(site)).toEqual(nothing);
    const anna = await ownerOf(site);
    // At the desk one sees what the page said.
    expect((await anna.queue(site)).items[0]?.thread).toEqual({
      key: '/post/',
      title: 'Der Auftakt',
      url: `https://${site}/post/`,
      away: null,
      postsBy: null,
    });
    await anna.decide(site, 'approve', [id]);
    expect(await shown(site)).toEqual({ title: 'Der Auftakt', url: `https://${site}/post/` });
  });

  test('not by spam, whether a person or the checks say so, nor by what is rejected', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 1, spamFrom: 1.5 });
    const anna = await ownerOf(site);
    expect((await write(site, { title: 'BUY NOW', body: spam })).status).not.toBe('published');
    expect(await shown(site)).toEqual(nothing);
    for (const action of ['spam', 'reject']) {
      const { id, status } = await write(site, { title: `Turned down: ${action}`, body: `Ganz harmlos, ${action}` });
      if (status === 'published') expect((await shown(site)).title).toBe(`Turned down: ${action}`);
      await anna.decide(site, action, [id]);
      expect(await shown(site)).toEqual(nothing);
    }
  });

  test('and later ones correct it; what is approved late does not', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const anna = await ownerOf(site);
    await write(site, { title: 'Erster Titel' });
    expect((await shown(site)).title).toBe('Erster Titel');
    await anna.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { publish: 'nobody' } });
    const late = await write(site, { title: 'Dazwischen', body: 'Wartet' });
    await anna.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { publish: 'everyone' } });
    await write(site, { title: 'Neuer Titel', url: `https://${site}/neu/`, body: 'Später' });
    expect(await shown(site)).toEqual({ title: 'Neuer Titel', url: `https://${site}/neu/` });
    await anna.decide(site, 'approve', [late.id]);
    expect((await shown(site)).title).toBe('Neuer Titel');
  });

  test('and when the newest is taken away, what the one before says counts again', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const anna = await ownerOf(site);
    await write(site, { title: 'Wahr' });
    const wrong = await write(site, { title: 'Falsch', body: 'Anderes' });
    expect((await shown(site)).title).toBe('Falsch');
    await anna.decide(site, 'spam', [wrong.id]);
    expect((await shown(site)).title).toBe('Wahr');
    await undo(anna, site, (await log(anna, site))[0]?.id ?? '');
    expect((await shown(site)).title).toBe('Falsch');
    await wrong.author.ask('DELETE', `/api/sites/${site}/comments/${wrong.id}`);
    expect((await shown(site)).title).toBe('Wahr');
  });

  test('and comments that say nothing, or come from elsewhere, change nothing', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    await write(site, { title: 'Wahr' });
    await write(site, { title: 'Fremd', url: 'https://evil.example/', body: 'Von woanders' });
    await write(site, { title: 'Fast', url: `https://${site}:8443/post/`, body: 'Auch von woanders' });
    await new Visitor().write(site, { body: 'Sagt nichts dazu' });
    expect(await shown(site)).toEqual({ title: 'Wahr', url: `https://${site}/post/` });
    await write(site, { url: `https://${site}/ohne/`, body: 'Seite ohne Titel' });
    expect(await shown(site)).toEqual({ title: null, url: `https://${site}/ohne/` });
  });

  test('a title without an address is a title all the same', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const say = (title: string) => write(site, { title, url: null, body: `Hier heißt es ${title}` });
    await say('Ohne Adresse');
    expect(await shown(site)).toEqual({ title: 'Ohne Adresse', url: null });
    await write(site, { title: 'Mit Adresse' });
    await say('Wieder ohne');
    expect(await shown(site)).toEqual({ title: 'Wieder ohne', url: `https://${site}/post/` });
  });

  test('a title without an address, while it waits, is shown at the desk', async () => {
    const site = await openSite();
    const { id } = await write(site, { title: 'Ohne Adresse', url: null });
    const anna = await ownerOf(site);
    const { items } = await anna.queue(site);
    expect(items.map(({ comment, thread }) => [comment.id, thread])).toEqual([
      [id, { key: '/post/', title: 'Ohne Adresse', url: null, away: null, postsBy: null }],
    ]);
  });

  test('also when 20 say something else at once: it is what the newest of them says', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const titles = Array.from({ length: 20 }, (_, number) => `Titel ${number}`);
    const written = await Promise.all(titles.map((title) => write(site, { title, body: `Zugleich: ${title}` })));
    const newest = written
      .map(({ id }) => id)
      .toSorted()
      .at(-1);
    expect((await shown(site)).title).toBe(titles[written.findIndex(({ id }) => id === newest)]);
  });
});

describe('what the team says', () => {
  test('counts, is logged with who and why, and no comment corrects it', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const anna = await ownerOf(site);
    await write(site, { title: 'Von der Seite' });
    const named = await name(anna, site, { title: ' Unser\n Titel ', reason: 'Tippfehler' });
    expect(named).toEqual({
      key: '/post/',
      title: 'Unser Titel',
      url: `https://${site}/post/`,
      set: { title: 'Unser Titel', url: null },
      postsBy: null,
    });
    await write(site, { title: 'Nochmal', url: `https://${site}/neu/`, body: 'Später' });
    // What the team has not said goes on following the comments.
    expect(await shown(site)).toEqual({ title: 'Unser Titel', url: `https://${site}/neu/` });
    const [entry] = await log(anna, site);
    expect(entry).toMatchObject({
      action: 'thread',
      by: 'Anna',
      reason: 'Tippfehler',
      change: { of: '/post/', before: { title: null, url: null }, after: { title: 'Unser Titel', url: null } },
    });
    // The same again changes nothing, and stands nowhere.
    await name(anna, site, { title: 'Unser Titel' });
    expect((await log(anna, site))[0]?.id).toBe(entry?.id);
    await name(anna, site, { title: null });
    expect((await shown(site)).title).toBe('Nochmal');
  });

  test('leads nobody to an origin that the site has no more, says so at the desk, and is back with the origin', async () => {
    const site = await openSite({ publish: 'everyone' });
    const anna = await ownerOf(site);
    const old = `https://alt.${site}`;
    const origins = (...all: string[]) =>
      anna.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { origins: all } });
    await origins(`https://${site}`, old);
    const { author, id } = await write(site, { title: 'Der Auftakt', url: `${old}/von-hier/` });
    await write(site, { title: 'Anderswo', url: `${old}/anderswo/`, key: '/anderswo/' });
    await name(anna, site, { url: `${old}/post/` });
    expect(await shown(site)).toEqual({ title: 'Der Auftakt', url: `${old}/post/` });
    const status = (await author.own(site)).comments.find((comment) => comment.id === id)?.own?.link;

    await origins(`https://${site}`);
    expect(await shown(site)).toEqual({ title: 'Der Auftakt', url: null });
    const reader = new Visitor();
    for (const path of [
      `/pages/${site}?thread=/post/`,
      `/pages/${site}?thread=/anderswo/`,
      `/feeds/${site}.atom`,
      `/feeds/${site}.json`,
      `/api/sites/${site}/comments?thread=/anderswo/`,
      ...(status ? [status] : []),
    ])
      expect([path, (await reader.ask('GET', path)).text.includes(old)]).toEqual([path, false]);
    const { items } = await anna.queue(site, 'state=any');
    expect(items.map(({ thread: { url, away } }) => ({ url, away }))).toEqual(
      expect.arrayContaining([
        { url: null, away: `${old}/post/` },
        { url: null, away: `${old}/anderswo/` },
      ]),
    );
    // Another name can be given without it, and nothing of it is lost.
    await name(anna, site, { title: 'Ein neuer Titel' });
    await origins(`https://${site}`, old);
    expect(await shown(site)).toEqual({ title: 'Ein neuer Titel', url: `${old}/post/` });
  });

  test('is undone, and not where somebody has changed it since; another field is another matter', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const anna = await ownerOf(site);
    const ben = await invite(site, anna, { name: 'Ben', role: 'moderator' });
    await write(site, { title: 'Von der Seite' });
    await name(anna, site, { title: 'Eins' });
    const first = (await log(anna, site))[0]?.id ?? '';
    await name(ben, site, { url: `https://${site}/woanders/` });
    await name(ben, site, { title: 'Zwei' });
    const second = (await log(anna, site))[0]?.id ?? '';
    const met = await undo(anna, site, first);
    expect([met.status, JSON.parse(met.text).decided]).toMatchObject([
      409,
      { by: 'Ben', action: 'thread', decision: second },
    ]);
    expect((await undo(anna, site, second)).status).toBe(200);
    expect(await shown(site)).toEqual({ title: 'Eins', url: `https://${site}/woanders/` });
    await write(site, { title: 'Inzwischen', body: 'Später' });
    expect((await undo(ben, site, first)).status).toBe(200);
    expect(await shown(site)).toEqual({ title: 'Inzwischen', url: `https://${site}/woanders/` });
  });

  test('is for whoever works on that part of the site, and so is its entry in the log', async () => {
    const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
    const anna = await ownerOf(site);
    const here = await invite(site, anna, { name: 'Cleo', role: 'moderator', scope: ['/post/'] });
    const there = await invite(site, anna, { name: 'Dana', role: 'moderator', scope: ['/other/'] });
    await write(site, { title: 'Von der Seite' });
    expect((await name(here, site, { title: 'Cleos' })).title).toBe('Cleos');
    for (const thread of ['/post/', '/nowhere/'])
      expect(
        await there.refused('PATCH', `/api/sites/${site}/thread`, { body: { thread, title: 'Danas' } }),
      ).toMatchObject({ status: 403, type: '/problems/not-allowed' });
    const [entry] = await log(here, site);
    expect(entry).toMatchObject({ action: 'thread', by: 'Cleo' });
    expect(await log(there, site)).toEqual([]);
    expect((await undo(there, site, entry?.id ?? '')).status).toBe(403);
    expect((await undo(here, site, entry?.id ?? '')).status).toBe(200);
    expect((await shown(site)).title).toBe('Von der Seite');
  });

  test.each([
    [{ url: 'https://evil.example/' }, '/url'],
    [{ url: 'javascript:alert(1)' }, '/url'],
    [{ title: ' ' }, '/title'],
    [{ title: 'x'.repeat(301) }, '/title'],
    [{ thread: '' }, '/thread'],
    [{ more: 1 }, '/more'],
  ])('is refused where it cannot be: %j', async (body, pointer) => {
    const site = await openSite({ publish: 'everyone' });
    await write(site, { title: 'Wahr' });
    const anna = await ownerOf(site);
    const path = `/api/sites/${site}/thread`;
    const problem = await anna.refused('PATCH', path, { body: { thread: '/post/', ...body } });
    expect([problem.status, problem.errors?.[0]?.pointer]).toEqual([422, pointer]);
    expect((await shown(site)).title).toBe('Wahr');
  });

  test('is about a thread that is there, and its address is stored as browsers read it', async () => {
    const site = await openSite({ publish: 'everyone' });
    const anna = await ownerOf(site);
    const path = `/api/sites/${site}/thread`;
    expect(await anna.refused('PATCH', path, { body: { thread: '/post/', title: 'Wahr' } })).toMatchObject({
      status: 404,
      type: '/problems/unknown-thread',
    });
    await write(site, { title: 'Wahr' });
    expect((await name(anna, site, { url: `https://${site}\\neu/\n?a=ä` })).url).toBe(`https://${site}/neu/?a=%C3%A4`);
  });

  test('at the same time 20 times is one change, and one undo of it', async () => {
    const site = await openSite({ publish: 'everyone' });
    const anna = await ownerOf(site);
    await write(site, { title: 'Wahr' });
    const before = (await log(anna, site)).length;
    await Promise.all(Array.from({ length: 20 }, () => name(anna, site, { title: 'Zugleich' })));
    const entries = await log(anna, site);
    expect(entries.length).toBe(before + 1);
    const undone = await Promise.all(Array.from({ length: 20 }, () => undo(anna, site, entries[0]?.id ?? '')));
    expect(undone.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect((await shown(site)).title).toBe('Wahr');
  });
});

test.each([
  ['</title><script>alert(1)</script>', '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
  ['\u202egnp.exe', 'gnp.exe'],
])('a title that wants to be more is text wherever it is shown: %s', async (title, text) => {
  const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20 });
  await write(site, { title });
  const { text: page } = await new Visitor().ask('GET', `/pages/${site}?thread=/post/`);
  expect(page).toContain(`<title>${text} · `);
  expect(page).toContain(`<h1 dir="auto">${text}</h1>`);
  const anna = await ownerOf(site);
  expect((await name(anna, site, { title: `Team: ${title}` })).title).toBe(`Team: ${title.replace('\u202e', '')}`);
  expect((await new Visitor().ask('GET', `/feeds/${site}.atom`)).text).not.toContain(title);
});
