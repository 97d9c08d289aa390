import { expect, test } from 'vitest';
import { openSite, ownerOf, Visitor } from '../visitor';

test('whose comment waits hears how long that usually takes here, when it can be changed, and what it says', async () => {
  const site = await openSite({ publish: 'nobody' });
  const others = await Promise.all(
    Array.from({ length: 5 }, (_, number) => new Visitor().write(site, { body: `Beitrag Nummer ${number}` })),
  );
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Und *meiner*?' });
  expect(comment.own?.usualWait).toBeNull();
  const owner = await ownerOf(site);
  await owner.decide(
    site,
    'approve',
    others.map((other) => other.comment.id),
  );
  const [mine] = (await nora.own(site)).comments;
  expect(mine?.own).toMatchObject({ body: 'Und *meiner*?', link: comment.own?.link });
  expect(mine?.own?.usualWait).toBeGreaterThanOrEqual(0);
  expect(Date.parse(mine?.own?.editableUntil ?? '')).toBeGreaterThan(Date.parse(comment.created));

  // Everybody reads the same of it: nothing of this is on the page of the thread.
  const page = await new Visitor().ask('GET', `/api/sites/${site}/comments?thread=/post/`);
  expect(page.text).not.toContain('usualWait');
});
