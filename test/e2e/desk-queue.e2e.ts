import { callAs, commentBy, openDeskOf, postTo, readOwn, readPublished, stopClock } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('a moderator approves a comment with a click, and readers see it', async ({ page, plausch }) => {
  const { comment } = await post(plausch, { name: 'Nora', body: 'Das sehe ich *auch* so.' });
  expect(await readPublished(plausch)).not.toContain(comment.id);

  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora').locator('em')).toHaveText('auch');
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(commentBy(page, 'Nora')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Freigegeben: Nora' })).toBeVisible();
  await expect.poll(() => readPublished(plausch)).toContain(comment.id);
});

test('a moderator works through the queue by keyboard alone', async ({ page, plausch }) => {
  const first = await post(plausch, { name: 'Anton', body: 'Der erste.' });
  const second = await post(plausch, { name: 'Berta', body: 'Der zweite.' });
  const third = await post(plausch, { name: 'Clara', body: 'Der dritte.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Clara')).toBeVisible();

  await page.keyboard.press('j');
  await expect(commentBy(page, 'Anton')).toBeFocused();
  await page.keyboard.press('j');
  await expect(commentBy(page, 'Berta')).toBeFocused();
  await page.keyboard.press('a');
  await expect(commentBy(page, 'Clara')).toBeFocused();
  await page.keyboard.press('k');
  await expect(commentBy(page, 'Anton')).toBeFocused();
  await page.keyboard.press('s');
  await expect(commentBy(page, 'Clara')).toBeFocused();

  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Begründung' })).toBeFocused();
  // In the field the same keys are letters.
  await page.keyboard.type('aus');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();

  await expect.poll(() => readPublished(plausch)).toEqual([second.comment.id]);
  await expect.poll(async () => (await readOwn(plausch, first.comment.id, first.token)).status).toBe('spam');
  await expect
    .poll(async () => await readOwn(plausch, third.comment.id, third.token))
    .toMatchObject({ status: 'rejected', own: { statement: { reason: 'aus' } } });

  await page.keyboard.press('u');
  await expect(commentBy(page, 'Clara')).toBeFocused();
  await page.keyboard.press('u');
  await expect(commentBy(page, 'Anton')).toBeFocused();
});

test('a moderator says why with `e`, whatever they decide, and leaves a note for colleagues', async ({
  page,
  plausch,
}) => {
  await post(plausch, { name: 'Nora', body: 'Streitbar, aber da.' });
  await openDesk(page, plausch);
  await expect(page.getByRole('article').getByRole('button', { name: 'Ablehnen' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.keyboard.type('Gehört dazu');
  await page.getByText('Notiz fürs Team').click();
  await page.getByRole('textbox', { name: 'Nur das Team liest sie' }).fill('Im Auge behalten');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Freigegeben: Nora')).toBeVisible();
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: '1 Kommentar freigegeben' });
  await expect(entry).toContainText('Gehört dazu');
  await expect(entry).toContainText('Notiz: Im Auge behalten');
});

test('keys do nothing with a modifier, and nothing at all once they are switched off', async ({ page, plausch }) => {
  await post(plausch, { name: 'Nora', body: 'Bleibt liegen.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.keyboard.press('Control+Alt+a');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Tastenkürzel' });
  await expect(help).toBeVisible();
  await page.keyboard.press('s');
  await help.getByLabel('Diese Tasten benutzen').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await expect(commentBy(page, 'Nora')).not.toBeFocused();
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Wartend 1' })).toBeVisible();
});

test('a moderator rejects with a common reason, and the author reads it in the language of the site', async ({
  page,
  plausch,
}) => {
  const { comment, token } = await post(plausch, { body: 'Kauft mehr Eis!' });
  await openDesk(page, plausch);
  await page.getByRole('button', { name: 'English' }).click();
  await commentBy(page, 'Nora').getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('button', { name: 'Am Thema vorbei' }).click();
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('Am Thema vorbei');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByText('Nothing is held. Enjoy the quiet.')).toBeVisible();
  await expect
    .poll(async () => await readOwn(plausch, comment.id, token))
    .toMatchObject({ status: 'rejected', own: { statement: { reason: 'Am Thema vorbei' } } });
});

test('a moderator thinks again: Escape leaves the comment where it was', async ({ page, plausch }) => {
  await post(plausch, { body: 'Vielleicht doch.' });
  await openDesk(page, plausch);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Ablehnen' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Begründung' })).toHaveCount(0);
  await expect(commentBy(page, 'Nora')).toBeFocused();
});

