import type { Page, Route } from '@playwright/test';
import { expect, post, test } from './plausch';
import { commentWith, composer, publishEverything, readThread, write } from './reader-steps';

/** What is said in German. */
const words = {
  tooMany: '12 Zeichen zu viel',
  one: '1 Zeichen zu viel',
  left: 'Zeichen übrig: 0',
  tooLong: /Der Text ist zu lang. Möglich sind 10 000 Zeichen./,
  email: 'Diese E-Mail-Adresse hat einen Fehler. Richtig ist eine wie name@example.de, oder keine.',
  website: 'Diese Adresse hat einen Fehler. Richtig ist eine wie https://example.de, oder keine.',
  name: 'Bitte höchstens 80 Zeichen.',
  needed: 'Bitte ausfüllen.',
  much: 'Das war viel auf einmal. Der Text bleibt erhalten.',
  later: 'Bitte versuchen Sie es in einigen Minuten noch einmal.',
  inMinutes: 'Bitte in 10 Minuten noch einmal versuchen.',
  inSeconds: 'Bitte in 40 Sekunden noch einmal versuchen.',
  now: 'Jetzt können Sie es noch einmal versuchen.',
  unreadable: 'Der Server antwortet gerade nicht richtig. Der Text bleibt erhalten, nichts wird doppelt gesendet.',
  preview: 'Vorschau',
  send: 'Absenden',
  again: 'Nochmal senden',
  report: 'Melden',
  reason: 'Bitte wählen Sie einen Grund.',
  reportUnreadable: 'Der Server antwortet gerade nicht richtig. Bitte in einigen Minuten noch einmal versuchen.',
};

/** Where one types the text. */
const text = (page: Page) => composer(page).getByRole('textbox').first();

const comments = '**/api/sites/localhost/comments';

/** Answers as something between here and Plausch does. */
const answer =
  (page: Page, status: number, body: string, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({
      status,
      body,
      headers: {
        'Access-Control-Allow-Origin': new URL(page.url()).origin,
        'Access-Control-Expose-Headers': 'Retry-After',
        ...headers,
      },
    });

const gateway = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const tooMany = JSON.stringify({ type: '/problems/too-many', title: 'Too many requests', status: 429 });

test('a text that is too long is told by how much, and so is its preview', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await text(page).fill('x'.repeat(10_000));
  await expect(composer(page).getByText(words.left)).toBeVisible();
  await text(page).fill('x'.repeat(10_001));
  await expect(composer(page).getByText(words.one)).toBeVisible();
  await text(page).fill('x'.repeat(10_012));
  await expect(composer(page).getByText(words.tooMany)).toBeVisible();
  await composer(page).getByRole('button', { name: words.preview }).click();
  await expect(text(page)).toBeFocused();
  await expect(text(page)).toHaveAccessibleDescription(words.tooLong);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await text(page).fill('x'.repeat(9999));
  await expect(text(page)).not.toHaveAccessibleDescription(words.tooLong);
});

test('a text that no request can hold is too long as well', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await text(page).fill('x'.repeat(300_000));
  await composer(page).getByLabel('Name').fill('Nora');
  await composer(page).getByRole('button', { name: words.send }).click();
  await expect(text(page)).toBeFocused();
  await expect(text(page)).toHaveAccessibleDescription(words.tooLong);
});

test('each field has its own sentence, which goes when the field is put right', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await text(page).fill('Ein Gedanke');
  const [name, email, website] = ['Name', 'E-?mail', 'Website'].map((label) =>
    composer(page).getByLabel(new RegExp(label, 'i')),
  );
  if (!name || !email || !website) throw new Error('A field is missing.');
  await email.fill('nora@example');
  await website.fill('nora example');
  await composer(page).getByRole('button', { name: words.send }).click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(words.needed);
  await expect(email).toHaveAccessibleDescription(words.email);
  await expect(website).toHaveAccessibleDescription(words.website);
  await email.fill('nora@example.de');
  await expect(email).toHaveAccessibleDescription('');
  await expect(email).toHaveAttribute('aria-invalid', 'false');
  await expect(website).toHaveAccessibleDescription(words.website);
  await website.fill('nora.example');
  await expect(website).toHaveAccessibleDescription('');
  await name.fill('N'.repeat(81));
  await composer(page).getByRole('button', { name: words.send }).click();
  await expect(name).toHaveAccessibleDescription(words.name);
  await name.fill('Nora');
  await composer(page).getByRole('button', { name: words.send }).click();
  await expect(commentWith(page, 'Ein Gedanke')).toBeFocused();
});

