import type { Page } from '@playwright/test';
import { type Call, modelVariables, serviceVariables, startServices } from '../worker/services';
import { expectNoViolations } from './access';
import { expect, openDesk, post, test as withPlausch } from './plausch';
import { commentWith, composer, write } from './reader-steps';

/** A Plausch that offers every service, each played by a server of this test. */
const test = withPlausch.extend<{ services: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  services: async ({}, use) => {
    const { url, close } = await startServices();
    await use(url);
    close();
  },
  variables: async ({ services }, use) => use({ ...serviceVariables(services), ...modelVariables(services) }),
});

const long = 'Wir hatten im März genau so einen Fall, und niemand durfte entscheiden.';

/** Everything that was said to Turnstile. */
const verified = async (services: string): Promise<Call[]> => (await fetch(`${services}/calls?blog=turnstile`)).json();

/** Switches services on, by hand, and lets everyone publish. */
async function switchOn(page: Page, ...names: string[]): Promise<void> {
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByLabel('Alle; Zweifelhaftes wartet weiterhin').check();
  for (const name of names) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
}

/** The demo post with a policy that allows Turnstile, as docs/embed.md has it. */
async function allowTurnstile(page: Page, services: string): Promise<void> {
  await page.route(
    (url) => url.pathname === '/' || url.pathname === '/en/',
    async (route) => {
      const response = await route.fetch();
      const policy = response.headers()['content-security-policy'] ?? '';
      const allowed = policy
        .replace('script-src', `script-src ${services}`)
        .replace('trusted-types lit-html', 'trusted-types lit-html plausch');
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': allowed } });
    },
  );
}

test('the owner switches a service on, the page about privacy names it, and the log says who did it', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  const privacy = await page.context().newPage();
  await privacy.goto(`${plausch.base}/pages/${plausch.site}/privacy`);
  await expect(privacy.getByText('Keine. Ihr Browser spricht nur mit diesem Server')).toBeVisible();
  await expect(privacy.getByText('Akismet')).toHaveCount(0);

  await switchOn(page, 'Akismet', 'Cloudflare Workers AI');
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Akismet' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Cloudflare Turnstile' })).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Akismet' })).toHaveAccessibleDescription(
    /Solange er nicht antwortet/,
  );
  await privacy.reload();
  await expect(privacy.getByRole('heading', { name: /Akismet/ })).toBeVisible();
  await expect(privacy.getByRole('heading', { name: /Workers AI/ })).toBeVisible();
  await expect(privacy.getByRole('heading', { name: /Turnstile/ })).toHaveCount(0);

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await expect(page.getByText('Akismet, Cloudflare Workers AI')).toBeVisible();
});

test('why a comment waits is told in a sentence for each service', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await switchOn(page, 'Akismet', 'Cloudflare Workers AI');
  await post(plausch, { body: 'Ganz gewöhnlich.', name: 'Erna' });
  await post(plausch, { body: 'Ein Gedanke. [akismet spam] [ai unsafe S10,S7]', name: 'Nora' });
  await post(plausch, { body: 'Noch einer. [akismet down]', name: 'Jörg' });
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  const first = page.getByRole('article').first();
  await expect(first).toContainText('Akismet hält das für Spam.');
  await expect(first).toContainText('Scheint einem Sprachmodell schädlich: Hass, Privates.');
  await expect(page.getByRole('article', { name: 'Jörg' })).toContainText(
    'Akismet hat noch nicht geantwortet und wird wieder gefragt.',
  );
});

test('a reader passes Turnstile without noticing, and nobody is asked before they send', async ({
  page,
  plausch,
  services,
}) => {
  await openDesk(page, plausch);
  await switchOn(page, 'Cloudflare Turnstile');
  await allowTurnstile(page, services);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(services)) asked.push(new URL(request.url()).pathname);
  });
  await page.goto(plausch.demo);
  const form = composer(page);
  await form.getByRole('textbox').first().pressSequentially(long);
  await form.getByLabel('Name').fill('Nora');
  expect(asked).toEqual([]);
  await form.getByRole('button', { name: 'Absenden' }).click();
  await expect(commentWith(page, long)).toBeVisible();
  await expect(page.getByText('wartet auf Freigabe')).toHaveCount(0);
  expect(asked).toEqual(['/turnstile/api.js']);
  await expect(page.locator('.plausch-turnstile')).toHaveCount(0);

  // A second comment has a token of its own.
  await write(composer(page), { body: 'Und noch ein Satz dazu.' });
  await expect(commentWith(page, 'Und noch ein Satz dazu.')).toBeVisible();
  await expect(page.getByText('wartet auf Freigabe')).toHaveCount(0);
  const tokens = (await verified(services)).map(({ fields }) => fields.response);
  expect([tokens.length, new Set(tokens).size]).toEqual([2, 2]);
});

test('where the page does not let Turnstile in, the comment is sent all the same and waits', async ({
  page,
  plausch,
  services,
}) => {
  await openDesk(page, plausch);
  await switchOn(page, 'Cloudflare Turnstile');
  await page.goto(plausch.demo);
  const form = composer(page);
  await form.getByRole('textbox').first().pressSequentially(long);
  await write(form, { body: long, name: 'Nora' });
  await expect(commentWith(page, long)).toContainText('wartet auf Freigabe');
  expect(await verified(services)).toEqual([]);
  await page.goto(`${plausch.base}/desk/`);
  await expect(page.getByText('Der Browser hat Cloudflare Turnstile nicht durchlaufen')).toBeVisible();
});

test('whoever writes finds the page about privacy, from the form and from the plain page', async ({
  page,
  plausch,
}) => {
  await page.goto(plausch.demo);
  await composer(page).getByRole('textbox').first().fill('Hallo');
  const link = composer(page).getByRole('link', { name: 'Datenschutz' });
  await expect(link).toHaveAttribute('href', `${plausch.base}/pages/${plausch.site}/privacy`);
  await page.goto(`${plausch.base}/pages/${plausch.site}?thread=/wer-zuhoert/`);
  await page.getByRole('link', { name: 'Datenschutz' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Datenschutz bei den Kommentaren');
});

test('axe finds nothing on the settings and the page about privacy, light and dark', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await switchOn(page, 'Akismet', 'Cloudflare Turnstile', 'Cloudflare Workers AI');
  for (const path of [undefined, `/pages/${plausch.site}/privacy`]) {
    if (path) await page.goto(plausch.base + path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectNoViolations(page);
    }
  }
});
