import type { Page } from '@playwright/test';
import { callAs, commentBy, openDeskOf, postTo, readPublished } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

/** The author of a comment changes it, as their browser does. */
async function change(plausch: Running, { comment, token }: { comment: { id: string }; token: string }, body: string) {
  const response = await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${comment.id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ body }),
  });
  expect(response.ok).toBe(true);
}
const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const approve = (page: Page, name: string) =>
  commentBy(page, name).getByRole('button', { name: 'Freigeben', exact: true });

test.describe('where nothing live arrives', () => {
  test.beforeEach(({ page }) => page.routeWebSocket('**/live', (socket) => void socket.close()));

  test('a text that was changed since is not published unseen: the desk shows what changed and asks again', async ({
    page,
    plausch,
  }) => {
    const nora = await post(plausch, { body: 'Ein freundlicher Gedanke dazu.' });
    await openDesk(page, plausch);
    await expect(commentBy(page, 'Nora')).toBeVisible();
    await change(plausch, nora, 'Ein gemeiner <b>Gedanke</b> dazu.');
    await approve(page, 'Nora').click();
    await expect(told(page, 'Wieder in der Liste: der Kommentar von Nora')).toBeVisible();
    await expect(told(page, 'Der Text wurde gerade geändert.')).toBeVisible();
    await expect(commentBy(page, 'Nora')).toBeFocused();
    await expect(commentBy(page, 'Nora').locator('ins')).toHaveText([/gemeiner <b>Gedanke<\/b>/]);
    await expect(commentBy(page, 'Nora').locator('del')).toHaveText([/freundlicher Gedanke/]);
    expect(await readPublished(plausch)).toEqual([]);
    await page.waitForFunction(
      (since) => performance.now() - since > 1000,
      await page.evaluate(() => performance.now()),
    );
    await approve(page, 'Nora').click();
    await expect.poll(() => readPublished(plausch)).toEqual([nora.comment.id]);
  });

  test('one changed text among several: nothing is decided, the others stay selected', async ({ page, plausch }) => {
    const anton = await post(plausch, { name: 'Anton', body: 'Der erste Gedanke.' });
    for (const name of ['Berta', 'Clara']) await post(plausch, { name, body: `Ein Gedanke von ${name}.` });
    await openDesk(page, plausch);
    await expect(commentBy(page, 'Clara')).toBeVisible();
    await page.keyboard.press('Shift+X');
    await change(plausch, anton, 'Der letzte Gedanke.');
    await page.keyboard.press('a');
    await expect(told(page, 'Wieder in der Liste: 3 Kommentare')).toBeVisible();
    await expect(told(page, 'Der Text wurde gerade geändert.')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Worüber' })).toHaveText(/2 ausgewählt/);
    expect(await readPublished(plausch)).toEqual([]);
    await page.keyboard.press('a');
    await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
    expect(await readPublished(plausch)).not.toContain(anton.comment.id);
  });

  test('all of a list is what it showed: what came in since is left, and told', async ({ page, plausch }) => {
    for (const name of ['Anton', 'Berta']) await post(plausch, { name, body: `Ein Gedanke von ${name}.` });
    await openDesk(page, plausch);
    await commentBy(page, 'Anton').getByRole('checkbox').check();
    await page.getByRole('combobox', { name: 'Worüber' }).selectOption('alle 2 dieser Liste');
    await post(plausch, { name: 'Clara', body: 'Zu spät für die Liste.' });
    await page.getByRole('region', { name: 'Über mehrere' }).getByRole('button', { name: 'Freigeben' }).click();
    await expect(told(page, 'Freigegeben: 2 Kommentare. 1 kam inzwischen dazu')).toBeVisible();
    await expect(commentBy(page, 'Clara')).toBeVisible();
    expect(await readPublished(plausch)).toHaveLength(2);
  });
});

test('what came in and was told, but not shown, is no part of the list', async ({ page, plausch }) => {
  for (const name of ['Anton', 'Berta']) await post(plausch, { name, body: `Ein Gedanke von ${name}.` });
  await openDesk(page, plausch);
  await commentBy(page, 'Anton').getByRole('checkbox').check();
  await post(plausch, { name: 'Clara', body: 'Zu spät für die Liste.' });
  await expect(page.getByRole('button', { name: '1 neue anzeigen' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Worüber' }).selectOption('alle 2 dieser Liste');
  await page.getByRole('region', { name: 'Über mehrere' }).getByRole('button', { name: 'Freigeben' }).click();
  await expect(told(page, 'Freigegeben: 2 Kommentare. 1 kam inzwischen dazu')).toBeVisible();
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
});

test('a change arrives at once and says so; what is pressed in that moment decides nothing', async ({
  page,
  plausch,
}) => {
  const nora = await post(plausch, { body: 'Ein freundlicher Gedanke.' });
  await post(plausch, { name: 'Ole', body: 'Etwas ganz anderes.' });
  await page.clock.install();
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Ole')).toBeVisible();
  await page.keyboard.press('j');
  // The clock stands still: no time passes between the change and what is pressed.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 10_000);
  await change(plausch, nora, 'Ein gemeiner Gedanke.');
  await expect(told(page, 'Der Text wurde gerade geändert.')).toBeVisible();
  await expect(commentBy(page, 'Nora')).toBeFocused();
  await expect(commentBy(page, 'Nora').locator('ins')).toHaveText(/gemeiner/);
  await page.keyboard.press('a');
  await expect(told(page, 'Nichts ist entschieden: Bitte erst lesen.')).toBeVisible();
  await expect(commentBy(page, 'Nora')).toBeFocused();
  // What lies below has moved.
  await approve(page, 'Ole').click();
  await expect(commentBy(page, 'Ole')).toBeVisible();
  expect(await readPublished(plausch)).toEqual([]);
  await page.clock.runFor(1100);
  await commentBy(page, 'Nora').focus();
  await page.keyboard.press('a');
  await expect.poll(() => readPublished(plausch)).toEqual([nora.comment.id]);
});

test('an author who takes the comment back: it leaves, but not from under the moderator', async ({ page, plausch }) => {
  const nora = await post(plausch, { body: 'Das war zu viel.' });
  const ole = await post(plausch, { name: 'Ole', body: 'Etwas ganz anderes.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Ole')).toBeVisible();
  await page.keyboard.press('j');
  for (const { comment, token } of [nora, ole])
    await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${comment.id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
    });
  await expect(commentBy(page, 'Ole')).toHaveCount(0);
  await expect(told(page, 'Der Kommentar wurde gerade zurückgezogen')).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
});

test('whoever decided sees that the appeal against it waits for somebody else', async ({ page, plausch, browser }) => {
  const nora = await post(plausch, { body: 'Ganz unschuldig.' });
  await openDesk(page, plausch);
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await callAs(page, plausch, 'POST', '/decisions', { comments: [nora.comment.id], action: 'reject' });
  await expect
    .poll(() => postTo(plausch, `${nora.comment.id}/appeal`, { text: 'Bitte noch einmal.' }, nora.token))
    .toBe(202);
  await page.getByRole('link', { name: 'Widerspruch' }).click();
  await expect(told(page, '1 Widerspruch gegen Ihre Entscheidung wartet auf jemand anderen.')).toBeVisible();
  await expect(page.getByText('Niemand hat Widerspruch erhoben.')).toBeVisible();
  await page.getByRole('link', { name: 'Auch Entschiedenes' }).click();
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await expect(commentBy(page, 'Nora')).toContainText('Der Widerspruch gegen Ihre Entscheidung wartet');
  await expect(commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  expect(await readPublished(plausch)).toEqual([]);

  await anna.getByRole('link', { name: 'Widerspruch 1' }).click();
  await expect(commentBy(anna, 'Nora')).toContainText('Bitte noch einmal.');
  await approve(anna, 'Nora').click();
  await expect.poll(() => readPublished(plausch)).toEqual([nora.comment.id]);
});

test('a report tells that the text was changed since, and so does a notice', async ({ page, plausch }) => {
  const nora = await post(plausch, { body: 'Ein gemeiner Gedanke.' });
  await openDesk(page, plausch);
  await approve(page, 'Nora').click();
  await expect.poll(() => readPublished(plausch)).toEqual([nora.comment.id]);
  expect(await postTo(plausch, `${nora.comment.id}/reports`, { reason: 'insult' })).toBe(202);
  const notice = { explanation: 'Beleidigung', name: 'Uwe', email: 'uwe@example.de', goodFaith: true };
  expect(await postTo(plausch, `${nora.comment.id}/notices`, notice)).toBe(202);
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/queue/all`);
  await expect(commentBy(page, 'Nora').getByText('Beleidigung').first()).toBeVisible();
  await expect(page.getByText('Der Text wurde seitdem geändert')).toHaveCount(0);
  await change(plausch, nora, 'Ein freundlicher Gedanke.');
  await page.reload();
  await expect(commentBy(page, 'Nora').getByText('Der Text wurde seitdem geändert')).toHaveCount(2);
});
