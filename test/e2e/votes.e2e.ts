import { expectNoViolations } from './access';
import { expect, post, test } from './plausch';
import { composer, publishEverything, write } from './reader-steps';

test('a reader votes, changes their mind, and finds their vote again; nothing is stored before', async ({
  page,
  plausch,
}) => {
  const set = await publishEverything(plausch);
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
  await set({ votes: 'off' });
  await up.click();
  await expect(page.getByText('Solche Stimmen werden hier nicht mehr angenommen.')).toBeVisible();
  await page.reload();
  await expect(ole).toBeVisible();
  await expect(up).toHaveCount(0);
  await set({ votes: 'up', votesFrom: 2 });
  await page.reload();
  await expect(down).toHaveCount(0);
  await up.click();
  await expect(up).toHaveAttribute('aria-pressed', 'true');
  await expect(ole.getByText('1', { exact: true })).toHaveCount(0);
});

test('nobody is offered a vote on their own comment, and a vote that does not get through is said', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { name: 'Ole', body: 'Das sehe ich anders.' });
  await page.goto(plausch.demo);
  await write(composer(page), { name: 'Nora', body: 'Ich auch.' });
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
