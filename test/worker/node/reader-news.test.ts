import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { ulid } from 'ulid';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { doDue } from '../../../worker/alarm';
import type { Notify } from '../../../worker/contract/comment';
import type { NewDecision } from '../../../worker/contract/desk';
import { Database } from '../../../worker/host/node/database';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import type { Sent } from '../../../worker/notify/channel';
import { compose, type Mail } from '../../../worker/notify/mail/compose';
import type { Letter } from '../../../worker/notify/mail/letter';
import { mailChannel } from '../../../worker/notify/mail/mail';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand, choresForAnHour } from '../by-hand';
import { newFolder } from './server';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };

let now: number;
let sql: Database;
let site: Site;
let letters: Letter[];
let answer: (letter: Letter) => Sent;

const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => 0 });

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = open();
  site.create(anna, { publish: 'everyone', language: 'en', holdFrom: 20, spamFrom: 20 });
  letters = [];
  answer = () => ({ kind: 'sent', said: '250 Taken' });
});

class Killed extends Error {}

/** The site as whoever does what is due calls it; nothing more is heard of them after so many calls. */
const remote = (calls = Number.POSITIVE_INFINITY): Remote<Site> => {
  let left = calls;
  return remoteOf<Site>(async (method, values) => {
    if (left === 0) throw new Killed();
    left -= 1;
    return (site[method as keyof Site] as (...values: unknown[]) => unknown)(...values);
  });
};

const send = async (letter: Letter): Promise<Sent> => {
  const sent = answer(letter);
  if (sent.kind === 'sent') letters.push(letter);
  return sent;
};

/** Some time later what is due is done; returns what was sent by then. */
async function later(time: number): Promise<Mail[]> {
  now += time;
  letters = [];
  await doDue(remote(), [], { way: 'smtp', mailbox: async () => undefined, channel: { send } });
  return letters.map((letter) => compose(letter, 'comments@mail.example'));
}

/** All that is still to come, if anything is: each step on the way to a mail has time enough. */
const rest = async (): Promise<Mail[]> => [
  ...(await later(6 * minute)),
  ...(await later(hour)),
  ...(await later(day)),
  ...(await later(day)),
];

/** To whom of them what is said. */
const told = (mails: Mail[]) => mails.map(({ to, text }) => [to, ...(text.match(/^> .+$/gm) ?? [])].join(' '));

let written = 0;
interface Written {
  body?: string;
  thread?: string;
  parent?: string;
  email?: string;
  notify?: Notify;
  token?: string;
  network?: string;
}

function write({ body, thread = '/a', parent, email, notify, token, network = '' }: Written = {}) {
  written += 1;
  const text = body ?? `Number ${written}`;
  const draft = { thread: { key: thread }, author: { name: 'Nora', email }, body: text, html: text, parent, notify };
  const { comment, token: own } = site.submit(draft, {
    ...byHand,
    network,
    token,
    key: undefined,
    request: '',
    server: 'https://c.example',
  });
  return { id: comment.id, token: own };
}

const refIn = ({ text }: Mail) => /\/confirm\/blog\.example\/(\S+)/.exec(text)?.[1] ?? '';
const stopIn = ({ text }: Mail) => /\/stop\/blog\.example\/(\S+)/.exec(text)?.[1] ?? '';

/** Somebody comments, wants to hear of answers, and confirms. */
async function listen(email: string, notify: Notify = { of: 'thread', pace: 'now' }, more: Written = {}) {
  const comment = write({ email, notify, ...more });
  const mails = await later(0);
  const mail = mails.find(({ to }) => to === email) ?? expect.unreachable();
  site.confirmMailbox(refIn(mail));
  return { ...comment, mail };
}

function decide(action: NewDecision['action'], comment: string, expected?: NewDecision['expect']) {
  const [item] = site.queue(anna, { state: 'any', comment, limit: 1 }).items;
  const texts = { [comment]: item?.version ?? 1 };
  const seen = { [comment]: item?.decision?.id ?? null };
  return site.decide(anna, { comments: [comment], texts, seen, action, expect: expected }).decision.id;
}

const deliveries = (kind: string) =>
  site
    .outbox(anna, { limit: 100 })
    .messages.filter((message) => message.kind === kind)
    .flatMap((message) => message.deliveries.map(({ state, why }) => [message.state, state, why]));

