import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { commentBy, postTo } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

const words = {
  de: { title: 'Anmelden zur Moderation', decided: 'Entscheidungen', settings: 'Einstellungen', reject: 'Ablehnen' },
  en: { title: 'Sign in to the desk', decided: 'Decisions', settings: 'Settings', reject: 'Reject' },
};

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** A queue with one of each kind, and a decision in the log. */
async function fill(page: Page, plausch: Running): Promise<void> {
  const first = await post(plausch, { name: 'Anton', body: 'Mit `Code`, *Nachdruck* und https://example.org/' });
  const decide = (action: string, id: string, reason?: string) =>
    page.request.post(`${plausch.base}/api/sites/${plausch.site}/decisions`, {
      data: { comments: [id], action, reason },
    });
  await decide('approve', first.comment.id);
  await postTo(plausch, `${first.comment.id}/reports`, { reason: 'privacy', note: 'Mein Name.' });
  const second = await post(plausch, { name: 'Berta', body: 'Abgelehnt.' });
  await decide('reject', second.comment.id, 'Werbung');
  await postTo(plausch, `${second.comment.id}/appeal`, { text: 'Doch nicht.' }, second.token);
  await post(plausch, { name: 'Clara', body: '> Zitat\n\nhttps://a.example [url=x]y[/url]' });
  await post(plausch, { name: 'Dora', body: 'Eine Antwort.', parent: first.comment.id });
}

for (const language of ['de', 'en'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`in ${language}, ${colorScheme}`, () => {
      test.use({ locale: language === 'de' ? 'de-DE' : 'en-GB', colorScheme });

      test('everyone can use the desk: axe finds nothing, and no policy is broken', async ({ page, plausch }) => {
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          // The browser itself notes the answer to "who is signed in?".
          if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
        });
        const { title, decided, settings, reject } = words[language];
        await page.goto(`${plausch.base}/desk/`);
        await expect(page.getByRole('heading', { name: title })).toBeVisible();
        await expectNoViolations(page);

        await openDesk(page, plausch);
        await expect(page.getByRole('navigation').first()).toBeVisible();
        await fill(page, plausch);
        await page.goto(`${plausch.base}/desk/#/localhost/queue/all`);
        await expect(page.getByRole('article')).toHaveCount(4);
        await commentBy(page, 'Dora').getByRole('button', { name: reject }).click();
        await expect(page.getByRole('textbox')).toBeFocused();
        await expectNoViolations(page);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('article')).toHaveCount(3);
        await expectNoViolations(page);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectNoViolations(page);
        await page.keyboard.press('Escape');

        await page.getByRole('link', { name: decided }).click();
        await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(3);
        await expectNoViolations(page);
        await page.getByRole('link', { name: settings }).click();
        await expect(page.getByRole('radio').first()).toBeVisible();
        await expectNoViolations(page);
        expect(complaints).toEqual([]);
      });
    });
