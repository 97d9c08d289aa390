import type { Page } from '@playwright/test';
import { expect, post, type Running, startPlausch, test } from './plausch';
import { commentWith, composer, publishEverything, write } from './reader-steps';

/** Three comments by three readers on the demo post. */
async function publishThree(plausch: Running): Promise<void> {
  await publishEverything(plausch);
  for (const name of ['Anton', 'Berta', 'Clara']) await post(plausch, { name, body: `Ein Gedanke von ${name}.` });
}

/** Waits until all that comes after the comments is there: the buttons to vote are the last of it. */
const attended = (page: Page, name: string) =>
  expect(
    page.getByRole('article', { name: new RegExp(`^${name}`) }).getByRole('button', { name: 'Zustimmen', exact: true }),
  ).toBeVisible();

test('50 comments come at once, the rest when asked for, and the focus moves there', async ({ page, data }) => {
  const plausch = await startPlausch(data, ['--limits', 'off']);
  await publishEverything(plausch);
  for (let number = 1; number <= 52; number += 1) await post(plausch, { body: `Nummer ${number}.` });
  await page.goto(plausch.demo);
  await expect(page.getByRole('heading', { name: 'Kommentare: 52' })).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'Nummer' })).toHaveCount(50);
  await expect(page.locator('plausch-comments')).not.toContainText(/false|undefined|null|object/);
  await page.getByRole('button', { name: 'Weitere Kommentare' }).click();
  await expect(page.getByRole('article').filter({ hasText: 'Nummer' })).toHaveCount(52);
  await expect(commentWith(page, 'Nummer 51.')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Weitere Kommentare' })).toBeHidden();
  await plausch.kill();
});

/** Puts elements into the demo page as an owner would. */
const withMarkup = (markup: string) => (html: string) => html.replace(/<plausch-comments [^>]*>/, `${markup}$&`);

test('all counts of a page come with one request, and follow what is published', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Eins', thread: '/a/' });
  const counts = ['/a/', '/b/', '/wer-zuhoert/']
    .map((thread) => `<p>${thread} <plausch-count site="localhost" thread="${thread}"></plausch-count></p>`)
    .join('');
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withMarkup(counts)(await response.text()) });
  });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/counts?')) asked.push(request.url());
  });
  await page.goto(plausch.demo);
  await expect(page.getByText('/a/ 1')).toBeVisible();
  await expect(page.getByText('/b/ 0')).toBeVisible();
  expect(asked).toHaveLength(1);
  await write(composer(page), { body: 'Neu', name: 'Nora' });
  await expect(page.getByText('/wer-zuhoert/ 1')).toBeVisible();
  await expect(page.getByText('Kommentar schreiben · Kommentare: 1')).toBeVisible();
});

test('the newest first: one’s own new comment stands on top', async ({ page, plausch }) => {
  await publishEverything(plausch);
  for (const body of ['Alt', 'Neuer']) await post(plausch, { body });
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<plausch-comments ', '<plausch-comments sort="newest" ');
    await route.fulfill({ response, body });
  });
  await page.goto(plausch.demo);
  await expect(page.locator('plausch-comments').getByRole('article')).toContainText(['Neuer', 'Alt']);
  await write(composer(page), { body: 'Ganz neu', name: 'Nora' });
  await expect(page.locator('plausch-comments').getByRole('article')).toContainText(['Ganz neu', 'Neuer', 'Alt']);
});

test('the page’s language is the widget’s: German', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await expect(page.getByRole('heading', { name: 'Kommentare: 0' })).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Comments: 0' })).toBeVisible();
  await expect(page.getByText('Nobody has written here yet.')).toBeVisible();
});

test('a page that says no language has the site’s', async ({ page, plausch }) => {
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('<html lang="de">', '<html>') });
  });
  await page.goto(plausch.demo);
  await expect(page.getByRole('heading', { name: 'Kommentare: 0' })).toBeVisible();
});

test('the time of a comment is a link that leads to it', async ({ page, plausch }) => {
  await publishEverything(plausch);
  for (let number = 1; number <= 12; number += 1) await post(plausch, { body: `Nummer ${number}.` });
  await page.goto(plausch.demo);
  const href = await commentWith(page, 'Nummer 12.').locator('a:has(time)').getAttribute('href');
  await page.goto('about:blank');
  await page.goto(href ?? '');
  await expect(commentWith(page, 'Nummer 12.')).toBeFocused();
  await expect(commentWith(page, 'Nummer 12.')).toBeInViewport();
});

