import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, commentBy, newOwnerLink, openDeskOf, postTo } from './desk-steps';
import { expect, openDesk, post, type Running, startPlausch, test } from './plausch';

/** A queue with one of each kind, and something in every other view. */
async function fill(page: Page, plausch: Running): Promise<void> {
  const call = (method: string, path: string, data?: unknown) => callAs(page, plausch, method, path, data);
  const first = await post(plausch, { name: 'Anton', body: 'Mit `Code`, *Nachdruck* und https://example.org/' });
  await call('POST', '/decisions', { comments: [first.comment.id], action: 'approve', reply: 'Willkommen.' });
  await postTo(plausch, `${first.comment.id}/reports`, { reason: 'privacy', note: 'Mein Name.' });
  const notice = { explanation: 'Mein Bild.', name: 'Uwe Klar', email: 'uwe@example.de', goodFaith: true };
  await postTo(plausch, `${first.comment.id}/notices`, notice);
  const second = await post(plausch, { name: 'Berta', body: 'Abgelehnt.' });
  await call('POST', '/decisions', {
    comments: [second.comment.id],
    action: 'reject',
    reason: 'Werbung',
    note: 'Wieder.',
  });
  await postTo(plausch, `${second.comment.id}/appeal`, { text: 'Doch nicht.' }, second.token);
  const third = await post(plausch, {
    name: 'Clara',
    email: 'clara@example.de',
    website: 'https://clara.example',
    body: '> Zitat\n\nhttps://a.example [url=x]y[/url]',
  });
  await post(plausch, { name: 'Dora', body: 'Eine Antwort.', parent: first.comment.id });
  const { person } = await call('POST', '/people', { name: 'Anna', role: 'moderator', scope: ['/wer-zuhoert/'] });
  await call('POST', '/people', { name: 'Tom', role: 'moderator' });
  await call('POST', `/comments/${third.comment.id}/consults`, { to: person.account, note: 'Was meinst du?' });
  await call('POST', '/rules', { name: 'Links', on: true, propose: 'hold', when: { kind: 'links', moreThan: 2 } });
  const { items } = await call('GET', '/queue?state=all');
  await call('PUT', `/authors/${items[0].author.id}/ban`, { kind: 'mute', reason: 'Wird laut', days: 7 });
}

/** Fails with what axe finds in the view that is open, in either language and on either ground, and leaves it as it was. */
async function expectAccessible(page: Page): Promise<void> {
  for (const [language, colorScheme] of looks) {
    await speak(page, language);
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
  }
  await speak(page, 'de');
}

/** Each language and each ground; no word is seen on one ground alone, no colour in one language. */
const looks = [
  ['de', 'light'],
  ['en', 'dark'],
] as const;

