import type { Page } from '@playwright/test';
import { expect, post, test } from './plausch';
import { commentWith, composer, publishEverything, write } from './reader-steps';

/** All that the page has put into the browser, whoever did. */
const stored = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage).toSorted(),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));

const nothing = { local: [], session: [], databases: 0, caches: 0, workers: 0 };

test('a reader’s browser talks to nobody but the page and its Plausch, keeps no cookie, and stores nothing before they vote or write', async ({
  page,
  plausch,
  context,
}) => {
  await publishEverything(plausch);
  const many = Array.from({ length: 55 }, (_, at) => `Nummer ${at + 1}.`);
  for (const body of many) await post(plausch, { name: 'Ole', body });
  const asked: { origin: string; what: string; cookie: string | undefined }[] = [];
  page.on('request', async (request) => {
    const { origin, pathname } = new URL(request.url());
    const cookie = (await request.allHeaders()).cookie;
    asked.push({ origin, what: `${request.method()} ${pathname}`, cookie });
  });
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));

  // Whoever only reads: further comments, times, a link, a report and an answer that are thought better of.
  await page.goto(plausch.demo);
  const first = commentWith(page, 'Nummer 1.');
  await expect(first.getByRole('button', { name: 'Zustimmen', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Weitere Kommentare' }).click();
  await expect(commentWith(page, 'Nummer 55.')).toBeVisible();
  await first.getByRole('link').hover();
  await first.getByRole('link').click();
  await expect(first).toBeFocused();
  await page.keyboard.press('n');
  await first.getByRole('button', { name: 'Melden' }).click();
  await first.getByRole('button', { name: 'Schließen' }).click();
  await first.getByRole('button', { name: 'Antworten' }).click();
  await page
    .getByRole('form', { name: /^Antwort an Ole/ })
    .getByRole('button', { name: 'Abbrechen' })
    .click();
  await page.reload();
  await expect(first.getByRole('button', { name: 'Zustimmen', exact: true })).toBeVisible();
  expect(await stored(page)).toEqual(nothing);
  const changing = asked.filter(({ what }) => !what.startsWith('GET '));
  expect(changing).toEqual([]);

  await first.getByRole('button', { name: 'Zustimmen', exact: true }).click();
  await expect(first.getByRole('button', { name: 'Zustimmen', exact: true })).toHaveAttribute('aria-pressed', 'true');
  expect(await stored(page)).toEqual({ ...nothing, local: ['plausch localhost token'] });

  await write(composer(page), { body: 'Unter uns', name: 'Nora' });
  await expect(commentWith(page, 'Unter uns')).toBeVisible();
  expect(await stored(page)).toEqual({ ...nothing, local: ['plausch localhost author', 'plausch localhost token'] });

  expect([...new Set(asked.map(({ origin }) => origin))].toSorted()).toEqual(
    [plausch.base, new URL(plausch.demo).origin].toSorted(),
  );
  expect(asked.filter(({ cookie }) => cookie !== undefined)).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(sockets).toEqual([]);
});
