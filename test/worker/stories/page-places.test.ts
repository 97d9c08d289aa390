import { describe, expect, test } from 'vitest';
import { base } from '#host';
import { openSite, ownerOf, Visitor } from '../visitor';

const start = (site: string, thread = '/post/') => `/pages/${site}?${new URLSearchParams({ thread })}`;
const form = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
const look = (path: string) => new Visitor().ask('GET', path, { headers: { Accept: 'text/html' } });
const ids = (text: string) => [...text.matchAll(/<article id="plausch-([0-9A-Z]{26})"/g)].map(([, id = '']) => id);
const hrefs = (text: string) =>
  [...text.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
/** The article of one comment. */
const articleOf = (text: string, id: string) =>
  text.split(`<article id="plausch-${id}"`)[1]?.split('</article>')[0] ?? '';

/** A site where everyone publishes, with so many comments at the top of a thread. Returns their ids. */
async function lively(count: number, settings: Record<string, unknown> = {}) {
  const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20, ...settings });
  const written: string[] = [];
  for (let number = 0; number < count; number += 1)
    written.push((await new Visitor().write(site, { body: `Nummer ${number}`, name: `N${number}` })).comment.id);
  return { site, ids: written };
}

describe('a thread on its plain page', () => {
  test('is read in pages, forth and back, and from each page there is a way to all', async () => {
    const { site, ids: written } = await lively(120);
    const seen: string[] = [];
    let path: string | undefined = start(site);
    const pages: string[] = [];
    while (path) {
      const { text } = await look(path);
      pages.push(path);
      seen.push(...ids(text));
      path = /<a href="([^"]*)" rel="next">Weitere Kommentare<\/a>/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(written);
    expect(pages.length).toBe(3);
    const last = (await look(pages[2] ?? '')).text;
    expect(hrefs(last)).toContain(start(site));
    const back = /<a href="([^"]*)" rel="prev">Vorige Kommentare<\/a>/.exec(last)?.[1]?.replaceAll('&amp;', '&');
    expect(ids((await look(back ?? '')).text)).toEqual(written.slice(50, 100));
    expect(hrefs((await look(start(site))).text)).not.toContain(start(site));
  });

  test('each comment has an address that leads to where it stands', async () => {
    const { site, ids: written } = await lively(60);
    const [last = ''] = written.slice(-1);
    const { text } = await look(`${start(site)}&around=${last}`);
    expect(ids(text)).toContain(last);
    const [address = ''] = hrefs(articleOf(text, last));
    expect(address).toBe(`${start(site)}&around=${last}#plausch-${last}`);
    expect(text).toContain(`<a href="${start(site)}">Alle Kommentare</a>`);
  });

  test('answers stand below what they answer, one step to the side each, and say whom they answer', async () => {
    const {
      site,
      ids: [top = ''],
    } = await lively(1);
    const chain = [top];
    for (let depth = 1; depth <= 5; depth += 1)
      chain.push(
        (await new Visitor().write(site, { body: `Tiefe ${depth}`, parent: chain.at(-1) ?? '', name: `T${depth}` }))
          .comment.id,
      );
    const beside = await new Visitor().write(site, { body: 'Auch eine', parent: top });
    const { text } = await look(start(site));
    expect(ids(text)).toEqual([...chain, beside.comment.id]);
    expect(chain.map((id) => / class="level-(\d)"/.exec(articleOf(text, id))?.[1])).toEqual([
      undefined,
      '1',
      '2',
      '3',
      '3',
      '3',
    ]);
    expect(articleOf(text, chain[5] ?? '')).toContain(`href="#plausch-${chain[4]}">antwortet T4</a>`);
  });

  test('an answer in the middle of a long branch leads to what it answers, wherever that stands', async () => {
    const {
      site,
      ids: [top = ''],
    } = await lively(1);
    const answers: string[] = [];
    for (let number = 0; number < 230; number += 1)
      answers.push(
        (await new Visitor().write(site, { body: `Antwort ${number}`, parent: top, name: `A${number}` })).comment.id,
      );
    const late = await new Visitor().write(site, { body: 'Spät', parent: answers[0] ?? '' });
    const { text } = await look(`${start(site)}&around=${late.comment.id}`);
    expect(ids(text)).not.toContain(answers[0]);
    const article = articleOf(text, late.comment.id);
    expect(article).toContain('antwortet A0</a>');
    expect(hrefs(article)).toContain(`${start(site)}&around=${answers[0]}#plausch-${answers[0]}`);
    // The answers before these, below the comment that they all hang from.
    const earlier = hrefs(text).find((href) => href.includes('root=')) ?? '';
    const branch = (await look(earlier)).text;
    expect(ids(branch)[0]).toBe(top);
    expect(ids(branch)).toContain(answers[0]);
  });

  test('a form to answer opens where the comment stands, also far behind', async () => {
    const { site, ids: written } = await lively(60);
    const [last = ''] = written.slice(-1);
    const answering = hrefs(articleOf((await look(`${start(site)}&around=${last}`)).text, last)).find((href) =>
      href.includes('reply='),
    );
    const { text } = await look(answering?.split('#')[0] ?? '');
    expect(text).toContain(`name="parent" value="${last}"`);
    expect(ids(text)).toContain(last);
    const fields = { thread: '/post/', parent: last, key: crypto.randomUUID(), name: '', body: 'Noch nicht' };
    const refused = await new Visitor().ask('POST', `/pages/${site}`, {
      body: new URLSearchParams(fields).toString(),
      headers: form,
    });
    expect([refused.status, ids(refused.text).includes(last)]).toEqual([422, true]);
    expect(refused.text).toContain('Noch nicht</textarea>');
  });
});