/** Switches the language where one is, without the mouse: what is open stays open. */
async function speak(page: Page, language: 'de' | 'en'): Promise<void> {
  await page.locator(`.languages button[lang=${language}]`).evaluate((button: HTMLElement) => button.click());
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

test.describe('in both languages, light and dark, axe finds nothing and no policy is broken:', () => {
  // As high as the longest view: what only waits below a bar for being scrolled to is not covered then.
  const options = { locale: 'de-DE', viewport: { width: 1280, height: 4000 } };
  let data: string;
  let plausch: Running;
  let page: Page;
  let complaints: string[];

  /** Goes to a view by its address alone; one that is open already is opened anew. */
  async function open(view: string): Promise<void> {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/localhost/${view}`);
  }

  test.beforeAll(async ({ browser }) => {
    data = mkdtempSync(join(tmpdir(), 'plausch-'));
    plausch = await startPlausch(data, ['--proxies', '1']);
    page = await (await browser.newContext(options)).newPage();
    complaints = listen(page);
    await openDesk(page, plausch);
    await fill(page, plausch);
    await open('profile');
  });
  test.afterAll(async () => {
    await page?.context().close();
    await plausch?.kill();
    rmSync(data, { recursive: true, force: true });
  });
  test.afterEach(async () => {
    await page.unrouteAll();
    // Away from the view, so that the next one opens it anew, with nothing open in it.
    await open('profile');
    expect(complaints.splice(0)).toEqual([]);
  });

  test('signing in', async ({ browser }) => {
    const context = await browser.newContext(options);
    const stranger = await context.newPage();
    const said = listen(stranger);
    await stranger.goto(`${plausch.base}/desk/`);
    await expect(stranger.getByRole('heading', { name: 'Anmelden zur Moderation' })).toBeVisible();
    await expectAccessible(stranger);
    await stranger.goto(newOwnerLink(plausch, data));
    await expect(stranger.getByRole('button', { name: /Redaktion/ })).toBeVisible();
    await expectAccessible(stranger);
    expect(said).toEqual([]);
    await context.close();
  });

  test('the queue, with a form on every card', async () => {
    await open('queue/all');
    await expect(page.getByRole('article')).toHaveCount(3);
    await expectAccessible(page);
    await commentBy(page, 'Dora').getByRole('button', { name: 'Sperren …' }).click();
    await commentBy(page, 'Dora').getByRole('button', { name: 'Fragen …', exact: true }).click();
    await commentBy(page, 'Anton').getByRole('button', { name: 'Antworten' }).click();
    await commentBy(page, 'Clara').getByRole('button', { name: 'Ablehnen' }).click();
    await expectAccessible(page);
  });

  test('the queue, with several selected', async () => {
    await open('queue/all');
    await commentBy(page, 'Clara').getByRole('checkbox').check();
    await expectAccessible(page);
    await page.getByRole('region').getByRole('button', { name: 'Ablehnen' }).click();
    await expectAccessible(page);
  });

  test('the queue, after a decision', async () => {
    const { comment } = await post(plausch, { name: 'Emil', body: 'Gleich abgelehnt.' });
    await open('queue/all');
    await commentBy(page, 'Emil').getByRole('button', { name: 'Ablehnen' }).click();
    await page.keyboard.press('Enter');
    await expect(commentBy(page, 'Emil')).toHaveCount(0);
    await expectAccessible(page);
    await expect
      .poll(async () => (await callAs(page, plausch, 'GET', '/decisions')).decisions[0].action)
      .toBe('reject');
    expect(comment.status).toBe('held');
  });

  test('the empty queue', async () => {
    await page.route('**/queue?*', async (route) => {
      const response = await route.fetch();
      const waiting = { held: 0, reported: 0, appealed: 0, spam: 0 };
      const nothing = { items: [], next: null, total: 0, waiting };
      await route.fulfill({ response, json: { ...(await response.json()), ...nothing } });
    });
    await open('queue');
    await expect(page.getByRole('region', { name: 'Zeilen zum Einfügen' })).toBeVisible();
    await expectAccessible(page);
  });

  test('the shortcuts', async () => {
    await open('queue/all');
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.locator('body').press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  test('the search', async () => {
    await open('queue/any?q=Zitat');
    await expect(page.getByRole('article')).toHaveCount(1);
    await expectAccessible(page);
  });

  test('what a colleague is asked', async ({ browser }) => {
    const { comment } = await post(plausch, { name: 'Nora', body: 'Ist das so?' });
    const eva = await openDeskOf(browser, page, plausch, 'Eva');
    const { people } = await callAs(page, plausch, 'GET', '/people');
    const [to] = people.filter(({ name }: { name: string }) => name === 'Eva');
    const question = { to: to.account, note: 'Weißt du es?' };
    await callAs(page, plausch, 'POST', `/comments/${comment.id}/consults`, question);
    await eva.goto(`${plausch.base}/desk/#/localhost/queue/asked`);
    await expect(commentBy(eva, 'Nora').getByRole('textbox')).toBeVisible();
    await expectAccessible(eva);
    await eva.context().close();
    await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'spam' });
  });

  test('the log', async () => {
    await open('decisions');
    await expect(page.getByRole('main').getByRole('listitem').nth(5)).toBeVisible();
    await expectAccessible(page);
  });

  test('the pulse', async () => {
    await open('pulse');
    await expect(page.getByRole('img')).toHaveCount(5);
    await expectAccessible(page);
  });

  test('the outbox, with a message open', async () => {
    await open('outbox');
    await page.getByRole('main').getByRole('group').first().click();
    await expectAccessible(page);
  });

  test('the bans', async () => {
    await open('bans');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);
  });

  test('the rules, with the form', async () => {
    await open('rules');
    await page.getByRole('button', { name: 'Neue Regel' }).click();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
    await expectAccessible(page);
  });

  test('the first rule', async () => {
    await page.route('**/rules', (route) => route.fulfill({ json: { rules: [] } }));
    await open('rules');
    await page.getByRole('button', { name: 'Neue Regel' }).click();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
    await expectAccessible(page);
  });

  test('the team, with the form', async () => {
    await open('people');
    await page.getByRole('button', { name: 'Jemanden einladen' }).click();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
    await expectAccessible(page);
  });

  test('the link that lets somebody in', async () => {
    await open('people');
    await page.getByRole('button', { name: 'Neuer Link: Anna' }).click();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveValue(/#link=/);
    await expectAccessible(page);
  });

  test('the settings, with reasons of one’s own', async () => {
    await open('settings');
    await expect(page.getByRole('radio').first()).toBeVisible();
    await page.getByRole('button', { name: '„Werbung“ entfernen' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Wieder die mitgelieferten' }).click();
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText('Gespeichert.')).toBeVisible();
  });

  test('one’s own login', async () => {
    await open('profile');
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page);
  });
});

/** What a page complains about from now on. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser itself notes the answer to "who is signed in?".
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  return complaints;
}
