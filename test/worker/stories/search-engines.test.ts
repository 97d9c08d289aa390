import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { base } from '#host';
import { openSite, ownerOf, Visitor } from '../visitor';

const Counter = z.strictObject({
  '@type': z.literal('InteractionCounter'),
  interactionType: z.enum(['https://schema.org/CommentAction', 'https://schema.org/LikeAction']),
  userInteractionCount: z.int().min(1),
});

/**
 * What Google documents for `DiscussionForumPosting` and the `Comment` in it ("Discussion forum structured data",
 * developers.google.com/search/docs/appearance/structured-data/discussion-forum): `author` with a `name` and `datePublished` are
 * required, and one of `text`, `image`, `video`; the others are recommended. `parentItem` and `inLanguage` are schema.org's. Strict:
 * what is not here is not said.
 */
const CommentData = z.strictObject({
  '@type': z.literal('Comment'),
  '@id': z.url(),
  url: z.url(),
  author: z.strictObject({ '@type': z.literal('Person'), name: z.string().min(1) }),
  datePublished: z.iso.datetime(),
  dateCreated: z.iso.datetime(),
  dateModified: z.iso.datetime().optional(),
  text: z.string().min(1),
  interactionStatistic: Counter.optional(),
  parentItem: z.strictObject({ '@id': z.url() }).optional(),
  get comment() {
    return z.array(CommentData).min(1).optional();
  },
});
type CommentData = z.infer<typeof CommentData>;
const DiscussionForumPosting = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('DiscussionForumPosting'),
  headline: z.string().min(1),
  text: z.string().min(1),
  url: z.url(),
  sharedContent: z.strictObject({ '@type': z.literal('WebPage'), url: z.url() }).optional(),
  author: z.strictObject({ '@type': z.literal('Organization'), name: z.string().min(1) }),
  datePublished: z.iso.datetime(),
  inLanguage: z.string(),
  interactionStatistic: Counter,
  comment: z.array(CommentData).min(1),
});

/** Everything up to the first end tag, as a browser reads a script element. */
const scripts = (text: string) =>
  [...text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script/gi)].map(([, attributes = '', data = '']) => ({
    attributes,
    data,
  }));

/** The discussion on a page as data; undefined: the page has none. It is the only script. */
function dataOf(text: string) {
  const [script, ...more] = scripts(text);
  expect(more).toEqual([]);
  if (!script) return undefined;
  expect(script.attributes).toBe(' type="application/ld+json"');
  expect(script.data).not.toMatch(/[<>&\u2028\u2029]/);
  return DiscussionForumPosting.parse(JSON.parse(script.data));
}

const start = (site: string, thread = '/post/') => `/pages/${site}?${new URLSearchParams({ thread })}`;
const look = (path: string) => new Visitor().ask('GET', path, { headers: { Accept: 'text/html' } });
const everyone = { publish: 'everyone', holdFrom: 20, spamFrom: 20 };

/** All comments in the data, in its order, with how deep they stand in each other. */
const flat = (comments: CommentData[], depth = 0): (CommentData & { depth: number })[] =>
  comments.flatMap((comment) => [{ ...comment, depth }, ...flat(comment.comment ?? [], depth + 1)]);

const linkOf = (text: string, rel: string) =>
  new RegExp(`<link rel="${rel}" href="([^"]*)">`).exec(text)?.[1]?.replaceAll('&amp;', '&');

/** Writes as the page of a post does that says where it is. */
async function writeAt(site: string, post: { url?: string; title?: string }, comment: Record<string, unknown> = {}) {
  const body = {
    thread: { key: '/post/', ...post },
    author: { name: 'Nora' },
    body: 'Hallo',
    form: { writing: 30_000, inputs: 40 },
    ...comment,
  };
  const { status, text } = await new Visitor().ask('POST', `/api/sites/${site}/comments`, { body });
  expect([201, 202]).toContain(status);
  return JSON.parse(text) as { comment: { id: string }; status: string };
}

