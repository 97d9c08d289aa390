import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes a data folder with so many sites, each a file of its own: the first is made by the command, the others are copies
 * of it. On each, words are to be indexed since long ago. Returns their names.
 */
export function makeManySites(folder: string, count: number): string[] {
  const sites = Array.from({ length: count }, (_, number) => `s${number}.example`);
  const [first = '', ...others] = sites;
  execFileSync(process.execPath, ['dist/site.js', 'add', first, '--data', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const file = (site: string) => join(folder, 'sites', `${site}.sqlite`);
  const site = new DatabaseSync(file(first));
  site.exec("INSERT INTO due (kind, subject, at) VALUES ('index', '', 1) ON CONFLICT DO UPDATE SET at = 1");
  site.close();
  for (const other of others) copyFileSync(file(first), file(other));
  const directory = new DatabaseSync(join(folder, 'directory.sqlite'));
  directory.exec('BEGIN');
  const add = directory.prepare(
    'INSERT INTO site (name, owner, created) SELECT ?, owner, created FROM site WHERE name = ?',
  );
  for (const other of others) add.run(other, first);
  directory.exec(
    'INSERT INTO wake (site, at) SELECT name, 1 FROM site WHERE 1 ON CONFLICT (site) DO UPDATE SET at = 1',
  );
  directory.exec('COMMIT');
  directory.close();
  return sites;
}

/** How many sites have not been woken yet: the directory says of the others that they are open, or that nothing is due. */
export function notWoken(folder: string): number {
  const directory = new DatabaseSync(join(folder, 'directory.sqlite'), { readOnly: true });
  const { waiting } = directory.prepare('SELECT count(*) AS waiting FROM wake WHERE at = 1').get() as {
    waiting: number;
  };
  directory.close();
  return waiting;
}
