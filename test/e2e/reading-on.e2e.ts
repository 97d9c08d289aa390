import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { expect, post, type Running, test } from './plausch';
import { commentWith, publishEverything } from './reader-steps';

/** Anton, whom Berta answers, whom Clara answers, and so on to Emil, who stands too deep to be indented; then Frieda. */
async function publishBranch(plausch: Running): Promise<string[]> {
  await publishEverything(plausch);
  const ids: string[] = [];
  for (const name of ['Anton', 'Berta', 'Clara', 'Dora', 'Emil'])
    ids.push((await post(plausch, { name, body: `Von ${name}.`, parent: ids.at(-1) })).comment.id);
  await post(plausch, { name: 'Frieda', body: 'Von Frieda.' });
  return ids;
}
const fold = (page: Page, name: string) => page.getByRole('button', { name });

test('a branch is folded by pointer and key, says how much is in it, and stays so on this page', async ({
  page,
  plausch,
}) => {
  const ids = await publishBranch(plausch);
  await page.goto(plausch.demo);
  const ofBerta = fold(page, '3 Antworten an Berta');
  await expect(ofBerta).toHaveAttribute('aria-expanded', 'true');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await ofBerta.click();
  await expect(ofBerta).toHaveAttribute('aria-expanded', 'false');
  await expect(ofBerta).toHaveText('+3');
  await expect(commentWith(page, 'Von Emil.')).toBeHidden();
  await expect(commentWith(page, 'Von Berta.')).toBeVisible();
  await expectNoViolations(page, 'plausch-comments');
  // By key; and n goes over what is folded away.
  await ofBerta.press('n');
  await expect(commentWith(page, 'Von Frieda.')).toBeFocused();
  await page.reload();
  await expect(ofBerta).toHaveText('+3');
  await expect(commentWith(page, 'Von Emil.')).toBeHidden();
  await ofBerta.press('Enter');
  await expect(commentWith(page, 'Von Emil.')).toBeVisible();
  await fold(page, '4 Antworten an Anton').press('Enter');
  await expect(commentWith(page, 'Von Berta.')).toBeHidden();

  // A link to what is in it unfolds it.
  await page.evaluate((id) => {
    location.hash = `plausch-${id}`;
  }, ids[4] ?? '');
  await expect(commentWith(page, 'Von Emil.')).toBeFocused();
  await expect(fold(page, '4 Antworten an Anton')).toHaveAttribute('aria-expanded', 'true');
});

test('whom a comment answers is one press away, and so is the way back', async ({ page, plausch }) => {
  await publishBranch(plausch);
  await page.goto(plausch.demo);
  const link = page.getByRole('link', { name: 'Antwort an Dora' });
  const back = page.getByRole('button', { name: 'Zurück zur Antwort von Emil' });
  await expect(fold(page, '3 Antworten an Berta')).toBeVisible();
  for (const way of ['button', 'browser'] as const) {
    await link.press('Enter');
    await expect(commentWith(page, 'Von Dora.')).toBeFocused();
    await expect(back).toBeVisible();
    if (way === 'button') await back.press('Enter');
    else await page.goBack();
    await expect(commentWith(page, 'Von Emil.')).toBeFocused();
    await expect(back).toBeHidden();
    expect(new URL(page.url()).hash).toBe('');
  }
});

test('one’s own answer in a folded branch unfolds it; what comes there meanwhile counts', async ({ page, plausch }) => {
  const [anton] = await publishBranch(plausch);
  await page.clock.install();
  await page.goto(plausch.demo);
  await fold(page, '4 Antworten an Anton').click();
  await post(plausch, { name: 'Gustav', body: 'Von Gustav.', parent: anton });
  await post(plausch, { name: 'Hanna', body: 'Von Hanna.' });
  await page.clock.runFor('01:00');
  await page.getByRole('button', { name: '2 neue Kommentare' }).click();
  await expect(commentWith(page, 'Von Gustav.')).toBeFocused();
  await fold(page, '5 Antworten an Anton').click();
  await commentWith(page, 'Von Anton.').getByRole('button', { name: 'Antworten', exact: true }).click();
  const form = page.getByRole('form', { name: 'Antwort an Anton' });
  await form.getByRole('textbox').first().fill('Von mir.');
  await form.getByLabel('Name').fill('Nora');
  await form.getByRole('button', { name: 'Absenden' }).click();
  await expect(commentWith(page, 'Von mir.')).toBeFocused();
  await expect(fold(page, '6 Antworten an Anton')).toHaveAttribute('aria-expanded', 'true');
});