test('who sends too much is told how long to wait, and it counts down', async ({ page, plausch }) => {
  await page.clock.install();
  await page.goto(plausch.demo);
  await page.route(comments, answer(page, 429, tooMany, { 'Retry-After': '600' }));
  await write(composer(page), { body: 'Schon wieder ich', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText(words.much);
  const timer = composer(page).getByRole('timer');
  await expect(timer).toHaveText(words.inMinutes);
  await page.clock.fastForward(560_000);
  await expect(timer).toHaveText(words.inSeconds);
  await page.clock.fastForward(40_000);
  await expect(timer).toHaveText(words.now);
  await page.unroute(comments);
  await composer(page).getByRole('button', { name: words.again }).click();
  await expect(commentWith(page, 'Schon wieder ich')).toBeFocused();
});

test('where nobody says how long, it is some minutes', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await page.route(comments, answer(page, 429, tooMany));
  await write(composer(page), { body: 'Schon wieder ich', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText(words.much);
  await expect(composer(page).getByText(words.later)).toBeVisible();
});

test('an answer that is not Plausch’s own is told as such, wherever it comes', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { name: 'Ole', body: 'Streitbar.' });
  await page.goto(plausch.demo);
  await page.route('**/preview', answer(page, 502, gateway));
  await text(page).fill('Über einen Proxy');
  await composer(page).getByRole('button', { name: words.preview }).click();
  await expect(composer(page).getByRole('alert')).toHaveText(words.unreadable);
  await expect(composer(page).getByRole('button', { name: words.preview })).toBeFocused();

  await page.route('**/reports', answer(page, 502, gateway));
  const its = page.getByRole('article', { name: 'Ole' });
  await its.getByRole('button', { name: words.report }).click();
  await its.getByRole('radio').first().check();
  await its.getByRole('button', { name: words.report }).and(its.locator('[part~=send]')).click();
  await expect(its.getByRole('alert')).toHaveText(words.reportUnreadable);
  await expect(its.getByRole('alert')).toBeFocused();
});

test('a report without a reason asks for one, and the focus goes there', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { name: 'Ole', body: 'Streitbar.' });
  await page.goto(plausch.demo);
  const its = page.getByRole('article', { name: 'Ole' });
  await its.getByRole('button', { name: words.report }).click();
  // Not the one that has unfolded the form, which is called the same and goes away.
  await its.getByRole('button', { name: words.report }).and(its.locator('[part~=send]')).click();
  await expect(its.getByText(words.reason)).toBeVisible();
  await expect(its.getByRole('radio').first()).toBeFocused();
  await its.getByRole('radio').nth(1).check();
  await expect(its.getByText(words.reason)).toBeHidden();
  await its.getByRole('textbox').fill('Muss das sein?');
  await page.keyboard.press('Escape');
  await expect(its.getByRole('textbox')).toHaveValue('Muss das sein?');
  await its.getByRole('textbox').fill('');
  await page.keyboard.press('Escape');
  await expect(its.getByRole('button', { name: words.report })).toBeFocused();
});

test('in English, too, each sentence counts and says what is wrong', async ({ page, plausch }) => {
  await page.clock.install();
  await page.goto(`${plausch.demo}en/`);
  for (const [length, said] of [
    [10_000, 'Characters left: 0'],
    [10_001, '1 character too many'],
    [10_012, '12 characters too many'],
  ] as const) {
    await text(page).fill('x'.repeat(length));
    await expect(composer(page).getByText(said)).toBeVisible();
  }
  await composer(page).getByRole('button', { name: 'Preview' }).click();
  await expect(text(page)).toHaveAccessibleDescription(/The text is too long. Up to 10,000 characters are possible./);
  await text(page).fill('A thought');
  const [name, email, website] = ['Name', 'E-mail', 'Website'].map((label) => composer(page).getByLabel(label));
  if (!name || !email || !website) throw new Error('A field is missing.');
  await email.fill('nora@example');
  await website.fill('nora example');
  await composer(page).getByRole('button', { name: 'Send' }).click();
  await expect(name).toHaveAccessibleDescription('Please fill this in.');
  await expect(email).toHaveAccessibleDescription(
    'There is a mistake in this e-mail address. One like name@example.com is right, or none.',
  );
  await expect(website).toHaveAccessibleDescription(
    'There is a mistake in this address. One like https://example.com is right, or none.',
  );
  await email.fill('');
  await website.fill('');
  await name.fill('N'.repeat(81));
  await composer(page).getByRole('button', { name: 'Send' }).click();
  await expect(name).toHaveAccessibleDescription('At most 80 characters, please.');
  await name.fill('Nora');

  await page.route(comments, answer(page, 429, tooMany, { 'Retry-After': '600' }), { times: 1 });
  await composer(page).getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toHaveText('That was a lot at once. Your text is kept.');
  const timer = composer(page).getByRole('timer');
  await expect(timer).toHaveText('Please try again in 10 minutes.');
  await page.clock.fastForward(560_000);
  await expect(timer).toHaveText('Please try again in 40 seconds.');
  await page.clock.fastForward(40_000);
  await expect(timer).toHaveText('You can try again now.');
  await page.route(comments, answer(page, 429, tooMany), { times: 1 });
  await composer(page).getByRole('button', { name: 'Send again' }).click();
  await expect(composer(page).getByText('Please try again in a few minutes.')).toBeVisible();
  await page.route(comments, answer(page, 502, gateway), { times: 1 });
  await composer(page).getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('alert')).toHaveText(
    'The server does not answer properly at the moment. Your text is kept, nothing is sent twice.',
  );
  await composer(page).getByRole('button', { name: 'Send again' }).click();
  await expect(commentWith(page, 'A thought')).toBeFocused();
});