test('with the focus in the comments, n and p lead from one to the next; where one writes they are letters', async ({
  page,
  plausch,
}) => {
  await publishThree(plausch);
  await page.goto(plausch.demo);
  const article = (name: string) => page.getByRole('article', { name: new RegExp(`^${name}`) });
  await attended(page, 'Clara');
  // Nothing of the page’s own keys is taken.
  await page.keyboard.press('n');
  await expect(article('Anton')).not.toBeFocused();
  await article('Anton').getByRole('link').first().focus();
  await page.keyboard.press('n');
  await expect(article('Berta')).toBeFocused();
  await page.keyboard.press('n');
  await expect(article('Clara')).toBeFocused();
  await page.keyboard.press('n');
  await expect(article('Clara')).toBeFocused();
  await page.keyboard.press('p');
  await expect(article('Berta')).toBeFocused();
  await article('Berta').getByRole('button', { name: 'Antworten' }).click();
  const answer = page.getByRole('textbox', { name: 'Antwort an Berta' });
  await expect(answer).toBeFocused();
  await page.keyboard.type('np');
  await expect(answer).toHaveValue('np');
});

test('an age on the open page stays true', async ({ page, plausch }) => {
  await publishThree(plausch);
  await page.clock.install();
  await page.goto(plausch.demo);
  const time = page.getByRole('article', { name: 'Anton' }).locator('time');
  await expect(time).toHaveText('gerade eben');
  await attended(page, 'Anton');
  await page.clock.runFor('05:00');
  await expect(time).toHaveText('vor 5 Minuten');
  await page.clock.fastForward('02:00:00');
  await page.clock.runFor('01:00');
  await expect(time).toHaveText('vor 2 Stunden');
});

test('whoever points at an age is told the day and the time', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Heute' });
  await page.goto(plausch.demo);
  await attended(page, 'Nora');
  const time = commentWith(page, 'Heute').locator('time');
  await time.hover();
  await expect(time).toHaveAttribute('title', /^(Sonn|Mon|Diens|Donners|Frei|Sams)tag|^Mittwoch/);
});

test('a closed thread says so and has no place to write', async ({ page, plausch }) => {
  await page.route('**/comments?*', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({ response, json: { ...answer, thread: { ...answer.thread, open: false } } });
  });
  await page.goto(plausch.demo);
  await expect(page.getByText('Diese Diskussion ist geschlossen.')).toBeVisible();
  await expect(composer(page)).toBeHidden();
});

test('a second script tag does no harm, and the page hears what happens', async ({ page, plausch }) => {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of ['plausch-load', 'plausch-submit', 'plausch-error'])
      document.addEventListener(type, (event) => {
        const { detail } = event as CustomEvent<{ thread: { key: string } | string; status?: string; code?: string }>;
        heard.push([type, detail.status ?? detail.code ?? (detail.thread as { key: string }).key].join(' '));
      });
  });
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const tag = `<script type="module" src="${plausch.base}/embed.js"></script>`;
    await route.fulfill({ response, body: (await response.text()).replace('</body>', `${tag}</body>`) });
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(plausch.demo);
  await write(composer(page), { body: 'Ohne Namen' });
  await expect(composer(page).getByLabel('Name')).toBeFocused();
  await write(composer(page), { body: 'Mit Namen', name: 'Nora' });
  await expect(commentWith(page, 'Mit Namen')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
    'plausch-load /wer-zuhoert/',
    'plausch-error invalid-fields',
    'plausch-submit held',
  ]);
  expect(errors).toEqual([]);
});

test('a few comments take no other room once they are in sight: nothing moves under the reader’s hand', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  for (const body of ['Eins.', 'Zwei, und etwas mehr dazu.', 'Drei.']) await post(plausch, { body });
  // All of it is below what can be seen.
  await page.setViewportSize({ width: 800, height: 200 });
  await page.goto(plausch.demo);
  await expect(page.locator('plausch-comment')).toHaveCount(3);
  const heights = () =>
    page.evaluate(async () => {
      const { documentElement: root } = document;
      const frames = async () => {
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      };
      await frames();
      const before = root.scrollHeight;
      scrollTo(0, before);
      await frames();
      return [before, root.scrollHeight];
    });
  const [before, after] = await heights();
  expect(after).toBe(before);
});
