import { expectNoViolations } from './access';
import { callAs } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('a reader votes, changes their mind, and finds their vote again; nothing is stored before', async ({
  page,
  plausch,
  browser,
}) => {
  const desk = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await openDesk(desk, plausch);
  await callAs(desk, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  await post(plausch, { name: 'Ole', body: 'Das sehe ich anders.' });
  await page.goto(plausch.demo);
  const ole = page.getByRole('article', { name: 'Ole' });
  const up = ole.getByRole('button', { name: 'Zustimmen', exact: true });
  const down = ole.getByRole('button', { name: 'Nicht zustimmen' });
  await expect(up).toHaveAttribute('aria-pressed', 'false');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await expectNoViolations(page);
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(up).toHaveAttribute('aria-pressed', 'true');
  await expect(up).toBeFocused();
  await expect(ole.getByText('1', { exact: true })).toBeVisible();
  await page.reload();
  await expect(up).toHaveAttribute('aria-pressed', 'true');
  await expect(ole.getByText('1', { exact: true })).toBeVisible();
  await down.click();
  await expect(down).toHaveAttribute('aria-pressed', 'true');
  await expect(up).toHaveAttribute('aria-pressed', 'false');
  await expect(ole.getByText('-1', { exact: true })).toBeVisible();
  await down.click();
  await expect(down).toHaveAttribute('aria-pressed', 'false');
  await expect(ole.getByText('-1', { exact: true })).toHaveCount(0);

  // What the site allows is what is offered, and what it does not is said.
  await callAs(desk, plausch, 'PATCH', '/settings', { votes: 'off' });
  await up.click();
  await expect(page.getByText('Solche Stimmen werden hier nicht mehr angenommen.')).toBeVisible();
  await page.reload();
  await expect(ole).toBeVisible();
  await expect(up).toHaveCount(0);
  await callAs(desk, plausch, 'PATCH', '/settings', { votes: 'up', votesFrom: 2 });
  await page.reload();
  await expect(down).toHaveCount(0);
  await up.click();
  await expect(up).toHaveAttribute('aria-pressed', 'true');
  await expect(ole.getByText('1', { exact: true })).toHaveCount(0);
});

test('nobody is offered a vote on their own comment, and a vote that does not get through is said', async ({
  page,
  plausch,
  browser,
}) => {
  const desk = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await openDesk(desk, plausch);
  await callAs(desk, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  await post(plausch, { name: 'Ole', body: 'Das sehe ich anders.' });
  await page.goto(plausch.demo);
  await page.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Ich auch.');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nora');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText(/Danke!/)).toBeVisible();
  const vote = page.getByRole('button', { name: 'Zustimmen', exact: true });
  await expect(
    page.getByRole('article', { name: 'Ole' }).getByRole('button', { name: 'Nicht zustimmen' }),
  ).toBeVisible();
  await expect(vote).toHaveCount(1);
  await page.route('**/vote', (route) => route.abort());
  await vote.click();
  await expect(page.getByText('Die Stimme ist nicht angekommen.')).toBeVisible();
  await expect(vote).toHaveAttribute('aria-pressed', 'false');
});
