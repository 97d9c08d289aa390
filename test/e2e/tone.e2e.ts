import { callAs } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('the owner chooses “du”, and the widget says it to whoever writes, reports and waits', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { body: 'Ein Gedanke.' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('group', { name: 'Anrede' }).getByLabel('Du').check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await page.getByLabel('Sprache der Website').selectOption('en');
  await expect(page.getByRole('group', { name: 'Anrede' })).toHaveCount(0);

  const reader = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await reader.goto(plausch.demo);
  const said = reader.locator('plausch-comments');
  await said.getByRole('button', { name: 'Melden' }).first().click();
  await said.locator('[part~=objection]').getByRole('button', { name: 'Melden' }).click();
  await expect(said.getByText('Bitte wähle einen Grund.')).toBeVisible();
  await said.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Noch ein Gedanke, in Ruhe geschrieben.');
  await said.getByRole('textbox', { name: 'Name' }).last().fill('Ole');
  await said.getByRole('button', { name: 'Absenden' }).click();
  await expect(said.getByText('nur für dich sichtbar')).toBeVisible();
  expect(await said.evaluate((element) => element.shadowRoot?.textContent ?? '')).not.toMatch(/\b(?:Sie|Ihre?n?)\b/);
});
