import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expectNoViolations } from './access';
import { expect, openDesk, type Running, test } from './plausch';

/** Work that the server has tried so often that it was given up. */
function giveUp(data: string, { site }: Running, subjects: string[]): void {
  // The server may be writing.
  const database = new DatabaseSync(join(data, 'sites', `${site}.sqlite`), { timeout: 30_000 });
  for (const subject of subjects)
    database
      .prepare(
        `INSERT INTO due (kind, subject, at, tries, given_up, trouble)
         VALUES ('inquiry', ?, 0, 7, ?, 'akismet could not be asked.')`,
      )
      .run(subject, Date.now());
  database.close();
}

const left = (data: string, { site }: Running) => {
  const database = new DatabaseSync(join(data, 'sites', `${site}.sqlite`), { readOnly: true });
  const rows = database.prepare('SELECT subject FROM due WHERE given_up IS NOT NULL').all();
  database.close();
  return rows.length;
};

test('what was given up stands above the outbox, and is tried again when somebody wants it', async ({
  page,
  plausch,
  data,
}) => {
  giveUp(data, plausch, ['01ARZ3NDEKTSV4RRFFQ69G5FAV akismet', '01ARZ3NDEKTSV4RRFFQ69G5FAW akismet']);
  await openDesk(page, plausch);
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/outbox`);
  const title = page.getByRole('heading', { name: 'Liegen geblieben' });
  await expect(title).toBeVisible();
  await expect(page.getByText('Akismet fragen oder benachrichtigen')).toHaveCount(2);
  await expect(page.getByText('akismet could not be asked.')).toHaveCount(2);
  await expectNoViolations(page);
  const retry = page.getByRole('button', { name: 'Noch einmal versuchen' });
  await retry.first().press('Enter');
  await expect(retry).toHaveCount(1);
  await expect(title).toBeFocused();
  await retry.press('Enter');
  await expect(title).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(left(data, plausch)).toBe(0);
});
