// `npm test`: installs what is missing (packages, a browser), builds, and runs every check and test.
// Ends with a line "N passed, N failed"; fails when anything did.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build, checkNode, install, node, root } from './ready.mjs';

checkNode();
install(true);
const { installChromium } = await import('./chromium.mjs');
await installChromium();
build();

const results = join(root, 'node_modules/.cache/plausch-tests');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const vitestJson = join(results, 'vitest.json');
const playwrightJson = join(results, 'playwright.json');

const env = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  WRANGLER_SEND_METRICS: 'false',
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightJson,
};

/** Resolves when all that was started earlier has said everything. */
let turn = Promise.resolve();

/**
 * Runs one command of a package and says whether it went well. What runs at the same time is printed one after another,
 * in the order in which it was started.
 */
async function run(name, script, args) {
  const child = spawn(node(), [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env: { ...env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', (status) => resolve(status === 0)));
  const before = turn;
  turn = Promise.all([before, ended]);
  const held = [`\n— ${name}\n`];
  let print = (text) => held.push(text);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => print(text));
  await before;
  for (const text of held) process.stdout.write(text);
  print = (text) => process.stdout.write(text);
  return ended;
}

// Two of the checks use one processor, and the tests wait now and then: together they use all of them.
const running = [
  run('types', 'typescript/bin/tsc', ['-b']),
  run('format and lint', '@biomejs/biome/bin/biome', ['check', '.']),
  run('the bundle for Cloudflare', 'wrangler/bin/wrangler.js', ['deploy', '--dry-run']),
];
const tested = run('units and stories', 'vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${vitestJson}`,
]);
const checks = await Promise.all(running);
await tested;
await run('browser tests', '@playwright/test/cli.js', [
  'test',
  '-c',
  'test/e2e/playwright.config.ts',
  '--reporter=list,json',
]);

const counts = [countChecks(), countVitest(), countPlaywright()];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
const summary = `${passed} passed, ${failed} failed`;
writeFileSync(join(results, 'summary'), `${summary}\n`);
console.log(`\n${summary}`);
process.exit(failed === 0 ? 0 : 1);

function countChecks() {
  const passed = checks.filter(Boolean).length;
  return { passed, failed: checks.length - passed };
}

/** A runner that ends without a report has failed once; a skipped test counts as failed. */
function countVitest() {
  const report = readReport(vitestJson);
  if (!report) return { passed: 0, failed: 1 };
  const { numTotalTests, numPassedTests, success } = report;
  return { passed: numPassedTests, failed: Math.max(numTotalTests - numPassedTests, success ? 0 : 1) };
}

function countPlaywright() {
  const stats = readReport(playwrightJson)?.stats;
  if (!stats) return { passed: 0, failed: 1 };
  const failed = stats.unexpected + stats.skipped + stats.flaky;
  return { passed: stats.expected, failed: stats.expected === 0 ? Math.max(failed, 1) : failed };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