/** Selects from one text to another, as somebody does by pointer or key. */
const select = (page: Page, from: string, to: string) =>
  page.evaluate(
    ([from, to]) => {
      const bodies = [
        ...(document.querySelector('plausch-comments')?.shadowRoot?.querySelectorAll('[part=body]') ?? []),
      ];
      const [first, last] = [from, to].map((words) => bodies.find((body) => body.textContent?.includes(`${words}`)));
      document.getSelection()?.setBaseAndExtent(first as Node, 0, last as Node, last?.childNodes.length ?? 0);
    },
    [from, to],
  );

test('what is selected in one comment is quoted into the answer, and what is written there stays', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { name: 'Anton', body: 'Erster Absatz.\n\nZweiter *Absatz*.' });
  await post(plausch, { name: 'Berta', body: `Sehr ${'lang '.repeat(600)}Ende.` });
  await page.goto(plausch.demo);
  const offer = page.getByRole('button', { name: 'Zitieren' });
  await commentWith(page, 'Erster Absatz.').hover();
  await expect(page.getByRole('button', { name: 'Link kopieren' })).toBeVisible();
  await expect(offer).toBeHidden();
  // Across two comments there is nothing to quote.
  await select(page, 'Zweiter', 'Sehr');
  await expect(offer).toBeHidden();
  await select(page, 'Erster', 'Zweiter');
  await expect(commentWith(page, 'Erster Absatz.').getByRole('button', { name: 'Zitieren' })).toBeVisible();
  await expectNoViolations(page, 'plausch-comments');
  await offer.click();
  const answer = page.getByRole('textbox', { name: 'Antwort an Anton' });
  await expect(answer).toBeFocused();
  await expect(answer).toHaveValue('> Erster Absatz.\n>\n> Zweiter Absatz.\n\n');
  await page.keyboard.type('Dazu ich.');
  await select(page, 'Zweiter', 'Zweiter');
  // By key, with the focus in the comments.
  await commentWith(page, 'Erster Absatz.').getByRole('link').first().focus();
  await page.keyboard.press('q');
  await expect(answer).toHaveValue(/^> Erster Absatz\.\n>\n> Zweiter Absatz\.\n\nDazu ich\.\n\n> Erster/);
  await select(page, 'Sehr', 'Sehr');
  await offer.click();
  await expect(page.getByRole('textbox', { name: 'Antwort an Berta' })).toHaveValue(/^> Sehr (lang )+…\n\n$/);
});

test('the link to a comment is copied; where the browser forbids that, it stands there to be copied', async ({
  page,
  context,
  plausch,
}) => {
  await publishEverything(plausch);
  const { comment } = await post(plausch, { name: 'Anton', body: 'Hier.' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(plausch.demo);
  const copy = page.getByRole('button', { name: 'Link kopieren' });
  await commentWith(page, 'Hier.').hover();
  await copy.click();
  await expect(page.getByRole('status')).toHaveText('Der Link ist kopiert.');
  const link = `${page.url().split('#')[0]}#plausch-${comment.id}`;
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
  });
  await copy.press('Enter');
  const address = page.getByRole('textbox', { name: 'Adresse dieses Kommentars' });
  await expect(address).toBeFocused();
  await expect(address).toHaveValue(link);
  await expectNoViolations(page, 'plausch-comments');
});

