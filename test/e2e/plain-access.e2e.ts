import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, postTo, readOwn } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

// Where mail is sent there are forms for it; none goes out here.
test.use({ variables: { PLAUSCH_SMTP_URL: 'smtp://127.0.0.1:9', PLAUSCH_MAIL_FROM: 'comments@mail.example' } });

/** Every page that people meet without the widget, in the language of a site: what it is called, and its path. */
async function fill(page: Page, plausch: Running, language: 'de' | 'en'): Promise<Record<string, string>> {
  const call = (path: string, data: unknown, method = 'POST') => callAs(page, plausch, method, path, data);
  await call('/settings', { language, transparency: true }, 'PATCH');
  const first = await post(plausch, { name: 'Anton', body: 'Mit `Code`, *Nachdruck* und https://example.org/' });
  await call('/decisions', { comments: [first.comment.id], action: 'approve', reply: 'Willkommen.' });
  await postTo(plausch, `${first.comment.id}/reports`, { reason: 'privacy', note: 'Mein Name.' });
  const { id } = first.comment;
  const second = await post(plausch, { name: 'Berta', body: 'Abgelehnt.' });
  await call('/decisions', { comments: [second.comment.id], action: 'reject', reason: 'Werbung' });
  const { own } = await readOwn(plausch, second.comment.id, second.token);
  const third = await post(plausch, {
    name: 'Clara',
    body: `> ${'Wartet'.repeat(20)}\n\n\`noch\``,
    token: second.token,
  });
  const thread = `/pages/${plausch.site}?thread=${encodeURIComponent('/wer-zuhoert/')}`;
  return {
    front: '/',
    thread,
    'a comment that is gone': `${thread}&around=01ARZ3NDEKTSV4RRFFQ69G5FAV`,
    'a vote that counts': `${thread}&around=${id}&voted=counted`,
    'answering one': `${thread}&reply=${id}`,
    'reporting one': `/pages/${plausch.site}/report?comment=${id}`,
    'what became of one': own.link,
    'one that waits': third.comment.own.link,
    'one that was just sent': `${third.comment.own.link}?sent`,
    'how is moderated': `/pages/${plausch.site}/transparency`,
    privacy: `/pages/${plausch.site}/privacy`,
    'a link to what is known, by mail': `/pages/${plausch.site}/mine`,
    'such a link is on its way': `/pages/${plausch.site}/mine?sent`,
    'such a link that is spent': `/pages/${plausch.site}/mine/x`,
    'a site that is not here': '/pages/nirgends.example?thread=/a',
    'no thread': `/pages/${plausch.site}?thread=`,
    'nothing at all': '/nirgends',
    'signing in at the desk': '/desk/',
  };
}

for (const [locale, language, width, colorScheme] of [
  ['de-DE', 'de', 375, 'dark'],
  ['en-GB', 'en', 1280, 'light'],
] as const)
  test(`plain pages in ${language}, ${width} px, ${colorScheme}: axe finds nothing, and nothing is wider than the screen`, async ({
    page,
    plausch,
    browser,
  }) => {
    await openDesk(page, plausch);
    const paths = await fill(page, plausch, language);
    const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 900 } });
    const reader = await context.newPage();
    for (const [name, path] of Object.entries(paths))
      await test.step(name, async () => {
        await reader.goto(plausch.base + path);
        await expect(reader.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(reader.locator('html')).toHaveAttribute('lang', language);
        expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await expectNoViolations(reader);
      });

    // A form that comes back says so, and where.
    await reader.goto(plausch.base + (paths.thread ?? ''));
    await reader.locator('#write button').click();
    await expect(reader.locator('[aria-invalid=true]').first()).toBeVisible();
    await expectNoViolations(reader);
    // And so does the private page of a comment, where taking it back is one more step away.
    await reader.goto(plausch.base + (paths['one that waits'] ?? ''));
    await reader.locator('#body').fill(' ');
    await reader.locator('form:has(#body) button').click();
    await expect(reader.getByRole('alert')).toBeFocused();
    await reader.locator('summary').click();
    await expect(reader.locator('details button')).toBeVisible();
    await expectNoViolations(reader);
    await reader.locator('details button').click();
    await expect(reader.locator('form')).toHaveCount(0);
    await expectNoViolations(reader);
    await context.close();
  });
