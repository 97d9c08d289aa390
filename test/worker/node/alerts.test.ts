import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import type * as z from 'zod';
import { doDue } from '../../../worker/alarm';
import { AlertChoice } from '../../../worker/contract/alerts';
import { Database } from '../../../worker/host/node/database';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import { locales } from '../../../worker/locales/locales';
import type { Sent } from '../../../worker/notify/channel';
import { asText } from '../../../worker/notify/mail/as-text';
import type { Letter } from '../../../worker/notify/mail/letter';
import type { Post } from '../../../worker/sending/post';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: ['/in/'] };
const mailbox = async (account: string) => ({
  address: account === anna.account ? 'anna@reader.example' : 'ben@reader.example',
  language: 'en' as const,
  server: 'https://c.example',
});

let now: number;
let sql: Database;
let site: Site;
let letters: Letter[];
let answer: Sent;
let has: typeof mailbox | (() => Promise<undefined>);

const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => 0 });

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = open();
  site.create(anna, { publish: 'nobody' });
  site.addPerson(anna, ben);
  letters = [];
  answer = { kind: 'sent', said: '250' };
  has = mailbox;
});

const remote: Remote<Site> = remoteOf<Site>(async (method, values) =>
  (site[method as keyof Site] as (...values: unknown[]) => unknown)(...values),
);

const choose = (person: Person, choice: z.input<typeof AlertChoice>) =>
  site.chooseAlerts(person, AlertChoice.parse(choice));

let written = 0;
function write(body = 'Hallo', thread = '/a', parent?: string) {
  written += 1;
  const text = `${body} ${written}`;
  const draft = { thread: { key: thread }, author: { name: 'Nora' }, body: text, html: text, parent };
  return site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' }).comment.id;
}

/** Some time later what is due is done; returns the subjects of what was sent. */
async function later(time: number): Promise<string[]> {
  now += time;
  letters = [];
  const send = async (letter: Letter) => {
    if (answer.kind === 'sent') letters.push(letter);
    return answer;
  };
  const post: Post = { way: 'smtp', mailbox: has, channel: { send } };
  await doDue(remote, [], post);
  return letters.map(({ to, say }) => `${to}: ${say(locales.en.mail).subject}`);
}

function decide(comment: string): void {
  const [item] = site.queue(anna, { state: 'any', comment, limit: 1 }).items;
  site.decide(anna, { comments: [comment], texts: { [comment]: item?.version ?? 1 }, action: 'approve' });
}

test('nobody hears of anything unless they want to', async () => {
  write();
  expect(site.alerts(anna)).toMatchObject({ alerts: 'off', quiet: null });
  expect(await later(hour)).toEqual([]);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'alert'")).toEqual([]);
});

test('who wants to hear at once hears within seconds, and of what comes soon after in one mail', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  write();
  expect(await later(2 * second + 1)).toEqual(['anna@reader.example: A comment waits on blog.example']);
  for (let number = 0; number < 7; number += 1) write();
  expect(await later(4 * minute)).toEqual([]);
  expect(await later(minute)).toEqual(['anna@reader.example: 7 comments wait on blog.example']);
  const [letter] = letters;
  const { subject: _, ...said } = letter?.say(locales.en.mail) ?? expect.unreachable();
  expect(asText(said).match(/^> Hallo/gm)).toHaveLength(5);
  expect(asText(said)).toContain('https://c.example/desk/#/blog.example/profile');
  expect(await later(hour)).toEqual([]);
});

const oneWaits = ['anna@reader.example: A comment waits on blog.example'];
const twoWait = ['anna@reader.example: 2 comments wait on blog.example'];

test('who wants to hear once an hour hears no more often than that', async () => {
  choose(anna, { alerts: 'hourly' });
  write();
  expect(await later(hour - second)).toEqual([]);
  write();
  expect(await later(second)).toEqual(twoWait);
  write();
  expect(await later(hour - 1)).toEqual([]);
  expect(await later(1)).toEqual(oneWaits);
});

test('who wants to hear once a day hears at their time, also where the clocks are changed on that day', async () => {
  now = Date.parse('2026-03-28T06:59:00Z');
  choose(anna, { alerts: 'daily', at: '08:00', zone: 'Europe/Berlin' });
  write();
  expect(await later(59 * second)).toEqual([]);
  expect(await later(second)).toEqual(oneWaits);
  // Summer time begins in the night.
  write();
  expect(await later(Date.parse('2026-03-29T05:59:59Z') - now)).toEqual([]);
  expect(await later(second)).toEqual(oneWaits);
  // Nothing waits on the next day; on the one after it does.
  expect(await later(24 * hour)).toEqual([]);
  write();
  expect(await later(24 * hour - second)).toEqual([]);
  expect(await later(second)).toEqual(oneWaits);
});

