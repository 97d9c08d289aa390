import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doDueEverywhere } from '../../../worker/alarm';
import { createApp } from '../../../worker/app';
import { readConfig } from '../../../worker/config';
import { Assets } from '../../../worker/host/node/assets';
import { Database } from '../../../worker/host/node/database';
import { Operator, sendInside } from '../../../worker/host/node/operator';
import { NodePlatform } from '../../../worker/host/node/platform';
import { operatorKey } from '../../../worker/operator';
import type { Person } from '../../../worker/site/base/person';
import { migrations } from '../../../worker/site/base/schema';
import { excusedColumns, excusedTables, exportedColumns, exportedTables } from '../../../worker/site/moving/exported';
import type { ExportPlace } from '../../../worker/site/moving/exporting';
import { siteColumns } from '../../../worker/site/running/personal-data';
import { openSite, type Site } from '../../../worker/site/site';
import { plausch } from '../../../worker/transfer/formats/plausch';
import { asDisqus } from '../../bench/elsewhere';
import { byHand } from '../by-hand';
import { record, thread } from '../import-records';
import { newFolder, run, startServer } from './server';

const anna: Person = { account: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Anna', role: 'owner', scope: [] };
const ben = '01ARZ3NDEKTSV4RRFFQ69G5FAW';

function newSite(): { site: Site; sql: Database } {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, { publish: 'everyone' });
  return { site, sql };
}

const write = (site: Site, body: string) =>
  site.submit(
    {
      thread: { key: '/a', url: 'https://blog.example/a', title: 'A' },
      author: { name: 'Ute', email: 'ute@example.de' },
      body,
      html: body,
    },
    { ...byHand, token: undefined, key: undefined, request: undefined, server: undefined } as never,
  );

/** All parts of an export, with something done after each. */
function exported(site: Site, person: Person | null = null, meanwhile = (_lines: string) => {}): string {
  let text = '';
  let place: ExportPlace | null = null;
  do {
    const part = site.exportPart(person, {}, place);
    text += part.lines;
    place = part.next;
    if (place) meanwhile(part.lines);
  } while (place);
  return text;
}

const read = async (text: string) => {
  const items = [];
  for await (const item of plausch.read(
    (async function* () {
      yield text;
    })(),
  ))
    items.push(item);
  return items;
};

test('every table and every column is exported, or excused with a reason', () => {
  const tables = [...Object.keys(exportedTables), ...Object.keys(excusedTables)];
  expect(tables.toSorted()).toEqual(Object.keys(siteColumns).toSorted());
  for (const [table, columns] of Object.entries(excusedColumns))
    expect(Object.keys(siteColumns[table] ?? {})).toEqual(expect.arrayContaining(Object.keys(columns)));
  const { sql } = newSite();
  for (const [table, key] of Object.entries(exportedTables)) {
    const primary = sql.all<{ name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table);
    expect([table, ...Object.keys(key)]).toEqual([table, ...primary.map(({ name }) => name)]);
    expect(exportedColumns(table)).toEqual(expect.arrayContaining(Object.keys(key)));
  }
});

test('what is written meanwhile is in it or not, and never without what it belongs to', () => {
  const { site } = newSite();
  for (let number = 0; number < 500; number += 1) write(site, `Kommentar ${number}, und sonst nichts`);
  let written = 0;
  const text = exported(site, anna, () => {
    for (let number = 0; number < 40; number += 1) write(site, `Währenddessen ${written++}, und noch etwas`);
  });
  expect(written).toBeGreaterThan(1000);
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const of = (table: string) => rows.filter((line) => line.table === table).map(({ row }) => row);
  const [authors, threads] = ['author', 'thread'].map((table) => new Set(of(table).map(({ id }) => id)));
  const comments = of('comment');
  expect(comments.length).toBeGreaterThanOrEqual(500);
  expect(comments.filter(({ author, thread }) => !authors?.has(author) || !threads?.has(thread))).toEqual([]);
  expect(rows.at(-1)).toMatchObject({ end: true, counts: { comment: comments.length } });
  expect(rows[0]).toMatchObject({ schema: migrations.length });
});

test('while an import is carried out nothing is exported, and an export that has begun breaks off', () => {
  const { site } = newSite();
  write(site, 'Etwas, und sonst nichts');
  const { next } = site.exportPart(anna, {}, null);
  const { id } = site.beginImport(anna, { format: 'disqus', system: 'disqus', file: 'a.xml' });
  expect(site.exportPart(anna, {}, next).lines).toBe('');
  site.endImport(anna, id, { found: [] });
  for (const place of [null, next])
    expect(() => site.exportPart(anna, {}, place)).toThrow(expect.objectContaining({ code: 'unavailable' }));
  for (const { job } of site.takeDue())
    if (job.kind === 'import') {
      while (site.moveStep(job));
      site.finishJob(job);
    }
  expect(exported(site, anna)).toContain('"end":true');
});