test('a moderator takes a decision back, and the comment waits again', async ({ page, plausch }) => {
  const { comment } = await post(plausch, { body: 'Zu schnell geklickt.' });
  await openDesk(page, plausch);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await expect(page.getByText('Rückgängig gemacht: der Kommentar von Nora')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Wartend 1' })).toBeVisible();
  expect(await readPublished(plausch)).not.toContain(comment.id);
});

test('two moderators at once: the second hears who was first, and may take it back', async ({
  page,
  plausch,
  browser,
}) => {
  const first = await post(plausch, { name: 'Nora', body: 'Wer ist schneller?' });
  const second = await post(plausch, { name: 'Ole', body: 'Und hier?' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await expect(commentBy(anna, 'Nora')).toBeVisible();
  await anna.keyboard.press('j');
  await stopClock(anna);

  // What Anna is looking at stays under her hands; what she is not leaves.
  await commentBy(page, 'Ole').getByRole('button', { name: 'Freigeben' }).click();
  await expect(anna.getByRole('status').filter({ hasText: 'Redaktion hat 1 Kommentar freigegeben' })).toBeVisible();
  await expect(commentBy(anna, 'Ole')).toHaveCount(0);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(commentBy(anna, 'Nora').getByRole('alert')).toContainText('Redaktion hat das gerade eben freigegeben.');

  await commentBy(anna, 'Nora').getByRole('alert').getByRole('button', { name: 'Rückgängig' }).click();
  await expect(commentBy(anna, 'Nora').getByRole('alert')).toHaveCount(0);
  expect(await readPublished(plausch)).toEqual([second.comment.id]);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await commentBy(anna, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect.poll(() => readPublished(plausch)).toContain(first.comment.id);
});

test('two moderators at once, and one of them hears nothing: the server tells who was first', async ({
  page,
  plausch,
  browser,
}) => {
  const { comment } = await post(plausch, { body: 'Wer ist schneller?' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  const anna = await openDeskOf(browser, page, plausch, 'Anna', { deaf: true });
  await expect(commentBy(anna, 'Nora')).toBeVisible();

  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect.poll(() => readPublished(plausch)).toContain(comment.id);
  await commentBy(anna, 'Nora').getByRole('button', { name: 'Spam' }).click();
  await expect(commentBy(anna, 'Nora').getByRole('alert')).toContainText(/^\s*Redaktion hat das .+ freigegeben\./);
  expect(await readPublished(plausch)).toContain(comment.id);

  await commentBy(anna, 'Nora').getByRole('button', { name: 'Spam' }).click();
  await expect(commentBy(anna, 'Nora')).toHaveCount(0);
  await expect.poll(() => readPublished(plausch)).not.toContain(comment.id);
});

test('a comment comes back when the server does not answer', async ({ page, plausch }) => {
  await post(plausch, { body: 'Im Tunnel.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await page.context().setOffline(true);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText('Der Server antwortet nicht. Wieder in der Liste: der Kommentar von Nora')).toBeVisible();
  await page.context().setOffline(false);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
});

test('a moderator sees why each comment waits: reports, an appeal, what the checks found', async ({
  page,
  plausch,
}) => {
  const reported = await post(plausch, { name: 'Rita', body: 'Streitbar.' });
  const appealed = await post(plausch, { name: 'Emil', body: 'Ganz unschuldig.' });
  await post(plausch, { name: 'Spammer', body: 'https://a.example https://b.example [url=x]y[/url]' });
  await openDesk(page, plausch);
  await commentBy(page, 'Rita').getByRole('button', { name: 'Freigeben' }).click();
  await commentBy(page, 'Emil').getByRole('button', { name: 'Spam' }).click();
  await expect.poll(() => readPublished(plausch)).toContain(reported.comment.id);
  await expect
    .poll(() =>
      postTo(plausch, `${appealed.comment.id}/appeal`, { text: 'Bitte noch einmal hinsehen.' }, appealed.token),
    )
    .toBe(202);
  expect(await postTo(plausch, `${reported.comment.id}/reports`, { reason: 'insult', note: 'Muss das sein?' })).toBe(
    202,
  );

  await page.getByRole('link', { name: 'Spamverdacht' }).click();
  await commentBy(page, 'Spammer').press('Enter');
  await expect(commentBy(page, 'Spammer')).toContainText('Kaum mehr als 2 Links.');
  await expect(commentBy(page, 'Spammer')).toContainText('Forenauszeichnung');

  await page.getByRole('link', { name: 'Widerspruch' }).click();
  await expect(commentBy(page, 'Emil')).toContainText('Bitte noch einmal hinsehen.');
  await expect(commentBy(page, 'Emil')).toContainText('1 Spam');

  await page.getByRole('link', { name: 'Gemeldet' }).click();
  await expect(commentBy(page, 'Rita')).toContainText('Beleidigt jemanden');
  await expect(commentBy(page, 'Rita')).toContainText('Muss das sein?');
  await commentBy(page, 'Rita').getByRole('button', { name: 'Behalten' }).click();
  await expect(page.getByText('Niemand hat etwas gemeldet.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Alle 2' })).toBeVisible();
  expect(await readPublished(plausch)).toContain(reported.comment.id);
});

test('what is new is told at once, and waits quietly until the moderator asks for it', async ({ page, plausch }) => {
  await post(plausch, { name: 'Anton', body: 'Der erste.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Anton')).toBeVisible();
  await post(plausch, { name: 'Berta', body: 'Der zweite.' });
  await expect(page.getByRole('link', { name: 'Wartend 2' })).toBeVisible();
  await expect(commentBy(page, 'Berta')).toHaveCount(0);
  await page.getByRole('button', { name: '1 neue anzeigen' }).click();
  await expect(commentBy(page, 'Berta')).toBeVisible();
});

for (const { how, again } of [
  { how: 'when the desk is opened', again: true },
  { how: 'while it is open', again: false },
])
  test(`what is decided while the list is on its way does not stay in it: ${how}`, async ({ page, plausch }) => {
    await openDesk(page, plausch);
    await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
    const asked = Promise.withResolvers<void>();
    const decided = Promise.withResolvers<void>();
    await page.route('**/queue?*', async (route) => {
      const response = await route.fetch();
      if (!(await response.text()).includes('Der erste.')) return route.fulfill({ response });
      asked.resolve();
      await decided.promise;
      await route.fulfill({ response });
    });
    const nora = await post(plausch, { name: 'Nora', body: 'Der erste.' });
    if (again) await page.reload({ waitUntil: 'commit' });
    await asked.promise;
    await callAs(page, plausch, 'POST', '/decisions', { comments: [nora.comment.id], action: 'approve' });
    decided.resolve();
    await post(plausch, { name: 'Ole', body: 'Der zweite.' });
    await expect(commentBy(page, 'Ole')).toBeVisible();
    await expect(commentBy(page, 'Nora')).toHaveCount(0);
  });

test('where no live connection can be had, what is new is asked for every half minute', async ({ page, plausch }) => {
  await page.routeWebSocket('**/live', (socket) => void socket.close());
  await page.clock.install();
  await post(plausch, { name: 'Anton', body: 'Der erste.' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Anton')).toBeVisible();
  await post(plausch, { name: 'Berta', body: 'Der zweite.' });
  await page.clock.runFor(31_000);
  await expect(page.getByRole('link', { name: 'Wartend 2' })).toBeVisible();
});

test('a long queue comes in pages as one scrolls, oldest first', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.route('**/queue?*', async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '2');
    await route.continue({ url: url.href });
  });
  const long = 'Warten.\n\n'.repeat(100);
  for (const name of ['Anton', 'Berta', 'Clara']) await post(plausch, { name, body: long });
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.getByRole('article').last().scrollIntoViewIfNeeded();
  await page.keyboard.press('End');
  await expect(page.getByRole('article')).toHaveCount(3);
  await expect(page.getByRole('article').last()).toContainText('Clara');
  await expect(page.getByRole('button', { name: 'Weitere' })).toHaveCount(0);
});

test('a moderator decides on a phone: nothing is cut off, every target is large', async ({ page, plausch }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await post(plausch, {
    name: 'Nora',
    body: `Hier steht mehr dazu, falls es jemand lesen will: https://example.org/${'sehr-lang-'.repeat(20)}`,
  });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(375);
  for (const target of await page.getByRole('button').or(page.getByRole('navigation').getByRole('link')).all()) {
    const box = await target.boundingBox();
    if (box) expect(box.height).toBeGreaterThanOrEqual(44);
  }
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
});

test('what was filed as spam is in one place, by whom ever, and is taken back there', async ({ page, plausch }) => {
  const bot = await post(plausch, { name: 'Bot', body: '[url=http://casino.example]free casino bonus[/url]' });
  await post(plausch, { name: 'Vera', body: 'Kauft meine Gartenzwerge.' });
  await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await openDesk(page, plausch);
  await commentBy(page, 'Vera').getByRole('button', { name: 'Spam', exact: true }).click();
  await page.getByRole('link', { name: 'Als Spam abgelegt' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(commentBy(page, 'Bot')).toContainText('Benutzt Forenauszeichnung');
  await commentBy(page, 'Vera').getByRole('button', { name: 'Kein Spam' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
  await commentBy(page, 'Bot').getByRole('button', { name: 'Kein Spam' }).click();
  await expect(page.getByText('Kein Spam in den letzten 30 Tagen.')).toBeVisible();
  expect(await readPublished(plausch)).toContain(bot.comment.id);
  await page.keyboard.press('u');
  await expect(commentBy(page, 'Bot')).toBeVisible();
  expect(await readPublished(plausch)).not.toContain(bot.comment.id);
});