test('in the autumn a day has 25 hours, and the mail of that day still comes once, at its time', async () => {
  now = Date.parse('2026-10-24T06:30:00Z');
  choose(anna, { alerts: 'daily', at: '08:00', zone: 'Europe/Berlin' });
  write();
  for (let hours = 0; hours < 24; hours += 1) expect(await later(hour)).toEqual([]);
  expect(await later(30 * minute)).toEqual(oneWaits);
  expect(new Date(now).toISOString()).toBe('2026-10-25T07:00:00.000Z');
  expect(await later(24 * hour)).toEqual([]);
});

test('who wants to hear of what has waited for half an hour is not told of what they have had before them', async () => {
  choose(anna, { alerts: 'unread', after: 30 });
  now += hour;
  write();
  expect(await later(20 * minute)).toEqual([]);
  site.noteSeen(anna);
  expect(await later(11 * minute)).toEqual([]);
  write();
  now += 10 * minute;
  const decided = write();
  decide(decided);
  expect(await later(20 * minute - second)).toEqual([]);
  expect(await later(second)).toEqual(oneWaits);
});

test('what comes while one has been told of the first half hour waits for its own', async () => {
  choose(anna, { alerts: 'unread', after: 30 });
  write();
  now += 29 * minute;
  write();
  expect(await later(minute)).toEqual(twoWait);
  write();
  expect(await later(29 * minute)).toEqual([]);
  expect(await later(minute)).toEqual(oneWaits);
});

test('in quiet hours nothing comes; after them, what waits by then', async () => {
  choose(anna, { alerts: 'now', quiet: { from: '22:00', to: '07:30' }, zone: 'America/New_York' });
  // 22:00 there, in winter.
  now = Date.parse('2026-01-02T03:00:00Z');
  write();
  expect(await later(minute)).toEqual([]);
  const decided = write();
  write();
  expect(await later(9 * hour)).toEqual([]);
  decide(decided);
  expect(await later(Date.parse('2026-01-02T12:30:00Z') - now)).toEqual(twoWait);
  write();
  expect(await later(5 * minute)).toEqual(oneWaits);
});

test('quiet hours hold back a colleague’s question, too, and nobody is told what they do not want to hear', async () => {
  choose(ben, { alerts: 'off', quiet: { from: '00:00', to: '06:00' } });
  const inside = write('Hallo', '/in/b');
  site.consult(anna, inside, { to: ben.account, note: 'Und hier?' });
  expect(await later(5 * hour)).toEqual([]);
  expect(await later(hour)).toEqual([expect.stringMatching(/^ben@reader\.example: Anna /)]);
  choose(ben, { alerts: 'off', questions: false });
  site.consult(anna, write('Hallo', '/in/c'), { to: ben.account, note: 'Und dort?' });
  expect(await later(hour)).toEqual([]);
  expect(site.outbox(anna, { limit: 1 }).messages[0]?.deliveries).toMatchObject([{ state: 'unsent', why: 'unwanted' }]);
});

test('who does not want to hear of reports hears of what is held alone', async () => {
  const id = write();
  decide(id);
  choose(anna, { alerts: 'now', reports: false });
  now += hour;
  site.report(id, { reason: 'insult' }, 'n');
  expect(await later(3 * second)).toEqual([]);
  write();
  expect(await later(3 * second)).toEqual(oneWaits);
});

test('a mail that was sent by a clock that was a month ahead keeps nothing back once it is right again', async () => {
  const right = now;
  choose(anna, { alerts: 'now' });
  now += 30 * 24 * hour;
  write();
  expect(await later(3 * second)).toEqual(oneWaits);
  now = right + hour;
  write();
  expect(await later(3 * second)).toEqual(oneWaits);
  write();
  expect(await later(5 * minute)).toEqual(oneWaits);
});

test('nobody is told of what was decided meanwhile', async () => {
  choose(anna, { alerts: 'hourly' });
  decide(write());
  const left = write();
  expect(await later(hour)).toEqual(['anna@reader.example: A comment waits on blog.example']);
  decide(left);
  decide(write());
  expect(await later(hour)).toEqual([]);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'alert'")).toEqual([]);
});

test('each hears of their part of the site alone', async () => {
  choose(anna, { alerts: 'now' });
  choose(ben, { alerts: 'now' });
  now += hour;
  write('Hallo', '/out/');
  expect(await later(3 * second)).toEqual(['anna@reader.example: A comment waits on blog.example']);
  write('Hallo', '/in/a');
  expect((await later(hour)).toSorted()).toEqual([
    'anna@reader.example: A comment waits on blog.example',
    'ben@reader.example: A comment waits on blog.example',
  ]);
});