test('whoever is no owner any more gets no further', () => {
  const { site } = newSite();
  site.addPerson(anna, { account: ben, name: 'Ben', role: 'owner', scope: [] });
  const owner = { account: ben, name: 'Ben', role: 'owner', scope: [] } as Person;
  let parts = 0;
  const removing = () =>
    exported(site, owner, () => {
      if (++parts === 3) site.removePerson(anna, ben);
    });
  expect(removing).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  expect(parts).toBe(3);
});

test('a file cut anywhere, changed, newer, or with something behind its end is refused', async () => {
  const { site } = newSite();
  for (const body of ['Eins und nichts weiter', 'Zwei und nichts weiter', 'Drei und nichts weiter']) write(site, body);
  const text = exported(site);
  expect((await read(text)).map(({ kind }) => kind)).toEqual(['comment', 'comment', 'comment', 'thread']);
  for (let length = 0; length < text.length - 1; length += 13)
    await expect(read(text.slice(0, length))).rejects.toThrow(/too early|middle/);
  const lines = text.trimEnd().split('\n');
  const without = lines.filter((line) => !line.includes('Zwei')).join('\n');
  await expect(read(without)).rejects.toThrow('Lines of this export are missing');
  await expect(read(text.replace('"version":1', '"version":2'))).rejects.toThrow('newer version');
  await expect(read(`${text}{"table":"comment"}\n`)).rejects.toThrow(`in line ${lines.length + 1}`);
  await expect(read('{"a":1}\n')).rejects.toThrow('no export of Plausch');
  const broken = text.replace('{"table":"comment","row":{', '{"table":"comment","row":{{');
  await expect(read(broken)).rejects.toThrow('missing');
});

test('a site is written into a file, and its comments come into another; under its name stands only a whole one', async () => {
  const [data, folder] = [newFolder(), newFolder()];
  const site = (...args: string[]) => run('dist/site.js', [...args, '--data', data]);
  await site('add', 'blog.example');
  await site('add', 'new.example');
  const before = join(folder, 'before.xml');
  const file = join(folder, 'blog.jsonl');
  writeFileSync(before, [...asDisqus(400)].join(''));
  await site('import', 'blog.example', before);
  // Without a server, and with one.
  const inside = await site('export', 'blog.example', file);
  expect([inside.code, inside.err]).toEqual([0, '']);
  expect(inside.out).toMatch(/blog\.jsonl: \d+ comments in 16 threads/);
  const text = readFileSync(file, 'utf8');
  expect(existsSync(`${file}.part`)).toBe(false);
  const server = await startServer(data);
  const again = await site('export', 'blog.example', file);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')]);
  expect(readFileSync(file, 'utf8')).toBe(text);
  const other = join(folder, 'other.jsonl');
  const unknown = await site('export', 'nowhere.example', other);
  expect([unknown.code, existsSync(other), existsSync(`${other}.part`)]).toEqual([1, false, false]);
  expect((await site('import', 'new.example', file)).code).toBe(0);
  await site('export', 'new.example', other);
  await server.end('SIGTERM');
  const comments = async (path: string) =>
    (await read(readFileSync(path, 'utf8')))
      .flatMap((item) => (item.kind === 'comment' && item.comment.status === 'published' ? [item.comment] : []))
      .map(({ text: { value }, created, ups, author: { name, email } }) => ({ value, created, ups, name, email }))
      .toSorted((one, two) => JSON.stringify(one).localeCompare(JSON.stringify(two)));
  expect(await comments(other)).toEqual(await comments(file));
});

test('the command writes the formats of others, of a thread and of a time, and says what it cannot', async () => {
  const [data, folder] = [newFolder(), newFolder()];
  const site = (...args: string[]) => run('dist/site.js', [...args, '--data', data]);
  await site('add', 'blog.example');
  const before = join(folder, 'before.xml');
  writeFileSync(before, [...asDisqus(400)].join(''));
  await site('import', 'blog.example', before);
  const out = (name: string) => join(folder, name);
  const said: Record<string, string> = {};
  for (const [name, ...more] of [
    ['all.xml', '--format', 'wxr'],
    ['all.gz', '--format', 'remark42'],
    ['all.csv', '--format', 'csv'],
    ['one.gz', '--format', 'remark42', '--thread', '/post-1/'],
    ['one.jsonl', '--thread', '/post-1/'],
    ['none.xml', '--format', 'wxr', '--to', '2001-01-01'],
  ] as const) {
    const { code, err, out: line } = await site('export', 'blog.example', out(name), ...more);
    expect([name, code, err]).toEqual([name, 0, '']);
    said[name] = line;
  }
  expect(said['all.xml']).toMatch(/\d{3} comments in 16 threads\.\n/);
  expect(said['all.gz']).toMatch(/\d{3} comments in 16 threads\.\n/);
  expect(said['all.csv']).toMatch(/all\.csv is written\.\n/);
  expect(said['one.gz']).toMatch(/ \d{2} comments in 1 thread\.\n/);
  expect(said['one.jsonl']).toMatch(/ \d{2} comments in 1 thread\.\n/);
  expect(said['none.xml']).toMatch(/: 0 comments in 0 threads\.\n/);
  for (const [more, sentence] of [
    [['--format', 'xls'], 'format'],
    [['--thread', '/nowhere/'], 'Nobody has written'],
    [['--from', 'gestern'], 'A day such as'],
  ] as const) {
    const { code, err } = await site('export', 'blog.example', out('wrong'), ...more);
    expect([code, err, existsSync(out('wrong'))]).toEqual([1, expect.stringContaining(sentence), false]);
  }
});