describe('what is gone', () => {
  const nowhere = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  test.each([
    [`around=${nowhere}`, 'Den Kommentar, zu dem diese Adresse führt, gibt es hier nicht mehr.'],
    [`root=${nowhere}`, 'Den Kommentar, zu dem diese Adresse führt, gibt es hier nicht mehr.'],
    [`reply=${nowhere}`, 'Den Kommentar, auf den Sie antworten wollten, gibt es nicht mehr.'],
  ])('is said with a sentence, and the others are there: %s', async (query, sentence) => {
    const { site, ids: written } = await lively(1);
    const { status, text, headers } = await look(`${start(site)}&${query}`);
    expect([status, headers.get('X-Robots-Tag')]).toEqual([404, 'noindex']);
    expect(text).toContain(`<p role="status" class="said">${sentence}</p>`);
    expect(ids(text)).toEqual(written);
    expect(text).not.toContain('name="parent"');
  });

  test('keeps its place where it was answered, but can be answered no more', async () => {
    const {
      site,
      ids: [top = ''],
    } = await lively(1, { language: 'en' });
    const answer = await new Visitor().write(site, { body: 'An answer', parent: top });
    await (await ownerOf(site)).decide(site, 'spam', [top]);
    const { text, status } = await look(`${start(site)}&around=${top}`);
    expect([status, ids(text)]).toEqual([200, [top, answer.comment.id]]);
    expect(articleOf(text, top)).toContain('This comment has been removed.');
    expect(articleOf(text, answer.comment.id)).toContain(
      `href="#plausch-${top}">answers a comment that is not there any more</a>`,
    );
    const answering = await look(`${start(site)}&reply=${top}`);
    expect(answering.status).toBe(404);
    expect(answering.text).toContain('The comment that you wanted to reply to is not there any more.');
    expect(answering.text).not.toContain('name="parent"');
  });

  test('and what its author took back says so', async () => {
    const site = await openSite({ publish: 'everyone' });
    const nora = new Visitor();
    const { comment } = await nora.write(site, { body: 'Doch nicht' });
    await new Visitor().write(site, { body: 'Schade', parent: comment.id });
    await nora.ask('DELETE', `/api/sites/${site}/comments/${comment.id}`);
    expect(articleOf((await look(start(site))).text, comment.id)).toContain('Dieser Kommentar wurde zurückgenommen.');
  });

  test.each(['after', 'before'])('is nothing that was %s a comment that is the last one now', async (side) => {
    const {
      site,
      ids: [only = ''],
    } = await lively(1);
    const cursor = side === 'after' ? `9999999999999~${'7'.repeat(26)}` : `0~${'0'.repeat(26)}`;
    const { status, text } = await look(`${start(site)}&${new URLSearchParams({ [side]: cursor })}`);
    expect([status, ids(text)]).toEqual([200, []]);
    expect(text).toContain('An dieser Stelle steht nichts mehr.');
    const way = side === 'after' ? 'Vorige Kommentare' : 'Weitere Kommentare';
    const [, href = ''] = new RegExp(`<a href="([^"]*)" rel="(?:prev|next)">${way}</a>`).exec(text) ?? [];
    expect(ids((await look(href.replaceAll('&amp;', '&'))).text)).toEqual([only]);
  });

  test.each(['after=x', 'before=1~2', 'around=x', `around=${nowhere}&after=1~2`, 'limit=0', 'reply='])(
    'an address that nobody gave out is refused on a page: %s',
    async (query) => {
      const { site } = await lively(1);
      const { status, headers } = await look(`${start(site)}&${query}`);
      expect([status, headers.get('Content-Type')]).toEqual([422, 'text/html; charset=utf-8']);
    },
  );
});

