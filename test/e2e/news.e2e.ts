import type { Page, Request } from '@playwright/test';
import { expectNoViolations } from './access';
import { expect, post, type Running, test } from './plausch';
import { commentWith, composer, publishEverything, write } from './reader-steps';

const comments = (page: Page) => page.locator('plausch-comments').getByRole('article');
const newsButton = (page: Page, words: string) =>
  page.getByRole('status').getByRole('button', { name: words, exact: true });

/** Opens the demo post on a clock that stands, and waits until all that comes after the comments is there. */
async function open(page: Page, plausch: Running): Promise<void> {
  await page.clock.install();
  const voting = page.waitForResponse((response) => response.url().includes('/voting-'));
  await page.goto(plausch.demo);
  await voting;
  await expect(comments(page).first().getByRole('button', { name: 'Zustimmen', exact: true })).toBeVisible();
}

/** Whether the page is looked at, as the browser tells it. */
async function look(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

const isAsking = (request: Request) => request.url().includes('/newest?');
/** Lets a minute pass and waits for the answer to what is asked then. */
async function passMinute(page: Page): Promise<void> {
  const answer = page.waitForResponse((response) => isAsking(response.request()));
  await page.clock.runFor('01:00');
  await (await answer).finished();
}

test('new comments say so within a minute, move nothing, and are shown in their place when that is pressed', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  const anton = await post(plausch, { name: 'Anton', body: 'Zuerst.' });
  await post(plausch, { name: 'Berta', body: 'Danach.' });
  await open(page, plausch);
  const places = () =>
    page.evaluate(() =>
      [...(document.querySelector('plausch-comments')?.shadowRoot?.querySelectorAll('article') ?? [])].map(
        (article) => article.getBoundingClientRect().top + scrollY,
      ),
    );
  const before = await places();
  await composer(page).getByRole('textbox').first().fill('Was ich gerade schreibe');
  await post(plausch, { name: 'Clara', body: 'Eine Antwort.', parent: anton.comment.id });
  await post(plausch, { name: 'Dora', body: 'Ganz neu.' });
  await passMinute(page);
  await expect(newsButton(page, '2 neue Kommentare')).toBeVisible();
  await expect(comments(page)).toHaveCount(2);
  // Where the form stands open above them they stand lower; by the announcement they do not.
  const [first = 0] = await places();
  expect((await places()).map((top) => top - first)).toEqual(before.map((top) => top - (before[0] ?? 0)));
  await expectNoViolations(page, 'plausch-comments');

  await newsButton(page, '2 neue Kommentare').click();
  await expect(comments(page)).toContainText(['Zuerst.', 'Eine Antwort.', 'Danach.', 'Ganz neu.']);
  await expect(commentWith(page, 'Eine Antwort.')).toBeFocused();
  await expect(commentWith(page, 'Eine Antwort.')).toHaveAccessibleDescription('Neu');
  await expect(comments(page).getByText('Neu', { exact: true })).toHaveCount(2);
  await expect(page.getByRole('status')).toHaveText('');
  await expect(page.getByRole('heading', { name: 'Kommentare: 4' })).toBeVisible();
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Was ich gerade schreibe');
  await expectNoViolations(page, 'plausch-comments');

  // What comes after that is new, and what was is not any more.
  await post(plausch, { name: 'Emil', body: 'Noch neuer.' });
  await passMinute(page);
  await newsButton(page, '1 neuer Kommentar').press('Enter');
  await expect(commentWith(page, 'Noch neuer.')).toBeFocused();
  await expect(comments(page).getByText('Neu', { exact: true })).toHaveCount(1);
});

test('what is one’s own is not announced as new, also while it waits', async ({ page, plausch }) => {
  const set = await publishEverything(plausch);
  await post(plausch, { name: 'Anton', body: 'Zuerst.' });
  await open(page, plausch);
  await write(composer(page), { body: 'Von mir', name: 'Nora' });
  await expect(commentWith(page, 'Von mir')).toBeVisible();
  await set({ publish: 'nobody' });
  await write(composer(page), { body: 'Wartet', name: 'Nora' });
  await expect(page.getByText('Der Kommentar wartet').first()).toBeVisible();
  await set({ publish: 'everyone' });
  await passMinute(page);
  await post(plausch, { name: 'Dora', body: 'Ganz neu.' });
  await passMinute(page);
  await expect(newsButton(page, '1 neuer Kommentar')).toBeVisible();
});

test('nobody asks while the page is hidden, or without a network; once it is looked at again after a minute, at once', async ({
  page,
  context,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Zuerst.' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (isAsking(request)) asked.push(request.url());
  });
  await open(page, plausch);
  await passMinute(page);
  await look(page, true);
  await page.clock.runFor('30:00');
  expect(asked).toHaveLength(1);
  await post(plausch, { body: 'Währenddessen.' });
  await look(page, false);
  await expect(newsButton(page, '1 neuer Kommentar')).toBeVisible();
  expect(asked).toHaveLength(2);
  // A glance away asks nothing.
  await look(page, true);
  await look(page, false);
  await context.setOffline(true);
  await page.clock.runFor('30:00');
  expect(asked).toHaveLength(2);
  const answer = page.waitForResponse((response) => isAsking(response.request()));
  await context.setOffline(false);
  await answer;
  expect(asked).toHaveLength(3);
});

