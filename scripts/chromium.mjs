// Finds the browser for the tests, or installs one.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Chromium without windows, as Debian calls it: the same pages, for three quarters of the work. */
const shell = 'chromium-headless-shell';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of PLAUSCH_CHROMIUM, of the system's Chromium or Chrome, or of Playwright's own; undefined: none.
 * @param {{ withWindow?: boolean }} [how] whether one with windows comes first, which is what readers have.
 */
export async function findChromium({ withWindow = false } = {}) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = (withWindow ? [...names, shell] : [shell, ...names]).flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  const own = await import('@playwright/test').then(({ chromium }) => chromium.executablePath());
  return [process.env.PLAUSCH_CHROMIUM, ...inPath, ...elsewhere, own].find((path) => path && existsSync(path));
}

/**
 * Installs Chromium where there is none: from Debian's packages where that can be, else by Playwright's own installer. Debian's two
 * come beside one that is there; without a network that one does.
 */
export async function installChromium() {
  const [found, withWindow] = [await findChromium(), await findChromium({ withWindow: true })];
  const isDebian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (found && (!isDebian || process.env.PLAUSCH_CHROMIUM || found !== withWindow)) return;
  const attempts = isDebian
    ? [
        ['apt-get', 'update', '-q'],
        ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium', shell, 'fonts-dejavu-core'],
      ]
    : [['npx', 'playwright', 'install', 'chromium']];
  try {
    for (const [command, ...args] of attempts)
      execFileSync(command, args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
  } catch (error) {
    if (!found) throw error;
  }
}
