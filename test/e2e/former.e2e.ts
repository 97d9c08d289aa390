import { expect, test } from './plausch';
import { asOwner, commentWith } from './reader-steps';

test('an address of before leads to the comment that was brought from there, however far down it stands', async ({
  page,
  plausch,
}) => {
  const call = await asOwner(plausch);
  const thread = 't';
  const author = { id: null, name: 'Nora', email: null, website: null, team: false };
  const [rest, network] = [{ edited: null, status: 'published', ups: 0, downs: 0, pinned: false, parent: null }, null];
  const comments = Array.from({ length: 120 }, (_, number) => {
    const id = number === 100 ? 'a&b/ü' : `${number}`;
    return {
      id,
      thread,
      author,
      body: `Von früher ${number}.`,
      created: Date.UTC(2015, 0, 1 + number),
      ...rest,
      network,
    };
  });
  const threads = [{ id: thread, key: '/wer-zuhoert/', url: null, title: null, closed: false }];
  const begun = await call('POST', '/imports', { format: 'disqus', system: 'Disqus', file: 'export.xml' });
  const { id } = (await begun.json()) as { id: string };
  await call('POST', `/imports/${id}/records`, { threads, comments });
  await call('POST', `/imports/${id}/end`, {});
  const count = async () => {
    const answer = await fetch(`${plausch.base}/api/sites/${plausch.site}/counts?thread=/wer-zuhoert/`);
    return ((await answer.json()) as { counts: Record<string, number> }).counts['/wer-zuhoert/'];
  };
  await expect.poll(count).toBe(120);

  await page.goto(`${plausch.demo}#comment-90`);
  await expect(commentWith(page, 'Von früher 90.')).toBeFocused();
  expect(new URL(page.url()).hash).toMatch(/^#plausch-\w{26}$/);
  // On a page that is open, too, and whatever stands in an id.
  await page.evaluate(() => {
    location.hash = '#isso-a%26b%2F%C3%BC';
  });
  await expect(commentWith(page, 'Von früher 100.')).toBeFocused();
  // What is not from there stays what it was.
  const asked = page.waitForResponse((response) => response.url().includes('/former?'));
  await page.evaluate(() => {
    location.hash = '#comment-nobody';
  });
  expect((await asked).status()).toBe(404);
  expect(new URL(page.url()).hash).toBe('#comment-nobody');
});
