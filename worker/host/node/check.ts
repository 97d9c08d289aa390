import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations as ofAccount } from '../../account/account';
import { migrations as ofDirectory } from '../../directory/directory';
import { migrations as ofSite } from '../../site/base/schema';
import { countDone, type Migration, type SqlValue } from '../sql';
import { openToRead } from './connection';

/** What was found out about one file of the data folder. */
export interface Checked {
  /** Its path in the folder. */
  file: string;
  /** What is wrong with it; empty: nothing. */
  wrong: string[];
}

/**
 * Reads every database of a data folder from end to end, while a server runs or not, and writes to none: SQLite's own
 * check, references that lead nowhere, versions, and files that are missing.
 */
export function* checkFolder(folder: string): Generator<Checked> {
  if (!existsSync(join(folder, 'directory.sqlite'))) {
    yield { file: 'directory.sqlite', wrong: ['is missing'] };
  } else yield checkFile(folder, 'directory.sqlite', ofDirectory);
  const sites = [...new Set([...namesIn(folder, 'sites'), ...listed(folder)])].toSorted();
  for (const name of sites) yield checkFile(folder, join('sites', `${name}.sqlite`), ofSite);
  for (const name of namesIn(folder, 'accounts').toSorted())
    yield checkFile(folder, join('accounts', `${name}.sqlite`), ofAccount);
}

/** What keeps a site's file from being opened, in a few words; undefined: it opens. Does not read it all. */
export function troubleOfSite(folder: string, name: string): string | undefined {
  return inspect(join(folder, 'sites', `${name}.sqlite`), ofSite, () => [])[0];
}

const checkFile = (folder: string, file: string, migrations: readonly Migration[]): Checked => ({
  file,
  wrong: inspect(join(folder, file), migrations, (database) => [
    ...(database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((said) => said !== 'ok'),
    ...(database.prepare('PRAGMA foreign_key_check').all() as { table: string; parent: string }[]).map(
      ({ table, parent }) => `a row of ${table} refers to nothing in ${parent}`,
    ),
  ]),
});

function inspect(path: string, migrations: readonly Migration[], look: (database: DatabaseSync) => string[]): string[] {
  let database: DatabaseSync | undefined;
  try {
    if (!existsSync(path)) return ['is missing'];
    if (!statSync(path).isFile()) return ['is no file'];
    const opened = open(path);
    database = opened;
    const all = <Row>(statement: string, ...values: SqlValue[]) => opened.prepare(statement).all(...values) as Row[];
    const done = countDone({ all, transaction: (work) => work() }, migrations);
    return done === 0 ? ['is empty'] : look(opened);
  } catch (error) {
    return [(error as Error).message];
  } finally {
    database?.close();
  }
}

/** Beside a server that runs, with its locks; where nothing can be written, without. */
function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec('SELECT 1 FROM sqlite_schema LIMIT 1');
    return database;
  } catch (error) {
    database.close();
    if ([11, 26].includes((error as { errcode?: number }).errcode ?? 0)) throw error;
    return openToRead(path);
  }
}

function listed(folder: string): string[] {
  try {
    const directory = open(join(folder, 'directory.sqlite'));
    try {
      return (directory.prepare('SELECT name FROM site WHERE ready = 1').all() as { name: string }[]).map(
        ({ name }) => name,
      );
    } finally {
      directory.close();
    }
  } catch {
    // What is wrong with the directory is said of the directory.
    return [];
  }
}

function namesIn(folder: string, kind: string): string[] {
  const path = join(folder, kind);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => basename(name, '.sqlite'));
}
