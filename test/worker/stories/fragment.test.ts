import { describe, expect, test } from 'vitest';
import { ThreadPage } from '../../../worker/contract/comment';
import type { Settings } from '../../../worker/contract/desk';
import { openSite, Visitor } from '../visitor';

const path = (site: string, more: Record<string, string> = {}) =>
  `/fragments/${site}?${new URLSearchParams({ thread: '/post/', ...more })}`;
const look = (site: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  new Visitor().ask('GET', path(site, more), { headers });

/** The data in a fragment: what stands between its script tags is JSON, whatever is in the comments. */
const dataIn = (text: string) =>
  JSON.parse(/<script type="application\/json">([^<]*)<\/script>\n<\/div><\/template>\n$/.exec(text)?.[1] ?? '');

const lively = (settings: Partial<Settings> = {}) =>
  openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20, ...settings });

describe('a fragment for the page of a post', () => {
  test('has the first page of the thread as a shadow tree, with the very data and tag that its API has', async () => {
    const site = await lively();
    const first = await new Visitor().write(site, { body: 'Hallo *Welt*' });
    await new Visitor().write(site, { body: 'Auch hallo', parent: first.comment.id, name: 'Anton' });
    const answer = await look(site);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
    const { text } = answer;
    expect(text.startsWith('<template shadowrootmode="open"><div class="early" id="early" lang="de">')).toBe(true);
    expect(text).toContain('<h2 part="heading">Kommentare: 2</h2>');
    expect(text).toContain('<em>Welt</em>');
    expect(text).toContain(`<div role="listitem" aria-level="2"><article data-id=`);
    expect(text).toMatch(/href="https?:\/\/[^/"]+\/fragment\.css"/);
    expect(text).toMatch(/<a part="write" class="write" href="https?:\/\/[^/"]+\/pages\/[^"]+#write">/);

    const api = await new Visitor().ask('GET', `/api/sites/${site}/comments?thread=/post/`);
    const data = dataIn(text);
    expect(data).toEqual({ site, sort: 'oldest', etag: api.headers.get('ETag'), page: JSON.parse(api.text) });
    expect(ThreadPage.parse(data.page).comments).toHaveLength(2);
  });

  test('is not sent again while nothing has changed, and again when something has', async () => {
    const site = await lively();
    const author = new Visitor();
    const { comment } = await author.write(site, { body: 'Bleibt nicht' });
    const tag = (await look(site)).headers.get('ETag') ?? '';
    const again = await look(site, {}, { 'If-None-Match': tag });
    expect([again.status, again.text]).toEqual([304, '']);
    // What somebody else of the site writes is none of this thread's.
    await new Visitor().write(site, { body: 'Anderswo', thread: '/other/' });
    expect((await look(site, {}, { 'If-None-Match': tag })).status).toBe(304);

    await author.ask('DELETE', `/api/sites/${site}/comments/${comment.id}`);
    const changed = await look(site, {}, { 'If-None-Match': tag });
    expect(changed.status).toBe(200);
    expect(changed.text).not.toContain('Bleibt nicht');
    expect(changed.text).toContain('<h2 part="heading">Kommentare: 0</h2>');
  });

  test('nothing that somebody writes ends the data, an attribute or the shadow tree', async () => {
    const site = await lively();
    const hostile = '</script></template><!--<script>"\'&\u2028';
    await new Visitor().write(site, { body: hostile, name: hostile.slice(0, 80), thread: '/"><script>' });
    const { text } = await look(site, { thread: '/"><script>' });
    expect(text.match(/<\/script/g)).toHaveLength(1);
    expect(text.match(/<\/template/g)).toHaveLength(1);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toContain('<!--');
    expect(dataIn(text).page.comments[0].author.name).toContain('</script></template><!--<script>');
  });

  test('has what everyone may read alone: not what waits, and for pages elsewhere nothing', async () => {
    const site = await openSite({ publish: 'nobody' });
    await new Visitor().write(site, { body: 'Wartet noch' });
    const { text } = await look(site);
    expect(text).toContain('<p part="notice">Hier hat noch niemand geschrieben.</p>');
    expect(text).not.toContain('Wartet noch');
    const elsewhere = await new Visitor().refused('GET', path(site), {
      headers: { Origin: 'https://elsewhere.example' },
    });
    expect(elsewhere.type).toBe('/problems/origin-not-allowed');
    const own = await look(site, {}, { Origin: `https://${site}` });
    expect([own.status, own.headers.get('Access-Control-Allow-Origin')]).toEqual([200, `https://${site}`]);
    expect((await new Visitor().refused('GET', path('nirgends.example'))).type).toBe('/problems/unknown-site');
    expect((await new Visitor().refused('GET', path(site, { thread: '' }))).type).toBe('/problems/invalid-fields');
    expect((await new Visitor().refused('GET', path(site, { lang: '../de' }))).type).toBe('/problems/invalid-fields');
  });

  test('speaks as it is asked, else as the site; of a long thread the rest is behind a link', async () => {
    const site = await lively({ language: 'de', tone: 'familiar' });
    for (let number = 0; number < 52; number += 1) await new Visitor().write(site, { body: `Nummer ${number}.` });
    const german = (await look(site)).text;
    expect(german).toContain('>Weitere Kommentare</a>');
    expect(german.match(/<article /g)).toHaveLength(50);
    // In blocks, so that a browser lays out what is in sight alone; fewer always are.
    expect(german.match(/<div role="presentation">/g)).toHaveLength(9);
    expect(german).not.toContain('class="long"');
    const [top = ''] = /data-id="(\w+)"/.exec(german)?.slice(1) ?? [];
    await new Visitor().write(site, { body: 'Antwort.', parent: top });
    expect((await look(site)).text).toContain('<div part="list" role="list" class="long">');
    const english = (await look(site, { lang: 'en', sort: 'newest' })).text;
    expect(english).toContain('<div class="early" id="early" lang="en">');
    expect(english).toContain('<h2 part="heading">Comments: 53</h2>');
    expect(english.indexOf('Nummer 51.')).toBeLessThan(english.indexOf('Nummer 50.'));
    const more = /href="([^"]*after=[^"]*)"/.exec(german)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { pathname, search } = new URL(more);
    expect((await new Visitor().ask('GET', pathname + search)).text).toContain('Nummer 51.');
  });
});
