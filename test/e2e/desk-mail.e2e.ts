import { expectNoViolations } from './access';
import { startInbox } from './inbox';
import { expect, openDesk, test } from './plausch';

const inbox = startInbox();
test.afterAll(async () => (await inbox).close());

for (const [locale, words] of [
  [
    'de-DE',
    {
      field: 'E-Mail-Adresse',
      send: 'Link schicken',
      told: /Eine Mail an anna@reader\.example ist unterwegs/,
      unconfirmed: /noch nicht bestätigt/,
      confirm: 'Bestätigen',
      confirmed: 'Bestätigt',
      since: /bestätigt am/,
      remove: 'Entfernen: anna@reader.example',
      removed: /Die Adresse ist entfernt/,
      unset: 'Auf diesem Server ist kein Mailversand eingerichtet.',
    },
  ],
  [
    'en-GB',
    {
      field: 'E-mail address',
      send: 'Send the link',
      told: /A mail is on its way to anna@reader\.example/,
      unconfirmed: /not confirmed yet/,
      confirm: 'Confirm',
      confirmed: 'Confirmed',
      since: /confirmed on/,
      remove: 'Remove: anna@reader.example',
      removed: /The address is removed/,
      unset: 'This server is not set up to send mail.',
    },
  ],
] as const)
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test('where no mail is set up, the profile says so and asks for no address', async ({ page, plausch }) => {
      await openDesk(page, plausch);
      await page.goto(`${plausch.base}/desk/#/${plausch.site}/profile`);
      await expect(page.getByText(words.unset)).toBeVisible();
      await expect(page.getByLabel(words.field)).toHaveCount(0);
    });

    test.describe('with a mail server', () => {
      test.use({
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
        await page.getByRole('button', { name: words.remove }).click();
        await expect(page.getByText(words.removed)).toBeFocused();
        await expect(page.getByText('anna@reader.example')).toHaveCount(0);
      });
    });
  });
