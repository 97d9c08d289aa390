import { callAs, commentBy, stopClock } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('a moderator looks for words, in what waits and in everything', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Anton', body: 'Die Straße nach Köln.' });
  await post(plausch, { name: 'Berta', body: 'Der Weg nach Bonn.' });
  await stopClock(page);
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  await page.reload();
  await expect(commentBy(page, 'Berta')).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('köln');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nichts passt dazu.')).toBeVisible();
  await page.getByRole('link', { name: 'In allen Kommentaren suchen' }).click();
  await expect(page.getByText('1 gefunden')).toBeVisible();
  await expect(commentBy(page, 'Anton')).toContainText(/Redaktion hat das .+ freigegeben\./);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('köln');
  await expect(commentBy(page, 'Anton')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('Nichts passt dazu.')).toBeVisible();
});

test('the other comments of an author are one click away, and can be decided anew there', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  const { comment, token } = await post(plausch, { name: 'Nora', body: 'Früher.' });
  await post(plausch, { name: 'Nora', body: 'Heute.', token });
  await post(plausch, { name: 'Ole', body: 'Ein anderer.' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  await page.reload();
  await commentBy(page, 'Nora').getByRole('link', { name: 'Kommentare' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  const earlier = page.getByRole('article').filter({ hasText: 'Früher.' });
  await stopClock(page);
  await earlier.getByRole('button', { name: 'Spam' }).click();
  await expect(earlier).toContainText(/Redaktion hat das .+ als Spam markiert\./);
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.getByRole('button', { name: 'Nicht mehr nur von Nora' }).click();
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('what waits under one post is one click away', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Hier.' });
  await post(plausch, { name: 'Ole', body: 'Dort.', thread: '/dort/' });
  await page.reload();
  await commentBy(page, 'Ole').getByRole('link', { name: 'nur hier: /dort/' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Nicht mehr nur zu /dort/' })).toBeVisible();
});

test('a moderator looks for a day', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Heute.' });
  await page.reload();
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.getByText('Zeit', { exact: true }).click();
  await page.getByLabel('Bis').fill('2020-01-01');
  await expect(page.getByText('Nichts passt dazu.')).toBeVisible();
  await page.getByLabel('Bis').fill('');
  await expect(commentBy(page, 'Nora')).toBeVisible();
});

test('a search that has not looked through everything says so, goes on by itself, and decides nothing unseen', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  for (const name of ['Anton', 'Berta']) await post(plausch, { name, body: 'Ein Gedanke.' });
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(2);
  let left = 12_000;
  let freely = false;
  await page.route(/\/queue\?.*q=/, async (route) => {
    const response = await route.fetch();
    if (freely) left = 0;
    await route.fulfill({
      response,
      json: { ...(await response.json()), total: 5, unsearched: Math.min(left, 10_000) },
    });
  });
  await page.keyboard.press('/');
  await page.keyboard.type('gedanke');
  await page.keyboard.press('Enter');
  await expect(page.getByText('5 gefunden · Mehr als 10.000 Kommentare werden noch durchsucht')).toBeVisible();
  await page.getByRole('checkbox').first().check();
  await expect(page.getByRole('option', { name: '5' })).toHaveCount(0);
  left = 1;
  await expect(page.getByText('5 gefunden · Ein Kommentar wird noch durchsucht')).toBeVisible();
  freely = true;
  await expect(page.getByText('5 gefunden', { exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: '5' })).toHaveCount(1);
});
