import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { node, root } from '../../../scripts/ready.mjs';
import { newFolder, run } from './server';

interface Locked {
  version: string;
  integrity?: string;
  hasInstallScript?: boolean;
  optional?: boolean;
  os?: string | string[];
  cpu?: string | string[];
}

/** What the lock file holds, by its path. */
const locked: Record<string, Locked> = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
const installed = Object.entries(locked).filter(([path]) => path !== '');

/** Packages that would run something when they are installed, and why they do without. */
const doWithout: Record<string, string> = {
  esbuild: 'Its script puts the binary of an optional dependency in place of a launcher that finds it, too.',
  workerd: 'The same.',
  'rs-module-lexer': 'The same, for the manifest of the elements.',
};

test('each package is held to a hash', () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
});

test('installing runs no script, and no package needs one', () => {
  const scripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  const names = new Set(scripts.map((path) => path.split('node_modules/').at(-1) ?? ''));
  expect([...names].toSorted()).toEqual(Object.keys(doWithout).toSorted());
  expect(readFileSync(join(root, '.npmrc'), 'utf8').split('\n')).toContain('ignore-scripts=true');
  expect(packageJson).not.toHaveProperty('allowScripts');
});

test('each Node.js for a platform is an optional package for that platform alone, at one exact version', () => {
  const ready = readFileSync(join(root, 'scripts/ready.mjs'), 'utf8');
  const platforms = [...ready.matchAll(/'(\w+) (\w+)': '(node-[\w-]+)\/bin\/node/g)];
  expect(platforms.map(([, , , name]) => name).toSorted()).toEqual(
    Object.keys(packageJson.optionalDependencies).toSorted(),
  );
  for (const [, os, cpu, name = ''] of platforms) {
    const entry = locked[`node_modules/${name}`];
    expect([name, [entry?.os].flat(), [entry?.cpu].flat(), entry?.optional]).toEqual([name, [os], [cpu], true]);
    expect(Object.entries(packageJson.optionalDependencies)).toContainEqual([name, entry?.version]);
  }
});

test('all of this runs on the Node.js that was installed', () => {
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  expect(Object.keys(packageJson.optionalDependencies)).toContain(name);
  expect(node()).toContain(join(root, 'node_modules', name));
  const version = execFileSync(node(), ['--version'], { encoding: 'utf8' }).trim();
  expect(version).toBe(`v${locked[`node_modules/${name}`]?.version}`);
  // npm's own scripts, and npx, find it first.
  const first = execFileSync(join(root, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' }).trim();
  expect(first).toBe(version);
});

test.each([
  ['24.9.0', 0, ''],
  ['26.0.0', 0, ''],
  ['24.8.1', 1, 'No package brings Node.js for plan9 mips: install 24.9 or newer; this is 24.8.1.\n'],
  ['20.20.2', 1, 'No package brings Node.js for plan9 mips: install 24.9 or newer; this is 20.20.2.\n'],
])('where there is no package, the system’s own %s is used or refused', async (version, code, said) => {
  const pretend = join(newFolder(), 'elsewhere.mjs');
  const values = `{ platform: { value: 'plan9' }, arch: { value: 'mips' } }`;
  writeFileSync(
    pretend,
    `Object.defineProperties(process, ${values}); Object.defineProperty(process.versions, 'node', { value: '${version}' });`,
  );
  const script = `import { node } from ${JSON.stringify(join(root, 'scripts/ready.mjs'))}; console.log(node() === process.execPath);`;
  const ended = await run('--import', [pretend, '--input-type=module', '--eval', script]);
  expect(ended).toEqual({ code, out: code === 0 ? 'true\n' : '', err: said });
});
