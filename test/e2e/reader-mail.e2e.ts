import type { Route } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs } from './desk-steps';
import { startInbox } from './inbox';
import { expect, openDesk, post, test } from './plausch';

const inbox = startInbox();
test.afterAll(async () => (await inbox).close());

test.use({
  locale: 'de-DE',
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  variables: async ({}, use) =>
    use({
      PLAUSCH_MAIL_FROM: 'comments@mail.example',
      PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${(await inbox).port}`,
    }),
});

test('somebody ticks that they want mail, confirms it, hears of an answer, and ends it: on a phone, and on the plain page', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'everyone', editMinutes: 0 });
  const context = await browser.newContext({
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 375, height: 800 },
  });
  const phone = await context.newPage();
  const look = async (name: string, width = 375) => {
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await expectNoViolations(phone);
    await phone.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
  };
  await phone.goto(plausch.demo);
  await phone.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Stimmt die Zahl?');
  await phone.getByRole('textbox', { name: 'Name' }).fill('Nora');
  const tick = phone.getByRole('checkbox', { name: 'Per Mail von Antworten erfahren' });
  await expect(tick).not.toBeChecked();
  await expect(phone.getByLabel('Wie oft')).toHaveCount(0);
  await tick.check();
  await expect(tick).toHaveAccessibleDescription(/^Zuerst kommt eine Mail mit einem Link/);
  await phone.getByLabel('Welche Antworten').selectOption('auf alle Kommentare hier');
  await phone.getByRole('button', { name: 'Absenden' }).click();
  await expect(phone.getByText('Um von Antworten zu erfahren, braucht es hier eine E-Mail-Adresse.')).toBeVisible();
  await expect(phone.getByRole('textbox', { name: 'E-Mail' })).toBeFocused();
  await expect(tick).toBeChecked();
  await look('form');
  const to = 'nora@reader.example';
  await phone.getByRole('textbox', { name: 'E-Mail' }).fill(to);
  // The answer is lost on its way, and the page left: what is sent again is the same, the tick included.
  const loseAnswer = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await phone.route('**/api/sites/localhost/comments', loseAnswer, { times: 1 });
  await phone.getByRole('button', { name: 'Absenden' }).click();
  await expect(phone.getByText('Keine Verbindung.')).toBeVisible();
  await phone.reload();
  await expect(tick).toBeChecked();
  await expect(phone.getByLabel('Welche Antworten')).toHaveValue('thread');
  await phone.getByRole('button', { name: 'Nochmal senden' }).click();
  await expect(phone.getByRole('article', { name: 'Nora' })).toContainText('Stimmt die Zahl?');
  await expect(phone.getByRole('article', { name: 'Nora' })).toHaveCount(1);

  await expect.poll(async () => (await inbox).countTo(to)).toBe(1);
  await phone.goto((await inbox).lastLinkTo(to));
  await look('confirm');
  await phone.getByRole('button', { name: 'Bestätigen' }).click();
  await expect(phone.getByRole('heading', { name: 'Bestätigt' })).toBeVisible();
  await look('confirmed');

  await post(plausch, { name: 'Uwe', body: 'Ja, sie stimmt.' });
  await expect.poll(async () => (await inbox).countTo(to)).toBe(2);
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/outbox`);
  await expect(page.getByText('n…@reader.example')).toBeVisible();
  await expect(page.getByText(/verschickt am .* über smtp:/)).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: test.info().outputPath('outbox.png'), fullPage: true });

  await phone.goto((await inbox).lastStopLinkTo(to));
  await look('stop');
  await phone.getByRole('button', { name: 'Beenden' }).click();
  await expect(phone.getByRole('heading', { name: 'Beendet' })).toBeVisible();
  await look('stopped');

  await phone.goto(`${plausch.base}/pages/${plausch.site}?thread=/wer-zuhoert/`);
  await phone.getByRole('textbox', { name: 'Text' }).fill('Und ohne Skript?');
  await phone.getByRole('textbox', { name: 'Name' }).fill('Ole');
  await phone.getByRole('checkbox', { name: 'Per Mail von Antworten erfahren' }).check();
  await phone.getByLabel('Wie oft').selectOption('einmal am Tag');
  await phone.getByRole('button', { name: 'Absenden' }).click();
  await expect(phone.getByRole('textbox', { name: 'E-Mail' })).toHaveAttribute('aria-invalid', 'true');
  await expect(phone.getByRole('checkbox')).toBeChecked();
  await expect(phone.getByLabel('Wie oft')).toHaveValue('daily');
  await look('plain');
  await phone.getByRole('textbox', { name: 'E-Mail' }).fill('ole@reader.example');
  await phone.getByRole('button', { name: 'Absenden' }).click();
  await expect.poll(async () => (await inbox).countTo('ole@reader.example')).toBe(1);

  await page.goto(`${plausch.base}/desk/#/${plausch.site}/settings`);
  await expect(page.getByRole('checkbox', { name: /per Mail von Antworten erfahren/ })).toBeChecked();
  await context.close();
});

test('where no mail is set up the tick is not offered', async ({ page, startBeside, data }) => {
  const plain = await startBeside(data, [], {});
  await page.goto(plain.demo);
  const challenge = page.waitForResponse((response) => response.url().includes('/challenge'));
  await page.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Hallo');
  await challenge;
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.goto(`${plain.base}/pages/${plain.site}?thread=/wer-zuhoert/`);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await plain.kill();
});