const otherAnswers = [
  ['a page of a proxy', 502, gateway],
  ['a page that says all is well', 200, gateway],
  ['nothing at all', 200, ''],
  ['null', 200, 'null'],
  ['a number', 200, '7'],
  ['a list', 500, '[]'],
  ['another API’s error', 500, '{"error":"oops","errors":{"a":1},"type":5}'],
  ['a problem of somebody else', 503, '{"type":"about:blank","title":"Unavailable","errors":7}'],
] as const;

test('whatever answers a comment in Plausch’s place, the text is kept, and sent again it appears once', async ({
  page,
  plausch,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(plausch.demo);
  for (const [what, status, answered] of otherAnswers)
    await test.step(what, async () => {
      const body = `Statt einer Antwort: ${what}`;
      await page.route(
        comments,
        async (route) => {
          await route.fetch();
          await answer(page, status, answered)(route);
        },
        { times: 1 },
      );
      await write(composer(page), { body, name: 'Nora' });
      await expect(page.getByRole('alert')).toHaveText(words.unreadable);
      await expect(text(page)).toHaveValue(body);
      await composer(page).getByRole('button', { name: words.again }).click();
      await expect(commentWith(page, body)).toHaveCount(1);
      await expect(commentWith(page, body)).toBeFocused();
    });
  expect(errors).toEqual([]);
});

test('the answer is lost, the page is left and found under another address: sent again it appears once', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await page.goto(plausch.demo);
  await page.route(
    comments,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await write(composer(page), { body: 'Vor dem Umsteigen', name: 'Nora' });
  await expect(page.getByRole('alert')).toBeVisible();
  await page.goto(`${plausch.demo}?utm_source=mail`);
  await composer(page).getByRole('button', { name: 'Nochmal senden' }).click();
  await expect(commentWith(page, 'Vor dem Umsteigen')).toBeFocused();
  expect((await readThread(plausch)).filter(({ html }) => html.includes('Umsteigen'))).toHaveLength(1);
});

test('a page with an endless address takes comments all the same', async ({ page, plausch }) => {
  await page.goto(`${plausch.demo}?${'x'.repeat(3000)}`);
  await write(composer(page), { body: 'Von weit her', name: 'Nora' });
  await expect(commentWith(page, 'Von weit her')).toBeFocused();
});

test('name, e-mail and website are there again after a reload, also where nothing was sent', async ({
  page,
  plausch,
}) => {
  await page.goto(plausch.demo);
  await text(page).fill('Ein halber Gedanke');
  await composer(page).getByLabel('Name').fill('Nora');
  await composer(page).getByLabel('E-Mail').fill('nora@example.de');
  await composer(page).getByLabel('Website').fill('nora.example');
  await page.reload();
  await expect(composer(page).getByLabel('Name')).toHaveValue('Nora');
  await expect(composer(page).getByLabel('E-Mail')).toHaveValue('nora@example.de');
  await expect(composer(page).getByLabel('Website')).toHaveValue('nora.example');
});

const strange = ['{not JSON', '7', '"text"', '[null]', '{"body":7,"name":{},"key":0,"content":0,"thread":"there"}'];
test('what others have left in the storage does no harm', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  for (const left of strange)
    await test.step(left, async () => {
      await page.evaluate((text) => {
        for (const key of ['token', 'author', 'draft /wer-zuhoert/ ']) localStorage[`plausch localhost ${key}`] = text;
      }, left);
      await page.reload();
      const body = `Trotz ${strange.indexOf(left)}`;
      await write(composer(page), { body, name: 'Nora' });
      await expect(commentWith(page, body)).toBeFocused();
    });
});

test('a send that fails leaves the focus on its button, with the mouse and the keyboard', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await page.route(comments, (route) => route.abort());
  await write(composer(page), { body: 'Im Tunnel', name: 'Nora' });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(composer(page).getByRole('button', { name: 'Nochmal senden' })).toBeFocused();
  await text(page).focus();
  await page.keyboard.press('Control+Enter');
  await expect(composer(page).getByRole('button', { name: 'Nochmal senden' })).toBeVisible();
  await expect(text(page)).toBeFocused();
});

test('while it is being sent the focus stays, and a second click sends nothing', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await page.goto(plausch.demo);
  let posts = 0;
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(comments, async (route) => {
    if (route.request().method() === 'POST') {
      posts += 1;
      await held;
    }
    await route.continue();
  });
  await write(composer(page), { body: 'Nur einmal', name: 'Nora' });
  const button = composer(page).getByRole('button', { name: 'Wird gesendet' });
  await expect(button).toBeFocused();
  await button.press('Enter');
  go();
  await expect(commentWith(page, 'Nur einmal')).toBeFocused();
  expect(posts).toBe(1);
});
