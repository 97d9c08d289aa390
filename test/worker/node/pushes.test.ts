import { ulid } from 'ulid';
import { beforeEach, expect, test, vi } from 'vitest';
import { Account } from '../../../worker/account/account';
import { doDue } from '../../../worker/alarm';
import { AlertChoice } from '../../../worker/contract/alerts';
import { Database } from '../../../worker/host/node/database';
import { nodeOutgoing } from '../../../worker/host/node/outgoing';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import { locales } from '../../../worker/locales/locales';
import type { Sent } from '../../../worker/notify/channel';
import type { Letter } from '../../../worker/notify/mail/letter';
import { testSays, waitingSays } from '../../../worker/notify/push/notices';
import { pushesOf } from '../../../worker/notify/push/pushes';
import type { Post } from '../../../worker/sending/post';
import type { Pusher } from '../../../worker/sending/push';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { pushedTo, subscribe } from '../push-steps';
import { newFolder } from './server';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const keys = { p256dh: 'p', auth: 'a' };

let now: number;
let sql: Database;
let site: Site;
let account: Account;
let accountSql: Database;
let notices: string[];
let letters: string[];
/** What each push service answers, by endpoint; and the mail server. */
let answers: Record<string, Sent>;
let mailAnswer: Sent;

const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => 0 });

beforeEach(() => {
  now = Date.UTC(2026, 0, 1, 12);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = open();
  site.create(anna, { publish: 'nobody' });
  accountSql = new Database(`${newFolder()}/account.sqlite`);
  account = new Account(accountSql, { now: () => now });
  account.create('Anna');
  site.chooseAlerts(anna, AlertChoice.parse({ alerts: 'now' }));
  answers = {};
  mailAnswer = { kind: 'sent', said: '250' };
});

/** Anna signs in somewhere and switches notices on there. */
function switchOn(endpoint: string) {
  const session = account.openSession(account.newLink().secret);
  const device = { endpoint, keys, name: endpoint, language: 'en' as const };
  return { session, ...account.keepDevice(session, device, 'https://c.example') };
}

const remote: Remote<Site> = remoteOf<Site>(async (method, values) =>
  (site[method as keyof Site] as (...values: unknown[]) => unknown)(...values),
);

let written = 0;
function write(body = 'Hallo', parent?: string) {
  written += 1;
  const text = `${body} ${written}`;
  const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: text, html: text, parent };
  return site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' }).comment.id;
}

const pusher: Pusher = {
  send: async ({ endpoint }, _about, say) => {
    const { body } = say(locales.en.push);
    const answer = answers[endpoint] ?? { kind: 'sent', said: '201' };
    if (answer.kind === 'sent') notices.push(`${endpoint}: ${body.replace(/[\u2068\u2069]/g, '')}`);
    return answer;
  },
  noticed: async () => account.noticed(),
  device: async (_account, id) => account.device(id),
  noteDelivered: async (_account, id) => account.noteDelivered(id),
  forget: async (_account, id) => account.removeDevice(id),
};
const post: Post = {
  way: 'smtp',
  mailbox: async () => ({ address: 'anna@reader.example', language: 'en', server: 'https://c.example' }),
  channel: {
    send: async ({ say }: Letter) => {
      if (mailAnswer.kind === 'sent') letters.push(say(locales.en.mail).subject);
      return mailAnswer;
    },
  },
};

/** Some time later what is due is done; returns the notices and the mails. */
async function later(time: number): Promise<[notices: string[], mails: number]> {
  now += time;
  notices = [];
  letters = [];
  await doDue(remote, [], post, pusher);
  return [notices, letters.length];
}

test('what one push service does not take keeps neither another nor the mail waiting, and is tried again alone', async () => {
  switchOn('phone');
  switchOn('laptop');
  answers.phone = { kind: 'again', said: '503', after: 60 };
  write('Eins');
  expect(await later(5 * second)).toEqual([['laptop: Nora: Eins 1'], 1]);
  expect(await later(30 * second)).toEqual([[], 0]);
  answers.phone = { kind: 'sent', said: '201' };
  expect(await later(31 * second)).toEqual([['phone: Nora: Eins 1'], 0]);
  expect(await later(hour)).toEqual([[], 0]);
});

test('a mail server that does not answer has nobody shown the same notice again', async () => {
  switchOn('phone');
  mailAnswer = { kind: 'again', said: '451' };
  write('Eins');
  expect(await later(5 * second)).toEqual([[expect.stringContaining('Eins')], 0]);
  expect(await later(hour)).toEqual([[], 0]);
  write('Zwei');
  mailAnswer = { kind: 'sent', said: '250' };
  expect(await later(2 * hour)).toEqual([[expect.stringContaining('Zwei')], 1]);
});

