import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, speak } from './desk-steps';
import { startInbox } from './inbox';
import { expect, openDesk, post, type Running, test } from './plausch';

const inbox = startInbox();
test.afterAll(async () => (await inbox).close());

/** Asks somebody of the team about a comment that waits. */
async function ask(page: Page, plausch: Running, to: string): Promise<void> {
  const { comment } = await post(plausch, { body: 'Stimmt das?' });
  await callAs(page, plausch, 'POST', `/comments/${comment.id}/consults`, { to, note: 'Was meinst du?' });
}

const outbox = async (page: Page, { base, site }: Running) => {
  await page.goto(`${base}/desk/#/${site}/outbox`);
  await page.reload();
};

const words = {
  field: 'E-Mail-Adresse',
  send: 'Link schicken',
  told: /Eine Mail an anna@reader\.example ist unterwegs/,
  unconfirmed: /noch nicht bestätigt/,
  confirm: 'Bestätigen',
  confirmed: 'Bestätigt',
  since: /bestätigt am/,
  remove: 'Entfernen: anna@reader.example',
  removed: /Die Adresse ist entfernt/,
  alerts: 'Bescheid sagen',
  test: 'Testmail schicken',
  tested: /hat die Testmail angenommen und sagt: 250/,
  after: 'Nach so vielen Minuten',
  at: /^Um diese Zeit/,
  quiet: 'Zu bestimmten Zeiten nicht',
  to: 'Bis',
  questions: 'Fragen und Antworten aus dem Team',
  mails: 'Mails nach Tagen',
  saved: 'Gespeichert.',
  noMail: 'Kein Mailversand eingerichtet',
  untilMail: 'wartet, bis Mailversand eingerichtet ist, höchstens einen Tag',
  noAddress: 'nicht verschickt: keine bestätigte Adresse unter „Meine Anmeldung“',
  sentOn: /verschickt am .* über smtp:/,
  failed: /gescheitert am/,
  retry: /Noch einmal versuchen, es an/,
  toReader: /nicht verschickt: die Adresse wurde nicht bestätigt/,
  unset: 'Auf diesem Server ist kein Mailversand eingerichtet.',
};

test('where no mail is set up, the profile says so and asks for no address', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/profile`);
  await expect(page.getByText(words.unset)).toBeVisible();
  await expect(page.getByLabel(words.field)).toHaveCount(0);
});

test('where no mail is set up, the outbox says so once, with the lines that change it', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  const { person } = await callAs(page, plausch, 'POST', '/people', { name: 'Tom', role: 'moderator' });
  await ask(page, plausch, person.account);
  const { comment } = await post(plausch, { body: 'Weg damit.', email: 'nora@example.de' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'reject' });
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/settings`);
  await expect(page.getByRole('heading', { name: words.noMail })).toHaveCount(1);
  await outbox(page, plausch);
  await expect(page.getByRole('heading', { name: words.noMail })).toHaveCount(1);
  await expect(page.getByText('npm run site -- mail-test ADDRESS')).toBeVisible();
  await expect(page.getByText(words.untilMail)).toBeVisible();
  await expect(page.getByText(words.toReader)).toHaveCount(1);
  await expectNoViolations(page);
});

