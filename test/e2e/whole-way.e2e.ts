import { commentBy } from './desk-steps';
import { expect, openDesk, test } from './plausch';
import { commentWith, composer, write } from './reader-steps';

/** With the very command that everybody types. */
test.use({ alone: true });

test('a reader comments, the owner decides, everyone reads it', async ({ page, plausch, browser }) => {
  await page.goto(plausch.demo);
  await expect(page.getByRole('heading', { name: 'Kommentare: 0' })).toBeVisible();
  await write(composer(page), { body: 'Bei uns entscheidet, *wer zuhört*.', name: 'Nora' });
  await expect(page.getByRole('status')).toHaveText('Danke! Der Kommentar wartet auf Freigabe.');
  await expect(commentWith(page, 'wartet auf Freigabe, nur für Sie sichtbar')).toBeFocused();
  await page.reload();
  await expect(commentWith(page, 'wartet auf Freigabe, nur für Sie sichtbar')).toBeVisible();

  const other = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await other.goto(plausch.demo);
  await expect(other.getByText('Hier hat noch niemand geschrieben.')).toBeVisible();

  const desk = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await openDesk(desk, plausch);
  await commentBy(desk, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(desk.getByText('Freigegeben: Nora')).toBeVisible();

  await other.reload();
  await expect(other.getByRole('heading', { name: 'Kommentare: 1' })).toBeVisible();
  await expect(commentWith(other, 'Bei uns entscheidet').locator('em')).toHaveText('wer zuhört');
  await expect(other.getByText('Kommentare: 1', { exact: false }).first()).toBeVisible();

  await page.reload();
  await write(composer(page), { body: 'Und noch ein Gedanke.' });
  await expect(page.getByRole('status')).toHaveText('Danke! Der Kommentar ist veröffentlicht.');
  await expect(page.getByRole('heading', { name: 'Kommentare: 2' })).toBeVisible();
});

test('a comment that was turned down shows its author why', async ({ page, plausch, browser }) => {
  await page.goto(plausch.demo);
  await write(composer(page), { body: 'Kaufen Sie bei mir', name: 'Nora' });
  await expect(commentWith(page, 'wartet auf Freigabe')).toBeVisible();
  const desk = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await openDesk(desk, plausch);
  await commentBy(desk, 'Nora').getByRole('button', { name: 'Ablehnen' }).click();
  await desk.getByRole('textbox', { name: 'Begründung' }).fill('Das ist Werbung.');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('Abgelehnt: Nora')).toBeVisible();
  await page.reload();
  await expect(commentWith(page, 'nicht veröffentlicht')).toContainText('Grund: Das ist Werbung.');
});
