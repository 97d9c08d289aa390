import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, commentBy, openDeskOf, readPublished } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

/** Writes a comment on the demo post as any reader does. */
async function write(page: Page, plausch: Running, body: string): Promise<void> {
  await page.goto(plausch.demo);
  await page.getByRole('textbox', { name: 'Kommentar schreiben' }).fill(body);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nora');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText(/Danke!/)).toBeVisible();
}

test('an author reads why, objects once, a colleague decides otherwise, and the author reads that', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'nobody' });
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await expect(anna.getByText('Nichts wartet.')).toBeVisible();
  const reader = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await write(reader, plausch, 'Mein Buch sagt das auch.');

  await commentBy(page, 'Nora').getByRole('button', { name: 'Ablehnen' }).click();
  await page.getByRole('button', { name: 'Werbung', exact: true }).click();
  await page.getByRole('textbox', { name: 'Ein Satz dazu' }).fill('Bitte ohne das eigene Buch.');
  await page.getByRole('button', { name: 'Ablehnen', exact: true }).click();
  await expect(page.getByText('Abgelehnt: Nora')).toBeVisible();

  await reader.reload();
  await expect(reader.getByText('Grund: Werbung')).toBeVisible();
  await reader.getByRole('button', { name: 'Begründung' }).click();
  await expect(reader.getByText('Bitte ohne das eigene Buch.')).toBeVisible();
  await expect(reader.getByText(/Entschieden hat ein Mensch/)).toBeVisible();
  await expectNoViolations(reader);
  await reader.getByRole('button', { name: 'Widersprechen' }).click();
  await expect(reader.getByText('Bitte ausfüllen.')).toBeVisible();
  await reader.getByRole('textbox', { name: 'Warum soll anders entschieden werden?' }).fill('Es ist frei zu lesen.');
  await reader.getByRole('button', { name: 'Widersprechen' }).click();
  await expect(reader.getByText('Ihr Widerspruch ist angekommen und wartet auf Antwort.')).toBeFocused();
  const link = await reader.getByRole('link', { name: 'Privater Link hierzu' }).getAttribute('href');

  // It is for somebody else than the one who decided.
  await page.goto(`${plausch.base}/desk/#/localhost/queue/appealed`);
  await expect(page.getByText('Niemand hat Widerspruch erhoben.')).toBeVisible();
  await anna.getByRole('link', { name: 'Widerspruch 1' }).click();
  await expect(commentBy(anna, 'Nora')).toContainText('Es ist frei zu lesen.');
  await expect(commentBy(anna, 'Nora')).toContainText(/Redaktion hat das .* abgelehnt\./);
  await commentBy(anna, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(anna.getByText('Freigegeben: Nora')).toBeVisible();
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(1);

  // Without the browser it was written in, the private link tells it, too.
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(link ?? '');
  await expect(elsewhere.getByText(/veröffentlicht/).first()).toBeVisible();
  await expectNoViolations(elsewhere);
});

test('a reader reports a comment, and a moderator sees why', async ({ page, plausch, browser }) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Ole', body: 'Streitbar.' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  const reader = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await reader.goto(plausch.demo);
  const its = reader.getByRole('article', { name: 'Ole' });
  await its.getByRole('button', { name: 'Melden' }).click();
  await expect(its.getByRole('radio').first()).toBeFocused();
  await expectNoViolations(reader);
  await reader.keyboard.press('Escape');
  await expect(its.getByRole('button', { name: 'Melden' })).toBeFocused();
  await reader.keyboard.press('Enter');
  await its.getByRole('radio', { name: 'Beleidigt jemanden' }).check();
  await its.getByRole('textbox', { name: 'Anmerkung' }).fill('Muss das sein?');
  await its.getByRole('button', { name: 'Melden' }).click();
  await expect(its.getByText('Danke. Jemand wird hinsehen.')).toBeFocused();

  await page.getByRole('link', { name: 'Gemeldet 1' }).click();
  await expect(commentBy(page, 'Ole')).toContainText('Muss das sein?');
});

test('a notice of illegal content needs a name and an address, and is answered', async ({ page, plausch, browser }) => {
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Ole', body: 'Ein Foto von Uwe.' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  const reader = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await reader.goto(plausch.demo);
  const its = reader.getByRole('article', { name: 'Ole' });
  await its.getByRole('button', { name: 'Melden' }).click();
  await its.getByRole('radio', { name: 'Ist rechtswidrig' }).check();
  await its.getByRole('textbox', { name: 'Warum ist das rechtswidrig?' }).fill('Mein Recht am eigenen Bild.');
  await its.getByRole('textbox', { name: 'Name' }).fill('Uwe Klar');
  await its.getByRole('button', { name: 'Meldung absenden' }).click();
  await expect(its.getByRole('textbox', { name: 'E-Mail' })).toBeFocused();
  await expectNoViolations(reader);
  await its.getByRole('textbox', { name: 'E-Mail' }).fill('uwe@example.de');
  await its.getByRole('checkbox').check();
  await its.getByRole('button', { name: 'Meldung absenden' }).click();
  await expect(its.getByText('Danke. Die Meldung ist angekommen und wird beantwortet.')).toBeVisible();

  await page.getByRole('link', { name: 'Gemeldet 1' }).click();
  await expect(commentBy(page, 'Ole')).toContainText('Mein Recht am eigenen Bild.');
  await commentBy(page, 'Ole').getByRole('button', { name: 'Spam' }).click();
  await expect(page.getByText('Spam: Ole')).toBeVisible();
  await page.getByRole('link', { name: 'Postausgang' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Meldung beantwortet an' })).toContainText(
    'nicht verschickt: die Adresse wurde nicht bestätigt',
  );
});