test('a server that has too much to do is asked when it says, then less and less often', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Zuerst.' });
  let asked = 0;
  const readable = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After' };
  const refusal = { status: 429, headers: { ...readable, 'Retry-After': '600' }, body: 'Too many' };
  await page.route('**/newest?*', (route) => {
    asked += 1;
    return route.fulfill(asked > 1 ? { status: 503, headers: readable, body: 'Bad gateway' } : refusal);
  });
  await open(page, plausch);
  const passUntilAsked = (times: number) =>
    expect
      .poll(async () => {
        await page.clock.runFor('01:00');
        return asked;
      })
      .toBe(times);
  await passUntilAsked(1);
  for (const [at, pause] of [10, 4, 8].entries()) {
    await page.clock.runFor((pause - 2) * 60_000);
    expect([pause, asked]).toEqual([pause, at + 1]);
    await passUntilAsked(at + 2);
  }
  await expect(page.getByRole('status')).toHaveText('');
});

test('what was loaded stays, what is gone goes, and where very many came they are shown where the first of them stands', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  const gone = await post(plausch, { name: 'Gustav', body: 'Bald weg.' });
  for (let number = 1; number <= 51; number += 1) await post(plausch, { body: `Nummer ${number}.` });
  await open(page, plausch);
  await page.getByRole('button', { name: 'Weitere Kommentare' }).click();
  await expect(comments(page)).toHaveCount(52);
  await post(plausch, { name: 'Dora', body: 'Ganz neu.' });
  const response = await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${gone.comment.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${gone.token}` },
  });
  expect(response.status).toBe(204);
  await passMinute(page);
  await newsButton(page, '1 neuer Kommentar').click();
  await expect(commentWith(page, 'Ganz neu.')).toBeFocused();
  await expect(commentWith(page, 'Nummer 51.')).toBeVisible();
  await expect(commentWith(page, 'Bald weg.')).toBeHidden();

  for (let number = 1; number <= 60; number += 1) await post(plausch, { body: `Nachzügler ${number}.` });
  await passMinute(page);
  await newsButton(page, '60 neue Kommentare').click();
  await expect(commentWith(page, 'Nachzügler 11.')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Frühere Kommentare' })).toBeVisible();
});

test('deep in a thread what is new is in sight, below the bar of the page, and one key away', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  for (let number = 1; number <= 30; number += 1) await post(plausch, { body: `Nummer ${number}.` });
  await page.route('**/styles.css', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\nhtml { scroll-padding-top: 60px; }` });
  });
  await open(page, plausch);
  await commentWith(page, 'Nummer 28.').getByRole('link').first().focus();
  const top = () => commentWith(page, 'Nummer 28.').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  const button = newsButton(page, '1 neuer Kommentar');
  await post(plausch, { body: 'Ganz neu.' });
  await passMinute(page);
  await expect(button).toBeInViewport({ ratio: 1 });
  expect((await button.boundingBox())?.y).toBe(68);
  expect(await top()).toBe(before);
  // What has the focus is never below it.
  for (const name of ['Nummer 1.', 'Nummer 12.', 'Nummer 3.']) {
    await commentWith(page, name).getByRole('link').first().focus();
    const [link, above] = [
      await commentWith(page, name).getByRole('link').first().boundingBox(),
      await button.boundingBox(),
    ];
    expect([name, (link?.y ?? 0) >= (above?.y ?? 0) + (above?.height ?? 0)]).toEqual([name, true]);
  }
  // A point is a point where somebody writes.
  await composer(page).getByRole('textbox').first().press('.');
  await expect(button).toBeVisible();
  await commentWith(page, 'Nummer 28.').focus();
  await page.keyboard.press('.');
  await expect(commentWith(page, 'Ganz neu.')).toBeFocused();
  await expect(button).toHaveCount(0);
});

test('in no theme the announcement moves anything', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Zuerst.' });
  await open(page, plausch);
  const element = page.locator('plausch-comments');
  for (const [number, theme] of ['plain', 'card', 'dense', 'large'].entries()) {
    await element.evaluate((one, theme) => one.setAttribute('theme', theme), theme);
    await expect(element.getByRole('heading', { name: 'Kommentare' })).toHaveCSS(
      'font-size',
      { dense: '17.9297px', large: '27.7578px' }[theme] ?? '21.25px',
    );
    // A theme's styles come on demand, and this one's letters are as large as those before.
    await expect(element.getByRole('article').first()).toHaveCSS(
      'border-left-style',
      theme === 'card' ? 'solid' : 'none',
    );
    const places = () =>
      element.evaluate((one) =>
        [...(one.shadowRoot?.querySelectorAll('article, [part=status]') ?? [])].map((part) => {
          const { top, height } = part.getBoundingClientRect();
          return [top, height];
        }),
      );
    const before = await places();
    await post(plausch, { body: `Nummer ${number}.` });
    await passMinute(page);
    await expect(newsButton(page, '1 neuer Kommentar')).toBeVisible();
    expect([theme, await places()]).toEqual([theme, before]);
    await newsButton(page, '1 neuer Kommentar').click();
    await expect(commentWith(page, `Nummer ${number}.`)).toBeFocused();
  }
});

test('a clock that is put back keeps nobody from hearing', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Zuerst.' });
  await open(page, plausch);
  await passMinute(page);
  await page.clock.setSystemTime(Date.now() - 3 * 24 * 60 * 60_000);
  await post(plausch, { body: 'Danach.' });
  const answer = page.waitForResponse((response) => isAsking(response.request()));
  await page.clock.runFor('02:00');
  await (await answer).finished();
  await expect(newsButton(page, '1 neuer Kommentar')).toBeVisible();
  await expect(page.locator('plausch-comments time').first()).toHaveText('gerade eben');
});