test('what was on its way is told with what came since, once', async () => {
  switchOn('phone');
  answers.phone = { kind: 'again', said: '503' };
  write('Eins');
  await later(5 * second);
  write('Zwei');
  await later(6 * minute);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'push'")).toHaveLength(1);
  answers.phone = { kind: 'sent', said: '201' };
  expect((await later(hour))[0]).toEqual([expect.stringContaining('Zwei')]);
  expect((await later(day))[0]).toEqual([]);
});

test('nothing is shown of what was decided while it was on its way, nor to whoever wants to hear nothing any more', async () => {
  switchOn('phone');
  answers.phone = { kind: 'again', said: '503' };
  const comment = write();
  await later(5 * second);
  answers.phone = { kind: 'sent', said: '201' };
  site.decide(anna, { comments: [comment], texts: { [comment]: 1 }, action: 'approve' });
  expect((await later(hour))[0]).toEqual([]);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'push'")).toEqual([]);

  answers.phone = { kind: 'again', said: '503' };
  write();
  await later(5 * second);
  answers.phone = { kind: 'sent', said: '201' };
  site.chooseAlerts(anna, AlertChoice.parse({ alerts: 'off' }));
  expect((await later(hour))[0]).toEqual([]);
});

test('in quiet hours nothing is tried again; after them it is', async () => {
  switchOn('phone');
  const quiet = { from: '13:00', to: '15:00' };
  site.chooseAlerts(anna, AlertChoice.parse({ alerts: 'now', quiet, zone: 'UTC' }));
  answers.phone = { kind: 'again', said: '503' };
  write('Eins');
  await later(5 * second);
  answers.phone = { kind: 'sent', said: '201' };
  expect((await later(hour))[0]).toEqual([]);
  expect((await later(hour))[0]).toEqual([]);
  expect((await later(hour))[0]).toEqual([expect.stringContaining('Eins')]);
});

test('who is signed out, removed or gone hears nothing any more, and nothing is left to be done', async () => {
  const [out, removed] = [switchOn('out'), switchOn('removed')];
  switchOn('gone');
  for (const endpoint of ['out', 'removed', 'gone']) answers[endpoint] = { kind: 'again', said: '503' };
  write();
  await later(5 * second);
  answers = { gone: { kind: 'never', gone: true, said: '410' } };
  account.endSession(account.session(out.session)?.session ?? '');
  account.removeDevice(removed.id);
  expect(account.noticed().devices).toHaveLength(1);
  expect((await later(hour))[0]).toEqual([]);
  expect(account.noticed().devices).toEqual([]);
  expect(sql.all('SELECT kind FROM due WHERE given_up IS NOT NULL')).toEqual([]);
});

test('a push service that never answers is given up in the end, and news begin anew', async () => {
  switchOn('phone');
  answers.phone = { kind: 'again', said: '503' };
  write('Eins');
  await later(5 * second);
  for (let tries = 1; tries < 7; tries += 1) await later(day);
  expect(site.givenUp().works).toMatchObject([{ kind: 'push', tries: 7, trouble: '503' }]);
  answers = {};
  write('Zwei');
  expect((await later(hour))[0]).toEqual([expect.stringContaining('Zwei')]);
});

test('a server that ends between a notice and its note shows it once more, and not for good', async () => {
  switchOn('phone');
  write('Eins');
  const dying: Remote<Site> = remoteOf<Site>(async (method, values) => {
    if (method === 'finishJob') throw new Error('killed');
    return (site[method as keyof Site] as (...values: unknown[]) => unknown)(...values);
  });
  now += 5 * second;
  notices = [];
  letters = [];
  // What was not noted is logged.
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await doDue(dying, [], post, pusher);
  log.mockRestore();
  expect(notices).toHaveLength(1);
  site = open();
  expect((await later(hour))[0]).toHaveLength(1);
  expect((await later(day))[0]).toEqual([]);
});

test('a clock that was ahead keeps nobody from hearing', async () => {
  switchOn('phone');
  now += 400 * day;
  write('Eins');
  await later(5 * second);
  now -= 400 * day;
  write('Zwei');
  expect((await later(hour))[0]).toEqual([expect.stringContaining('Zwei')]);
});

test('nobody has more than twenty browsers: the first gives way', () => {
  const first = switchOn('0');
  for (let count = 1; count <= 20; count += 1) {
    now += second;
    switchOn(String(count));
  }
  expect(account.noticed().devices).toHaveLength(20);
  expect(account.device(first.id)).toBeUndefined();
});

