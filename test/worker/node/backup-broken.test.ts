import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { restoreBackup } from '../../../worker/host/node/backup/restore';
import { backupAt, verifyBackup } from '../../../worker/host/node/backup/verify';
import { DataFolder } from '../../../worker/host/node/data-folder';
import { makeManySites } from '../../bench/many-sites';
import { backUp, contentOf, pathsIn, site } from './backup-steps';
import { newFolder } from './server';
import { disks } from './small-disk';

/** How many more changes to files are made before the process is as if it were dead; it makes none any more. */
const life = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const mortal = <Work extends (...values: never[]) => unknown>(work: Work): Work =>
    ((...values: Parameters<Work>) => {
      if (life.left <= 0) throw new Error('killed');
      life.left -= 1;
      return work(...values);
    }) as Work;
  const { renameSync, copyFileSync, mkdirSync, rmSync, fsyncSync, writeFileSync } = fs;
  const changes = { renameSync, copyFileSync, mkdirSync, rmSync, fsyncSync, writeFileSync };
  return {
    ...fs,
    ...Object.fromEntries(Object.entries(changes).map(([name, work]) => [name, mortal(work as never)])),
  };
});

const add = async (data: string, name: string) => expect((await site(['add', name, '--data', data])).code).toBe(0);

/** Two data folders and a backup of the first. */
async function twoFolders() {
  const [saved, other] = [newFolder(), newFolder()];
  for (const name of ['a.example', 'b.example']) await add(saved, name);
  await add(other, 'c.example');
  const folder = await backUp(saved, join(newFolder(), 'backups'), '--with-secret');
  return { saved: contentOf(saved), other, folder };
}

test('a restore that is killed at any step has changed everything or nothing once the folder is used again', async () => {
  const { saved, other, folder } = await twoFolders();
  const before = contentOf(other);
  const outcomes: string[] = [];
  for (let step = 0; outcomes.at(-1) !== 'restored'; step += 1) {
    const into = join(newFolder(), 'data');
    cpSync(other, into, { recursive: true });
    life.left = step;
    const restored = await restoreBackup(folder, into, { replace: true }).then(
      () => true,
      () => false,
    );
    life.left = Number.POSITIVE_INFINITY;
    // Killed again while it is brought to its end, and then not.
    for (const left of [2, 5, Number.POSITIVE_INFINITY]) {
      life.left = left;
      await DataFolder.open(into).then(
        (opened) => opened.close(),
        () => {},
      );
      life.left = Number.POSITIVE_INFINITY;
    }
    const now = contentOf(into);
    const isOld = JSON.stringify(now) === JSON.stringify(before);
    if (!isOld) expect(now).toEqual(saved);
    outcomes.push(restored ? 'restored' : isOld ? 'as before' : 'brought to its end');
    // Nothing is left of the way there, and where it was brought to its end, what was there before is aside.
    const left = readdirSync(into).filter((name) => !/^(secret|sites|accounts|directory\.sqlite|lock)$/.test(name));
    expect([step, left]).toEqual([step, isOld ? [] : [expect.stringMatching(/^replaced-.+Z$/)]]);
  }
  expect(outcomes.toSorted()).toEqual(outcomes);
  expect(new Set(outcomes)).toEqual(new Set(['as before', 'brought to its end', 'restored']));
});

test('a backup that is killed leaves nothing that looks like one, and the next one clears up', async () => {
  const data = newFolder();
  makeManySites(data, 40);
  const into = join(newFolder(), 'backups');
  const whole = await backUp(data, into);
  for (const files of [0, 20, 40]) {
    const child = spawn(process.execPath, ['dist/site.js', 'backup', into, '--data', data], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const begun = () => readdirSync(into).find((name) => name.endsWith('.unfinished'));
    await expect
      .poll(
        () => readdirSync(join(into, begun() ?? '', begun() ? 'sites' : '')).length >= files && begun() !== undefined,
        { interval: 1 },
      )
      .toBe(true);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect((await site(['verify', into])).out).toContain(`${whole} is whole`);
  }
  const next = await backUp(data, into);
  expect(readdirSync(into).toSorted()).toEqual(
    ['lock', ...[whole, next].map((path) => path.slice(into.length + 1))].toSorted(),
  );
  expect((await site(['verify', next])).code).toBe(0);
});

for (const { kind, make } of disks)
  test(`where there is no room (${kind}) a backup says so, nothing of it stays, and those before are as they were`, async () => {
    const data = newFolder();
    for (const name of ['a.example', 'b.example']) await add(data, name);
    const disk = make();
    const folder = dirname(disk.data);
    mkdirSync(disk.data, { recursive: true });
    const into = join(folder, 'backups');
    const whole = await backUp(data, into);
    const there = pathsIn(folder);
    // In the middle of a file, and before the last.
    for (const room of [40_000, 400_000]) {
      disk.leave(room);
      const small = kind.includes('limit') ? ['prlimit', `--fsize=${room}`] : [];
      const { code, out, err } = await site(['backup', into, '--data', data], small);
      expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^There is no room for the backup in .+\.\n$/)]);
      disk.free();
      expect(pathsIn(folder).filter((path) => path !== 'ballast')).toEqual(there.filter((path) => path !== 'ballast'));
    }
    expect((await site(['verify', whole])).code).toBe(0);
    await backUp(data, into);
  });

