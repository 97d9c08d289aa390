import { complaintsOf } from './page-steps';
import { expect, post, test } from './plausch';
import { commentWith, publishEverything } from './reader-steps';

const hostile = [
  '"><script>document.title = "hin"</script>',
  '</template><img src=x onerror="document.title=\'hin\'">',
];

test('on a hostile page under a strict policy what readers have been given since works, twice and in a shadow tree, and runs nothing that somebody wrote', async ({
  page,
  plausch,
}) => {
  const complaints = complaintsOf(page);
  await publishEverything(plausch);
  const first = await post(plausch, { name: hostile[0] ?? '', body: `Zuerst. ${hostile[1]}` });
  await post(plausch, { name: hostile[1] ?? '', body: 'Eine Antwort.', parent: first.comment.id });
  const inside = await (await fetch(`${plausch.base}/fragments/${plausch.site}?thread=/wer-zuhoert/`)).text();
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const policy = response.headers()['content-security-policy'] ?? '';
    const element = (looks: string, inside = '') =>
      `<plausch-comments site="${plausch.site}" thread="/wer-zuhoert/" ${looks}>${inside}</plausch-comments>`;
    const body = (await response.text())
      .replace(
        /<plausch-comments [^>]*><\/plausch-comments>/,
        () =>
          `${element('id="built" theme="card" avatars="initials"', inside)}<div><template shadowrootmode="open">${element('id="deep" theme="dense" avatars="pattern"')}</template></div><plausch-latest site="${plausch.site}" theme="large"></plausch-latest>`,
      )
      .replace('</head>', `<script type="module" src="${plausch.base}/latest.js"></script></head>`);
    await route.fulfill({
      response,
      body,
      headers: {
        ...response.headers(),
        'content-security-policy': policy.replace("style-src 'self'", `style-src 'self' ${plausch.base}`),
      },
    });
  });
  await page.route('**/styles.css', async (route) => {
    const response = await route.fetch();
    const rules =
      '* { all: unset !important } button, span, p, a, svg { display: none !important; transition: all 9s !important }';
    await route.fulfill({ response, body: `${await response.text()}\n${rules}` });
  });
  await page.goto(plausch.demo);
  for (const id of ['built', 'deep']) {
    const thread = page.locator(`#${id}`);
    await expect(thread.locator('plausch-comment [part=avatar]')).toHaveCount(2);
    const comment = thread.getByRole('article').filter({ hasText: 'Zuerst.' });
    await expect(comment.getByRole('heading')).toHaveText(hostile[0] ?? '');
    await expect(comment.getByRole('button', { name: 'Zustimmen', exact: true })).toBeVisible();
    await comment.hover();
    await expect(comment.getByRole('button', { name: 'Link kopieren' })).toBeVisible();
    const folded = comment.getByRole('button', { name: '1 Antwort an' });
    await folded.click();
    await expect(thread.getByRole('article').filter({ hasText: 'Eine Antwort.' })).toBeHidden();
    await folded.click();
  }
  await expect(page.locator('plausch-latest').getByRole('listitem')).toHaveCount(2);
  await expect(page.locator('plausch-latest').getByRole('link').last()).toContainText('Zuerst.');
  await commentWith(page, 'Zuerst.').first().getByRole('button', { name: 'Zustimmen', exact: true }).click();
  await expect(
    commentWith(page, 'Zuerst.').first().getByRole('button', { name: 'Zustimmen', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(page).not.toHaveTitle('hin');
  expect(complaints).toEqual([]);
});
