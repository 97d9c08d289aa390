import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrations as ofAccount } from '../../account/account';
import { migrations as ofDirectory } from '../../directory/directory';
import { migrations as ofSite } from '../../site/base/schema';
import { countDone, type Migration, type SqlValue } from '../sql';
import { openBeside, openToRead } from './connection';
import { causeOf } from './trouble';

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
  wrong: inspect(join(folder, file), migrations, readThrough),
});

/** Reads a database from end to end. What is wrong with it. */
const readThrough = (database: DatabaseSync): string[] => [
  ...(database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[])
    .map((row) => row.integrity_check)
    .filter((said) => said !== 'ok'),
  ...(database.prepare('PRAGMA foreign_key_check').all() as { table: string; parent: string }[]).map(
    ({ table, parent }) => `a row of ${table} refers to nothing in ${parent}`,
  ),
];

/** The same of a copy that nobody else has open; beside it no file is made. And how many steps of its schema it has seen. */
export function checkCopy(path: string, migrations: readonly Migration[]): { wrong: string[]; schema: number } {
  let schema = 0;
  const look = (database: DatabaseSync, done: number) => {
    schema = done;
    return readThrough(database);
  };
  return { wrong: inspect(path, migrations, look, openToRead), schema };
}

function beside(path: string): DatabaseSync {
  try {
    return openBeside(path).connection;
  } catch (error) {
    if (causeOf(error) !== 'busy') throw error;
    return openToRead(path);
  }
}

function inspect(
  path: string,
  migrations: readonly Migration[],
  look: (database: DatabaseSync, done: number) => string[],
  open: (path: string) => DatabaseSync = beside,
): string[] {
  let database: DatabaseSync | undefined;
  try {
    if (!existsSync(path)) return ['is missing'];
    if (!statSync(path).isFile()) return ['is no file'];
    const opened = open(path);
    database = opened;
    const all = <Row>(statement: string, ...values: SqlValue[]) => opened.prepare(statement).all(...values) as Row[];
    const done = countDone({ all, transaction: (work) => work() }, migrations);
    return done === 0 ? ['is empty'] : look(opened, done);
  } catch (error) {
    return [(error as Error).message];
  } finally {
    database?.close();
  }
}

/** The sites that the directory of a folder knows; where it cannot be read, none. */
export function listed(folder: string, open: (path: string) => DatabaseSync = beside): string[] {
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

/** What the databases of a kind in a folder are called. */
export function namesIn(folder: string, kind: string): string[] {
  const path = join(folder, kind);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => basename(name, '.sqlite'));
}
