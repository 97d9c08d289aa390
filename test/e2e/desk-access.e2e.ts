import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, commentBy, newOwnerLink, openDeskOf, postTo } from './desk-steps';
import { expect, openDesk, post, type Running, startPlausch, test } from './plausch';

const words = {
  de: {
    title: 'Anmelden zur Moderation',
    reject: 'Ablehnen',
    ban: 'Sperren …',
    rule: 'Neue Regel',
    invite: 'Jemanden einladen',
    ask: 'Fragen …',
    answer: 'Antworten',
  },
  en: {
    title: 'Sign in to the desk',
    reject: 'Reject',
    ban: 'Ban …',
    rule: 'New rule',
    invite: 'Invite someone',
    ask: 'Ask …',
    answer: 'Answer',
  },
};

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

/** Whoever is signed in, at a desk that has something in every view. */
async function enter(browser: Browser, plausch: Running, options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await openDesk(page, plausch);
  await fill(page, plausch);
  await page.close();
  return context;
}

for (const language of ['de', 'en'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`in ${language}, ${colorScheme}, axe finds nothing and no policy is broken:`, () => {
      // As high as the longest view: what only waits below a bar for being scrolled to is not covered then.
      const viewport = { width: 1280, height: 4000 };
      const options = { locale: language === 'de' ? 'de-DE' : 'en-GB', colorScheme, viewport };
      const { title, reject, ban, rule, invite, ask, answer } = words[language];
      let data: string;
      let plausch: Running;
      let signedIn: BrowserContext;
      let page: Page;
      let complaints: string[];

      const open = (view: string) => page.goto(`${plausch.base}/desk/#/localhost/${view}`);

      test.beforeAll(async ({ browser }) => {
        data = mkdtempSync(join(tmpdir(), 'plausch-'));
        plausch = await startPlausch(data, ['--proxies', '1']);
        signedIn = await enter(browser, plausch, options);
      });
      test.afterAll(async () => {
        await signedIn?.close();
        await plausch?.kill();
        rmSync(data, { recursive: true, force: true });
      });
      test.beforeEach(async () => {
        page = await signedIn.newPage();
        complaints = listen(page);
      });
      test.afterEach(async () => {
        await page.close();
        expect(complaints).toEqual([]);
      });

      test('signing in', async ({ browser }) => {
        const context = await browser.newContext(options);
        const stranger = await context.newPage();
        const said = listen(stranger);
        await stranger.goto(`${plausch.base}/desk/`);
        await expect(stranger.getByRole('heading', { name: title })).toBeVisible();
        await expectNoViolations(stranger);
        await stranger.goto(newOwnerLink(plausch, data));
        await expect(stranger.getByRole('button', { name: /Redaktion/ })).toBeVisible();
        await expectNoViolations(stranger);
        expect(said).toEqual([]);
        await context.close();
      });

      test('the queue, with a form on every card', async () => {
        await open('queue/all');
        await expect(page.getByRole('article')).toHaveCount(3);
        await expectNoViolations(page);
        await commentBy(page, 'Dora').getByRole('button', { name: ban }).click();
        await commentBy(page, 'Dora').getByRole('button', { name: ask, exact: true }).click();
        await commentBy(page, 'Anton').getByRole('button', { name: answer }).click();
        await commentBy(page, 'Clara').getByRole('button', { name: reject }).click();
        await expectNoViolations(page);
      });

      test('the queue, with several selected', async () => {
        await open('queue/all');
        await commentBy(page, 'Clara').getByRole('checkbox').check();
        await expectNoViolations(page);
        await page.getByRole('region').getByRole('button', { name: reject }).click();
        await expectNoViolations(page);
      });

      test('the queue, after a decision', async () => {
        const { comment } = await post(plausch, { name: 'Emil', body: 'Gleich abgelehnt.' });
        await open('queue/all');
        await commentBy(page, 'Emil').getByRole('button', { name: reject }).click();
        await page.keyboard.press('Enter');
        await expect(commentBy(page, 'Emil')).toHaveCount(0);
        await expectNoViolations(page);
        await expect
          .poll(async () => (await callAs(page, plausch, 'GET', '/decisions')).decisions[0].action)
          .toBe('reject');
        expect(comment.status).toBe('held');
      });

      test('the shortcuts', async () => {
        await open('queue/all');
        await expect(page.getByRole('article').first()).toBeVisible();
        await page.locator('body').press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectNoViolations(page);
      });

      test('the search', async () => {
        await open('queue/any?q=Zitat');
        await expect(page.getByRole('article')).toHaveCount(1);
        await expectNoViolations(page);
      });

      test('what a colleague is asked', async ({ browser }) => {
        const owner = await signedIn.newPage();
        const { comment } = await post(plausch, { name: 'Nora', body: 'Ist das so?' });
        const eva = await openDeskOf(browser, owner, plausch, 'Eva', { language, colorScheme });
        const { people } = await callAs(owner, plausch, 'GET', '/people');
        const [to] = people.filter(({ name }: { name: string }) => name === 'Eva');
        const question = { to: to.account, note: 'Weißt du es?' };
        await callAs(owner, plausch, 'POST', `/comments/${comment.id}/consults`, question);
        await eva.goto(`${plausch.base}/desk/#/localhost/queue/asked`);
        await expect(commentBy(eva, 'Nora').getByRole('textbox')).toBeVisible();
        await expectNoViolations(eva);
        await eva.context().close();
        await owner.close();
      });

      test('the log', async () => {
        await open('decisions');
        await expect(page.getByRole('main').getByRole('listitem').nth(5)).toBeVisible();
        await expectNoViolations(page);
      });

      test('the pulse', async () => {
        await open('pulse');
        await expect(page.getByRole('img')).toHaveCount(5);
        await expectNoViolations(page);
      });

      test('the outbox, with a message open', async () => {
        await open('outbox');
        await page.getByRole('main').getByRole('group').first().click();
        await expectNoViolations(page);
      });

      test('the bans', async () => {
        await open('bans');
        await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
        await expectNoViolations(page);
      });

      test('the rules, with the form', async () => {
        await open('rules');
        await page.getByRole('button', { name: rule }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
        await expectNoViolations(page);
      });

      test('the first rule', async () => {
        await page.route('**/rules', (route) => route.fulfill({ json: { rules: [] } }));
        await open('rules');
        await page.getByRole('button', { name: rule }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
        await expectNoViolations(page);
      });

      test('the team, with the form', async () => {
        await open('people');
        await page.getByRole('button', { name: invite }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
        await expectNoViolations(page);
      });

      test('the link that lets somebody in', async () => {
        await open('people');
        await page.getByRole('button', { name: /(Neuer Link|New link): Anna/ }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveValue(/#link=/);
        await expectNoViolations(page);
      });

      test('the settings', async () => {
        await open('settings');
        await expect(page.getByRole('radio').first()).toBeVisible();
        await expectNoViolations(page);
      });

      test('one’s own login', async () => {
        await open('profile');
        await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
        await expectNoViolations(page);
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
