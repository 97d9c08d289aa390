import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { run } from './server';

/** What a command about backups says; `through`: a command that runs it. */
export const site = (args: string[], through?: string[]) => run('dist/site.js', args, {}, through);

/** Saves a data folder, and gives the folder of the backup. @throws Error where it does not go well. */
export async function backUp(data: string, into: string, ...more: string[]): Promise<string> {
  const { code, out, err } = await site(['backup', into, '--data', data, ...more]);
  if (code !== 0) throw new Error(`${code} ${out} ${err}`);
  return out.slice(0, out.indexOf(': '));
}

/** What is in a folder, by path. */
export const pathsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

/** All rows of all databases of a data folder, table by table, and its secret: but for when sites are to be woken. */
export function contentOf(folder: string): Record<string, unknown> {
  const files = pathsIn(folder).filter((path) => /^(directory|(sites|accounts)\/[^/]+)\.sqlite$/.test(path));
  const read = files.map((path) => {
    // Whoever only reads leaves a log beside it.
    const file = new DatabaseSync(join(folder, path));
    const tables = file
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'wake' ORDER BY name")
      .all() as { name: string }[];
    const rows = tables.map(({ name }) => [name, file.prepare(`SELECT * FROM "${name}"`).all()]);
    file.close();
    return [path, Object.fromEntries(rows)];
  });
  return { ...Object.fromEntries(read), secret: readFileSync(join(folder, 'secret'), 'utf8') };
}

/** Fills a site with so many published comments of one thread, beside those it has: made of its first. */
export function multiply(file: string, thread: string, count: number): void {
  const database = new DatabaseSync(file);
  const columns = (database.prepare('SELECT name FROM pragma_table_info(?)').all('comment') as { name: string }[]).map(
    ({ name }) => name,
  );
  const instead: Record<string, string> = {
    id: "printf('%026d', number.value)",
    root: "printf('%026d', number.value)",
    body: "printf('Nummer %d. %s', number.value, hex(zeroblob(150)))",
    status: "'published'",
    shown: '1',
    waiting: 'NULL',
    key: 'NULL',
    thread: '(SELECT id FROM thread WHERE key = $thread)',
  };
  database.exec('PRAGMA foreign_keys = OFF');
  const made = database.prepare(`INSERT INTO comment (${columns.join(', ')})
    WITH number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < $count)
    SELECT ${columns.map((name) => instead[name] ?? `first.${name}`).join(', ')}
    FROM number, (SELECT * FROM comment ORDER BY id LIMIT 1) AS first`);
  made.run({ $count: count, $thread: thread });
  database.exec(`UPDATE thread SET published = ${count} WHERE key = '${thread}'`);
  database.close();
}