test('of a file that breaks off nothing is left, in any format', async () => {
  const folder = newFolder();
  // Sends the beginning of something, and is gone.
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/csv' });
    response.write('"id"\r\n"1"\r\n', () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const format of ['plausch', 'wxr', 'remark42', 'csv']) {
    const file = join(folder, format);
    const args = ['export', 'blog.example', file, '--format', format, '--url', url];
    const { code, err } = await run('dist/site.js', args, { PLAUSCH_SECRET: 's'.repeat(32) });
    expect([code, err]).toEqual([1, expect.stringContaining('was not exported')]);
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
  }
  server.close();
});

test('whoever ends the command in the middle has no file that looks whole, and the same command writes it anew', async () => {
  const folder = newFolder();
  // Sends the beginning of something, and then all of it.
  let begun = () => {};
  let isSlow = true;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/csv' });
    response.write('"id"\r\n', () => (isSlow ? begun() : response.end('"1"\r\n')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(folder, 'blog.csv');
  const args = ['dist/site.js', 'export', 'blog.example', file, '--format', 'csv', '--url', url];
  const env = { ...process.env, PLAUSCH_SECRET: 's'.repeat(32) };
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  await isBegun;
  await expect.poll(() => existsSync(`${file}.part`)).toBe(true);
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(existsSync(file)).toBe(false);
  isSlow = false;
  const again = await run(args[0] ?? '', args.slice(1), env as Record<string, string>);
  expect([again.code, again.err]).toEqual([0, '']);
  expect(readFileSync(file, 'utf8')).toBe('"id"\r\n"1"\r\n');
  expect(existsSync(`${file}.part`)).toBe(false);
  server.closeAllConnections();
  server.close();
});

test('whoever stops reading an export has the site read no further, in any format', async () => {
  const secret = 's'.repeat(32);
  const config = readConfig({ PLAUSCH_SECRET: secret, PLAUSCH_LIMITS: 'off' });
  const platform = new NodePlatform(newFolder(), config, Assets.none);
  await new Operator(sendInside(createApp(platform).fetch), secret).addSite({ site: 'blog.example' });
  const site = platform.site('blog.example');
  const person = (await site.people())[0] as unknown as Person;
  const { id } = await site.beginImport(person, { format: 'isso', system: 'isso', file: 'comments.db' });
  const comments = Array.from({ length: 500 }, (_, number) => record(`${number}`));
  for (let times = 0; times < 4; times += 1)
    await site.receiveRecords(person, id, {
      threads: [thread('t')],
      comments: comments.map((one) => ({ ...one, id: `${times} ${one.id}` })),
    });
  await site.endImport(person, id, { found: [] });
  await doDueEverywhere(platform);
  let parts = 0;
  const real = platform.site.bind(platform);
  platform.site = (name) =>
    new Proxy(real(name), {
      get: (target, method) => {
        if (method === 'exportPart' || method === 'outPart') parts += 1;
        return Reflect.get(target, method);
      },
    });
  const ask = (format: string) =>
    createApp(platform).fetch(
      new Request(`http://localhost:8787/api/operator/sites/blog.example/export?format=${format}`, {
        headers: { Authorization: `Bearer ${operatorKey(secret)}` },
      }),
      { incoming: { socket: {} } },
    );
  for (const format of ['plausch', 'wxr', 'remark42', 'csv']) {
    parts = 0;
    await (await ask(format)).arrayBuffer();
    const whole = parts;
    expect(whole).toBeGreaterThan(15);
    parts = 0;
    const reader = (await ask(format)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const until = parts;
    expect(until).toBeLessThan(6);
    // What still went on would be done by the time that another export is; one step may have been under way.
    await (await ask(format)).arrayBuffer();
    expect(parts - until - whole).toBeLessThan(2);
  }
  platform.close();
});

test('an export of the last days begins where they begin, and not at the first comment', () => {
  const { site, sql } = newSite();
  write(site, 'Etwas, und sonst nichts');
  const asked: string[] = [];
  const all = sql.all.bind(sql);
  sql.all = (statement, ...values) => {
    asked.push(statement);
    return all(statement, ...values);
  };
  const from = Date.now() - 1e6;
  for (const selection of [{ from }, { from, thread: '/a' }]) {
    expect(site.exportPart(anna, selection, site.exportPart(anna, selection, null).next).lines).toContain('Etwas');
    expect(site.outPart(anna, selection, null).items).toHaveLength(2);
  }
  const reading = asked.filter((statement) => /FROM "?comment"?\b/.test(statement) && statement.includes('ORDER BY'));
  expect(reading.length).toBeGreaterThan(3);
  // SQLite takes one lower bound of an index's column, and tries the other on each row: with two it reads all that was written before.
  for (const statement of reading) expect([statement, statement.match(/\bid"?\)? >/g)?.length]).toEqual([statement, 1]);
});
