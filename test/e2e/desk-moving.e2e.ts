import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { disqusFile } from '../worker/transfer/xml-files';
import { expectNoViolations } from './access';
import { callAs, openDeskOf, speak } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

test.use({ locale: 'de-DE' });

const remark42 = (comments: readonly object[]) =>
  ['{"version":1}', ...comments.map((comment) => JSON.stringify(comment))].join('\n');

const comment = (id: string, name: string, text: string, more = {}) => ({
  id,
  pid: '',
  text: `<p>${text}</p>`,
  orig: text,
  user: { name, id: `github_${name}`, picture: '', ip: '', admin: false, site_id: 'blog' },
  locator: { site: 'blog', url: 'https://localhost/umzug/' },
  score: 0,
  vote: 0,
  time: '2024-05-02T10:00:00+02:00',
  title: 'Umzug',
  ...more,
});

async function openMoving(page: Page, plausch: Running): Promise<void> {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('link', { name: 'Kommentare mitbringen oder mitnehmen' }).click();
  await expect(page.getByRole('heading', { name: 'Umziehen' })).toBeVisible();
}

const choose = (page: Page, name: string, content: string | Buffer) =>
  page
    .getByLabel('Exportdatei')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

const readThread = async (plausch: Running, key: string) => {
  const address = `${plausch.base}/api/sites/${plausch.site}/comments?thread=${encodeURIComponent(key)}`;
  return (await (await fetch(address)).json()).comments as { author: { name: string }; status: string }[];
};

