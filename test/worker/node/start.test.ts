import { spawn } from 'node:child_process';
import { chmodSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type * as z from 'zod';
import { Own, Submitted } from '../../../worker/contract/comment';
import { Session } from '../../../worker/contract/desk';
import { newFolder, run, startServer } from './server';
import { withoutRights } from './small-disk';

const json = async <Schema extends z.ZodType>(schema: Schema, url: string, init?: RequestInit) =>
  schema.parse(await (await fetch(url, init)).json());
const post = (base: string, site: string, body: string) =>
  json(Submitted, `${base}/api/sites/${site}/comments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ thread: { key: '/a' }, author: { name: 'Nora' }, body }),
  });

test('a second start finds the data, the secret and the site again', async () => {
  const data = newFolder();
  const first = await startServer(data);
  expect(first.site).toBe('localhost');
  const { token, comment } = await post(first.base, 'localhost', 'Guten Tag');
  expect(await first.end('SIGINT')).toBe(0);
  const second = await startServer(data);
  const page = await json(Own, `${second.base}/api/sites/localhost/own?thread=/a`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(page.comments[0]?.id).toBe(comment.id);
  expect(await second.end('SIGTERM')).toBe(0);
});

test('the secret is readable by its owner alone, and the databases are SQLite files in WAL mode', async () => {
  const data = newFolder();
  const server = await startServer(data);
  await post(server.base, 'localhost', 'Guten Tag');
  await server.end('SIGKILL');
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
  const database = new DatabaseSync(join(data, 'sites/localhost.sqlite'));
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('SELECT count(*) AS count FROM comment').get()).toEqual({ count: 1 });
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  database.close();
});

test('a second process on the same data folder is refused in one sentence', async () => {
  const data = newFolder();
  const server = await startServer(data);
  const second = await run('dist/server.js', ['--port', '0', '--data', data]);
  expect(second).toEqual({ code: 1, out: '', err: `The data folder ${data} is in use by another Plausch.\n` });
  await server.end('SIGKILL');
  const third = await startServer(data);
  await third.end('SIGINT');
});

test('when npm is killed outright the server ends too, and the data folder is free', async () => {
  const data = newFolder();
  const npm = spawn('npm', ['start', '--', '--json', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let base = '';
  for await (const line of createInterface({ input: npm.stdout })) {
    if (!line.startsWith('{')) continue;
    base = new URL(JSON.parse(line).desk).origin;
    break;
  }
  npm.kill('SIGKILL');
  const serves = () => fetch(`${base}/health`).then(Boolean, () => false);
  await expect.poll(serves).toBe(false);
  await (await startServer(data)).end('SIGINT');
});

test('a taken port is told in one sentence', async () => {
  const server = await startServer(newFolder());
  const port = Number(new URL(server.base).port);
  const second = await run('dist/server.js', ['--port', String(port), '--data', newFolder()]);
  expect(second).toEqual({
    code: 1,
    out: '',
    err: `Port ${port} is taken. Choose another: npm start -- --port ${port + 2}\n`,
  });
  await server.end('SIGINT');
});

test('a data folder that cannot be written is told in one sentence', async () => {
  // Root may write everywhere but where no file can be: under a file, and in the kernel's own file system.
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  for (const data of [join(file, 'data'), '/proc/plausch']) {
    const { code, err } = await run('dist/server.js', ['--port', '0', '--data', data]);
    expect([code, err.split('\n').length]).toEqual([1, 2]);
    expect(err).toContain(`The data folder ${data} cannot be used`);
  }
  const readOnly = newFolder();
  chmodSync(readOnly, 0o500);
  const { code, err } = await run('dist/server.js', ['--port', '0', '--data', readOnly], {}, withoutRights);
  expect([code, err]).toEqual([1, expect.stringMatching(/^The data folder .+ cannot be used: .+\.\n$/)]);
});

// Linux alone has a device that is always full.
if (process.platform === 'linux')
  test('where not even what it prints finds room, the server serves', async () => {
    const full = openSync('/dev/full', 'w');
    const data = newFolder();
    const args = ['dist/server.js', '--json', '--port', '0', '--data', data];
    const child = spawn(process.execPath, args, { stdio: ['ignore', full, full] });
    const url = () => JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')).url as string;
    await expect.poll(() => fetch(`${url()}/health`).then(({ status }) => status)).toBe(200);
    // Something to be logged.
    writeFileSync(join(data, 'sites/localhost.sqlite'), 'no database '.repeat(1000));
    await fetch(`${url()}/api/sites/localhost/comments?thread=/a`);
    expect((await fetch(`${url()}/health`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  });

test('a Node.js that is too old is told in one sentence', async () => {
  // The version is the only thing about an old Node.js that these scripts look at.
  const pretend = join(newFolder(), 'old.mjs');
  writeFileSync(pretend, "Object.defineProperty(process.versions, 'node', { value: '18.20.0' });");
  const { code, out, err } = await run('--import', [pretend, 'scripts/start.mjs']);
  expect({ code, out, err }).toEqual({
    code: 1,
    out: '',
    err: 'Plausch needs Node.js 20 or newer; this is 18.20.0.\n',
  });
});

test.each([
  [['--port', 'many'], '--port takes a number from 0 to 65535, not many.'],
  [['--demo=maybe'], '--demo takes true or false.'],
  [['--proxies', '-1'], 'PLAUSCH_PROXIES'],
  [['--colour', 'red'], "Unknown option '--colour'"],
])('options such as %j are told', async (args, said) => {
  const { code, err } = await run('dist/server.js', ['--data', newFolder(), '--port', '0', ...args]);
  expect([code, err.includes(said)]).toEqual([1, true]);
});

test('without the demo there is no site until one is opened, and it can be opened while the server runs', async () => {
  const data = newFolder();
  const server = await startServer(data, ['--demo=false']);
  expect([server.demo, server.desk, server.site]).toEqual([null, null, null]);
  const added = await run('dist/site.js', ['add', 'blog.example.de', '--data', data]);
  expect([added.code, added.err]).toEqual([0, '']);
  expect(added.out).toContain(`<script type="module" src="${server.base}/embed.js"></script>`);
  expect(added.out).toContain('<plausch-comments site="blog.example.de"></plausch-comments>');
  expect((await post(server.base, 'blog.example.de', 'Hallo')).status).toBe('held');
  await server.end('SIGINT');

  const listed = await run('dist/site.js', ['list', '--data', data]);
  expect(listed.out).toMatch(/^blog\.example\.de {2}\d{4}-\d\d-\d\d\n$/);
  const again = await startServer(data, ['--demo=false']);
  expect(again.site).toBe('blog.example.de');
  const link = /#link=(\S+)/.exec(
    (await run('dist/site.js', ['owner-link', 'blog.example.de', '--data', data])).out,
  )?.[1];
  const session = await json(Session, `${again.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link }),
  });
  expect(session.sites).toEqual([{ site: 'blog.example.de', role: 'owner', scope: [] }]);
  const lost = await run('dist/site.js', ['person-link', 'blog.example.de', session.name, '--data', data]);
  expect(lost.out).toMatch(/Desk of .+: http\S+\/desk\/#link=/);
  const nobody = await run('dist/site.js', ['person-link', 'blog.example.de', 'Nobody', '--data', data]);
  expect([nobody.code, nobody.err.includes('Nobody here is called Nobody.')]).toEqual([1, true]);
  await again.end('SIGINT');
});

