import { expectNoViolations } from './access';
import { callAs } from './desk-steps';
import { expect, openDesk, test } from './plausch';

test.use({ locale: 'de-DE', viewport: { width: 375, height: 800 } });

test('who has written opens all that is known of them, erases it, and their browser forgets it, too', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  await page.goto(plausch.demo);
  const known = page.getByRole('button', { name: 'Was über Sie gespeichert ist' });
  await page.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Nur der Chef entscheidet.');
  await expect(page.getByRole('link', { name: 'Datenschutz' })).toBeVisible();
  await expect(known).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Name' }).fill('Nora');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByRole('article', { name: 'Nora' })).toContainText('Nur der Chef');

  await page.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Noch ein Entwurf');
  await page.screenshot({ path: test.info().outputPath('form.png'), fullPage: true });
  const [opened] = await Promise.all([page.context().waitForEvent('page'), known.click()]);
  await expect(opened.getByText('Nur der Chef entscheidet.')).toBeVisible();
  expect(await opened.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  await opened.getByRole('group').getByText('Alles löschen').click();
  await expectNoViolations(opened);
  await opened.screenshot({ path: test.info().outputPath('known.png'), fullPage: true });
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('plausch localhost ')));
  expect((await kept()).length).toBeGreaterThan(1);
  await opened.getByRole('button', { name: 'Ja, alles endgültig löschen' }).click();
  await expect(opened.getByRole('heading', { level: 1 })).toContainText('über Sie weiß');
  await expect
    .poll(async () => {
      await opened.reload();
      return opened.getByText('Über Sie ist hier nichts bekannt.').count();
    })
    .toBe(1);
  await opened.screenshot({ path: test.info().outputPath('nothing.png'), fullPage: true });
  await opened.close();
  // Browsers say so when one comes back to a tab; all tabs of a browser without a window are in sight.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(kept).toEqual([]);
  await page.reload();
  await expect(page.getByText('Nur der Chef')).toHaveCount(0);
});
