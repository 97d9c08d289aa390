import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { expect, post, type Running, test } from './plausch';
import { publishEverything } from './reader-steps';

test.use({ javaScriptEnabled: false, viewport: { width: 375, height: 700 } });

const everything = { holdFrom: 20, spamFrom: 20 };
const address = (plausch: Running) => `${plausch.base}/pages/${plausch.site}?thread=/wer-zuhoert/`;

/** Follows a link to another page, and waits until all of that is there. */
async function follow(link: Locator): Promise<void> {
  const loaded = link.page().waitForEvent('load');
  await link.click();
  await loaded;
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** A chain of so many, each answering the one before. Returns the ids, first to last. */
async function chain(plausch: Running, count: number): Promise<string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  for (let number = 0; number < count; number += 1) {
    const written = await post(plausch, { body: `Glied ${number}`, name: `N${number}`, parent: ids.at(-1), token });
    ids.push(written.comment.id);
    token = written.token;
  }
  return ids;
}

test('a chain of 2 000 is read from its first comment to its last, and back from a link, without a script', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch, everything);
  const ids = await chain(plausch, 2000);
  await page.goto(address(plausch));
  const seen = new Set<string>();
  const read = async () => {
    const here = await page.locator('article').evaluateAll((articles) => articles.map(({ id }) => id.slice(8)));
    expect(here.length).toBeLessThanOrEqual(201);
    for (const id of here) seen.add(id);
  };
  await read();
  const more = page.getByRole('link', { name: /^Weitere Antworten/ });
  while ((await more.count()) > 0) {
    await follow(more);
    await read();
  }
  expect(seen).toEqual(new Set(ids));

  // The last one answers the one before it, and that the one before: links all the way.
  const last = page.locator(`#plausch-${ids[1999]}`);
  await expect(last).toContainText('Glied 1999');
  await last.getByRole('link', { name: 'antwortet N1998' }).click();
  await expect(page).toHaveURL(new RegExp(`#plausch-${ids[1998]}$`));
  await page.goto(`${address(plausch)}&around=${ids[1000]}#plausch-${ids[1000]}`);
  await expect(page.locator(`#plausch-${ids[1000]}`)).toBeInViewport();
  await page.getByRole('link', { name: 'Alle Kommentare' }).click();
  await expect(page.locator(`#plausch-${ids[0]}`)).toBeInViewport();
});

test('whoever answers far behind in a thread comes to where the answer stands, without a script', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch, everything);
  const top = await post(plausch, { body: 'Der Anfang' });
  for (let number = 0; number < 220; number += 1)
    await post(plausch, { body: `Breit ${number}`, parent: top.comment.id });
  await page.goto(address(plausch));
  await follow(page.getByRole('link', { name: 'Weitere Antworten an Nora' }));
  await follow(page.locator('article').last().getByRole('link', { name: 'Antworten' }));
  await page.getByRole('textbox', { name: 'Text' }).fill('Von ganz hinten');
  await page.getByRole('textbox', { name: 'Name' }).fill('Rita');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByRole('status')).toHaveText('Danke! Ihr Kommentar ist veröffentlicht.');
  await page.getByRole('link', { name: 'Zu Ihrem Kommentar' }).click();
  const mine = page.locator('article:target');
  await expect(mine).toContainText('Von ganz hinten');
  await expect(mine).toContainText('antwortet Nora');
  await expect(mine).toBeInViewport();
  await expect(mine.getByRole('status')).toHaveText('Danke! Der Kommentar ist veröffentlicht.');
});

// No colour is seen in one language alone.
for (const [language, colorScheme] of [
  ['de', 'light'],
  ['en', 'dark'],
] as const)
  test.describe(`in ${language}, ${colorScheme}`, () => {
    // axe is a script itself.
    test.use({ colorScheme, javaScriptEnabled: true });

    test('everyone can read and write at every place of a thread: axe finds nothing, nothing is wider than a phone', async ({
      page,
      plausch,
    }) => {
      await publishEverything(plausch, { ...everything, language });
      const long = 'a'.repeat(200);
      const top = await post(plausch, {
        name: 'Nora',
        website: `https://example.de/${long}`,
        body: `> ${long}\n\n\`\`\`\n${long}\n\`\`\`\n\n- \`${long}\`\n\nhttps://example.de/${long}`,
      });
      let parent: string = top.comment.id;
      for (const name of ['N'.repeat(80), 'Ole', 'Pia', 'Quint'])
        parent = (await post(plausch, { body: 'Tief', name, parent })).comment.id;
      const gone = await post(plausch, { body: 'Geht wieder' });
      await post(plausch, { body: 'Schade', parent: gone.comment.id });
      await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${gone.comment.id}`, {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${gone.token}` },
      });
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
          console.error(violatedDirective),
        ),
      );
      const root = `root=${top.comment.id}`;
      for (const place of [
        '',
        '&limit=1',
        `&around=${parent}`,
        `&reply=${parent}`,
        `&${root}&limit=1`,
        `&${root}&limit=1&after=1~${parent}`,
        '&around=01ARZ3NDEKTSV4RRFFQ69G5FAV',
        `&around=${parent}&sent=published`,
        '&sent=held',
      ]) {
        await page.goto(address(plausch) + place);
        await expectNoViolations(page);
        expect([place, await widthOf(page)]).toEqual([place, 375]);
        // The discussion as data is no script: the page's policy, which allows none, has nothing against it.
        expect(await page.locator('script[type="application/ld+json"]').count()).toBe(place === '' ? 1 : 0);
      }
      expect(refused.filter((text) => !text.includes('404'))).toEqual([]);
      await page.getByRole('button', { name: /^(Absenden|Send)$/ }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoViolations(page);
      expect(await widthOf(page)).toBe(375);
    });
  });