test('a reported comment is told of, too', async () => {
  const id = write();
  decide(id);
  choose(anna, { alerts: 'now' });
  now += hour;
  site.report(id, { reason: 'insult' }, 'n');
  expect(await later(3 * second)).toEqual(['anna@reader.example: A comment waits on blog.example']);
});

test('who has no confirmed address, has left or has had enough is not told, nor later of what was then', async () => {
  choose(anna, { alerts: 'now' });
  choose(ben, { alerts: 'now' });
  now += hour;
  has = async () => undefined;
  write('Hallo', '/in/');
  expect(await later(3 * second)).toEqual([]);
  has = mailbox;
  expect(await later(hour)).toEqual([]);
  write('Hallo', '/in/');
  site.removePerson(anna, ben.account);
  choose(anna, { alerts: 'off' });
  expect(await later(hour)).toEqual([]);
});

test('a mail quotes what a comment answers, and says why it waits', async () => {
  const question = write('Stimmt das?');
  decide(question);
  choose(anna, { alerts: 'now' });
  now += hour;
  write('Ja.', '/a', question);
  await later(3 * second);
  const { subject: _, ...said } = letters[0]?.say(locales.en.mail) ?? expect.unreachable();
  expect(asText(said)).toMatch(
    /In answer to Nora:\n> Stimmt das\? \d+\n\nNora:\n> Ja\. \d+\n\nIt waits because every comment waits here\.\n\nApprove: /,
  );
});

test('a link of a mail is good for seven days', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  write();
  await later(3 * second);
  const { subject: _, ...said } = letters[0]?.say(locales.en.mail) ?? expect.unreachable();
  const [, ref = ''] = asText(said).match(/https:\/\/c\.example\/decide\/blog\.example\/(\S+)\?as=approve/) ?? [];
  now += 7 * 24 * hour - 1;
  expect(site.linked(ref).item.comment.status).toBe('held');
  now += 1;
  expect(() => site.linked(ref)).toThrow(expect.objectContaining({ code: 'link-used' }));
  expect(() => site.decideLinked(ref, { action: 'approve', version: 1, seen: null })).toThrow(
    expect.objectContaining({ code: 'link-used' }),
  );
});

test('what the mail server does not take now is sent later, with what waits by then', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  const first = write();
  answer = { kind: 'again', said: '451' };
  await later(3 * second);
  decide(first);
  write();
  write();
  answer = { kind: 'sent', said: '250' };
  expect(await later(20 * minute)).toEqual(['anna@reader.example: 2 comments wait on blog.example']);
});

test('after a mail server that refused for long, one hears of what comes a day later', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  write();
  answer = { kind: 'never', said: '550' };
  await later(3 * second);
  expect(site.givenUp().works).toMatchObject([{ kind: 'alert', trouble: '550' }]);
  answer = { kind: 'sent', said: '250' };
  write();
  expect(await later(hour)).toEqual([]);
  now += 24 * hour;
  write();
  expect(await later(3 * second)).toEqual(['anna@reader.example: 3 comments wait on blog.example']);
});

test('what comes while a mail is on its way is told of in the next', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  write();
  now += 3 * second;
  const [work] = site.takeDue().filter(({ alert }) => alert);
  now += second;
  write();
  site.noteAlerted(work?.job ?? expect.unreachable(), work?.alert?.until ?? 0, true);
  expect(await later(5 * minute)).toEqual(['anna@reader.example: A comment waits on blog.example']);
});

test('the pulse counts by day what was taken and what was refused for good', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  const comment = write();
  await later(3 * second);
  answer = { kind: 'again', said: '451' };
  write();
  await later(hour);
  answer = { kind: 'sent', said: '250' };
  await later(24 * hour);
  answer = { kind: 'never', said: '550' };
  site.consult(anna, comment, { to: anna.account, note: 'Stimmt das?' });
  await later(second);
  const { mails } = site.pulse();
  expect(mails).toHaveLength(14);
  expect(mails.slice(-3)).toEqual([
    { day: '2025-12-31', sent: 0, failed: 0 },
    { day: '2026-01-01', sent: 1, failed: 0 },
    { day: '2026-01-02', sent: 1, failed: 1 },
  ]);
});

test('however many do what is due at once, each is told once', async () => {
  choose(anna, { alerts: 'now' });
  now += hour;
  write();
  now += 3 * second;
  const taken: string[] = [];
  const send = async ({ id }: Letter): Promise<Sent> => {
    await new Promise((resolve) => setImmediate(resolve));
    taken.push(id);
    return { kind: 'sent', said: '250' };
  };
  await Promise.all(Array.from({ length: 5 }, () => doDue(remote, [], { way: 'smtp', mailbox, channel: { send } })));
  expect(taken).toHaveLength(1);
});