test.each([
  [['add'], 'Usage'],
  [['remove', 'a.de'], 'Usage'],
  [['add', 'https://a.de/'], 'A host name such as blog.example.de'],
  [['add', 'a.de', '--origin', 'a.de'], 'An origin such as https://blog.example.de'],
  [['owner-link', 'nobody.example'], 'There is no such site here'],
])('npm run site -- %j says what is wrong', async (args, said) => {
  const { code, err } = await run('dist/site.js', [...args, '--data', newFolder()]);
  expect([code, err.includes(said)]).toEqual([1, true]);
});

test('asking for an unknown site leaves no file', async () => {
  const data = newFolder();
  const server = await startServer(data);
  const files = () => readdirSync(data, { recursive: true }).toSorted();
  const before = files();
  for (const site of ['unknown.example', '..', 'secret', '%2e%2e%2fsecret']) {
    expect((await fetch(`${server.base}/api/sites/${site}/comments?thread=/a`)).status).toBe(404);
    const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    expect((await fetch(`${server.base}/api/sites/${site}/comments`, post)).status).toBe(404);
  }
  await fetch(`${server.base}/api/session`, { headers: { Cookie: `plausch=01ARZ3NDEKTSV4RRFFQ69G5FAV.x` } });
  expect(files()).toEqual(before);
  await server.end('SIGINT');
});

/** What a start prints that is not for a program to read, as it would stand in a log or on a terminal. */
async function printed(data: string, terminal = false): Promise<string> {
  const pretend = join(newFolder(), 'terminal.mjs');
  writeFileSync(pretend, `Object.defineProperty(process.stdout, 'isTTY', { value: ${terminal} });`);
  const args = ['--import', pretend, 'dist/server.js', '--port', '0', '--data', data];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`;
    if (line.startsWith('<plausch-comments')) break;
  }
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  return said;
}

test('a link to the desk is printed where somebody reads it, or where the owner has no passkey yet', async () => {
  const data = newFolder();
  expect(await printed(data)).toContain('/desk/#link=');
  const [file = ''] = readdirSync(join(data, 'accounts')).filter((name) => name.endsWith('.sqlite'));
  const account = new DatabaseSync(join(data, 'accounts', file));
  const passkey = "INSERT INTO passkey VALUES ('p', 'c', 'k', 0, '[]', 'Handy', 0, NULL)";
  account.exec(passkey);
  account.exec('DELETE FROM link');
  const links = () => account.prepare('SELECT count(*) AS count FROM link').get()?.count;
  const log = await printed(data);
  expect(log).toMatch(/^Desk {8}http:\/\/localhost:\d+\/desk\/ /m);
  expect(log).toContain(`npm run site -- owner-link localhost --data ${data}`);
  expect([log.includes('#link='), links()]).toEqual([false, 0]);
  expect(await printed(data, true)).toContain('/desk/#link=');
  account.close();
  const server = await startServer(data);
  expect(server.desk).toContain('/desk/#link=');
  await server.end('SIGINT');
});

test('behind https the session cookie is bound to this host', async () => {
  const data = newFolder();
  const server = await startServer(data, ['--url', 'https://comments.example.de/']);
  expect(server.desk).toMatch(/^https:\/\/comments\.example\.de\/desk\/#link=/);
  const { url } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8'));
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'https://comments.example.de' },
    body: JSON.stringify({ link: server.desk?.split('#link=')[1] }),
  });
  expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-plausch=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  await server.end('SIGINT');
});