test('a file comes from Disqus to the readers: seen first, corrected, brought in, told, and undone', async ({
  page,
  plausch,
}) => {
  await openMoving(page, plausch);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await choose(page, 'blog.xml', disqusFile());
  await expect(page.getByRole('heading', { name: 'Was käme' })).toBeFocused();
  await expect(page.getByLabel('Format')).toHaveValue('disqus');
  // The sums add up on the screen.
  const counts = (await page.locator('.sums td').allInnerTexts()).map(Number);
  expect(counts.length).toBeGreaterThan(1);
  expect(counts.slice(0, -1).reduce((all, count) => all + count, 0)).toBe(counts.at(-1));
  // Nothing was sent.
  expect((await callAs(page, plausch, 'GET', '/imports')).imports).toEqual([]);
  for (const [language, colorScheme] of [
    ['de', 'light'],
    ['en', 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await speak(page, language === 'de' ? 'DE, Deutsch' : 'EN, English');
    await expect(page.getByRole('heading', { name: language === 'de' ? 'Was käme' : 'What would come' })).toBeVisible();
    await expectNoViolations(page);
  }
  await speak(page, 'DE, Deutsch');

  // A correction is applied at once.
  await page.getByLabel('Thread hier für').first().fill('/neuer-ort/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /Berichtigung für .+ entfernen/ })).toBeVisible();
  await expect(page.getByLabel('Thread hier für').first()).toHaveValue('/neuer-ort/');
  await page.getByRole('button', { name: /\d Kommentare? übernehmen/ }).click();
  await expect(page.getByRole('heading', { name: 'Es ist geschafft.' })).toBeFocused({ timeout: 30_000 });
  expect((await readThread(plausch, '/neuer-ort/')).length).toBeGreaterThan(0);

  const entry = page.getByRole('listitem').filter({ hasText: 'blog.xml' });
  await expect(entry).toContainText('fertig');
  const download = page.waitForEvent('download');
  await entry.getByRole('button', { name: 'Bericht als Text speichern' }).click();
  expect((await download).suggestedFilename()).toMatch(/^import-.+\.txt$/);

  // From the log, where it is asked what becomes of it.
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await page.getByRole('listitem').filter({ hasText: 'blog.xml' }).getByRole('link', { name: 'Rückgängig' }).click();
  await page.getByRole('button', { name: 'Übernahme rückgängig machen' }).click();
  await expect.poll(async () => (await callAs(page, plausch, 'GET', '/imports')).imports[0].state).toBe('undone');
  expect(await readThread(plausch, '/neuer-ort/')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('what was stopped is taken up again, and a server that is away is waited for', async ({ page, plausch }) => {
  await openMoving(page, plausch);
  const many = remark42(
    Array.from({ length: 1200 }, (_, at) => comment(`c${at}`, `Leserin ${at}`, `Kommentar Nummer ${at}`)),
  );
  // The second batch meets nobody.
  let batches = 0;
  await page.route('**/records', (route) => {
    batches += 1;
    return batches < 2 ? route.continue() : route.abort();
  });
  await choose(page, 'blog.json', many);
  await page.getByRole('button', { name: '1.200 Kommentare übernehmen' }).click();
  await expect(page.getByText('Der Server antwortet nicht.')).toBeVisible();
  // The tab is closed, and another one opened.
  await page.getByRole('button', { name: 'Anhalten' }).click();
  await expect(page.getByText('Angehalten.').first()).toBeVisible();
  expect(await readThread(plausch, '/umzug/')).toEqual([]);
  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: 'blog.json' })).toContainText('unterbrochen');
  await choose(page, 'blog.json', many);
  await page.getByRole('button', { name: '1.200 Kommentare übernehmen' }).click();
  await expect(page.getByText('Der Server antwortet nicht.')).toBeVisible();
  await page.unroute('**/records');
  await page.getByRole('button', { name: 'Jetzt noch einmal versuchen' }).click();
  await expect(page.getByRole('heading', { name: 'Es ist geschafft.' })).toBeVisible({ timeout: 30_000 });
  const { imports } = await callAs(page, plausch, 'GET', '/imports');
  expect(imports).toHaveLength(1);
  expect(imports[0].comments).toMatchObject({ sent: 1200, brought: 1200, refused: 0 });
});

test('hostile names, titles and texts run nothing, what cannot be read says why, and a moderator sees none of it', async ({
  page,
  plausch,
  browser,
}) => {
  await openMoving(page, plausch);
  await choose(page, 'isso.db', 'SQLite format 3\0 and so on');
  await expect(page.getByRole('alert')).toContainText('Kommandozeile');
  await choose(page, 'brief.txt', 'Liebe Redaktion!');
  await expect(page.getByRole('alert')).toContainText('Was das ist, ist nicht zu erkennen.');
  await choose(page, 'leer.xml', '');
  await expect(page.getByRole('alert')).toContainText('leer');
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const file = remark42([
    comment('h1', `${hostile}\u202e`, hostile, {
      title: hostile,
      locator: { site: 'blog', url: `https://elsewhere.example/${hostile}` },
    }),
    comment('h2', '', '[x](javascript:alert(1))'),
  ]);
  await choose(page, `${hostile.replaceAll('/', '')}.json`, file);
  await expect(page.getByRole('heading', { name: 'Was käme' })).toBeVisible();
  for (const summary of await page.locator('desk-survey summary').all()) await summary.click();
  await expect(page.locator('desk-moving img, desk-moving script')).toHaveCount(0);
  await expect(page).toHaveTitle(/Umziehen/);

  // A host that is not this site's stays out.
  await page.getByRole('checkbox', { name: 'elsewhere.example' }).uncheck();
  await expect(page.getByRole('button', { name: '1 Kommentar übernehmen' })).toBeVisible();

  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await anna.goto(`${plausch.base}/desk/#/localhost/moving`);
  await expect(anna.getByRole('alert')).toBeVisible();
  await expect(anna.locator('desk-moving')).toHaveCount(0);
});

test('an owner saves what is here as a file, of all or of a thread, and hears what is not there', async ({
  page,
  plausch,
}) => {
  await post(plausch, { name: 'Nora', body: 'Das nehme ich mit, und sonst nichts' });
  await openMoving(page, plausch);
  const form = page.getByRole('form', { name: 'Mitnehmen' });
  const saved = async () => {
    const coming = page.waitForEvent('download');
    await form.getByRole('button', { name: 'Datei speichern' }).press('Enter');
    const download = await coming;
    await expect(page.getByText('Der Browser speichert die Datei.')).toBeAttached();
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const all = await saved();
  expect([all.name, all.text.slice(0, 20)]).toEqual(['localhost.jsonl', '{"format":"plausch",']);
  await form.getByLabel('Als').selectOption('csv');
  await expect(form.getByText('für Tabellenprogramme')).toBeVisible();
  await form.getByLabel('Nur aus einem Thread').fill('/nirgends/');
  await form.getByRole('button', { name: 'Datei speichern' }).click();
  await expect(form.getByRole('alert')).toHaveText('In diesem Thread hat niemand geschrieben.');
  await form.getByLabel('Nur aus einem Thread').fill('');
  await expect(form.getByRole('alert')).toBeHidden();
  // Today, as the browser has it.
  const today = await page.evaluate(() => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  });
  await form.getByLabel('vom').fill(today);
  await form.getByLabel('bis zum').fill(today);
  const table = await saved();
  expect([table.name, table.text.includes('Das nehme ich mit')]).toEqual(['localhost.csv', true]);
  await form.getByLabel('vom').fill('2001-01-01');
  await form.getByLabel('bis zum').fill('2001-01-31');
  expect((await saved()).text.trimEnd().split('\r\n')).toHaveLength(1);

  for (const [language, colorScheme, width] of [
    ['EN, English', 'dark', 375],
    ['DE, Deutsch', 'light', 1280],
  ] as const) {
    await speak(page, language);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 1400 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await expectNoViolations(page);
    await page.screenshot({ path: test.info().outputPath(`${width}.png`), fullPage: true });
  }
  await plausch.kill();
  await form.getByRole('button', { name: 'Datei speichern' }).click();
  await expect(form.getByRole('alert')).toContainText('Server');
});
