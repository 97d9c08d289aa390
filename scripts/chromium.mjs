// Finds the browser for the tests, or installs one.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of the system's Chromium or Chrome, of PLAUSCH_CHROMIUM, or of Playwright's own; undefined: none. */
export async function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const own = await import('@playwright/test').then(({ chromium }) => chromium.executablePath());
  return [process.env.PLAUSCH_CHROMIUM, ...inPath, ...elsewhere, own].find((path) => path && existsSync(path));
}

/** Installs Chromium: from Debian's packages where that can be, else by Playwright's own installer. */
export async function installChromium() {
  const isRoot = process.getuid?.() === 0;
  const attempts =
    isRoot && existsSync('/usr/bin/apt-get')
      ? [
          ['apt-get', 'update', '-q'],
          ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
        ]
      : [['npx', 'playwright', 'install', 'chromium']];
  for (const [command, ...args] of attempts)
    execFileSync(command, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
}