describe('the discussion as data', () => {
  test('says what is published on the page, by whom and when, and what answers what', async () => {
    const site = await openSite(everyone);
    const url = `https://${site}/post/?a=1&b=2`;
    const nora = new Visitor();
    const first = await nora.write(site, {
      body: 'Eine *Frage* & mehr:\n\n- eins\n- zwei\n\n```\n<b>\n```',
      title: 'Ein Titel',
      email: 'nora@example.de',
    });
    await writeAt(site, { url, title: 'Ein Titel' }, { author: { name: 'Ole', website: 'https://ole.example' } });
    const answer = await new Visitor().write(site, { body: 'Ja', parent: first.comment.id, name: 'Pia' });
    await nora.ask('PATCH', `/api/sites/${site}/comments/${first.comment.id}`, {
      body: { body: 'Eine *Frage* & mehr:\n\n- eins\n- zwei\n\n```\n<b>\n```' },
    });
    await new Visitor().ask('PUT', `/api/sites/${site}/comments/${answer.comment.id}/vote`, { body: { value: 1 } });
    const held = await new Visitor().write(site, { body: '[url=x]y[/url]', name: 'Wartet' });
    await (await ownerOf(site)).decide(site, 'reject', [held.comment.id]);

    const { text } = await look(start(site));
    const data = dataOf(text);
    const begun = (await nora.read(site)).comments.find(({ id }) => id === first.comment.id);
    expect(data).toMatchObject({
      headline: 'Ein Titel',
      url,
      sharedContent: { url },
      author: { name: site },
      datePublished: begun?.created,
      inLanguage: 'de',
      interactionStatistic: { userInteractionCount: 3 },
    });
    expect(data?.comment.map(({ author }) => author.name)).toEqual(['Nora', 'Ole']);
    expect(data?.comment[0]).toMatchObject({
      url: `${url}#plausch-${first.comment.id}`,
      dateModified: begun?.edited,
      text: 'Eine Frage & mehr:\n\neins\n\nzwei\n\n<b>',
    });
    expect(data?.comment[0]?.comment).toEqual([
      expect.objectContaining({
        text: 'Ja',
        interactionStatistic: expect.objectContaining({
          interactionType: 'https://schema.org/LikeAction',
          userInteractionCount: 1,
        }),
      }),
    ]);
    expect(data?.comment[1]?.interactionStatistic).toBeUndefined();
    const [script] = scripts(text);
    for (const secret of ['nora@example.de', 'ole.example', 'Wartet']) expect(script?.data).not.toContain(secret);

    // A site that shows no such count tells it to nobody.
    const owner = await ownerOf(site);
    await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { votesFrom: 2 } });
    const hidden = flat(dataOf((await look(start(site))).text)?.comment ?? []);
    expect(hidden.map(({ interactionStatistic }) => interactionStatistic)).toEqual([undefined, undefined, undefined]);
  });

  test('nothing is said where nothing is published, and on pages that search engines do not keep', async () => {
    const site = await openSite();
    const { comment } = await new Visitor().write(site, { body: 'Wartet noch' });
    expect(dataOf((await look(start(site))).text)).toBeUndefined();
    const owner = await ownerOf(site);
    await owner.decide(site, 'approve', [comment.id]);
    expect(dataOf((await look(start(site))).text)?.comment).toHaveLength(1);
    for (const query of [`around=${comment.id}`, `reply=${comment.id}`, 'sort=newest', 'sent=held'])
      expect([query, dataOf((await look(`${start(site)}&${query}`)).text)]).toEqual([query, undefined]);
    await owner.decide(site, 'spam', [comment.id], { expect: 'published' });
    expect(dataOf((await look(start(site))).text)).toBeUndefined();
  });

  test('a chain stands no deeper than on the page, and what is gone from it leaves no trace', async () => {
    const site = await openSite(everyone);
    const ids: string[] = [];
    const writers: Visitor[] = [];
    for (let depth = 0; depth < 8; depth += 1) {
      const writer = new Visitor();
      ids.push((await writer.write(site, { body: `Tiefe ${depth}`, parent: ids.at(-1) })).comment.id);
      writers.push(writer);
    }
    await writers[1]?.ask('DELETE', `/api/sites/${site}/comments/${ids[1]}`);
    const found = flat(dataOf((await look(start(site))).text)?.comment ?? []);
    expect(found.map(({ text, depth }) => [text, depth])).toEqual([
      ['Tiefe 0', 0],
      ['Tiefe 2', 1],
      ['Tiefe 3', 2],
      ['Tiefe 4', 3],
      ['Tiefe 5', 3],
      ['Tiefe 6', 3],
      ['Tiefe 7', 3],
    ]);
    expect(found.map(({ parentItem }) => parentItem?.['@id'].slice(-26))).toEqual([
      ...Array.from({ length: 4 }, () => undefined),
      ...ids.slice(4, 7),
    ]);
  });
});

