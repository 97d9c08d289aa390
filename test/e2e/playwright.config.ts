import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

const executablePath = await findChromium();
const withWindow = await findChromium({ withWindow: true });
if (!executablePath || !withWindow)
  throw new Error('The browser tests need Chromium or Chrome. Install one, for example: apt-get install chromium');

/** A second list takes the place of the first one, so Playwright's own (`chromiumSwitches.ts` there) stands here, too. */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  // A page that a test changes on its way has no address, and Chromium would not let it ask this machine.
  'LocalNetworkAccessChecks',
  // For each page two more are loaded that suggest addresses to whoever types one: half of what opening a page costs.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

const args = [
  '--no-sandbox',
  // These keep the browser from calling its maker.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${disabledFeatures.join(',')}`,
];

/** Chromium shows notices only where it has windows. */
const windows = ['desk-push.e2e.ts'];
const long = ['thread-shapes', 'desk-long', 'plain-page', 'desk-access', 'desk-queue'].map((name) => `${name}.e2e.ts`);

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // Tests wait now and then, for the network or a frame: one more than there are processors keeps these busy.
  workers: availableParallelism() + 1,
  // The files that take longest begin, so that no processor is idle in the end.
  projects: [
    { name: 'long', testMatch: long },
    { name: 'with windows', testMatch: windows, use: { launchOptions: { executablePath: withWindow, args } } },
    { name: 'short', testMatch: '*.e2e.ts', testIgnore: [...long, ...windows] },
  ],
  // For what hangs, not for what is slow: ten times what a test takes on an idle machine.
  timeout: 300_000,
  expect: { timeout: 50_000 },
  snapshotPathTemplate: '{testDir}/trees/{arg}{ext}',
  forbidOnly: true,
  reporter: 'list',
  use: {
    locale: 'de-DE',
    // What it answers reaches no route of a test's: desk-push.e2e.ts allows it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args },
  },
});
