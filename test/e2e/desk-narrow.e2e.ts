import { callAs, commentBy, postTo, runSite, speak } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

const views = [
  'queue',
  'queue/spam',
  'queue/any',
  'decisions',
  'pulse',
  'outbox',
  'bans',
  'rules',
  'people',
  'settings',
  'profile',
  'letter',
];
/** A word that fits on no phone. */
const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(2);

test('no view is wider than a phone, in either language, whatever stands in it', async ({ page, plausch, data }) => {
  await openDesk(page, plausch);
  runSite(data, 'add', 'eine-website-mit-einem-langen-namen.example');
  const call = (method: string, path: string, data?: unknown) => callAs(page, plausch, method, path, data);
  const first = await post(plausch, {
    name: long.slice(0, 80),
    body: long,
    website: `https://${'a'.repeat(60)}.example/`,
  });
  await post(plausch, { name: 'Bot', body: `[url=http://casino.example/${long}]free casino bonus[/url]` });
  const second = await post(plausch, { name: 'Berta', body: `\`${long}\`` });
  await call('POST', '/decisions', { comments: [second.comment.id], action: 'reject', reason: long, note: long });
  await postTo(plausch, `${second.comment.id}/appeal`, { text: long }, second.token);
  const { person } = await call('POST', '/people', {
    name: long.slice(0, 80),
    role: 'moderator',
    scope: [`/${long}/`, '/wer-zuhoert/'],
  });
  await call('POST', `/comments/${first.comment.id}/consults`, { to: person.account, note: long });
  await call('POST', '/rules', {
    name: long.slice(0, 80),
    on: true,
    propose: 'hold',
    when: { kind: 'words', words: [long.slice(0, 60)] },
  });
  const { items } = await call('GET', '/queue?state=held');
  await call('PUT', `/authors/${items[0].author.id}/ban`, { kind: 'mute', reason: long, days: 7 });
  await call('PATCH', '/settings', { reasons: [long] });
  await page.setViewportSize({ width: 375, height: 700 });
  await page.reload();

  const wide = () =>
    page.evaluate(() => {
      const { documentElement } = document;
      return [documentElement.scrollWidth, documentElement.clientWidth];
    });
  for (const language of ['English', 'Deutsch']) {
    await speak(page, language);
    for (const view of views) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/localhost/${view}`);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeAttached();
      await expect(page.getByText(/^(Lädt|Loading) …$/)).toHaveCount(0);
      expect(await wide(), `${view} in ${language}`).toEqual([375, 375]);
      // The menu is on the page as a whole, too.
      const menu = page.getByRole('navigation').first();
      const button = await menu.getByRole('button').boundingBox();
      // As wide as what stands below it.
      expect([button?.x, (button?.x ?? 0) + (button?.width ?? 0)], `the menu of ${view}`).toEqual([7.5, 367.5]);
      await menu.getByRole('button').click();
      const { left, right } = await menu.getByRole('list').evaluate((list) => {
        const { left, right } = list.getBoundingClientRect();
        return { left, right };
      });
      expect(left, view).toBeGreaterThanOrEqual(0);
      expect(right, view).toBeLessThanOrEqual(375);
      expect(await wide(), `the menu over ${view}`).toEqual([375, 375]);
      await page.keyboard.press('Escape');
    }
  }
  await page.evaluate(() => {
    location.hash = '#/localhost/queue';
  });
  await expect(commentBy(page, 'Donau').first()).toBeVisible();
});
