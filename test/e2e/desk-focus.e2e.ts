import type { Page } from '@playwright/test';
import { callAs, commentBy, openDeskOf, postTo } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

/** What has the focus, looked for through all shadow roots: its name, or what it is. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return 'nothing';
    const name = element.localName === 'article' ? element.querySelector('h2 bdi') : element;
    const label = name?.getAttribute('aria-label') ?? name?.textContent;
    return `${element.localName} ${element.id || label}`.replace(/\s+/g, ' ').trim();
  });

const expectFocus = (page: Page, what: string | RegExp) => expect.poll(() => focused(page)).toMatch(what);
const onComment = (name: string) => `article ${name}`;
const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const empty = /^div Nichts wartet/;

async function openWith(page: Page, plausch: Running, ...names: string[]): Promise<void> {
  for (const name of names) await post(plausch, { name, body: `Ein Gedanke von ${name}.` });
  await openDesk(page, plausch);
  for (const name of names) await expect(commentBy(page, name)).toBeVisible();
}

test('after a decision the focus is on the next comment, after the last one on what stands in its place', async ({
  page,
  plausch,
}) => {
  await openWith(page, plausch, 'Anton', 'Berta', 'Clara', 'Dora');
  await expectFocus(page, /^main/);
  await commentBy(page, 'Anton').getByRole('button', { name: 'Freigeben', exact: true }).click();
  await expectFocus(page, onComment('Berta'));
  await page.keyboard.press('s');
  await expectFocus(page, onComment('Clara'));
  await page.keyboard.press('r');
  await expectFocus(page, 'input reason');
  // An empty reason is one, too.
  await page.keyboard.press('Enter');
  await expectFocus(page, onComment('Dora'));
  await page.keyboard.press('w');
  await expectFocus(page, 'textarea reply');
  await page.keyboard.press('Control+Enter');
  await expectFocus(page, 'textarea reply');
  await page.keyboard.type('Danke.');
  await page.keyboard.press('Control+Enter');
  await expectFocus(page, empty);
});

test('after a decision that did not get there: on the comment that is back', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton');
  await page.context().setOffline(true);
  await page.keyboard.press('a');
  await expect(told(page, 'Wieder in der Liste')).toBeVisible();
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await expect(told(page, 'Wieder in der Liste')).toBeVisible();
  await expectFocus(page, onComment('Anton'));
});

test('after forms that are left: on the comment, or on what opened them', async ({ page, plausch, browser }) => {
  await openWith(page, plausch, 'Anton');
  await openDeskOf(browser, page, plausch, 'Anna');
  await page.reload();
  const card = commentBy(page, 'Anton');
  await expect(card.getByRole('button', { name: 'Fragen …' })).toBeVisible();
  for (const key of ['r', 'e', 'w', 'c']) {
    await page.keyboard.press(key);
    await expectFocus(page, /^(input reason|textarea (reply|question))$/);
    await page.keyboard.press('Escape');
    await expectFocus(page, onComment('Anton'));
  }
  for (const button of ['Ablehnen', 'Begründung …', 'Öffentlich antworten', 'Fragen …']) {
    await card.getByRole('button', { name: button }).click();
    await card.getByRole('button', { name: 'Abbrechen' }).press('Enter');
    await expectFocus(page, onComment('Anton'));
  }
});

test('after a question: on the comment; when it did not get there, in its field', async ({
  page,
  plausch,
  browser,
}) => {
  await openWith(page, plausch, 'Anton');
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await page.reload();
  await expect(commentBy(page, 'Anton').getByRole('button', { name: 'Fragen …' })).toBeVisible();
  await page.keyboard.press('c');
  await page.keyboard.press('Control+Enter');
  await expectFocus(page, 'textarea question');
  await page.keyboard.type('@Anna?');
  await page.context().setOffline(true);
  await page.keyboard.press('Control+Enter');
  await expect(told(page, 'Der Server antwortet nicht.')).toBeVisible();
  await expectFocus(page, 'textarea question');
  await page.context().setOffline(false);
  await page.keyboard.press('Control+Enter');
  await expect(commentBy(page, 'Anton')).toContainText('@Anna?');
  await expectFocus(page, onComment('Anton'));

  await anna.goto(`${plausch.base}/desk/#/localhost/queue/asked`);
  const field = commentBy(anna, 'Anton').getByRole('textbox', { name: 'Ihre Antwort' });
  await field.fill('Ja.');
  await anna.keyboard.press('Escape');
  await expectFocus(anna, onComment('Anton'));
  await expect(field).toHaveValue('Ja.');
  await field.press('Control+Enter');
  await expect(commentBy(anna, 'Anton')).toContainText('Anna antwortet');
  await expectFocus(anna, onComment('Anton'));
});

test('after undoing: on what is back', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton', 'Berta');
  await page.keyboard.press('a');
  await page.keyboard.press('a');
  await expectFocus(page, empty);
  await page.keyboard.press('u');
  await expectFocus(page, onComment('Berta'));
  await page
    .getByRole('button', { name: 'Berta' })
    .or(page.getByRole('button', { name: 'Schließen' }))
    .click();
  await expectFocus(page, onComment('Berta'));
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Rückgängig' }).press('Enter');
  await expectFocus(page, onComment('Berta'));
  await page.keyboard.press('x');
  await page.keyboard.press('a');
  await expectFocus(page, empty);
  await page.getByRole('button', { name: 'Rückgängig' }).press('Enter');
  await expectFocus(page, onComment('Berta'));
  // Undone is all there is.
  await page.keyboard.press('u');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('u');
  await expect(told(page, 'Hier gibt es nichts rückgängig zu machen.')).toBeVisible();
  await expectFocus(page, onComment('Anton'));
});

test('with several selected: the bar opens and closes without losing the place', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton', 'Berta', 'Clara');
  const bar = page.getByRole('region', { name: 'Über mehrere' });
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expectFocus(page, onComment('Anton'));
  await bar.getByRole('button', { name: 'Nichts auswählen' }).press('Enter');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('Shift+X');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('r');
  await expectFocus(page, 'input reason');
  await page.keyboard.press('Escape');
  await expectFocus(page, 'button reason');
  await page.keyboard.press('Shift+X');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('x');
  await bar.getByRole('button', { name: 'Alle 3 auswählen' }).press('Enter');
  await expectFocus(page, 'button reason');
  await bar.getByRole('button', { name: 'Spam' }).press('Enter');
  await expectFocus(page, empty);
  await page.keyboard.press('u');
  await expectFocus(page, /^article/);
});

test('after what others did: on the same comment', async ({ page, plausch, browser }) => {
  await openWith(page, plausch, 'Anton', 'Berta');
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await expect(commentBy(anna, 'Anton')).toBeVisible();
  await page.keyboard.press('j');
  await anna.keyboard.press('j');
  await anna.keyboard.press('a');
  await expect(commentBy(page, 'Anton').getByRole('alert')).toBeVisible();
  await expectFocus(page, onComment('Anton'));
  await commentBy(page, 'Anton').getByRole('alert').getByRole('button', { name: 'Rückgängig' }).press('Enter');
  await expect(commentBy(page, 'Anton').getByRole('alert')).toHaveCount(0);
  await expectFocus(page, onComment('Anton'));
  await anna.getByRole('button', { name: '1 neue anzeigen' }).press('Enter');
  await expectFocus(anna, onComment('Anton'));
  await anna.keyboard.press('a');
  await expect(commentBy(page, 'Anton').getByRole('alert')).toBeVisible();
  await page.keyboard.press('a');
  await expectFocus(page, onComment('Berta'));
});

test('after looking for something: in the search, or on what was found', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton', 'Berta');
  await page.keyboard.press('/');
  await expectFocus(page, 'input q');
  await page.keyboard.press('Escape');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('/');
  await page.keyboard.type('Berta');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 gefunden')).toBeVisible();
  await expectFocus(page, 'input q');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expectFocus(page, onComment('Berta'));
  await commentBy(page, 'Berta').getByRole('link', { name: 'nur hier' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Nicht mehr nur zu' })).toBeVisible();
  await expectFocus(page, onComment('Anton'));
  await page.getByRole('button', { name: 'Nicht mehr nur zu' }).press('Enter');
  await expectFocus(page, 'input q');
  await page.keyboard.type('nirgends');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nichts passt dazu.')).toBeVisible();
  await page.getByRole('link', { name: 'In allen Kommentaren suchen' }).press('Enter');
  await expect(page.getByText('Nichts passt dazu.')).toBeVisible();
  await expectFocus(page, /^div Nichts passt/);
});

test('after loading: on what came, or on the button to try again', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton');
  await page.keyboard.press('j');
  await post(plausch, { name: 'Berta', body: 'Neu.' });
  await page.getByRole('button', { name: '1 neue anzeigen' }).press('Enter');
  await expectFocus(page, onComment('Berta'));
  await page.route('**/queue?*', (route) => route.abort());
  await page.getByRole('link', { name: 'Alle 2' }).press('Enter');
  const again = page.getByRole('button', { name: 'Noch einmal versuchen' });
  await again.press('Enter');
  await expectFocus(page, 'button Noch einmal versuchen');
  await page.unroute('**/queue?*');
  await again.press('Enter');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('a');
  await page.keyboard.press('a');
  await expectFocus(page, /^div Nichts wartet/);
  await expect(page.getByText('Alles ist entschieden.')).toBeVisible();
});

