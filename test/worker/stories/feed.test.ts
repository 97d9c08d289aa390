import { parseAtomFeed } from 'feedsmith';
import { expect, test } from 'vitest';
import { openSite, Visitor } from '../visitor';

test('a feed has the newest comments of a site, or of one thread, and nothing that waits', async () => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Im *ersten* Beitrag & mehr', thread: '/a/', name: 'Nora <x>' });
  await new Visitor().write(site, { body: 'Im zweiten', thread: '/b/' });
  await new Visitor().write(site, { body: '[url=x]y[/url]', thread: '/b/' });

  const all = JSON.parse((await new Visitor().ask('GET', `/feeds/${site}.json`)).text);
  expect(all.version).toBe('https://jsonfeed.org/version/1.1');
  expect(all.items.map((item: { content_html: string }) => item.content_html)).toEqual([
    '<p>Im zweiten</p>',
    '<p>Im <em>ersten</em> Beitrag &amp; mehr</p>',
  ]);

  const { headers, text } = await new Visitor().ask('GET', `/feeds/${site}.atom?thread=/a/`);
  expect(headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
  expect(text).toContain('<feed xmlns="http://www.w3.org/2005/Atom"');
  expect(text.match(/<entry>/g)).toHaveLength(1);
  expect(text).toContain('Nora &lt;x&gt;');
  expect(text).not.toContain('Im zweiten');
});

test('a feed says when it last changed, also when an older comment did', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Eins' });
  await new Visitor().write(site, { body: 'Zwei' });
  await nora.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body: 'Eins, genauer' } });
  const edited = (await nora.read(site)).comments.find(({ id }) => id === comment.id)?.edited;
  const feed = parseAtomFeed((await new Visitor().ask('GET', `/feeds/${site}.atom`)).text);
  expect([feed.updated, feed.entries?.[1]?.updated]).toEqual([edited, edited]);
});

test('the page that a feed follows is there; one about all threads names none', async () => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Eins' });
  const pageOf = async (query: string) =>
    JSON.parse((await new Visitor().ask('GET', `/feeds/${site}.json${query}`)).text).home_page_url as
      | string
      | undefined;
  expect(await pageOf('')).toBeUndefined();
  const page = new URL((await pageOf('?thread=/post/')) ?? '');
  expect((await new Visitor().ask('GET', page.pathname + page.search)).status).toBe(200);
  expect((await new Visitor().ask('GET', `/feeds/${site}.atom`)).text).not.toContain(
    'type="text/html" href="undefined"',
  );
});

test.each(['.atom', 'x', 'unknown.example.atom', '..%2fsecret.json'])('there is no feed at %s', async (file) => {
  expect((await new Visitor().refused('GET', `/feeds/${file}`)).status).toBe(404);
});

test('the OpenAPI document says what the contract says', async () => {
  const document = JSON.parse((await new Visitor().ask('GET', '/openapi.json')).text);
  expect(document.openapi).toBe('3.1.0');
  const post = document.paths['/api/sites/{site}/comments'].post;
  const { properties, required, additionalProperties } = post.requestBody.content['application/json'].schema;
  expect(Object.keys(properties)).toEqual(['thread', 'parent', 'author', 'body', 'notify', 'form']);
  expect([required, additionalProperties]).toEqual([['thread', 'author', 'body'], false]);
  expect(Object.keys(post.responses)).toEqual(['201', '202', 'default']);
});
