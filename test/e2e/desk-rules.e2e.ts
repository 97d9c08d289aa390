import { callAs, commentBy, readPublished } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('a rule shows what it would have done before it is switched on, and then proposes', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  const { comment } = await post(plausch, { name: 'Anton', body: 'Im Rathaus gab man mir einen Rat.' });
  await post(plausch, { name: 'Berta', body: 'Das Rathaus ist zu.' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve', expect: 'published' });

  await page.getByRole('link', { name: 'Regeln' }).click();
  await page.getByRole('button', { name: 'Neue Regel' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ratschläge');
  await page.getByRole('textbox', { name: 'Wörter' }).fill('Rat');
  await expect(page.getByText('Von den letzten 2 Kommentaren hätte sie 1 betroffen.')).toBeVisible();
  await expect(page.getByText('Bei 1 davon hatte ein Mensch anders entschieden:')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'von einem Menschen freigegeben' })).toContainText('Anton');
  await page.getByRole('button', { name: 'Speichern und einschalten' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('hält an: Kommentare mit „Rat“');

  expect((await post(plausch, { name: 'Clara', body: 'Ein guter RAT!' })).status).toBe('held');
  expect((await post(plausch, { name: 'Dora', body: 'Am Rathausplatz.' })).status).toBe('published');
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await expect(commentBy(page, 'Clara')).toContainText('Die Regel „Ratschläge“ bittet um einen Blick.');

  // Taken away in the log, it proposes no more.
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Regel „Ratschläge“ angelegt' });
  await entry.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(entry).toContainText('rückgängig gemacht');
  expect((await post(plausch, { name: 'Emil', body: 'Noch ein Rat.' })).status).toBe('published');
});

test('a moderator mutes an author for a week, and ends it', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  const { token } = await post(plausch, { name: 'Laut', body: 'Hört her!' });
  await page.reload();
  await commentBy(page, 'Laut').getByRole('button', { name: 'Sperren …' }).click();
  await page.getByRole('combobox', { name: 'Begründung' }).fill('Wird laut');
  await page.getByRole('button', { name: 'Stummschalten' }).click();
  await expect(page.getByText('Laut ist stumm.')).toBeVisible();
  await expect(commentBy(page, 'Laut')).toContainText('Wird laut');
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  expect((await post(plausch, { name: 'Laut', body: 'Noch einmal!', token })).status).toBe('held');

  await page.getByRole('link', { name: 'Sperren', exact: true }).click();
  await page.getByRole('button', { name: 'Aufheben: Laut' }).click();
  await expect(page.getByText('Laut kann wieder schreiben.')).toBeVisible();
  expect((await post(plausch, { name: 'Laut', body: 'Danke.', token })).status).toBe('published');
  expect((await readPublished(plausch)).length).toBe(1);
});

test('the pulse counts what was decided, and saves it as a table', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { body: 'Wie geht das?' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve', reply: 'So.' });
  await page.getByRole('link', { name: 'Puls' }).click();
  await expect(page.getByRole('img', { name: /^Zeit bis zur Entscheidung, Wochen ab/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Zeitraum' }).selectOption('12 Wochen');
  await expect(page.getByRole('row')).toHaveCount(13);
  await expect(page.getByRole('row').nth(1).getByRole('cell').nth(2)).toHaveText('1');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Als CSV speichern' }).click();
  const table = await (await download).createReadStream();
  let text = '';
  for await (const piece of table) text += String(piece);
  expect(text.split('\r\n')).toHaveLength(14);
  expect(text).toMatch(/^from,decided,median/);
});

test('the owner writes the site’s own reasons, and shows how it is moderated', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Eins.' });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('textbox', { name: 'Begründung 1' }).fill('Gegen Regel 3');
  await page.getByRole('checkbox', { name: 'Öffentlich zeigen, wie hier moderiert wird' }).check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await commentBy(page, 'Nora').getByRole('button', { name: 'Ablehnen' }).click();
  await page.getByRole('button', { name: 'Gegen Regel 3' }).click();
  await page.getByRole('button', { name: 'Ablehnen', exact: true }).click();
  await expect(page.getByText('Abgelehnt: Nora')).toBeVisible();
  await expect
    .poll(async () => (await fetch(`${plausch.base}/pages/${plausch.site}/transparency`)).text())
    .toContain('Gegen Regel 3');
});
