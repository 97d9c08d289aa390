import type { WebSocketRoute } from '@playwright/test';
import { commentBy } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('the page’s title counts what waits, in every view', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await expect(page).toHaveTitle('Warteschlange · localhost · Plausch');
  await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await expect(page).toHaveTitle('(1) Warteschlange · localhost · Plausch');

  for (const [view, title] of [
    ['Einstellungen', 'Einstellungen'],
    ['Puls', 'Puls'],
    ['Entscheidungen', 'Entscheidungen'],
  ] as const) {
    await page.getByRole('link', { name: view, exact: true }).click();
    await expect(page).toHaveTitle(`(1) ${title} · localhost · Plausch`);
  }
  await post(plausch, { name: 'Ole', body: 'Noch einer.' });
  await expect(page).toHaveTitle('(2) Entscheidungen · localhost · Plausch');

  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(page).toHaveTitle('(1) Warteschlange · localhost · Plausch');
  await page.locator('body').press('u');
  await expect(page).toHaveTitle('(2) Warteschlange · localhost · Plausch');

  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page).toHaveTitle('Moderation · Plausch');
});

test('the title counts while nobody looks at the page, also where nothing is told live', async ({ page, plausch }) => {
  let open = false;
  await page.routeWebSocket('**/live', (socket) => (open ? socket.connectToServer() : socket.close()));
  await page.clock.install();
  await openDesk(page, plausch);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page).toHaveTitle('Warteschlange · localhost · Plausch');
  await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await page.clock.runFor(61_000);
  await expect(page).toHaveTitle('(1) Warteschlange · localhost · Plausch');

  open = true;
  const connected = page.waitForEvent('websocket');
  await page.clock.runFor(61_000);
  await connected;
  await page.clock.resume();
  await post(plausch, { name: 'Ole', body: 'Noch einer.' });
  await expect(page).toHaveTitle('(2) Warteschlange · localhost · Plausch');
});

test('one connection tells all of the desk what happens, and ends with the session', async ({ page, plausch }) => {
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket('**/live', (socket) => {
    const server = socket.connectToServer();
    open.add(socket);
    socket.onClose(() => {
      open.delete(socket);
      void server.close();
    });
  });
  await openDesk(page, plausch);
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  await expect.poll(() => open.size).toBe(1);
  await page.getByRole('link', { name: 'Regeln' }).click();
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await expect(commentBy(page, 'Nora')).toBeVisible();
  expect(open.size).toBe(1);
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect.poll(() => open.size).toBe(0);
});