test('after the last comment of a page that is not the last: on the first of the next', async ({ page, plausch }) => {
  await page.route('**/queue?*', async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '2');
    await route.continue({ url: url.href });
  });
  await page.addInitScript(() => {
    // Nothing is loaded by scrolling.
    Object.assign(window, {
      IntersectionObserver: class {
        observe() {}
        disconnect() {}
      },
    });
  });
  for (const name of ['Anton', 'Berta', 'Clara', 'Dora', 'Emil']) await post(plausch, { name, body: `Von ${name}.` });
  await openDesk(page, plausch);
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.keyboard.press('Shift+X');
  await page.keyboard.press('s');
  await expectFocus(page, onComment('Clara'));
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.getByRole('button', { name: 'Weitere' }).press('Enter');
  await expectFocus(page, onComment('Emil'));
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('after a ban: on what opened the form, or on the comment', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton');
  const card = commentBy(page, 'Anton');
  await card.getByRole('button', { name: 'Sperren …' }).click();
  await page.keyboard.press('Escape');
  await expectFocus(page, onComment('Anton'));
  await card.getByRole('button', { name: 'Sperren …' }).click();
  await card.getByRole('combobox', { name: 'Begründung' }).fill('Wird laut');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('stumm');
  await expectFocus(page, onComment('Anton'));
});

