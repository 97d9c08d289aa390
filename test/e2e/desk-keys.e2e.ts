import { callAs, commentBy, openDeskOf, readPublished, speak } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('`w` answers and approves; Ctrl+Enter sends an answer, a question, and the answer to a question', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Wie geht das?' });
  await post(plausch, { name: 'Ole', body: 'Und das?' });
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await page.reload();
  await expect(commentBy(page, 'Nora').getByRole('button', { name: 'Fragen …' })).toBeVisible();
  await page.keyboard.press('c');
  await page.keyboard.type('@Anna, weißt du es?');
  await page.keyboard.press('Control+Enter');
  await expect(commentBy(page, 'Nora')).toContainText('@Anna, weißt du es?');

  await anna.goto(`${plausch.base}/desk/#/localhost/queue/asked`);
  await commentBy(anna, 'Nora').getByRole('textbox', { name: 'Ihre Antwort' }).fill('Ja, so.');
  await anna.keyboard.press('Meta+Enter');
  await expect(commentBy(page, 'Nora')).toContainText('Ja, so.');

  await page.keyboard.press('w');
  await page.keyboard.type('So geht das.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Freigegeben: Nora')).toBeVisible();
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
});

test('no two buttons of a comment say the same: answering readers is not answering a colleague', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Nora', body: 'Wie geht das?' });
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  const { people } = await callAs(page, plausch, 'GET', '/people');
  const [to] = people.filter(({ name }: { name: string }) => name === 'Anna');
  await callAs(page, plausch, 'POST', `/comments/${comment.id}/consults`, { to: to.account, note: 'Weißt du es?' });
  for (const language of ['Deutsch', 'English']) {
    await speak(anna, language);
    await anna.goto(`${plausch.base}/desk/#/localhost/queue/asked`);
    await expect(commentBy(anna, 'Nora').getByRole('textbox')).toBeVisible();
    await anna.keyboard.press('j');
    await anna.keyboard.press('w');
    const names = await commentBy(anna, 'Nora').getByRole('button').allInnerTexts();
    expect(names.length).toBeGreaterThan(3);
    expect(new Set(names).size).toBe(names.length);
    await anna.keyboard.press('Escape');
    const closed = await commentBy(anna, 'Nora').getByRole('button').allInnerTexts();
    expect(new Set(closed).size).toBe(closed.length);
  }
});

test('one key selects all that is loaded, and nothing again', async ({ page, plausch }) => {
  for (const name of ['Anton', 'Berta', 'Clara']) await post(plausch, { name, body: `Ein Gedanke von ${name}.` });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Clara')).toBeVisible();
  const which = page.getByRole('combobox', { name: 'Worüber' });
  await page.keyboard.press('x');
  await expect(which).toHaveText(/1 ausgewählt/);
  await page.keyboard.press('Shift+X');
  await expect(which).toHaveText(/3 ausgewählt/);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await page.keyboard.press('Shift+X');
  await expect(which).toHaveCount(0);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await page.keyboard.press('Shift+X');
  await page.keyboard.press('a');
  await expect(page.getByText('Freigegeben: 3 Kommentare')).toBeVisible();
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(3);
});

test('every key of the queue is in the list of keys', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
  for (const language of ['Deutsch', 'English']) {
    await speak(page, language);
    await page.keyboard.press('?');
    const keys = await page.getByRole('dialog').getByRole('term').allInnerTexts();
    expect(keys).toEqual(['j', 'k', 'Enter', 'a', 'r', 's', 'w', 'e', 'c', 'p', 'x', '⇧ x', 'u', '/', '?']);
    const meanings = await page.getByRole('dialog').getByRole('definition').allInnerTexts();
    expect(new Set(meanings).size).toBe(keys.length);
    await page.keyboard.press('Escape');
  }
});