test.describe('with a mail server', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    variables: async ({}, use) =>
      use({
        PLAUSCH_MAIL_FROM: 'comments@mail.example',
        PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${(await inbox).port}`,
      }),
  });

  test('somebody enters their address, confirms it in their mail, and removes it', async ({ page, plausch }) => {
    await openDesk(page, plausch);
    await page.goto(`${plausch.base}/desk/#/${plausch.site}/profile`);
    await page.getByLabel(words.field).fill('anna@reader.example');
    await page.getByRole('button', { name: words.send }).click();
    await expect(page.getByText(words.told)).toBeFocused();
    await expect(page.getByText(words.unconfirmed)).toBeVisible();
    await expectNoViolations(page);

    const link = (await inbox).lastLinkTo('anna@reader.example');
    const mail = await page.context().newPage();
    await mail.goto(link);
    await expectNoViolations(mail);
    await mail.getByRole('button', { name: words.confirm }).click();
    await expect(mail.getByRole('heading', { name: words.confirmed })).toBeVisible();
    await expectNoViolations(mail);

    await page.reload();
    await expect(page.getByText(words.since)).toBeVisible();
    const alerts = page.getByLabel(words.alerts);
    await expect(alerts).toHaveValue('off');
    await alerts.selectOption('hourly');
    await expect(page.getByText(words.saved)).toBeVisible();
    await expectNoViolations(page);
    await page.reload();
    await expect(alerts).toHaveValue('hourly');
    await alerts.selectOption('unread');
    await page.getByLabel(words.after).fill('45');
    await page.getByLabel(words.quiet).check();
    await page.getByLabel(words.to, { exact: true }).fill('06:30');
    await page.getByLabel(words.questions).uncheck();
    await expect(page.getByText(words.saved)).toBeVisible();
    await expectNoViolations(page);
    // In English, on a phone: the same form with other words.
    await page.setViewportSize({ width: 375, height: 800 });
    await speak(page, 'English');
    await expect(page.getByLabel('Not at certain times')).toBeChecked();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await expectNoViolations(page);
    await speak(page, 'Deutsch');
    await page.reload();
    await expect(page.getByLabel(words.after)).toHaveValue('45');
    await expect(page.getByLabel(words.to, { exact: true })).toHaveValue('06:30');
    await expect(page.getByLabel(words.questions)).not.toBeChecked();
    await alerts.selectOption('daily');
    await expect(page.getByLabel(words.at)).toHaveValue('08:00');
    await page.getByRole('button', { name: words.test }).click();
    await expect(page.getByText(words.tested)).toBeFocused();
    await page.getByRole('button', { name: words.remove }).click();
    await expect(page.getByText(words.removed)).toBeFocused();
    await expect(page.getByText('anna@reader.example')).toHaveCount(0);
  });

  test('the outbox tells what was sent, what was not and why, and sends again what failed', async ({
    page,
    plausch,
  }) => {
    const to = `owner@reader.example`;
    await openDesk(page, plausch);
    const { people } = await callAs(page, plausch, 'GET', '/people');
    const own = people[0].account;
    await ask(page, plausch, own);
    await expect.poll(async () => (await callAs(page, plausch, 'GET', '/outbox')).messages[0].state).toBe('unsent');
    await outbox(page, plausch);
    await expect(page.getByText(words.noAddress)).toBeVisible();
    await expect(page.getByRole('heading', { name: words.noMail })).toHaveCount(0);

    const { status } = await page.request
      .put(`${plausch.base}/api/account/mail`, { data: { address: to, language: 'de' } })
      .then(async (response) => ({ status: response.status() }));
    expect(status).toBe(200);
    await page.goto((await inbox).lastLinkTo(to));
    await page.getByRole('button').click();
    (await inbox).refuse(to);
    await ask(page, plausch, own);
    await expect.poll(async () => (await callAs(page, plausch, 'GET', '/outbox')).messages[0].state).toBe('failed');
    await page.goto(`${plausch.base}/desk/#/${plausch.site}/outbox`);
    await expect(page.getByText(words.failed)).toHaveCount(1);
    await expect(page.getByRole('button', { name: words.retry })).toHaveCount(1);
    await expect(page.getByText(/5\.6\.0 We do not want this/).first()).toBeVisible();
    await expectNoViolations(page);

    (await inbox).takeAgain(to);
    await page.getByRole('button', { name: words.retry }).click();
    await expect(page.getByRole('button', { name: words.retry })).toHaveCount(0);
    await expect.poll(async () => (await inbox).countTo(to)).toBe(2);
    await expect.poll(async () => (await callAs(page, plausch, 'GET', '/outbox')).messages[0].state).toBe('sent');
    await page.reload();
    await expect(page.getByText(words.sentOn)).toBeVisible();
    await page.goto(`${plausch.base}/desk/#/${plausch.site}/pulse`);
    const today = page.getByRole('region', { name: words.mails }).getByRole('row').nth(1);
    await expect(today.getByRole('cell')).toHaveText(['1', '1']);
    await expectNoViolations(page);
  });
});