test('in rows: unfolded and folded, decided, reported away', async ({ page, plausch }) => {
  await openWith(page, plausch, 'Anton', 'Berta');
  const { items } = await callAs(page, plausch, 'GET', '/queue?state=held');
  for (const { comment } of items) {
    await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
    await postTo(plausch, `${comment.id}/reports`, { reason: 'insult', note: '' });
  }
  await page.goto(`${plausch.base}/desk/#/localhost/queue/reported?q=gedanke`);
  await expect(commentBy(page, 'Berta')).toBeVisible();
  await page.keyboard.press('j');
  await expectFocus(page, onComment('Anton'));
  await page.keyboard.press('Enter');
  await expectFocus(page, onComment('Anton'));
  await commentBy(page, 'Anton').getByRole('button', { name: 'Einklappen' }).press('Enter');
  await expectFocus(page, onComment('Anton'));
  await commentBy(page, 'Berta').getByRole('button', { name: 'Ganz zeigen' }).press('Enter');
  await expectFocus(page, onComment('Berta'));
  await page.keyboard.press('a');
  await expectFocus(page, onComment('Anton'));
  await commentBy(page, 'Anton').getByRole('button', { name: 'Behalten', exact: true }).press('Enter');
  await expectFocus(page, /^div Nichts passt/);
});
