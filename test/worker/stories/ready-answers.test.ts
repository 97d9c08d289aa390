import { expect, test } from 'vitest';
import { ThreadPage } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

/** Everything public that tells of a thread, ready-made or not. */
const answers = (site: string, id: string) => [
  ...['oldest', 'newest', 'best'].flatMap((sort) => [
    `/api/sites/${site}/comments?thread=/post/&sort=${sort}`,
    `/api/sites/${site}/comments?thread=/post/&sort=${sort}&around=${id}`,
  ]),
  `/api/sites/${site}/since?thread=/post/&from=${id}`,
  `/feeds/${site}.atom`,
  `/feeds/${site}.json`,
  `/feeds/${site}.atom?thread=/post/`,
  `/feeds/${site}.json?thread=/post/`,
  `/pages/${site}?thread=/post/`,
];
const encodings = ['identity', 'gzip', 'br'];

test('twenty who write and read at once: nobody gets an older page after what was acknowledged', async () => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Der erste' });
  const path = `/api/sites/${site}/comments?thread=/post/&limit=100`;
  const acknowledged = new Set<string>();
  await Promise.all(
    Array.from({ length: 20 }, async (_, number) => {
      const visitor = new Visitor();
      let etag = (await visitor.ask('GET', path)).headers.get('ETag') ?? '';
      const { comment } = await visitor.write(site, {
        body: `Die Nummer ${number} fragt sich etwas anderes als die ${number + 77}.`,
      });
      acknowledged.add(comment.id);
      for (let read = 0; read < 3; read += 1) {
        const before = [...acknowledged];
        // An old mark is never good for a page that has changed since.
        const answer = await new Visitor().ask('GET', path, { headers: { 'If-None-Match': etag } });
        if (read === 0) expect(answer.status).toBe(200);
        if (answer.status === 304) continue;
        etag = answer.headers.get('ETag') ?? '';
        const there = ThreadPage.parse(JSON.parse(answer.text)).comments.map(({ id }) => id);
        expect(before.filter((id) => !there.includes(id))).toEqual([]);
      }
    }),
  );
  const { thread } = await new Visitor().read(site, 'thread=/post/');
  expect(thread.count).toBe(21);
});

test.each(['withdrawn by its author', 'rejected at the desk', 'filed as spam'])(
  'a comment that was %s is in no answer any more, ready-made or marked as unchanged',
  async (how) => {
    const site = await openSite({ publish: 'everyone' });
    const author = new Visitor();
    await new Visitor().write(site, { body: 'Es bleibt dabei' });
    const { comment } = await author.write(site, { body: 'Unverwechselbares Geheimnis', name: 'Zacharias' });
    const paths = answers(site, comment.id);
    const read = (path: string, encoding: string, etag = '') =>
      new Visitor().ask('GET', path, {
        headers: { 'Accept-Encoding': encoding, ...(etag ? { 'If-None-Match': etag } : {}) },
      });
    const etags = new Map<string, string>();
    for (const path of paths)
      for (const encoding of encodings) {
        const { status, headers, text } = await read(path, encoding);
        expect(status).toBe(200);
        if (encoding === 'identity') expect(text).toContain('Unverwechselbares');
        etags.set(`${path} ${encoding}`, headers.get('ETag') ?? '');
      }

    if (how.startsWith('withdrawn')) await author.ask('DELETE', `/api/sites/${site}/comments/${comment.id}`);
    else
      await (await ownerOf(site)).decide(site, how.startsWith('filed') ? 'spam' : 'reject', [comment.id], {
        expect: 'published',
      });

    const counts = await new Visitor().ask('GET', `/api/sites/${site}/counts?thread=/post/`);
    expect(JSON.parse(counts.text)).toEqual({ counts: { '/post/': 1 } });
    for (const path of paths)
      for (const encoding of encodings) {
        const { status, headers, text } = await read(path, encoding, etags.get(`${path} ${encoding}`));
        // A page on which it stood is not there; every other one has changed.
        expect([path, status]).toEqual([path, path.includes('around=') ? 404 : 200]);
        const plain = await read(path, 'identity');
        expect(plain.text + text).not.toMatch(/Unverwechselbares|Zacharias/);
        if (status === 200) expect(headers.get('ETag')).not.toBe(etags.get(`${path} ${encoding}`) || '-');
      }
  },
);
