import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { speak } from './desk-steps';
import { hold } from './page-steps';
import { expect, openDesk, type Running, test } from './plausch';
import { composer } from './reader-steps';
import { startBuilt } from './servers';

/** The demo post, as a page in another language. */
async function openIn(page: Page, plausch: Running, language: string): Promise<void> {
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('lang="de"', `lang="${language}"`) });
  });
  await page.goto(plausch.demo);
}

/** The texts that a page asks for: "reading/de", "desk/en". */
function textsAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, occasion, voice] = /\/chunks\/(\w+)-\w+\/([\w-]+)\.js$/.exec(request.url()) ?? [];
    if (occasion) asked.push(`${occasion}/${voice}`);
  });
  return asked;
}

test('a page in a language that Plausch does not speak has English comments, and nothing is asked for in vain', async ({
  page,
  plausch,
}) => {
  const asked = textsAsked(page);
  await openIn(page, plausch, 'eo');
  await expect(page.getByRole('heading', { name: 'Comments: 0' })).toBeVisible();
  expect(asked).toEqual([]);
});

test('whoever reads loads what readers are told, in one language; what writers are told comes when one writes', async ({
  page,
  plausch,
}) => {
  const asked = textsAsked(page);
  await page.goto(plausch.demo);
  await expect(page.getByRole('heading', { name: 'Kommentare: 0' })).toBeVisible();
  // What helps with reading comes by itself.
  const others = () => asked.filter((texts) => texts !== 'tools/de');
  expect(others()).toEqual(['reading/de']);
  await composer(page).getByRole('textbox').fill('Ein Gedanke');
  await expect(composer(page).getByRole('button', { name: 'Absenden' })).toBeVisible();
  await expect.poll(others).toEqual(['reading/de', 'writing/de', 'own/de']);
});

test('where German does not arrive all is English, also what comes later', async ({ page, plausch }) => {
  await page.route('**/reading-*/de.js', (route) => route.abort());
  await page.goto(plausch.demo);
  await expect(page.getByRole('heading', { name: 'Comments: 0' })).toBeVisible();
  await composer(page).getByRole('textbox').fill('A thought');
  await expect(composer(page).getByRole('button', { name: 'Send' })).toBeVisible();
  await expect(composer(page).getByRole('button', { name: 'Absenden' })).toHaveCount(0);
});

test('the desk loads one language, and another when somebody wants it', async ({ page, plausch }) => {
  const asked = textsAsked(page);
  await openDesk(page, plausch);
  await expect(page.getByRole('link', { name: 'Einstellungen' })).toBeVisible();
  expect(asked).toEqual(['desk/de']);
  await speak(page, 'English');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  expect(asked).toEqual(['desk/de', 'desk/en']);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  expect(asked.slice(2)).toEqual(['desk/en']);
});