test('what is told is what stands five minutes after an answer was published', async () => {
  await listen('nora@reader.example');
  const { id, token } = write({ body: 'At first' });
  expect(await later(4 * minute)).toEqual([]);
  site.edit(id, { body: 'As it stands', html: 'As it stands' }, token, byHand);
  await later(minute);
  expect(told(await later(2 * second))).toEqual(['nora@reader.example > As it stands']);
  expect(await rest()).toEqual([]);
});

const meanwhile: Record<string, (comment: { id: string; token: string }) => void> = {
  'taken back': ({ id, token }) => site.withdraw(id, token),
  rejected: ({ id }) => void decide('reject', id, 'published'),
  'called spam': ({ id }) => void decide('spam', id, 'published'),
};
test.each(Object.entries(meanwhile))('what was %s meanwhile is not told of, at whatever step', async (_, happens) => {
  site.changeSettings(anna, { editMinutes: 60 });
  await listen('nora@reader.example');
  happens(write());
  expect(await rest()).toEqual([]);
  const second = write();
  await later(5 * minute);
  happens(second);
  expect(await rest()).toEqual([]);
  // And where the mail server was busy the first time.
  const third = write();
  answer = () => ({ kind: 'again', said: '451 Busy' });
  await later(5 * minute);
  await later(10 * minute);
  happens(third);
  answer = () => ({ kind: 'sent', said: '250' });
  expect(await rest()).toEqual([]);
  expect(deliveries('answers')).toEqual([['unsent', 'unsent', 'settled']]);
});

test('what was rejected by a slip of the hand is told of once, and not again after a later undo', async () => {
  await listen('nora@reader.example');
  const { id } = write({ body: 'Hello' });
  const slip = decide('reject', id, 'published');
  await later(10 * minute);
  site.undo(anna, slip);
  await later(5 * minute);
  expect(told(await later(hour))).toEqual(['nora@reader.example > Hello']);
  const again = decide('reject', id, 'published');
  await later(hour);
  site.undo(anna, again);
  await later(hour);
  expect(await rest()).toEqual([]);
});

test('several in a short time are one mail, and the next comes five minutes later', async () => {
  await listen('nora@reader.example');
  for (let number = 0; number < 3; number += 1) write({ body: `First ${number}` });
  await later(5 * minute);
  const mails = await later(2 * second);
  expect(told(mails)).toEqual(['nora@reader.example > First 0 > First 1 > First 2']);
  write({ body: 'Then' });
  write({ body: 'And then' });
  await later(5 * minute);
  expect(told([...(await later(2 * second)), ...(await later(5 * minute))])).toEqual([
    'nora@reader.example > Then > And then',
  ]);
});

test('who wants one mail a day gets one, of all threads, and no other', async () => {
  const { token } = await listen('nora@reader.example', { of: 'thread', pace: 'daily' });
  write({ email: 'nora@reader.example', notify: { of: 'thread', pace: 'daily' }, thread: '/b', token });
  write({ body: 'In a' });
  await later(hour);
  write({ body: 'In b', thread: '/b' });
  expect(await later(22 * hour)).toEqual([]);
  expect(told(await later(hour))).toEqual(['nora@reader.example > In a > In b']);
  write({ body: 'Tomorrow' });
  expect(await later(23 * hour)).toEqual([]);
  expect(told(await later(hour))).toEqual(['nora@reader.example > Tomorrow']);
  expect(await rest()).toEqual([]);
});

test('a mailbox gets twenty mails about answers in a day; what comes then is in the first of the next', async () => {
  await listen('nora@reader.example');
  let count = 0;
  for (let number = 0; number < 60; number += 1) {
    write();
    count += (await later(12 * minute)).length;
  }
  expect(count).toBe(20);
  count = (await later(13 * hour)).length;
  expect(count).toBeGreaterThan(0);
  const { works } = site.givenUp();
  expect(works).toEqual([]);
});

