import { expect, test } from 'vitest';
import { type ActorFile, Actors } from '../../../worker/host/node/actors';
import { type Migration, migrate, type Sql } from '../../../worker/host/sql';
import { newFolder } from './server';

/** Something that is kept in a file of its own. */
const migrations: Migration[] = [['CREATE TABLE note (text TEXT NOT NULL) STRICT']];
class Notes {
  readonly #sql: Sql;
  constructor(sql: Sql) {
    this.#sql = sql;
  }
  create(): void {
    migrate(this.#sql, migrations, 0);
  }
  add(text: string): void {
    this.#sql.transaction(() => this.#sql.all('INSERT INTO note (text) VALUES (?)', text));
  }
  all(): string[] {
    return this.#sql.all<{ text: string }>('SELECT text FROM note').map(({ text }) => text);
  }
}

const mostOpen = 3;

/** Many such files, of which few may be open. */
function manyNotes() {
  const folder = newFolder();
  const actors = new Actors(undefined, undefined, mostOpen);
  const files = Array.from({ length: 20 }, (_, number): ActorFile<Notes> => {
    const path = `${folder}/${number}.sqlite`;
    return {
      kind: 'site',
      name: String(number),
      path,
      makes: (method) => method === 'create',
      make: (sql) => new Notes(sql),
    };
  });
  const open = () => files.filter(({ path }) => actors.opened(path)).length;
  return { actors, files, open };
}

test('what writes to more files in one turn than may be open waits for room, and all of it is done', async () => {
  const { actors, files, open } = manyNotes();
  let most = 0;
  const all = (work: (file: ActorFile<Notes>) => Promise<unknown>) =>
    Promise.all(
      files.map(async (file) => {
        const result = await work(file);
        most = Math.max(most, open());
        return result;
      }),
    );
  await all((file) => actors.remote(file).create());
  await all((file) => actors.remote(file).add(`eins ${file.name}`));
  await all((file) => actors.remote(file).add(`zwei ${file.name}`));
  const found = await all((file) => actors.remote(file).all());
  expect(found).toEqual(files.map(({ name }) => [`eins ${name}`, `zwei ${name}`]));
  expect(most).toBe(mostOpen);
  actors.close();
});

test('a file with a write that is not on disk yet is not closed for another', async () => {
  const { actors, files } = manyNotes();
  const [busy, ...others] = files as [ActorFile<Notes>, ...ActorFile<Notes>[]];
  for (const file of files) await actors.remote(file).create();
  await actors.remote(busy).all();
  const made = actors.opened(busy.path)?.made;
  const writing = actors.remote(busy).add('in Arbeit');
  // These need its place, and in the same turn.
  const reading = others.slice(0, 5).map((file) => actors.remote(file).all());
  expect(actors.opened(busy.path)?.made).toBe(made);
  await Promise.all([writing, ...reading]);
  expect(await actors.remote(busy).all()).toEqual(['in Arbeit']);
  actors.close();
});