describe('for search engines', () => {
  const canonical = (text: string) =>
    /<link rel="canonical" href="([^"]*)">/.exec(text)?.[1]?.replaceAll('&amp;', '&').replace(base, '');

  test('a page is known under one address, and pages that show the same again are not kept', async () => {
    const { site, ids: written } = await lively(60);
    const first = await look(start(site));
    expect([canonical(first.text), first.headers.get('X-Robots-Tag')]).toEqual([start(site), null]);
    const next = hrefs(first.text).find((href) => href.includes('after=')) ?? '';
    const second = await look(next);
    expect([canonical(second.text), second.headers.get('X-Robots-Tag')]).toEqual([next, null]);
    for (const query of [
      `around=${written[0]}`,
      `reply=${written[0]}`,
      'sort=newest',
      'limit=10',
      'sent=held',
      `before=1~${'7'.repeat(26)}`,
    ]) {
      const { text, headers } = await look(`${start(site)}&${query}`);
      expect([query, canonical(text), headers.get('X-Robots-Tag')]).toEqual([query, undefined, 'noindex']);
    }
  });

  test('the post itself is where its comments belong', async () => {
    const site = await openSite({ publish: 'everyone' });
    const url = `https://${site}/post/?a=1&b=2`;
    await new Visitor().ask('POST', `/api/sites/${site}/comments`, {
      body: {
        thread: { key: '/post/', url, title: 'Ein Titel' },
        author: { name: 'Nora' },
        body: 'Hallo',
        form: { writing: 30_000, inputs: 40 },
      },
    });
    expect(canonical((await look(start(site))).text)).toBe(url);
  });
});

test('whoever has the private page of a comment comes to where it stands', async () => {
  const { site } = await lively(60);
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Weit hinten' });
  const link = (await nora.own(site)).comments[0]?.own?.link ?? '';
  const address = hrefs((await look(link)).text)[0] ?? '';
  expect(address).toBe(`${start(site)}&around=${comment.id}#plausch-${comment.id}`);
  expect(ids((await look(address.split('#')[0] ?? '')).text)).toContain(comment.id);
  await nora.ask('DELETE', `/api/sites/${site}/comments/${comment.id}`);
  expect(hrefs((await look(link)).text)[0]).toBe(start(site));
});

test('a feed leads to where a comment stands, also where the post’s address is not known', async () => {
  const { site, ids: written } = await lively(55);
  const { text } = await look(`/feeds/${site}.json`);
  const { items } = JSON.parse(text) as { items: { url: string }[] };
  const address = new URL(items[0]?.url ?? '');
  expect(address.hash).toBe(`#plausch-${written.at(-1)}`);
  expect(ids((await look(address.pathname + address.search)).text)).toContain(written.at(-1));
});