test('nobody hears of what they wrote themselves, also from another browser in which they confirmed the same address', async () => {
  const { token } = await listen('nora@reader.example');
  now += hour;
  const other = await listen('nora@reader.example', { of: 'mine', pace: 'now' });
  await listen('uwe@reader.example');
  await later(hour);
  write({ body: 'Mine', token });
  write({ body: 'Mine, too', token: other.token });
  await later(5 * minute);
  expect(told(await later(hour))).toEqual(['uwe@reader.example > Mine > Mine, too']);
});

test('what comes before the address is confirmed is told of after that; and never, where it is not', async () => {
  const first = write({ email: 'nora@reader.example', notify: { of: 'thread', pace: 'now' } });
  write({ email: 'uwe@reader.example', notify: { of: 'thread', pace: 'now' } });
  const mails = await later(0);
  expect(mails.map(({ to }) => to).toSorted()).toEqual(['nora@reader.example', 'uwe@reader.example']);
  write({ body: 'Early', parent: first.id });
  write({ body: 'Of her own', token: first.token });
  expect([...(await later(6 * minute)), ...(await later(hour))]).toEqual([]);
  site.confirmMailbox(refIn(mails.find(({ to }) => to.startsWith('nora')) ?? expect.unreachable()));
  expect(told(await later(2 * second))[0]).toMatch(/^nora@reader\.example .*> Early$/);
  const ref = refIn(mails.find(({ to }) => to.startsWith('uwe')) ?? expect.unreachable());
  now += 2 * day;
  expect(() => site.confirmMailbox(ref)).toThrow(expect.objectContaining({ code: 'link-used' }));
  now += 2 * day;
  choresForAnHour(site, (time) => {
    now += time;
  });
  expect(sql.all('SELECT address FROM mailbox')).toEqual([{ address: 'nora@reader.example' }]);
  now += 31 * day;
  choresForAnHour(site, (time) => {
    now += time;
  });
  expect(sql.all('SELECT 1 FROM asking')).toEqual([]);
});

test('a confirming mail is not sent again within an hour, three times a day, nor ten times in thirty days', async () => {
  const email = 'victim@reader.example';
  const wish = () => write({ email, notify: { of: 'mine', pace: 'now' } });
  const { token } = wish();
  write({ email, token, notify: { of: 'mine', pace: 'now' } });
  expect(await later(0)).toHaveLength(1);
  write({ email, token, notify: { of: 'mine', pace: 'now' } });
  expect(await later(59 * minute)).toHaveLength(0);
  let count = 1;
  for (let number = 0; number < 29 * 24; number += 1) {
    wish();
    count += (await later(hour)).length;
    if (number === 20) expect(count).toBe(3);
  }
  expect(count).toBe(10);
});

