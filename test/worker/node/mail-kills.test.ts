import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { Guest, owner, site } from './guests';
import { newFolder, run, startServer } from './server';

const messages = 1000;
const kills = 20;
const email = 'nora@reader.example';

/** The ids of the mails that were taken, as often as they were. */
const taken: string[] = [];
/** How often each was refused. */
const refused = new Map<string, number>();
let attempts = 0;
let confirming = '';
/** A mail server that takes only four of five, in one of three ways, and no mail too late for its pauses. */
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  closeTimeout: 100,
  onData: (stream, session, done) => {
    let raw = '';
    stream.on('data', (chunk) => {
      raw += chunk;
    });
    stream.on('end', () => {
      confirming ||= /http:\S+\/confirm\/[\w./-]+/.exec(raw.replace(/=\r\n/g, ''))?.[0] ?? '';
      const id = /^Message-ID:\s+<(\w+)[.@]/im.exec(raw)?.[1] ?? '';
      attempts += 1;
      const fails = attempts % 5 === 0 && (refused.get(id) ?? 0) < 3;
      if (!fails) {
        taken.push(id);
        return done(null, 'Taken');
      }
      refused.set(id, (refused.get(id) ?? 0) + 1);
      if (attempts % 2 === 0) return done(Object.assign(new Error('4.3.0 Try again later'), { responseCode: 451 }));
      // The connection is lost in the middle.
      const { connection } = session as unknown as { connection?: { close: () => void } };
      if (connection) connection.close();
      else done(Object.assign(new Error('4.3.2 Closing'), { responseCode: 421 }));
    });
  },
});
smtp.on('error', () => {});
afterAll(() => smtp.close(() => {}));

/** What stands in a file of the data folder. */
function inFile<Result>(path: string, work: (file: DatabaseSync) => Result): Result {
  const file = new DatabaseSync(path);
  try {
    return work(file);
  } finally {
    file.close();
  }
}

const onSite = <Result>(data: string, work: (file: DatabaseSync) => Result) =>
  inFile(join(data, 'sites', `${site}.sqlite`), work);

/** All pauses and leases end while the server is down. */
function letTimePass(data: string): void {
  onSite(data, (file) => file.exec("UPDATE due SET at = 0 WHERE kind = 'message' AND given_up IS NULL"));
  inFile(join(data, 'directory.sqlite'), (file) => file.exec('UPDATE wake SET at = 0'));
}

const sentOn = (data: string) =>
  onSite(data, (file) => {
    const rows = file.prepare("SELECT message FROM delivery WHERE state = 'sent'").all();
    return new Set(rows.map(({ message }) => String(message)));
  });

test(`of ${messages} messages each gets there in spite of ${kills} kills, and twice only where a kill came before the note`, async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  const { port } = smtp.server.address() as AddressInfo;
  const data = newFolder();
  const mail = ['env', 'PLAUSCH_MAIL_FROM=comments@mail.example', `PLAUSCH_SMTP_URL=smtp://127.0.0.1:${port}`];
  const start = (through: string[] = []) => startServer(data, ['--demo=false', '--limits', 'off'], { through });
  let server = await start(mail);
  await run('dist/site.js', ['add', site, '--data', data]);
  const anna = await owner(server, data);
  const nora = new Guest();
  const path = `/api/sites/${site}/comments`;
  const author = { name: 'Nora', email };
  const ids: string[] = [];
  while (ids.length < messages) {
    const notify = { of: 'mine', pace: 'now' };
    const draft = { thread: { key: '/a' }, author, body: `Frage Nummer ${ids.length}: Was meint ihr dazu?`, notify };
    const { json } = await nora.ask(server, 'POST', path, draft);
    nora.headers.Authorization ??= `Bearer ${json.token}`;
    ids.push(json.comment.id);
  }
  await expect.poll(() => confirming).not.toBe('');
  const reader = new Guest();
  Object.assign(reader.headers, { 'Sec-Fetch-Site': 'same-origin' });
  expect((await reader.ask(server, 'POST', new URL(confirming).pathname)).status).toBe(200);
  await server.end('SIGTERM');

  // As long as no mail is set up, they wait.
  server = await start();
  const decision = { comments: ids, action: 'reject', reason: 'Spam' };
  expect((await anna.ask(server, 'POST', `/api/sites/${site}/decisions`, decision)).status).toBe(201);
  await server.end('SIGTERM');
  taken.length = 0;

  // How often each was taken when the server was killed before it was noted.
  const unnoted = new Map<string, number>();
  for (let killed = 0; killed < kills; killed += 1) {
    letTimePass(data);
    server = await start(mail);
    const enough = taken.length + 5 + Math.floor(Math.random() * 30);
    await expect.poll(() => taken.length, { interval: 1 }).toBeGreaterThanOrEqual(enough);
    await server.end('SIGKILL');
    // What was on its way is taken all the same.
    await expect.poll(() => smtp.connections.size).toBe(0);
    const sent = sentOn(data);
    for (const id of new Set(taken)) if (!sent.has(id)) unnoted.set(id, (unnoted.get(id) ?? 0) + 1);
  }
  const waiting = (when: string) =>
    onSite(data, (file) => file.prepare(`SELECT 1 FROM due WHERE kind = 'message' ${when}`).all());
  while (waiting('').length > 0) {
    letTimePass(data);
    server = await start(mail);
    // What was refused has a pause before it.
    await expect.poll(() => waiting('AND (at = 0 OR lease IS NOT NULL)')).toEqual([]);
    await server.end('SIGTERM');
  }

  const asked = onSite(data, (file) => file.prepare("SELECT id FROM outbox WHERE kind = 'statement'").all());
  expect(asked).toHaveLength(messages);
  const times = Map.groupBy(taken, (id) => id);
  const came = asked.map(({ id }) => {
    const count = times.get(String(id))?.length ?? 0;
    return { id, count, unnoted: unnoted.get(String(id)) ?? 0 };
  });
  expect(came.filter(({ count, unnoted }) => count < 1 || count > 1 + unnoted)).toEqual([]);
  expect(sentOn(data).size).toBe(messages);
  expect(refused.size).toBeGreaterThan(messages / 10);
  console.log(`${taken.length - messages} of ${messages} messages were taken twice in ${kills} kills.`);
}, 600_000);