/**
 * Goes from page to page of a thread, and into the branch below its first comment, as a search engine does: the first is known as
 * `first`, each other as itself, and all are about the same discussion.
 */
async function followPages(site: string, discussion: string, first: string, tops: string[]) {
  const seen: string[] = [];
  let path: string | undefined = start(site);
  for (let page = 1; path; page += 1) {
    const { text, headers }: Awaited<ReturnType<typeof look>> = await look(path);
    expect(headers.get('X-Robots-Tag')).toBeNull();
    // What stands on the first page is on the post; what comes after that is on no other page.
    const address = page === 1 ? first : base + path;
    expect([page, linkOf(text, 'canonical')]).toEqual([page, address]);
    const data = dataOf(text);
    expect(data?.url).toBe(new URL(discussion, base).href);
    for (const { url } of data?.comment ?? []) expect(url.split('#')[0]).toBe(address);
    seen.push(...(data?.comment.map(({ url }) => url.slice(-26)) ?? []));
    expect(linkOf(text, 'prev') === undefined).toBe(page === 1);
    expect(linkOf(text, 'next')).toBe(/<a href="([^"]*)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&'));
    path = linkOf(text, 'next');
  }
  expect(seen).toEqual(tops);

  const words = /href="([^"]*root=[^"]*)">Weitere Antworten an Nora/;
  const more = words.exec((await look(start(site))).text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { text } = await look(more);
  expect([linkOf(text, 'canonical'), linkOf(text, 'prev') === undefined]).toEqual([base + more, false]);
  const [top, ...others] = dataOf(text)?.comment ?? [];
  expect([top?.url.slice(-26), others]).toEqual([tops[0], []]);
  expect(top?.comment?.at(-1)?.text).toBe('Antwort 159');
}

describe('the pages of a long thread', () => {
  test('have an address each, and name those beside them, whether or not the post is known', async () => {
    const site = await openSite(everyone);
    const post = `https://${site}/post/`;
    const tops: string[] = [];
    for (let number = 0; number < 60; number += 1)
      tops.push((await new Visitor().write(site, { body: `Nummer ${number}` })).comment.id);
    for (let number = 0; number < 160; number += 1)
      await new Visitor().write(site, { body: `Antwort ${number}`, parent: tops[0] });
    await followPages(site, start(site), base + start(site), tops);
    const known = await writeAt(site, { url: post });
    await followPages(site, post, post, [...tops, known.comment.id]);
  });

  test('that show the same again name none', async () => {
    const site = await openSite(everyone);
    for (let number = 0; number < 3; number += 1) await new Visitor().write(site, { body: `Nummer ${number}` });
    const { text, headers } = await look(`${start(site)}&limit=1`);
    expect([linkOf(text, 'canonical'), linkOf(text, 'next')]).toEqual([undefined, undefined]);
    expect(headers.get('X-Robots-Tag')).toBe('noindex');
  });
});

const hostile = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '--></SCRIPT\t><img src=x onerror=alert(1)>',
  ']]>&lt;/script&gt;&amp;&quot;',
  `"}],"author":{"name":"Niemand"}}`,
  'a\u2028b\u2029c',
  '\\u003c/script> \\',
  'half \ud800 a character',
];

test.each(hostile)('whatever a stranger writes is text in the data: %j', async (words) => {
  const site = await openSite({ ...everyone });
  const shown = words.toWellFormed();
  const url = `https://${site}/${words.toWellFormed()}`;
  const written = await writeAt(site, { url, title: words }, { author: { name: words }, body: `x ${words}` });
  if (written.status !== 'published') await (await ownerOf(site)).decide(site, 'approve', [written.comment.id]);
  const { text } = await look(start(site));
  const data = dataOf(text);
  const line = shown.replace(/\s+/g, ' ').trim();
  expect([data?.headline, data?.comment[0]?.author.name]).toEqual([line, line]);
  expect([data?.url, data?.comment.length]).toEqual([new URL(url).href, 1]);
  // Markdown takes a backslash and references to characters for its own.
  if (!/[\\&]/.test(words)) expect(data?.comment[0]?.text).toBe(`x ${shown}`);

  // The same as the key of a thread whose post nobody knows.
  await new Visitor().write(site, { body: 'Dort', thread: words });
  const other = await look(start(site, line));
  expect(dataOf(other.text)).toMatchObject({ headline: line, url: base + start(site, line) });
});
