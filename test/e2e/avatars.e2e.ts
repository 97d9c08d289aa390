import { expect, openStates, test, treeHere } from './states';

test('initials or a pattern stand before names, made here of the name alone; screen readers are told nothing of them', async ({
  page,
  states,
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await openStates(page, states, { state: 'initials,pattern' });
  const avatars = (name: string) => page.locator(`#${name} [part=avatar]`);
  const initials = await avatars('initials').evaluateAll((all) => all.map((one) => one.dataset.initials));
  expect(initials).toEqual(['N', 'AL', 'J', 'נכ', '👩🏽‍🚒A', '', 'N']);
  const hues = await avatars('initials').evaluateAll((all) => all.map((one) => one.dataset.hue));
  expect(hues[6]).toBe(hues[0]);
  expect(new Set(hues).size).toBeGreaterThan(1);
  const patterns = await avatars('pattern').evaluateAll((all) =>
    all.map((one) => one.innerHTML.replace(/<!--.*?-->/g, '')),
  );
  expect(patterns[6]).toBe(patterns[0]);
  expect(new Set(patterns).size).toBe(6);
  expect([...asked]).toEqual([new URL(states).origin]);
  const tree = await treeHere(page, states, 'initials');
  expect(await treeHere(page, states, 'pattern')).toBe(tree);
  // Not wanted any more, and wanted again.
  const thread = page.locator('#initials plausch-comments');
  await thread.evaluate((element) => element.removeAttribute('avatars'));
  await expect(avatars('initials').first()).toBeHidden();
  expect(await treeHere(page, states, 'initials')).toBe(tree);
  await thread.evaluate((element) => element.setAttribute('avatars', 'pattern'));
  await expect(avatars('initials').first().locator('path')).toBeVisible();
});

test('who wants none loads nothing for it; of another kind there are none, and where it does not arrive the comments are there', async ({
  page,
  states,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (/\/chunks\/(looks|avatars)-/.test(request.url())) loaded.push(request.url());
  });
  await openStates(page, states, { state: 'one' });
  expect(loaded).toEqual([]);
  await openStates(page, states, { state: 'one', avatars: 'gravatar' });
  await expect(page.locator('#one').getByRole('article')).toBeVisible();
  await expect(page.locator('#one [part=avatar]')).toHaveCount(0);
  await page.route('**/chunks/avatars-*.js', (route) => route.abort());
  await openStates(page, states, { state: 'one', avatars: 'initials' });
  await expect(page.locator('#one').getByRole('article')).toBeVisible();
});