test('a language that does not arrive: the desk keeps the one it has, says so, and tries again when asked', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  await page.route('**/desk-*/en.js', (route) => route.abort());
  const english = page.getByRole('button', { name: 'English' });
  await english.click();
  await expect(page.getByRole('alert')).toHaveText('Der Server antwortet nicht.');
  await expect(english).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('link', { name: 'Einstellungen' })).toBeVisible();
  await page.unroute('**/desk-*/en.js');
  await speak(page, 'English');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('whoever chooses a language and at once another gets the second, whichever arrives first', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  const letGo = await hold(page, '**/desk-*/en.js');
  const arrived = page.waitForResponse('**/desk-*/en.js');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  letGo();
  // A module is there once for all who ask.
  await page.evaluate(async (address) => void (await import(address)), (await arrived).url());
  await expect(page.getByRole('link', { name: 'Einstellungen' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Deutsch' })).toHaveAttribute('aria-pressed', 'true');
});

test('the desk is English where the browser’s language does not arrive, and says what to do where nothing does', async ({
  page,
  plausch,
}) => {
  await page.route('**/desk-*/de.js', (route) => route.abort());
  await openDesk(page, plausch);
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.route('**/desk-*/en.js', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Bitte die Seite neu laden.');
});

const root = join(import.meta.dirname, '../..');
const run = (folder: string, ...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

/** What the compiler says about all texts of the project in a folder. */
function complaints(folder: string): string {
  const settings = { composite: false, emitDeclarationOnly: false, noEmit: true, lib: ['ES2024', 'DOM'], types: [] };
  const include = ['widget/locales', 'worker/locales'];
  const config = { extends: './tsconfig.base.json', compilerOptions: settings, include };
  writeFileSync(join(folder, 'texts.json'), JSON.stringify(config));
  try {
    return run(folder, 'node_modules/typescript/bin/tsc', '-p', 'texts.json', '--pretty', 'false');
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

function change(file: string, ...changes: [from: string, to: string][]): void {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
}

test('a language is added: two folders and two lines, the compiler and the build say what is missing, and it is spoken everywhere', async ({
  page,
  data,
}) => {
  const copy = mkdtempSync(join(tmpdir(), 'plausch-language-'));
  const left = ['node_modules', 'dist', 'data', '.git', '.wrangler', 'test', 'test-results'];
  cpSync(root, copy, { recursive: true, filter: (path) => path === root || !left.includes(basename(path)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const build = () => run(copy, 'scripts/build.ts');
  let plausch: Running | undefined;
  try {
    change(join(copy, 'worker/contract/languages.ts'), ["  en: 'English',\n", "  en: 'English',\n  fr: 'Français',\n"]);
    expect(complaints(copy)).toMatch(/worker\/locales\/locales\.ts.*Property 'fr' is missing/);
    expect(build).toThrow('A language has no texts: widget/locales/fr/desk.ts');

    for (const room of ['widget', 'worker'])
      cpSync(join(copy, room, 'locales/de'), join(copy, room, 'locales/fr'), { recursive: true });
    const [widget, worker] = [join(copy, 'widget/locales/fr'), join(copy, 'worker/locales/fr')];
    const write: [string, string] = ["'Kommentar schreiben'", "'Écrire un commentaire'"];
    change(join(widget, 'reading.ts'), ["'de'", "'fr'"], write);
    change(join(widget, 'desk.ts'), ["'Warteschlange'", "'À décider'"], ["'Einstellungen'", "'Réglages'"]);
    change(join(worker, 'page.ts'), write);
    change(join(worker, 'locale.ts'), ['export const de:', 'export const fr:']);
    change(join(copy, 'worker/locales/all.ts'), [
      "export { en } from './en/locale';\n",
      "export { en } from './en/locale';\nexport { fr } from './fr/locale';\n",
    ]);
    change(join(widget, 'writing.ts'), ["  send: 'Absenden',\n", '']);
    expect(complaints(copy)).toMatch(/widget\/locales\/fr\/writing\.ts.*Property 'send' is missing/);
    change(join(widget, 'writing.ts'), ["  sending: '", "  send: 'Envoyer',\n  sending: '"]);
    expect(complaints(copy)).toBe('');
    build();

    plausch = await startBuilt(join(copy, 'dist/server.js'), data);
    await openDesk(page, plausch);
    await speak(page, 'Français');
    await expect(page.getByRole('link', { name: 'À décider' }).first()).toBeVisible();
    await page.getByRole('link', { name: 'Réglages' }).click();
    await page.getByLabel('Sprache der Website').selectOption('Français');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText('Gespeichert.')).toBeVisible();

    await page.goto(`${plausch.base}/pages/${plausch.site}?thread=/wer-zuhoert/`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.getByRole('heading', { name: 'Écrire un commentaire' })).toBeVisible();

    await openIn(page, plausch, 'fr-CA');
    await page.getByRole('textbox', { name: 'Écrire un commentaire' }).fill('Une idée');
    await expect(page.getByRole('button', { name: 'Envoyer' })).toBeVisible();
  } finally {
    await plausch?.kill();
    rmSync(copy, { recursive: true, force: true });
  }
});
