import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { base } from '#host';
import { openSite, ownerOf, Visitor } from '../visitor';

const everyone = { publish: 'everyone', holdFrom: 20, spamFrom: 20 };
const ask = (path: string, headers: Record<string, string> = {}) => new Visitor().ask('GET', path, { headers });

/** The private page of the newest comment that somebody wrote under a post. */
async function privatePage(visitor: Visitor, site: string): Promise<string> {
  const link = (await visitor.own(site)).comments[0]?.own?.link ?? '';
  return (await ask(link)).text;
}

/** The address of the feed that a private page links to, without its ending. */
const feedIn = (page: string) => /<a href="(\/feeds\/[^"]*\/answers\/[^"]*)\.atom">Atom<\/a>/.exec(page)?.[1];
const feedOf = async (visitor: Visitor, site: string) => feedIn(await privatePage(visitor, site)) ?? '';

/** What stands in a feed, as a reader of feeds shows it: the same in both formats, and well-formed to the letter. */
async function entriesAt(feed: string): Promise<string[]> {
  const atom = await ask(`${feed}.atom`);
  expect([atom.status, atom.headers.get('Content-Type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(atom.text).close();
  const json = await ask(`${feed}.json`);
  expect(json.headers.get('Content-Type')).toBe('application/feed+json; charset=utf-8');
  const { entries = [], updated } = parseAtomFeed(atom.text);
  const { items = [] } = parseJsonFeed(json.text);
  expect(items.map(({ id, content_html }) => [id, content_html])).toEqual(
    entries.map(({ id, content }) => [id, content?.value]),
  );
  expect(updated).toBe(
    entries
      .map((entry) => entry.updated ?? '')
      .toSorted()
      .at(-1) ?? new Date(0).toISOString(),
  );
  return entries.map(({ content }) => content?.value ?? '');
}

describe('answers to one’s own comments as a feed', () => {
  test('come from all threads of the site, newest first, and nothing of one’s own or of what others are answered', async () => {
    const site = await openSite(everyone);
    const nora = new Visitor();
    const first = await nora.write(site, { body: 'Eine Frage' });
    const feed = await feedOf(nora, site);
    expect(await entriesAt(feed)).toEqual([]);

    const ole = new Visitor();
    const answer = await ole.write(site, { body: 'Eine *Antwort* & mehr', parent: first.comment.id, name: 'Ole <b>' });
    const second = await nora.write(site, { body: 'Noch eine', thread: '/b/', title: 'B' });
    await nora.write(site, { body: 'Selbst', parent: second.comment.id, thread: '/b/' });
    await new Visitor().write(site, { body: 'Auf Ole', parent: answer.comment.id });
    await new Visitor().write(site, { body: 'Auf niemanden' });
    await new Visitor().write(site, { body: 'Im anderen', parent: second.comment.id, thread: '/b/' });
    expect(await entriesAt(feed)).toEqual(['<p>Im anderen</p>', '<p>Eine <em>Antwort</em> &amp; mehr</p>']);
    // The same address from the private page of each of the comments; another one for somebody else.
    expect(await feedOf(nora, site)).toBe(feed);
    expect(await entriesAt(await feedOf(ole, site))).toEqual(['<p>Auf Ole</p>']);

    const { title, links, entries } = parseAtomFeed((await ask(`${feed}.atom`)).text);
    expect(title).toMatchObject({ value: `Antworten auf meine Kommentare: ${site}` });
    expect(links?.map(({ href }) => href)).toEqual([`${base}${feed}.atom`, `${base}${feed}.json`]);
    expect(entries?.[1]?.links?.[0]?.href).toContain(`#plausch-${answer.comment.id}`);
  });

  test('show what is published, as it is now: what waits, is turned down, changed or taken back', async () => {
    const site = await openSite({ ...everyone, publish: 'known' });
    const owner = await ownerOf(site);
    const nora = new Visitor();
    const { comment } = await nora.write(site, { body: 'Eine Frage' });
    await owner.decide(site, 'approve', [comment.id]);
    const feed = await feedOf(nora, site);
    const ole = new Visitor();
    const answer = await ole.write(site, { body: 'Wartet', parent: comment.id });
    expect(await entriesAt(feed)).toEqual([]);
    await owner.decide(site, 'approve', [answer.comment.id]);
    expect(await entriesAt(feed)).toEqual(['<p>Wartet</p>']);

    const known = (await ask(`${feed}.atom`)).headers.get('ETag') ?? '';
    expect((await ask(`${feed}.atom`, { 'If-None-Match': known })).status).toBe(304);
    await ole.ask('PATCH', `/api/sites/${site}/comments/${answer.comment.id}`, { body: { body: 'Gewartet' } });
    const changed = await ask(`${feed}.atom`, { 'If-None-Match': known });
    const edited = (await nora.read(site)).comments.find(({ id }) => id === answer.comment.id)?.edited;
    expect([changed.status, parseAtomFeed(changed.text).updated]).toEqual([200, edited]);
    expect(await entriesAt(feed)).toEqual(['<p>Gewartet</p>']);

    // What was answered may be gone: the answer stands on the page as before.
    await nora.ask('DELETE', `/api/sites/${site}/comments/${comment.id}`);
    expect(await entriesAt(feed)).toEqual(['<p>Gewartet</p>']);
    await ole.ask('DELETE', `/api/sites/${site}/comments/${answer.comment.id}`);
    expect(await entriesAt(feed)).toEqual([]);
  });

  test('hold the newest fifty', async () => {
    const site = await openSite(everyone);
    const nora = new Visitor();
    const { comment } = await nora.write(site, { body: 'Eine Frage' });
    for (let number = 0; number < 55; number += 1)
      await new Visitor().write(site, { body: `Nummer ${number}`, parent: comment.id });
    const entries = await entriesAt(await feedOf(nora, site));
    expect([entries.length, entries[0], entries[49]]).toEqual([50, '<p>Nummer 54</p>', '<p>Nummer 5</p>']);
  });

  test.each(['</title><entry>', ']]><script>', '&lt;&#0;&unknown;', 'a\ufffeb', '<!-- --><?xml?>'])(
    'hold whatever a stranger writes as text: %j',
    async (words) => {
      const site = await openSite(everyone);
      const nora = new Visitor();
      const { comment } = await nora.write(site, { body: 'Eine Frage', title: words, thread: `/${words}/` });
      const link = (await nora.own(site, `thread=${encodeURIComponent(`/${words}/`)}`)).comments[0]?.own?.link ?? '';
      const feed = feedIn((await ask(link)).text) ?? '';
      const written = { body: `x ${words}`, name: words, title: words, thread: `/${words}/`, parent: comment.id };
      await new Visitor().write(site, written);
      expect(await entriesAt(feed)).toHaveLength(1);
      const { entries } = parseAtomFeed((await ask(`${feed}.atom`)).text);
      expect(entries?.[0]?.authors?.[0]?.name).toBe(words.replace('\ufffe', ''));
    },
  );
});

describe('the address of such a feed', () => {
  test('is kept by nobody on the way, and not to be found', async () => {
    const site = await openSite(everyone);
    const nora = new Visitor();
    await nora.write(site, { body: 'Eine Frage' });
    const feed = await feedOf(nora, site);
    for (const encoding of ['br', 'gzip', 'identity']) {
      const first = await ask(`${feed}.json`, { 'Accept-Encoding': encoding });
      const told = ['Cache-Control', 'X-Robots-Tag', 'Referrer-Policy', 'Access-Control-Allow-Origin'];
      const expected = ['no-store', 'noindex', 'no-referrer', null];
      expect(told.map((name) => first.headers.get(name))).toEqual(expected);
      const known = { 'Accept-Encoding': encoding, 'If-None-Match': first.headers.get('ETag') ?? '' };
      const again = await ask(`${feed}.json`, known);
      expect([again.status, again.text]).toEqual([304, '']);
      expect(told.map((name) => again.headers.get(name))).toEqual(expected);
    }
    // No page and no feed that everyone reads leads there.
    for (const path of [`/pages/${site}?thread=/post/`, `/feeds/${site}.json`, `/feeds/${site}.atom?thread=/post/`])
      expect((await ask(path)).text).not.toContain('/answers/');
  });

  test('opens nothing else, and nothing else opens it', async () => {
    const site = await openSite(everyone);
    const other = await openSite(everyone);
    const nora = new Visitor();
    await nora.write(site, { body: 'Eine Frage' });
    const ole = new Visitor();
    await ole.write(site, { body: 'Eine andere' });
    const feed = await feedOf(nora, site);
    const [author = '', key = ''] = feed.split('/').at(-1)?.split('.') ?? [];
    const [stranger = ''] = (await feedOf(ole, site)).split('/').at(-1)?.split('.') ?? [];
    const link = (await nora.own(site)).comments[0]?.own?.link ?? '';
    const [comment = '', pageKey = ''] = link.split('/').at(-1)?.split('.') ?? [];
    for (const path of [
      `/feeds/${site}/answers/${stranger}.${key}.atom`,
      `/feeds/${site}/answers/${author}.${key.slice(1)}.atom`,
      `/feeds/${site}/answers/${author}.${pageKey}.atom`,
      `/feeds/${site}/answers/${comment}.${pageKey}.atom`,
      `/feeds/${site}/answers/${author}.${key}`,
      `/feeds/${site}/answers/${author}.${key}.xml`,
      `/feeds/${site}/answers/${author}..atom`,
      `/feeds/${site}/answers/x.${key}.atom`,
      `/feeds/${site}/answers/${author}.${'é'.repeat(22)}.atom`,
      `/feeds/${other}/answers/${author}.${key}.atom`,
      `/feeds/nobody.example/answers/${author}.${key}.atom`,
      `/pages/${site}/status/${author}.${key}`,
      `/pages/${site}/status/${comment}.${key}`,
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    // Nor does it prove its author.
    const thief = new Visitor();
    thief.token = `${author}.${key}`;
    expect((await thief.own(site)).comments).toEqual([]);
  });
});