test.describe('with a finger, on a phone', () => {
  test.use({ viewport: { width: 375, height: 900 }, hasTouch: true });

  test('what can be done with the comment one taps comes without moving anything, and can be tapped', async ({
    page,
    context,
    plausch,
  }) => {
    await publishBranch(plausch);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const voting = page.waitForResponse((response) => response.url().includes('/voting-'));
    await page.goto(plausch.demo);
    await voting;
    await expect(fold(page, '3 Antworten an Berta')).toBeVisible();
    await expect(
      commentWith(page, 'Von Frieda.').getByRole('button', { name: 'Zustimmen', exact: true }),
    ).toBeVisible();
    const places = () =>
      page.locator('plausch-comments').evaluate((element) =>
        [...(element.shadowRoot?.querySelectorAll('article, button:not([part~=copy], [part~=quote])') ?? [])].map(
          (one) => {
            const { top, left, height } = one.getBoundingClientRect();
            return [top + scrollY, left, height];
          },
        ),
      );
    const before = await places();
    const copy = page.getByRole('button', { name: 'Link kopieren' });
    for (const name of ['Anton', 'Dora', 'Frieda']) {
      await commentWith(page, `Von ${name}.`).getByText(`Von ${name}.`).tap();
      await expect(commentWith(page, `Von ${name}.`).getByRole('button', { name: 'Link kopieren' })).toBeVisible();
      expect(await places()).toEqual(before);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
      await copy.tap();
      await expect(page.getByRole('status')).toHaveText('Der Link ist kopiert.');
    }
  });
});

test('what the browser finds in a folded branch unfolds it', async ({ page, plausch }) => {
  await publishBranch(plausch);
  await page.goto(plausch.demo);
  await fold(page, '4 Antworten an Anton').click();
  await expect(commentWith(page, 'Von Emil.')).toBeHidden();
  // A link to words, which is the browser's find without its bar.
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), {
      href: '#:~:text=Von%20Emil',
      textContent: 'Zu diesen Worten',
    });
    document.querySelector('h1')?.append(link);
  });
  await page.getByRole('link', { name: 'Zu diesen Worten' }).click();
  await expect(commentWith(page, 'Von Emil.')).toBeVisible();
  await expect(commentWith(page, 'Von Berta.')).toBeVisible();
  await expect(fold(page, '4 Antworten an Anton')).toHaveAttribute('aria-expanded', 'true');
});

test('where nobody has written nothing comes that is for comments; with the first one it does', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await page.clock.install();
  const came: string[] = [];
  page.on('response', (response) => {
    const [, what] = /\/chunks\/(tools|voting)-/.exec(response.url()) ?? [];
    if (what) came.push(what);
  });
  const reading = page.waitForResponse('**/chunks/reading-*.js');
  await page.goto(plausch.demo);
  await (await reading).finished();
  await expect(page.getByText('Hier hat noch niemand geschrieben.')).toBeVisible();
  await post(plausch, { name: 'Anton', body: 'Zuerst.' });
  const newest = page.waitForResponse('**/newest?*');
  await page.clock.runFor('01:00');
  await (await newest).finished();
  expect(came).toEqual([]);
  await page.getByRole('button', { name: '1 neuer Kommentar' }).click();
  await expect(commentWith(page, 'Zuerst.').getByRole('button', { name: 'Zustimmen', exact: true })).toBeVisible();
  await expect(commentWith(page, 'Zuerst.').getByRole('button', { name: 'Link kopieren' })).toBeVisible();
});

test('what is drawn anew has its buttons again; what its author has taken back has none for its link', async ({
  page,
  plausch,
}) => {
  await publishBranch(plausch);
  const gone = await post(plausch, { name: 'Gerda', body: 'Von Gerda.' });
  await post(plausch, { name: 'Hans', body: 'Von Hans.', parent: gone.comment.id });
  await page.clock.install();
  await page.goto(plausch.demo);
  const ofAnton = fold(page, '4 Antworten an Anton');
  await expect(ofAnton).toBeVisible();
  const element = page.locator('plausch-comments');
  await element.evaluate((one) => one.setAttribute('avatars', 'initials'));
  await expect(commentWith(page, 'Von Anton.').locator('[part=avatar]')).toBeVisible();
  await expect(ofAnton).toBeVisible();
  await expect(fold(page, '1 Antwort an Gerda')).toBeVisible();

  await commentWith(page, 'Von Gerda.').hover();
  const copy = page.getByRole('button', { name: 'Link kopieren' });
  await expect(copy).toBeVisible();
  await page.mouse.move(0, 0);
  const response = await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${gone.comment.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${gone.token}` },
  });
  expect(response.status).toBe(204);
  await page.getByRole('combobox', { name: 'Zuerst' }).selectOption('newest');
  await expect(page.getByText('Dieser Kommentar wurde zurückgenommen.')).toBeVisible();
  await expect(copy).toHaveCount(0);
  await expect(fold(page, '1 Antwort an …')).toBeVisible();
  await expect(ofAnton).toBeVisible();
});