test('what a session has switched on is gone with it, for good, and at once where that cannot be written down', () => {
  const [out, full] = [switchOn('out'), switchOn('full')];
  account.endSession(account.session(out.session)?.session ?? '');
  const session = account.session(full.session)?.session ?? '';
  const opened = new Account(accountSql, { now: () => now });
  expect([opened.device(out.id), opened.device(full.id)?.endpoint]).toEqual([undefined, 'full']);
  const told = new Account(accountSql, { now: () => now, ended: new Set([session]) });
  expect([told.device(full.id), told.noticed().devices]).toEqual([undefined, []]);
});

test('a session that has ended can switch nothing on', () => {
  const { session } = switchOn('phone');
  account.endSession(account.session(session)?.session ?? '');
  expect(() =>
    account.keepDevice(session, { endpoint: 'x', keys, name: 'x', language: 'en' }, 'https://c.example'),
  ).toThrow('Sign in first');
  expect(account.noticed().devices).toEqual([]);
});

test('whose part of the site has changed while a notification was on its way hears of nothing in it', async () => {
  switchOn('phone');
  const ben: Person = { account: ulid(), name: 'Ben', role: 'owner', scope: [] };
  site.addPerson(anna, ben);
  answers.phone = { kind: 'again', said: '503' };
  write();
  await later(5 * second);
  answers = {};
  site.changePerson(ben, anna.account, { role: 'moderator', scope: ['/elsewhere/'] });
  expect((await later(hour))[0]).toEqual([]);
});

/** This server, as a push service meets it. */
const server = (secret: string, most?: number) =>
  pushesOf({ secret, loopback: true, mail: undefined }, nodeOutgoing({ loopback: true }), most);
const own = server('a secret');
async function browser(kind: string) {
  return { ...(await subscribe(own.key, kind)), language: 'en' as const, server: 'https://c.example' };
}

test('a push service that says nothing is left, and is tried again', async () => {
  const sent = await server('a secret', 200).send(await browser('silent'), 'x', testSays('c.example'));
  expect(sent).toMatchObject({ kind: 'again', said: expect.stringContaining('no answer within 0.2 seconds') });
});

test('another server’s key is refused, and nobody is forgotten for it', async () => {
  const to = await browser('good');
  const sent = await server('another secret').send(to, 'x', testSays('c.example'));
  expect(sent).toEqual({ kind: 'again', said: '403 other' });
  expect(await own.send(to, 'x', testSays('c.example'))).toMatchObject({ kind: 'sent' });
  expect((await pushedTo(to.endpoint)).map(({ contact }) => contact)).toEqual(['https://c.example']);
});

test.each([
  ['turns the text around', '\u202eevil\u2066 \u2069\u2069\u2069', 'a\u2067b'],
  ['has no end', 'N'.repeat(10_000), 'x'.repeat(100_000)],
  ['is of characters of four bytes', '\u{1f600}'.repeat(300), '\u{20000}'.repeat(5000)],
  ['is written as escapes', '"\\'.repeat(100), '\u0000\u0007"\\\n\t'.repeat(500)],
  ['is broken', '\ud800'.repeat(70), '\udfff\ud800'.repeat(200)],
  ['looks like the end of the notification', '","approve":{"path":"https://evil.example"},"x":"', '\n\nApprove'],
  ['is markup', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>'],
  ['is not seen', '\u200b\u200d\ufeff', '\u2800'],
])('a name and a text that %s arrive as a short plain line, and change nothing else', async (_, name, excerpt) => {
  const to = await browser('good');
  const site = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example`;
  const approve = { path: `/decide/${site}/${'r'.repeat(140)}`, version: 3, seen: ulid() };
  const saying = waitingSays({ site, count: 100, waiting: 12_345, comment: { name, excerpt }, approve });
  for (const language of ['de', 'en'] as const)
    expect((await own.send({ ...to, language }, site, saying)).kind).toBe('sent');
  for (const { payload } of await pushedTo(to.endpoint)) {
    expect(payload).toMatchObject({ site, waiting: 12_345, approve, path: `/desk/#/${site}/queue` });
    expect(payload.body).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066\u2067\u2028\u2029]/u);
    expect(payload.body.isWellFormed()).toBe(true);
    expect([...payload.body].length).toBeLessThanOrEqual(60 + 160 + 6);
    // What isolates a text is ended as often as it begins.
    expect(payload.body.match(/\u2068/g)?.length ?? 0).toBe(payload.body.match(/\u2069/g)?.length ?? 0);
  }
});
