import { Webhook } from 'standardwebhooks';
import { startServices } from '../worker/services';
import { expectNoViolations } from './access';
import { expect, openDesk, post, test } from './plausch';

test.use({ variables: { PLAUSCH_LOOPBACK: 'on' } });

const services = startServices();
test.afterAll(async () => (await services).close());

interface Heard {
  headers: Record<string, string>;
  body: string;
}

const words = {
  add: 'Hinzufügen',
  kind: 'Was es ist',
  name: 'Wie es hier heißt',
  address: 'Adresse',
  wrong: /Das geht nicht\. Angesprochen werden nur Adressen im öffentlichen Netz/,
  secret: /Es wird nur dieses eine Mal gezeigt/,
  deliveries: 'Zustellungen: Zähler',
  test: 'Probe schicken',
  sent: 'verschickt',
  waits: 'Ein Kommentar wartet',
  again: /^Noch einmal schicken: Ein Kommentar wartet/,
  off: 'Ausschalten: Zähler',
  on: 'Einschalten: Zähler',
  change: 'Ändern: Zähler',
  retype: 'Andere Adresse eingeben',
  save: 'Speichern',
  remove: 'Entfernen: Zähler',
  removed: /„Zähler“ ist entfernt/,
  undo: 'Rückgängig',
  again2: /Was es öffnet, wurde gelöscht/,
};

test('an owner adds a webhook, sees its secret once, tests it, reads what was sent, and takes it away', async ({
  page,
  plausch,
}) => {
  const { url } = await services;
  const of = crypto.randomUUID().slice(0, 8);
  const heard = async (): Promise<Heard[]> => (await fetch(`${url}/hooks-heard?of=${of}`)).json();
  await openDesk(page, plausch);
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/settings`);
  const view = page.locator('desk-targets');
  await view.getByRole('button', { name: words.add }).click();
  await expect(view.getByLabel(words.name)).toBeFocused();
  await view.getByLabel(words.name).fill('Zähler');
  await view.getByLabel(words.kind).selectOption('webhook');
  await view.getByLabel(words.address).fill('https://10.0.0.1/hook');
  await expectNoViolations(page);
  await view.getByRole('button', { name: words.add }).click();
  await expect(view.getByLabel(words.address)).toHaveAccessibleDescription(words.wrong);
  await view.getByLabel(words.address).fill(`${url}/hooks/ok/${of}`);
  await view.getByRole('button', { name: words.add }).click();
  const secret = view.getByLabel(words.secret);
  await expect(secret).toBeFocused();
  const shown = await secret.inputValue();
  await expectNoViolations(page);

  await view.getByRole('button', { name: words.deliveries }).click();
  await view.getByRole('button', { name: words.test }).click();
  const deliveries = view.getByRole('listitem').getByRole('listitem');
  await expect(deliveries.filter({ hasText: '200 ok' })).toHaveCount(1);
  await expect(deliveries.first()).toContainText(words.sent);
  await post(plausch, { body: 'Ich war da.' });
  await view.getByRole('button', { name: words.deliveries }).click();
  await view.getByRole('button', { name: words.deliveries }).click();
  await expect(deliveries.filter({ hasText: words.waits }).filter({ hasText: '200 ok' })).toHaveCount(1);
  await expect(view.getByRole('button', { name: words.again })).toHaveCount(1);
  for (const { body, headers } of await heard()) new Webhook(shown).verify(body, headers);
  expect((await heard()).map(({ body }) => JSON.parse(body).type)).toEqual(['test', 'comment.waiting']);
  await expectNoViolations(page);

  // Nothing that opens it is there any more, on the page or in what the page asks for.
  await page.reload();
  await expect(view.getByRole('button', { name: words.change })).toBeVisible();
  await expect(view.getByLabel(words.secret)).toHaveCount(0);
  await view.getByRole('button', { name: words.change }).click();
  await expect(view.getByLabel(words.address)).toHaveCount(0);
  await view.getByRole('button', { name: words.retype }).click();
  await expect(view.getByLabel(words.address)).toHaveValue('');
  await view.getByLabel(words.address).fill(`${url}/hooks/ok/${of}/elsewhere`);
  await view.getByRole('button', { name: words.save, exact: true }).click();
  await expect(view.getByRole('button', { name: words.change })).toBeFocused();
  const asked = await page.request.get(`${plausch.base}/api/sites/${plausch.site}/targets`);
  expect(await asked.text()).not.toContain(of);
  await view.getByRole('button', { name: words.off }).click();
  await view.getByRole('button', { name: words.on }).click();
  await expect(view.getByRole('button', { name: words.off })).toBeVisible();

  await view.getByRole('button', { name: words.remove }).click();
  await expect(view.getByText(words.removed)).toBeVisible();
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/decisions`);
  await page.getByRole('button', { name: words.undo }).first().click();
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/settings`);
  await expect(view.getByText(words.again2)).toBeVisible();
  expect(await heard()).toHaveLength(2);
});
