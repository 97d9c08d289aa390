import { expect, post, test } from './plausch';
import { commentWith, composer, keptToken, publishEverything, readThread, write } from './reader-steps';

test('what is missing or wrong is said next to its field, and the text is kept', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  const form = composer(page);
  await form.getByRole('textbox').first().fill('Ein Gedanke');
  await form.getByLabel('E-Mail').fill('nora@');
  await form.getByLabel('Website').fill('javascript:alert(1)');
  await form.getByRole('button', { name: 'Absenden' }).click();

  const name = form.getByLabel('Name');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Bitte ausfüllen.');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByLabel('E-Mail')).toHaveAccessibleDescription(/Diese E-Mail-Adresse hat einen Fehler/);
  await expect(form.getByLabel('Website')).toHaveAccessibleDescription(/Diese Adresse hat einen Fehler/);
  await expect(form.getByRole('textbox').first()).toHaveValue('Ein Gedanke');

  await name.fill('Nora');
  await form.getByLabel('E-Mail').fill('nora@example.de');
  await form.getByLabel('Website').fill('nora.example');
  await form.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByRole('link', { name: 'Nora' })).toHaveAttribute('href', 'https://nora.example/');
});

test('a reply stands under what it answers', async ({ page, plausch }) => {
  await publishEverything(plausch);
  const { comment } = await post(plausch, { name: 'Ole', body: 'Wie ist das bei Ihnen?' });
  await post(plausch, { name: 'Ida', body: 'Noch eine Frage' });
  await page.goto(plausch.demo);
  await commentWith(page, 'Wie ist das').getByRole('button', { name: 'Antworten' }).click();
  const form = page.getByRole('form', { name: 'Antwort an Ole' });
  await expect(form.getByRole('textbox').first()).toBeFocused();
  await write(form, { body: 'Ganz ähnlich.', name: 'Nora' });

  await expect(commentWith(page, 'Ganz ähnlich.')).toBeFocused();
  await expect(form).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Kommentare: 3' })).toBeVisible();
  const left = async (words: string) => (await commentWith(page, words).boundingBox())?.x ?? 0;
  expect(await left('Ganz ähnlich.')).toBeGreaterThan(await left('Wie ist das'));
  expect((await readThread(plausch)).find(({ html }) => html.includes('Ganz ähnlich'))?.parent).toBe(comment.id);
});

test('a reply that is not to be written after all goes away, and the button has the focus again', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { name: 'Ole', body: 'Eine Frage' });
  await page.goto(plausch.demo);
  await page.getByRole('button', { name: 'Antworten' }).click();
  const form = page.getByRole('form', { name: 'Antwort an Ole' });
  await form.getByRole('textbox').first().fill('Doch nicht');
  await form.getByRole('button', { name: 'Abbrechen' }).click();
  await expect(page.getByRole('button', { name: 'Antworten' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Antworten' })).toBeVisible();
  await expect(form).toBeHidden();
});

test('drafts of a comment and of a reply are there again after the page was left', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { name: 'Ole', body: 'Eine Frage' });
  await page.goto(plausch.demo);
  await composer(page).getByRole('textbox').first().fill('Ein halber Gedanke');
  await page.getByRole('button', { name: 'Antworten' }).click();
  const reply = page.getByRole('form', { name: 'Antwort an Ole' });
  await reply.getByRole('textbox').first().fill('Eine halbe Antwort');

  await page.reload();
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Ein halber Gedanke');
  await expect(reply.getByRole('textbox').first()).toHaveValue('Eine halbe Antwort');

  await write(composer(page), { body: 'Ein ganzer Gedanke', name: 'Nora' });
  await expect(commentWith(page, 'Ein ganzer Gedanke')).toBeVisible();
  await page.reload();
  await expect(reply.getByRole('textbox').first()).toHaveValue('Eine halbe Antwort');
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('');
});

test('the preview shows what will be published, and one can write on', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  const form = composer(page);
  await form.getByRole('textbox').first().fill('Das ist **wichtig**.');
  await form.getByRole('button', { name: 'Vorschau' }).click();
  await expect(form.locator('strong')).toHaveText('wichtig');
  await form.getByRole('button', { name: 'Weiterschreiben' }).click();
  await expect(form.getByRole('textbox').first()).toBeFocused();
  await expect(form.getByRole('textbox').first()).toHaveValue('Das ist **wichtig**.');
});

test('one can write and send with the keyboard alone', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await expect(composer(page)).toBeVisible();
  const active = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.id ?? '';
    });
  for (let stops = 0; (await active()) !== 'body'; stops += 1) {
    expect(stops).toBeLessThan(10);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Ganz ohne Maus');
  await expect(composer(page).getByLabel('Name')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Nora');
  await page.keyboard.press('Control+Enter');
  await expect(commentWith(page, 'Ganz ohne Maus')).toBeFocused();
});

test('the name is remembered for the next time', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await write(composer(page), { body: 'Eins', name: 'Nora' });
  await expect(commentWith(page, 'Eins')).toBeVisible();
  await page.reload();
  await write(composer(page), { body: 'Zwei' });
  await expect(commentWith(page, 'Zwei')).toContainText('Nora');
});

