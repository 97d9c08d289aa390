import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { callAs, commentBy, openDeskOf, postTo } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

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

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

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
  const third = await post(plausch, { name: 'Clara', body: '> Zitat\n\nhttps://a.example [url=x]y[/url]' });
  await post(plausch, { name: 'Dora', body: 'Eine Antwort.', parent: first.comment.id });
  const { person } = await call('POST', '/people', { name: 'Anna', role: 'moderator', scope: ['/wer-zuhoert/'] });
  await call('POST', '/people', { name: 'Tom', role: 'moderator' });
  await call('POST', `/comments/${third.comment.id}/consults`, { to: person.account, note: 'Was meinst du?' });
  await call('POST', '/rules', { name: 'Links', on: true, propose: 'hold', when: { kind: 'links', moreThan: 2 } });
  const { items } = await call('GET', '/queue?state=all');
  await call('PUT', `/authors/${items[0].author.id}/ban`, { kind: 'mute', reason: 'Wird laut', days: 7 });
}

for (const language of ['de', 'en'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`in ${language}, ${colorScheme}`, () => {
      test.use({ locale: language === 'de' ? 'de-DE' : 'en-GB', colorScheme });

      test('everyone can use every view of the desk: axe finds nothing, and no policy is broken', async ({
        page,
        plausch,
      }) => {
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          // The browser itself notes the answer to "who is signed in?".
          if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
        });
        const { title, reject, ban, rule, invite, ask, answer } = words[language];
        const open = (view: string) => page.goto(`${plausch.base}/desk/#/localhost/${view}`);
        await page.goto(`${plausch.base}/desk/`);
        await expect(page.getByRole('heading', { name: title })).toBeVisible();
        await expectNoViolations(page);

        await openDesk(page, plausch);
        await expect(page.getByRole('navigation').first()).toBeVisible();
        await fill(page, plausch);
        await open('queue/all');
        await page.reload();
        await expect(page.getByRole('article')).toHaveCount(3);
        await commentBy(page, 'Dora').getByRole('button', { name: ban }).click();
        await commentBy(page, 'Dora').getByRole('button', { name: ask, exact: true }).click();
        await commentBy(page, 'Anton').getByRole('button', { name: answer }).click();
        await commentBy(page, 'Clara').getByRole('button', { name: reject }).click();
        await page.keyboard.press('Escape');
        await commentBy(page, 'Clara').getByRole('checkbox').check();
        await expectNoViolations(page);
        await page.getByRole('region').getByRole('button', { name: reject }).click();
        await expectNoViolations(page);
        await page.getByRole('region').getByRole('textbox').first().press('Enter');
        await expect(page.getByRole('article')).toHaveCount(2);
        await expectNoViolations(page);
        await page.locator('body').press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectNoViolations(page);
        await page.keyboard.press('Escape');
        await open('queue/any?q=Zitat');
        await expect(page.getByRole('article')).toHaveCount(1);
        await expectNoViolations(page);

        await open('decisions');
        await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(7);
        await expectNoViolations(page);
        await open('pulse');
        await expect(page.getByRole('img')).toHaveCount(5);
        await expectNoViolations(page);
        await open('outbox');
        await page.getByRole('main').getByRole('group').first().click();
        await expectNoViolations(page);
        await open('bans');
        await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
        await expectNoViolations(page);
        await open('rules');
        await page.getByRole('button', { name: rule }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
        await expectNoViolations(page);
        await open('people');
        await page.getByRole('button', { name: invite }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(2);
        await expectNoViolations(page);
        await open('settings');
        await expect(page.getByRole('radio').first()).toBeVisible();
        await expectNoViolations(page);
        await open('profile');
        await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
        await expectNoViolations(page);
        expect(complaints).toEqual([]);
      });

      test('what a colleague is asked, and the links that let somebody in, are for everyone, too', async ({
        page,
        plausch,
        browser,
      }) => {
        await openDesk(page, plausch);
        const { comment } = await post(plausch, { name: 'Nora', body: 'Ist das so?' });
        const anna = await openDeskOf(browser, page, plausch, 'Anna', { language, colorScheme });
        const { people } = await callAs(page, plausch, 'GET', '/people');
        const [to] = people.filter(({ name }: { name: string }) => name === 'Anna');
        await callAs(page, plausch, 'POST', `/comments/${comment.id}/consults`, {
          to: to.account,
          note: 'Weißt du es?',
        });
        await anna.goto(`${plausch.base}/desk/#/localhost/queue/asked`);
        await expect(commentBy(anna, 'Nora').getByRole('textbox')).toBeVisible();
        await expectNoViolations(anna);
        await page.goto(`${plausch.base}/desk/#/localhost/people`);
        await page.getByRole('button', { name: /(Neuer Link|New link): Anna/ }).click();
        await expect(page.getByRole('main').getByRole('textbox')).toHaveValue(/#link=/);
        await expectNoViolations(page);
      });
    });
