import { callAs, commentBy } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('`p` pins a published comment at the top of its thread, `u` takes that back, and the log has both', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  await post(plausch, { name: 'Ole', body: 'Zuerst.' });
  const { comment } = await post(plausch, { name: 'Nora', body: 'Das Wichtigste in drei Sätzen.' });
  await post(plausch, { name: 'Berta', body: 'Danke!', parent: comment.id });
  const names = async () => {
    const address = `${plausch.base}/api/sites/${plausch.site}/comments?thread=/wer-zuhoert/`;
    const { comments } = await (await fetch(address)).json();
    return comments.map(({ author, pinned }: { author: { name: string }; pinned: boolean }) => [author.name, pinned]);
  };
  await page.goto(`${plausch.base}/desk/#/localhost/queue/any`);
  const nora = commentBy(page, 'Nora');
  await nora.focus();
  await page.keyboard.press('p');
  await expect(page.getByText('Der Kommentar von Nora steht jetzt oben in seiner Diskussion.')).toBeVisible();
  await expect(nora.getByText('angeheftet')).toBeVisible();
  expect((await names())[0]).toEqual(['Nora', true]);
  await page.keyboard.press('u');
  await expect(page.getByText('Rückgängig gemacht: der Kommentar von Nora.')).toBeVisible();
  await expect(nora.getByText('angeheftet')).toHaveCount(0);
  expect((await names())[0]).toEqual(['Ole', false]);

  await nora.focus();
  await page.keyboard.press('Enter');
  await nora.getByRole('button', { name: 'Anheften' }).click();
  await expect(nora.getByRole('button', { name: 'Lösen' })).toBeVisible();
  expect((await names())[0]).toEqual(['Nora', true]);
  // What answers somebody stands below that.
  await commentBy(page, 'Berta').focus();
  await page.keyboard.press('Enter');
  await expect(commentBy(page, 'Berta').getByRole('button', { name: 'Ablehnen' })).toBeVisible();
  await expect(commentBy(page, 'Berta').getByRole('button', { name: 'Anheften' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entries = page.getByRole('listitem').filter({ hasText: 'hat einen Kommentar angeheftet' });
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Nora: Das Wichtigste in drei Sätzen.');
  await entries
    .first()
    .getByRole('button', { name: /^Rückgängig/ })
    .click();
  await expect(page.getByText('Rückgängig gemacht.')).toBeVisible();
  expect((await names())[0]).toEqual(['Ole', false]);
  await entries.first().getByRole('link').click();
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await expect(commentBy(page, 'Ole')).toHaveCount(0);
});