test('a statement comes when a slip of the hand would have been put right, and what was put right is not sent', async () => {
  const { id } = await listen('nora@reader.example', { of: 'mine', pace: 'now' });
  const slip = decide('reject', id, 'published');
  await later(minute);
  site.undo(anna, slip);
  expect(await rest()).toEqual([]);
  decide('reject', id, 'published');
  expect(await later(4 * minute)).toEqual([]);
  const [mail] = await later(minute);
  expect(mail?.subject).toBe('Your comment on blog.example');
  expect(mail?.text).toMatch(/https:\/\/c\.example\/pages\/blog\.example\/status\//);
  expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  decide('approve', id, 'rejected');
  const [undone] = await later(5 * minute);
  expect(undone?.text).toContain('does not hold any more');
  expect(deliveries('statement')).toEqual([
    ['sent', 'sent', null],
    ['withdrawn', 'unsent', 'withdrawn'],
  ]);
});

test('a comment that waited is told of when it is published, and an appeal when it is decided', async () => {
  site.changeSettings(anna, { publish: 'nobody' });
  const { id, token } = await listen('nora@reader.example', { of: 'mine', pace: 'now' });
  decide('approve', id);
  expect((await later(5 * minute))[0]?.text).toContain('is published: “Number');
  decide('reject', id, 'published');
  await later(5 * minute);
  site.appeal(id, 'Please.', token);
  const [item] = site.queue(anna, { state: 'any', comment: id, limit: 1 }).items;
  site.decide(anna, {
    comments: [id],
    texts: { [id]: item?.version ?? 1 },
    seen: { [id]: item?.decision?.id ?? null },
    action: 'approve',
  });
  expect((await later(5 * minute)).map(({ text }) => text).join()).toContain('Your appeal succeeded');
});

test('a statement waits for its address to be confirmed, for a day; where nobody wanted mail it is not sent, and the outbox says so', async () => {
  const asked = write({ email: 'nora@reader.example', notify: { of: 'mine', pace: 'now' } });
  const late = write({ email: 'late@reader.example', notify: { of: 'mine', pace: 'now' } });
  const silent = write({ email: 'silent@reader.example' });
  const [mail] = await later(0);
  for (const { id } of [asked, late, silent]) decide('reject', id, 'published');
  expect([...(await later(6 * minute)), ...(await later(hour))]).toEqual([]);
  expect(deliveries('statement')).toEqual([
    ['unsent', 'unsent', 'not-confirmed'],
    ['waiting', 'waiting', 'not-confirmed'],
    ['waiting', 'waiting', 'not-confirmed'],
  ]);
  site.confirmMailbox(refIn(mail ?? expect.unreachable()));
  expect((await later(0)).map(({ to }) => to)).toEqual(['nora@reader.example']);
  for (let passed = 0; passed < 26; passed += 1) expect(await later(hour)).toEqual([]);
  expect(deliveries('statement').map(([state]) => state)).toEqual(['unsent', 'unsent', 'sent']);
});

test('who ends it hears nothing of what was on its way already, in whatever browser they had wanted it', async () => {
  const { id, mail } = await listen('nora@reader.example');
  await listen('Nora@reader.example', { of: 'thread', pace: 'daily' });
  write();
  await later(5 * minute);
  decide('reject', id, 'published');
  site.stopMail(stopIn(mail));
  expect(await rest()).toEqual([]);
  expect(deliveries('statement')).toEqual([['unsent', 'unsent', 'stopped']]);
  for (const table of ['mailbox', 'subscription', 'news', "due WHERE kind IN ('news', 'message', 'confirm')"])
    expect(sql.all(`SELECT 1 FROM ${table}`)).toEqual([]);
});

test('the link that ends it works after the server has another secret', async () => {
  const { mail } = await listen('nora@reader.example');
  site = openSite('blog.example', sql, { secret: 'x'.repeat(32), now: () => now, random: () => 0 });
  site.stopMail(stopIn(mail));
  write();
  expect(await rest()).toEqual([]);
  await listen('nora@reader.example');
  site.stopMail(stopIn(mail));
  write();
  expect(await rest()).toEqual([]);
});

test('nobody is there: all that wanted mail at that address is forgotten, and no word of the address is kept', async () => {
  await listen('nora@reader.example');
  now += hour;
  await listen('nora@reader.example', { of: 'thread', pace: 'daily' });
  write();
  answer = ({ to }) => ({ kind: 'never', gone: true, said: `550 5.1.1 <${to}>: nobody of this name` });
  await later(5 * minute);
  await later(hour);
  expect(deliveries('answers')).toEqual([['unsent', 'unsent', 'gone']]);
  expect(sql.all('SELECT 1 FROM mailbox')).toEqual([]);
  const kept = JSON.stringify([sql.all('SELECT * FROM delivery'), sql.all('SELECT * FROM due')]);
  expect(kept).toContain('nobody of this name');
  expect(kept).not.toContain('nora@');
  answer = () => ({ kind: 'sent', said: '250' });
  write();
  expect(await rest()).toEqual([]);
});

test('a confirming mail that nobody can get leaves nothing behind', async () => {
  answer = () => ({ kind: 'never', gone: true, said: '550' });
  write({ email: 'nobody@reader.example', notify: { of: 'mine', pace: 'now' } });
  await later(0);
  expect(sql.all('SELECT 1 FROM mailbox')).toEqual([]);
  expect(site.givenUp().works).toEqual([]);
});

test('what the checks take for spam causes no mail at all', async () => {
  site.changeSettings(anna, { holdFrom: 0.5, spamFrom: 0.5 });
  const body = 'Buy https://a.example https://b.example https://c.example https://d.example';
  const { id } = write({ body, email: 'victim@reader.example', notify: { of: 'mine', pace: 'now' } });
  expect(site.queue(anna, { state: 'any', comment: id, limit: 1 }).items[0]?.comment.status).toBe('spam');
  expect(await rest()).toEqual([]);
});

test('a clock that was ahead for a while silences nobody', async () => {
  now += 400 * day;
  await listen('nora@reader.example');
  write();
  await later(5 * minute);
  await later(2 * second);
  now -= 400 * day;
  write({ body: 'Now' });
  await later(5 * minute);
  expect(told(await later(5 * minute))).toEqual(['nora@reader.example > Now']);
});

test('who was told of what is forgotten after thirty days', async () => {
  await listen('nora@reader.example');
  write();
  await later(5 * minute);
  expect(await later(2 * second)).toHaveLength(1);
  const told = () => sql.all('SELECT 1 FROM news').length;
  for (const days of [29, 2]) {
    expect(told()).toBe(1);
    now += days * day;
    choresForAnHour(site, (time) => {
      now += time;
    });
  }
  expect(told()).toBe(0);
});

test('three thousand who listen to a thread are told of an answer, found in steps of fifty', async () => {
  sql.transaction(() => {
    sql.all("INSERT INTO thread (id, key, created) VALUES (1, '/a', 0)");
    for (let number = 0; number < 3000; number += 1) {
      const id = `M${String(number).padStart(25, '0')}`;
      sql.all('INSERT INTO author (id, since) VALUES (?, 0)', id);
      sql.all(
        `INSERT INTO mailbox (id, author, address, stop, server, asked, confirmed) VALUES (?, ?, ?, ?, 'https://c.example', 0, 0)`,
        ...[id, id, `r${number}@reader.example`, id],
      );
      sql.all("INSERT INTO subscription (thread, comment, mailbox, pace, since) VALUES (1, '', ?, 'now', '')", id);
    }
  });
  write({ body: 'To all' });
  now += 5 * minute;
  const [work] = site.takeDue().filter(({ job }) => job.kind === 'answer');
  let steps = 0;
  for (let after: string | null = ''; after !== null; steps += 1)
    after = site.spread(work?.job ?? expect.unreachable(), after);
  expect(steps).toBe(61);
  const mails = await later(2 * second);
  expect(new Set(mails.map(({ to }) => to)).size).toBe(3000);
  expect(mails).toHaveLength(3000);
});

const received: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData: (stream, _session, done) => {
    let raw = '';
    stream.on('data', (chunk) => {
      raw += chunk;
    });
    stream.on('end', () => {
      received.push(raw);
      done();
    });
  },
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test('killed at any step, each answer comes by SMTP at least once, and twice only where the note of it was lost', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const channel = mailChannel({
    sender: 'comments@mail.example',
    way: {
      kind: 'smtp',
      host: '127.0.0.1',
      port,
      implicitTls: false,
      tls: 'optional',
      login: undefined,
      dkim: undefined,
    },
  });
  const post = { way: 'smtp', mailbox: async () => undefined, channel };
  for (let calls = 1; calls <= 8; calls += 1) {
    sql = new Database(`${newFolder()}/site.sqlite`);
    site = open();
    site.create(anna, { publish: 'everyone', language: 'en', holdFrom: 20, spamFrom: 20 });
    await listen('nora@reader.example');
    await listen('uwe@reader.example');
    // Each hears of the other.
    for (let passed = 0; passed < 3; passed += 1) await later(hour);
    write({ body: `Killed after ${calls}` });
    received.length = 0;
    for (const wait of [5 * minute, 10 * minute]) {
      now += wait;
      await doDue(remote(calls), [], post).catch((error) => {
        if (!(error instanceof Killed)) throw error;
      });
      site = open();
    }
    for (let rest = 0; rest < 12; rest += 1) {
      now += 10 * minute;
      await doDue(remote(), [], post);
    }
    const ids = received.map((raw) => /^Message-ID: (\S+)/im.exec(raw)?.[1]);
    const recipients = received.map((raw) => /^To: (\S+)/im.exec(raw)?.[1]);
    expect(new Set(recipients)).toEqual(new Set(['nora@reader.example', 'uwe@reader.example']));
    // A repeat has the same number, so that it can be told from another.
    expect(new Set(ids).size).toBe(2);
    expect(received.length).toBeLessThanOrEqual(4);
  }
}, 120_000);