test('near the limit it is told how many characters are left', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  const form = composer(page);
  await form.getByRole('textbox').first().fill('x'.repeat(9990));
  await expect(form.getByText('Zeichen übrig: 10')).toBeVisible();
  await write(form, { body: 'x'.repeat(10_001), name: 'Nora' });
  await expect(form.getByRole('textbox').first()).toHaveAccessibleDescription(/Der Text ist zu lang/);
});

test('where nothing may be stored one can write all the same', async ({ page, plausch }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Blocked', 'SecurityError');
      },
    });
  });
  await page.goto(plausch.demo);
  await write(composer(page), { body: 'Ohne Speicher', name: 'Nora' });
  await expect(commentWith(page, 'Ohne Speicher')).toBeVisible();
});

test('the page shows another thread without a reload: its comments, its draft, and a place to write', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Drüben', thread: '/b/' });
  await page.goto(plausch.demo);
  const show = (thread: string) =>
    page.locator('plausch-comments').evaluate((element, thread) => element.setAttribute('thread', thread), thread);
  await composer(page).getByRole('textbox').first().fill('Ein halber Gedanke');
  await show('/b/');
  await expect(commentWith(page, 'Drüben')).toBeVisible();
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('');
  await write(composer(page), { body: 'Auch drüben', name: 'Nora' });
  await expect(commentWith(page, 'Auch drüben')).toBeVisible();

  await show('/wer-zuhoert/');
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Ein halber Gedanke');
  await expect(commentWith(page, 'Auch drüben')).toBeHidden();
  expect(await readThread(plausch)).toEqual([]);
});

test('the page styles what it likes by its parts, also deep inside', async ({ page, plausch }) => {
  await publishEverything(plausch);
  const { comment } = await post(plausch, { body: 'Eine Frage' });
  await post(plausch, { body: 'Eine Antwort', parent: comment.id });
  await page.goto(plausch.demo);
  await composer(page).getByRole('textbox').first().focus();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('::part(author), ::part(send) { color: rgb(1, 2, 3) }');
    document.adoptedStyleSheets = [sheet];
  });
  const answer = commentWith(page, 'Eine Antwort').locator('[part=author]');
  await expect(answer).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expect(composer(page).getByRole('button', { name: 'Absenden' })).toHaveCSS('color', 'rgb(1, 2, 3)');
});

test('an honest reader types and is published by the site’s setting alone: nothing was found', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await page.goto(plausch.demo);
  const form = composer(page);
  await form.getByRole('textbox').first().pressSequentially('Das kenne ich aus unserem Haus genau so, leider.', {
    delay: 60,
  });
  await form.getByLabel('Name').pressSequentially('Nora', { delay: 60 });
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/comments'));
  await form.getByRole('button', { name: 'Absenden' }).click();
  const { form: signs } = (await sent).postDataJSON();
  expect(signs.inputs).toBeGreaterThan(40);
  expect(signs.proof).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect([signs.trap, signs.pasted]).toEqual(['', 0]);
  await expect(page.getByRole('heading', { name: 'Kommentare: 1' })).toBeVisible();
});

test('where a browser can do no work, the comment is sent all the same', async ({ page, plausch }) => {
  await page.route('**/challenge?*', (route) => route.abort());
  await page.goto(plausch.demo);
  await write(composer(page), { body: 'Ohne Rechenarbeit', name: 'Nora' });
  await expect(commentWith(page, 'Ohne Rechenarbeit')).toBeVisible();
});

test('work that has expired is done anew without a word', async ({ page, plausch }) => {
  let refused = 0;
  await page.route('**/api/sites/*/comments', async (route) => {
    if (route.request().method() !== 'POST' || refused > 0) return route.fallback();
    refused += 1;
    const problem = { type: '/problems/bad-challenge', title: '', status: 422, errors: [] };
    await route.fulfill({
      status: 422,
      headers: { 'Access-Control-Allow-Origin': '*' },
      contentType: 'application/problem+json',
      json: problem,
    });
  });
  await page.goto(plausch.demo);
  await write(composer(page), { body: 'Lange nachgedacht', name: 'Nora' });
  await expect(commentWith(page, 'Lange nachgedacht')).toBeVisible();
  expect([refused, (await readThread(plausch, await keptToken(page))).length]).toEqual([1, 1]);
});

test('a clock that jumps while somebody writes, and a page that stays open for a week, keep nobody from sending', async ({
  page,
  plausch,
}) => {
  await page.clock.install();
  await page.goto(plausch.demo);
  for (const [number, days] of [-1, 8].entries()) {
    const text = composer(page).getByRole('textbox').first();
    await text.pressSequentially(`Nummer ${number}.`);
    await composer(page).getByLabel('Name').fill('Nora');
    const { now } = await page.evaluate(() => ({ now: Date.now() }));
    await page.clock.setSystemTime(now + days * 24 * 60 * 60_000);
    await composer(page).getByRole('button', { name: 'Absenden' }).click();
    await expect(commentWith(page, `Nummer ${number}.`)).toBeVisible();
    await expect(text).toHaveValue('');
  }
});
