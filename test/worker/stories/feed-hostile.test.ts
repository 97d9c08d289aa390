import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { Submitted } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

/** Reads a document as strictly as XML 1.0 is written: the first error is thrown. Returns the names of its elements. */
function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(xml).close();
  return names;
}

const forged = `]]></title><entry><title>Von niemandem</title></entry><title>]]>`;
const hostile = [
  `${forged}${forged}`,
  '<img src=x onerror=alert(1)>',
  `"'><script>alert(1)</script>`,
  '&lt;b&gt; &amp;amp; &unknown; &#0;',
  'a\u{fffe}b\u{ffff}c',
  '<!-- -- --> <?xml version="1.0"?> <!DOCTYPE x [<!ENTITY y "z">]>',
];

test.each(hostile)('whatever a stranger writes is text in a feed: %s', async (words) => {
  const site = await openSite({ publish: 'everyone' });
  const key = `/${words}/`;
  const body = {
    thread: { key, url: `https://${site}/post/?a=${encodeURIComponent(words)}`, title: words },
    author: { name: words.slice(0, 80) },
    body: words,
    form: { writing: 30_000, inputs: 40 },
  };
  const writing = await new Visitor().ask('POST', `/api/sites/${site}/comments`, { body });
  const { comment } = Submitted.parse(JSON.parse(writing.text));
  if (comment.status !== 'published') await (await ownerOf(site)).decide(site, 'approve', [comment.id]);
  const shown = words.replace(/[\ufffe\uffff]/g, '');
  const name = shown.slice(0, 80);
  for (const query of ['', `?thread=${encodeURIComponent(key)}`]) {
    const { text } = await new Visitor().ask('GET', `/feeds/${site}.atom${query}`);
    expect(elementsOf(text).filter((name) => name === 'entry' || name === 'title')).toEqual([
      'title',
      'entry',
      'title',
    ]);
    expect(text.match(/<title [^>]*>/g)).toEqual(['<title type="text">', '<title type="text">']);
    const feed = parseAtomFeed(text);
    expect(feed.entries?.map(({ authors }) => authors?.[0]?.name)).toEqual([name]);
    expect(feed.entries?.map(({ title }) => title)).toEqual([{ value: `${name}: ${shown}`, type: 'text' }]);
    expect(feed.entries?.[0]?.content?.value?.replace(/\s/g, '')).toBe(comment.html?.replace(/[\ufffe\uffff\s]/g, ''));

    const json = parseJsonFeed((await new Visitor().ask('GET', `/feeds/${site}.json${query}`)).text);
    expect(json.items?.map(({ title, authors }) => [title, authors?.[0]?.name])).toEqual([[`${name}: ${shown}`, name]]);
  }
});

test('a feed and the OpenAPI document that have not changed are not sent again', async () => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Eins' });
  for (const path of [`/feeds/${site}.atom`, `/feeds/${site}.json?thread=/post/`, '/openapi.json'])
    for (const encoding of ['br', 'gzip', 'identity']) {
      const headers = { 'Accept-Encoding': encoding };
      const first = await new Visitor().ask('GET', path, { headers });
      const etag = first.headers.get('ETag') ?? '';
      expect([first.status, etag === '', first.headers.get('Cache-Control')]).toEqual([
        200,
        false,
        'public, max-age=300',
      ]);
      const again = await new Visitor().ask('GET', path, { headers: { ...headers, 'If-None-Match': etag } });
      expect([path, encoding, again.status, again.text]).toEqual([path, encoding, 304, '']);
      const whole = await new Visitor().ask('GET', path, { headers });
      expect([whole.status, whole.text, whole.headers.get('Content-Type')]).toEqual([
        200,
        first.text,
        first.headers.get('Content-Type'),
      ]);
    }
  const path = `/feeds/${site}.atom`;
  const before = await new Visitor().ask('GET', path);
  await new Visitor().write(site, { body: 'Zwei' });
  const after = await new Visitor().ask('GET', path, {
    headers: { 'If-None-Match': before.headers.get('ETag') ?? '' },
  });
  expect([after.status, after.text.match(/<entry>/g)?.length]).toEqual([200, 2]);
});