/** Changes what a manifest says. */
const rewrite = (
  folder: string,
  change: (manifest: { version: number; files: { path: string; sha256: string }[] }) => void,
) => {
  const path = join(folder, 'backup.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest));
};
const rename = (folder: string, path: string) =>
  rewrite(folder, ({ files }) => {
    for (const file of files) if (file.path === 'sites/a.example.sqlite') file.path = path;
  });

const hostile: [string, (folder: string) => void, string][] = [
  ['a path out of the folder', (folder) => rename(folder, '../outside.sqlite'), 'is no file of a data folder'],
  ['a way out in the name of a site', (folder) => rename(folder, 'sites/../../outside.sqlite'), 'is no file of'],
  ['another root', (folder) => rename(folder, '/tmp/outside.sqlite'), 'is no file of a data folder'],
  ['backslashes', (folder) => rename(folder, 'sites\\..\\outside.sqlite'), 'is no file of a data folder'],
  ['the lock of the folder', (folder) => rename(folder, 'lock'), 'is no file of a data folder'],
  ['the same file twice', (folder) => rename(folder, 'sites/b.example.sqlite'), 'names a file twice'],
  ['a newer version', (folder) => rewrite(folder, (manifest) => (manifest.version = 2)), 'made by a newer Plausch'],
  ['no JSON', (folder) => writeFileSync(join(folder, 'backup.json'), '{'), 'it is no JSON'],
  ['no manifest', (folder) => rmSync(join(folder, 'backup.json')), 'There is no whole backup in'],
  ['a changed byte', (folder) => changeByte(join(folder, 'sites/a.example.sqlite')), 'its SHA-256 is another'],
  ['a file that is cut off', (folder) => writeFileSync(join(folder, 'secret'), 'x'), 'has 1 bytes'],
  ['a file that is lost', (folder) => rmSync(join(folder, 'sites/a.example.sqlite')), 'is missing'],
  [
    'a link to a file of the same content',
    (folder) => {
      renameSync(join(folder, 'secret'), join(folder, '..', 'elsewhere'));
      symlinkSync(join(folder, '..', 'elsewhere'), join(folder, 'secret'));
    },
    'secret is no file',
  ],
  [
    'a link to a folder of the same files',
    (folder) => {
      renameSync(join(folder, 'sites'), join(folder, '..', 'sites'));
      symlinkSync(join(folder, '..', 'sites'), join(folder, 'sites'));
    },
    'sites/a.example.sqlite is missing',
  ],
  [
    'a log that does not belong to its database',
    (folder) => writeFileSync(join(folder, 'directory.sqlite-wal'), 'x'),
    'directory.sqlite-wal does not belong to it',
  ],
  [
    'a database of a newer version',
    (folder) => {
      const path = join(folder, 'sites/a.example.sqlite');
      const file = new DatabaseSync(path);
      file.exec('INSERT INTO migration VALUES (999, 0)');
      file.close();
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      rewrite(folder, ({ files }) => {
        for (const saved of files) if (saved.path === 'sites/a.example.sqlite') saved.sha256 = sha256;
      });
    },
    'Its data are of version 999',
  ],
  [
    'a site that its manifest conceals',
    (folder) => {
      rmSync(join(folder, 'sites/a.example.sqlite'));
      rewrite(folder, (manifest) => {
        manifest.files = manifest.files.filter(({ path }) => path !== 'sites/a.example.sqlite');
      });
    },
    'is in the directory, and was not saved',
  ],
];

function changeByte(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** What `verify` says is wrong with a backup. */
function wrongWith(folder: string): string {
  try {
    return verifyBackup(backupAt(folder)).wrong.join('\n');
  } catch (error) {
    return (error as Error).message;
  }
}

test('what is not as it was saved is named, and neither it nor anything else is put in place', async () => {
  const { other, folder } = await twoFolders();
  const before = contentOf(other);
  const around = newFolder();
  for (const [what, harm, said] of hostile) {
    const harmed = join(around, what.replaceAll(' ', '-'), 'backup');
    cpSync(folder, harmed, { recursive: true });
    harm(harmed);
    expect([what, wrongWith(harmed)]).toEqual([what, expect.stringContaining(said)]);
    const restoring = Promise.resolve().then(() => restoreBackup(backupAt(harmed), other, { replace: true }));
    await expect(restoring, what).rejects.toThrow(said);
    expect(contentOf(other)).toEqual(before);
  }
  expect(existsSync(join(around, 'outside.sqlite'))).toBe(false);
});
