import { expectNoViolations } from './access';
import { callAs } from './desk-steps';
import { startInbox } from './inbox';
import { expect, openDesk, post, test } from './plausch';

const inbox = startInbox();
test.afterAll(async () => (await inbox).close());

for (const [locale, language, colorScheme, words] of [
  [
    'de-DE',
    'de',
    'dark',
    {
      answer: 'Antworten und freigeben',
      reject: 'Ablehnen',
      undo: 'Rückgängig machen',
      chose: 'Redaktion hat am',
      end: 'Links in bisherigen Mails und Benachrichtigungen beenden',
      ended: 'bewirken nichts mehr',
      dead: 'Dieser Link gilt nicht mehr',
    },
  ],
  [
    'en-GB',
    'en',
    'light',
    {
      answer: 'Answer and approve',
      reject: 'Reject',
      undo: 'Undo',
      chose: 'Redaktion chose',
      end: 'End the links in mails and notifications so far',
      ended: 'do nothing any more',
      dead: 'This link does not work any more',
    },
  ],
] as const)
  test.describe(`in ${locale}`, () => {
    test.use({
      locale,
      // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
      variables: async ({}, use) =>
        use({
          PLAUSCH_MAIL_FROM: 'comments@mail.example',
          PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${(await inbox).port}`,
        }),
    });

    test(`somebody decides from their mail on a phone, ${colorScheme}, undoes it, and ends the links`, async ({
      page,
      plausch,
      browser,
    }) => {
      const to = `phone.${locale}@reader.example`;
      await openDesk(page, plausch);
      await page.request.put(`${plausch.base}/api/account/mail`, { data: { address: to, language } });
      await expect.poll(async () => (await inbox).countTo(to)).toBe(1);
      await page.goto((await inbox).lastLinkTo(to));
      await page.getByRole('button').click();
      await callAs(page, plausch, 'PATCH', '/settings', { publish: 'nobody' });
      await callAs(page, plausch, 'PUT', '/alerts', { alerts: 'now' });
      await post(plausch, { name: 'Nora', body: 'Stimmt die Zahl?' });
      await expect.poll(async () => (await inbox).countTo(to)).toBe(2);
      const link = (await inbox).lastDecidingLinkTo(to);

      const viewport = { width: 375, height: 800 };
      const context = await browser.newContext({ locale, colorScheme, viewport });
      const phone = await context.newPage();
      const look = async () => {
        expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
        await expectNoViolations(phone);
      };
      await phone.goto(link);
      await expect(phone.getByText('Stimmt die Zahl?')).toBeVisible();
      await look();
      await phone.getByRole('link', { name: words.answer }).click();
      await look();
      await phone.getByRole('button', { name: words.answer }).click();
      await expect(phone.locator('[aria-invalid=true]')).toBeVisible();
      await look();
      await phone.getByRole('link', { name: words.reject }).click();
      await look();
      await phone.screenshot({ path: test.info().outputPath('reject.png') });
      await phone.getByRole('button', { name: words.reject }).click();
      await expect(phone.getByText(words.chose)).toBeVisible();
      await look();
      await phone.screenshot({ path: test.info().outputPath('done.png') });
      await phone.getByRole('button', { name: words.undo }).click();
      await expect(phone.getByRole('button', { name: words.undo })).toHaveCount(0);

      await page.goto(`${plausch.base}/desk/#/${plausch.site}/profile`);
      await page.getByRole('button', { name: words.end }).click();
      await expect(page.getByText(words.ended)).toBeVisible();
      await expectNoViolations(page);
      await phone.goto(link);
      await expect(phone.getByRole('heading', { name: words.dead })).toBeVisible();
      await look();
      await context.close();
    });
  });
