import { expectNoViolations } from './access';
import { callAs } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';
import { commentWith } from './reader-steps';

test('the owner says who writes the posts, readers see it beside what that person writes, and one thread can differ', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Nora', body: 'Wie geht das?' });
  await callAs(page, plausch, 'POST', '/decisions', {
    ...{ comments: [comment.id], action: 'approve', reply: 'So geht das.' },
  });
  const { people } = await callAs(page, plausch, 'GET', '/people');
  const { name } = people[0];
  const reader = await page.context().newPage();
  const answer = commentWith(reader, 'So geht das.');
  await reader.goto(plausch.demo);
  await expect(answer.getByText('Team', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Einstellungen' }).click();
  const writes = page.getByLabel('Wer die Beiträge schreibt');
  await expect(writes).toHaveValue('');
  await page.setViewportSize({ width: 375, height: 700 });
  const { x = 0, width = 375 } = (await writes.boundingBox()) ?? {};
  expect(x + width).toBeLessThanOrEqual(375);
  await page.setViewportSize({ width: 1280, height: 720 });
  await writes.selectOption(name);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await reader.reload();
  await expect(answer.getByText('Beitrag verfasst')).toBeVisible();
  await expect(answer.getByText('Team', { exact: true })).toHaveCount(0);
  await expectNoViolations(reader, 'plausch-comments');

  await page.goto(
    `${page.url().split('#')[0]}#/${plausch.site}/queue/any?thread=${encodeURIComponent('/wer-zuhoert/')}`,
  );
  await expect(page.getByText('Beitrag verfasst')).toBeVisible();
  await page.getByText('Angaben zum Beitrag ändern').click();
  const wrote = page.getByLabel('Wer aus dem Team den Beitrag geschrieben hat');
  await expect(wrote.getByRole('option')).toHaveText([
    'Wie in den Einstellungen der Website',
    'Niemand aus dem Team',
    name,
  ]);
  await wrote.selectOption('Niemand aus dem Team');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gespeichert.' })).toBeVisible();
  await expect(wrote).toHaveValue('nobody');
  await reader.reload();
  await expect(answer.getByText('Team', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await expect(page.getByText(`Wer die Beiträge schreibt: – → ${name}`)).toBeVisible();
  const entry = page.getByRole('listitem').filter({ hasText: 'Wer die Beiträge schreibt: – → niemand' });
  await entry.getByRole('button', { name: /^Rückgängig/ }).click();
  await expect(page.getByText('Rückgängig gemacht.')).toBeVisible();
  await reader.reload();
  await expect(answer.getByText('Beitrag verfasst')).toBeVisible();
});
