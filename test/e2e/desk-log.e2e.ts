import { commentBy, readPublished } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('the log tells who decided what and why, newest first, and undoes it', async ({ page, plausch }) => {
  const { comment } = await post(plausch, { name: 'Anton', body: 'Bleibt.' });
  await post(plausch, { name: 'Berta', body: 'Bleibt nicht.' });
  await openDesk(page, plausch);
  await commentBy(page, 'Anton').getByRole('button', { name: 'Freigeben' }).click();
  await commentBy(page, 'Berta').getByRole('button', { name: 'Ablehnen' }).click();
  await page.getByRole('textbox', { name: 'Begründung' }).fill('Nicht freundlich');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Abgelehnt: Berta')).toBeVisible();
  await expect.poll(() => readPublished(plausch)).toContain(comment.id);

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entries = page.getByRole('main').getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Redaktion hat 1 Kommentar abgelehnt');
  await expect(entries.first()).toContainText('Nicht freundlich');
  await expect(entries.last()).toContainText('Redaktion hat 1 Kommentar freigegeben');

  await entries.last().getByRole('button', { name: 'Rückgängig' }).click();
  await expect(entries.last()).toContainText(/Von Redaktion .+ rückgängig gemacht/);
  expect(await readPublished(plausch)).not.toContain(comment.id);
  await expect(entries.last()).toContainText('Anton: Bleibt.');
  await entries.first().getByRole('link', { name: 'Berta:' }).click();
  await expect(commentBy(page, 'Berta')).toContainText('Redaktion hat das');
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await expect(commentBy(page, 'Anton')).toBeVisible();
});

test('what was decided anew since cannot be undone from below, and the log says so', async ({ page, plausch }) => {
  const { comment } = await post(plausch, { body: 'Hin und her.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  const decide = (action: string, expected?: string) =>
    page.request.post(`${plausch.base}/api/sites/${plausch.site}/decisions`, {
      data: { comments: [comment.id], action, ...(expected ? { expect: expected } : {}) },
    });
  expect((await decide('approve')).status()).toBe(201);
  expect((await decide('reject', 'published')).status()).toBe(201);

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entries = page.getByRole('main').getByRole('listitem');
  await entries.last().getByRole('button', { name: 'Rückgängig' }).click();
  await expect(entries.last().getByRole('alert')).toHaveText('Inzwischen hat jemand neu entschieden.');
});
