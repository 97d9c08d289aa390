import { expectNoViolations } from './access';
import { expect, openDesk, post, type Running, test } from './plausch';

const titleOf = async (plausch: Running) =>
  /<h1[^>]*>(.*)<\/h1>/.exec(
    await (await fetch(`${plausch.base}/pages/${plausch.site}?thread=/wer-zuhoert/`)).text(),
  )?.[1];

for (const [locale, words] of [
  [
    'de-DE',
    {
      change: 'Titel und Adresse ändern',
      title: 'Titel des Beitrags',
      url: 'Adresse des Beitrags',
      reason: 'Grund, für das Protokoll (freiwillig)',
      save: 'Speichern',
      saved: 'Gespeichert. Unter „Entscheidungen“ lässt sich das rückgängig machen.',
      wrong: /Eine Adresse auf einer Seite dieser Website/,
      undo: /^Rückgängig/,
    },
  ],
  [
    'en-GB',
    {
      change: 'Change title and address',
      title: 'Title of the post',
      url: 'Address of the post',
      reason: 'Reason, for the log (optional)',
      save: 'Save',
      saved: 'Saved. You can undo this under “Decisions”.',
      wrong: /An address on one of this site’s pages/,
      undo: /^Undo/,
    },
  ],
] as const)
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test('the team says how a thread is called, and takes it back in the log', async ({ page, plausch }) => {
      await post(plausch, { body: 'Wartet.' });
      await openDesk(page, plausch);
      await page.goto(
        `${page.url().split('#')[0]}#/${plausch.site}/queue/all?thread=${encodeURIComponent('/wer-zuhoert/')}`,
      );
      await page.getByText(words.change).click();
      await page.getByLabel(words.title).fill('Wer zuhört, <entscheidet>');
      await page.getByLabel(words.url).fill('https://evil.example/');
      await page.getByLabel(words.reason).fill('Stand falsch da');
      await page.getByRole('button', { name: words.save }).click();
      await expect(page.getByLabel(words.url)).toBeFocused();
      await expect(page.getByLabel(words.url)).toHaveAccessibleDescription(words.wrong);
      await expectNoViolations(page);
      await page.getByLabel(words.url).fill('');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('status').filter({ hasText: words.saved })).toBeVisible();
      await expectNoViolations(page);
      expect(await titleOf(plausch)).toBe('Wer zuhört, &lt;entscheidet&gt;');

      await page.goto(`${plausch.base}/desk/#/${plausch.site}/decisions`);
      const entry = page.getByRole('listitem').filter({ hasText: 'Wer zuhört, <entscheidet>' });
      await expect(entry).toContainText('Stand falsch da');
      await entry.getByRole('button', { name: words.undo }).click();
      await expect(entry.getByRole('button')).toHaveCount(0);
      expect(await titleOf(plausch)).toBe('/wer-zuhoert/');
    });
  });

test('what was entered about a thread does not go unasked', async ({ page, plausch }) => {
  await post(plausch, { body: 'Wartet.' });
  await openDesk(page, plausch);
  await page.goto(
    `${page.url().split('#')[0]}#/${plausch.site}/queue/all?thread=${encodeURIComponent('/wer-zuhoert/')}`,
  );
  await page.getByText('Titel und Adresse ändern').click();
  await page.getByLabel('Titel des Beitrags').fill('Halb geschrie');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect.poll(() => asked.length).toBe(1);
  await expect(page.getByLabel('Titel des Beitrags')).toHaveValue('Halb geschrie');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gespeichert.' })).toBeVisible();
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  expect(asked.length).toBe(1);
});
