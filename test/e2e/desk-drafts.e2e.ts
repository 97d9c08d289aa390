import type { Page } from '@playwright/test';
import { callAs, commentBy, newOwnerLink, openDeskOf, readOwn, readPublished } from './desk-steps';
import { hold } from './page-steps';
import { expect, openDesk, post, signIn, test } from './plausch';

const decide = '**/api/sites/*/decisions';
const answer = (page: Page) => page.getByRole('textbox', { name: 'Ihre Antwort als Team' });
const draftOf = (page: Page, name: string) => commentBy(page, name).getByRole('status').last();
const goOn = (page: Page, name: string) =>
  draftOf(page, name).getByRole('button', { name: 'Weiterschreiben' }).first().click();

test('Escape and “Abbrechen” keep what was written as a draft that one goes on with', async ({ page, plausch }) => {
  await post(plausch, { body: 'Wie geht das?' });
  await openDesk(page, plausch);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Öffentlich antworten' }).click();
  await answer(page).fill('So geht das, und zwar');
  await page.keyboard.press('Escape');
  await expect(commentBy(page, 'Nora')).toBeFocused();
  await expect(draftOf(page, 'Nora')).toContainText('Entwurf So geht das, und zwar');

  await goOn(page, 'Nora');
  await expect(answer(page)).toBeFocused();
  await expect(answer(page)).toHaveValue('So geht das, und zwar');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await expect(draftOf(page, 'Nora')).toContainText('So geht das, und zwar');

  await page.keyboard.press('w');
  await expect(answer(page)).toHaveValue('So geht das, und zwar');
  await page.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(answer(page)).toHaveValue('');
  await expect(answer(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(draftOf(page, 'Nora')).toBeEmpty();
});

test('reason, sentence and note stay together, with what was about to be decided', async ({ page, plausch }) => {
  const { comment, token } = await post(plausch, { body: 'Kauft!' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Begründung' }).fill('Werbung, die');
  await page.getByRole('textbox', { name: 'Ein Satz dazu' }).fill('Bitte ohne Link.');
  await page.getByText('Notiz fürs Team').click();
  await page.getByRole('textbox', { name: 'Nur das Team liest sie' }).fill('Zum zweiten Mal');
  await page.keyboard.press('Escape');
  await goOn(page, 'Nora');
  await expect(page.getByRole('textbox', { name: 'Begründung' })).toHaveValue('Werbung, die');
  await expect(page.getByRole('textbox', { name: 'Ein Satz dazu' })).toHaveValue('Bitte ohne Link.');
  await expect(page.getByRole('textbox', { name: 'Nur das Team liest sie' })).toHaveValue('Zum zweiten Mal');
  // With `e` Enter would have approved, and so it does now.
  await expect(commentBy(page, 'Nora').getByRole('button').filter({ hasText: 'Freigeben' })).toHaveClass('primary');
  await page.getByRole('button', { name: 'Ablehnen', exact: true }).click();
  await expect
    .poll(async () => await readOwn(plausch, comment.id, token))
    .toMatchObject({ own: { statement: { reason: 'Werbung, die', explanation: 'Bitte ohne Link.' } } });
  // Sent is sent.
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve', expect: 'rejected' });
  await page.goto(`${plausch.base}/desk/#/localhost/queue/any`);
  await commentBy(page, 'Nora').press('Enter');
  await expect(commentBy(page, 'Nora').getByRole('button', { name: 'Behalten', exact: true })).toBeVisible();
  await expect(draftOf(page, 'Nora')).toBeEmpty();
});

test('another tab, another view, a reload: what was written is still there', async ({ page, plausch, browser }) => {
  await openDesk(page, plausch);
  await post(plausch, { body: 'Wie geht das?' });
  await openDeskOf(browser, page, plausch, 'Anna');
  await page.reload();
  await commentBy(page, 'Nora').getByRole('button', { name: 'Öffentlich antworten' }).click();
  await answer(page).fill('Die Antwort');
  await page.getByRole('link', { name: 'Gemeldet' }).click();
  await expect(page.getByText('Niemand hat etwas gemeldet.')).toBeVisible();
  await page.getByRole('link', { name: 'Wartend 1' }).click();
  await expect(draftOf(page, 'Nora')).toContainText('Die Antwort');

  await commentBy(page, 'Nora').getByRole('button', { name: 'Fragen …' }).click();
  await page.getByRole('textbox', { name: 'Frage' }).fill('@Anna, weißt du');
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await expect(draftOf(page, 'Nora')).toContainText('@Anna, weißt du');

  await page.reload();
  await expect(draftOf(page, 'Nora')).toContainText('Die Antwort');
  await draftOf(page, 'Nora').getByRole('button', { name: 'Weiterschreiben' }).last().click();
  await expect(page.getByRole('textbox', { name: 'Frage' })).toHaveValue('@Anna, weißt du');
  await page.keyboard.press('Control+Enter');
  await expect(commentBy(page, 'Nora')).toContainText('@Anna, weißt du');
  await expect(draftOf(page, 'Nora')).not.toContainText('@Anna');
});

test('a decision that did not get there leaves its words as a draft, and so does an undo', async ({
  page,
  plausch,
}) => {
  const { comment } = await post(plausch, { body: 'Wie geht das?' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.context().setOffline(true);
  await page.keyboard.press('w');
  await answer(page).fill('So geht das.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Wieder in der Liste: der Kommentar von Nora')).toBeVisible();
  await expect(draftOf(page, 'Nora')).toContainText('So geht das.');
  await page.context().setOffline(false);
  await goOn(page, 'Nora');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
  await page.keyboard.press('u');
  await expect(draftOf(page, 'Nora')).toContainText('So geht das.');
  expect(await readPublished(plausch)).not.toContain(comment.id);
});

test('a key beside an open form decides nothing without the words in it', async ({ page, plausch }) => {
  await post(plausch, { body: 'Wie geht das?' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.keyboard.press('w');
  await answer(page).fill('So geht das.');
  await commentBy(page, 'Nora').focus();
  await page.keyboard.press('a');
  await expect(answer(page)).toBeFocused();
  await expect(answer(page)).toHaveValue('So geht das.');
  expect(await readPublished(plausch)).toEqual([]);
});

test('what a colleague decides meanwhile does not take away what was begun', async ({ page, plausch, browser }) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Nora', body: 'Wie geht das?' });
  await post(plausch, { name: 'Ole', body: 'Und das?' });
  await page.reload();
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await expect(commentBy(anna, 'Ole')).toBeVisible();
  await anna.keyboard.press('w');
  await answer(anna).fill('So geht das.');
  await commentBy(anna, 'Ole').focus();
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'reject' });
  await expect(commentBy(anna, 'Nora').getByRole('alert')).toContainText('abgelehnt');
  await expect(answer(anna)).toHaveValue('So geht das.');
});

test('the reason for several stays until it is sent', async ({ page, plausch }) => {
  for (const name of ['Anton', 'Berta']) await post(plausch, { name, body: `Kauft, sagt ${name}!` });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Berta')).toBeVisible();
  await page.keyboard.press('Shift+X');
  await page.keyboard.press('r');
  await page.keyboard.type('Nur Werb');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Begründung' })).toHaveValue('Nur Werb');
  await expect(page.getByText('Ihr Entwurf von vorhin.')).toBeVisible();
  await page.route(decide, (route) => route.abort(), { times: 1 });
  await page.keyboard.type('ung');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wieder in der Liste: 2 Kommentare')).toBeVisible();
  // What did not get there is selected again.
  await expect(page.locator('desk-bulk select')).toContainText('2 ausgewählt');
  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Begründung' })).toHaveValue('Nur Werbung');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Abgelehnt: 2 Kommentare')).toBeVisible();
  await expect
    .poll(async () => (await callAs(page, plausch, 'GET', '/decisions')).decisions[0])
    .toMatchObject({ action: 'reject', reason: 'Nur Werbung', count: 2 });
});

test('spaces alone are no answer: nothing is approved without one', async ({ page, plausch }) => {
  await post(plausch, { body: 'Wie geht das?' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.keyboard.press('w');
  await answer(page).fill('   ');
  await page.keyboard.press('Control+Enter');
  await expect(answer(page)).toBeFocused();
  expect(await readPublished(plausch)).toEqual([]);
});

test('whoever signs out leaves nothing behind, and nobody else finds anything', async ({ page, plausch, data }) => {
  await post(plausch, { body: 'Wie geht das?' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.keyboard.press('w');
  await answer(page).fill('Geheim');
  await page.keyboard.press('Escape');
  const stored = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(await stored()).toContain('Geheim');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  expect(await stored()).not.toContain('Geheim');
  await page.goto(newOwnerLink(plausch, data));
  await signIn(page);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await expect(draftOf(page, 'Nora')).toBeEmpty();

  await page.keyboard.press('w');
  await answer(page).fill('Geheim');
  const { link } = await callAs(page, plausch, 'POST', '/people', { name: 'Anna', role: 'moderator', scope: [] });
  await page.context().clearCookies();
  await page.goto(`${plausch.base}/desk/#link=${link}`);
  await page.reload();
  await signIn(page);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await expect(draftOf(page, 'Nora')).toBeEmpty();
  await page.keyboard.press('w');
  await answer(page).fill('Von Anna');
  expect(await stored()).not.toContain('Geheim');
});

test('whoever goes on with a ban before it is known who they are here has the form as soon as it is', async ({
  page,
  plausch,
}) => {
  await post(plausch, { body: 'Kauft!' });
  await openDesk(page, plausch);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Sperren …' }).click();
  await page.getByRole('combobox', { name: 'Begründung' }).fill('Wirbt immer');
  await page.keyboard.press('Escape');
  await expect(draftOf(page, 'Nora')).toContainText('Wirbt immer');
  const letGo = await hold(page, '**/people');
  await page.reload();
  await goOn(page, 'Nora');
  letGo();
  await expect(page.getByRole('combobox', { name: 'Begründung' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Begründung' })).toHaveValue('Wirbt immer');
  await expect(draftOf(page, 'Nora')).toBeEmpty();
});

test('a ban that is half written stays with the comment until it is sent or discarded', async ({ page, plausch }) => {
  await post(plausch, { body: 'Kauft!' });
  await openDesk(page, plausch);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Sperren …' }).click();
  await page.getByLabel('Gesperrt: kann nicht schreiben').check();
  await page.getByLabel('Für').selectOption('30 Tage');
  await page.getByRole('combobox', { name: 'Begründung' }).fill('Wirbt immer');
  // A key beside the form sends nothing away under it.
  await commentBy(page, 'Nora').focus();
  await page.keyboard.press('a');
  await expect(page.getByRole('combobox', { name: 'Begründung' })).toBeFocused();
  expect(await readPublished(plausch)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(draftOf(page, 'Nora')).toContainText('Entwurf Wirbt immer');

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await page.reload();
  await goOn(page, 'Nora');
  await expect(page.getByRole('combobox', { name: 'Begründung' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Begründung' })).toHaveValue('Wirbt immer');
  await expect(draftOf(page, 'Nora')).toBeEmpty();
  await page.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(page.getByRole('combobox', { name: 'Begründung' })).toHaveValue('');

  await page.getByLabel('Gesperrt: kann nicht schreiben').check();
  await page.getByLabel('Für').selectOption('30 Tage');
  await page.getByRole('combobox', { name: 'Begründung' }).fill('Nur Werbung');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await goOn(page, 'Nora');
  await page.getByRole('button', { name: 'Sperren', exact: true }).click();
  await expect(page.getByText('Nora ist gesperrt.')).toBeVisible();
  await expect(draftOf(page, 'Nora')).toBeEmpty();
  const { bans } = await callAs(page, plausch, 'GET', '/bans');
  expect(bans).toMatchObject([{ kind: 'ban', reason: 'Nur Werbung' }]);
  const days = (Date.parse(bans[0].until) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(30);
});
