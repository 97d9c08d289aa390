import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import { doDue } from '../../../worker/alarm';
import { Database } from '../../../worker/host/node/database';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import { locales } from '../../../worker/locales/locales';
import type { Sent } from '../../../worker/notify/channel';
import { asText } from '../../../worker/notify/mail/as-text';
import type { Letter } from '../../../worker/notify/mail/letter';
import type { Post } from '../../../worker/post';
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
  expect(site.alerts(anna)).toEqual({ alerts: 'off' });
  expect(await later(hour)).toEqual([]);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'alert'")).toEqual([]);
});

test('who wants to hear at once hears within seconds, and of what comes soon after in one mail', async () => {
  site.chooseAlerts(anna, { alerts: 'now' });
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

test.each([
  ['hourly', hour],
  ['daily', 24 * hour],
] as const)('who wants to hear %s hears no more often than that', async (alerts, pause) => {
  site.chooseAlerts(anna, { alerts });
  write();
  expect(await later(pause - second)).toEqual([]);
  write();
  expect(await later(second)).toEqual(['anna@reader.example: 2 comments wait on blog.example']);
  write();
  expect(await later(pause - 1)).toEqual([]);
  expect(await later(1)).toEqual(['anna@reader.example: A comment waits on blog.example']);
});

test('nobody is told of what was decided meanwhile', async () => {
  site.chooseAlerts(anna, { alerts: 'hourly' });
  decide(write());
  const left = write();
  expect(await later(hour)).toEqual(['anna@reader.example: A comment waits on blog.example']);
  decide(left);
  decide(write());
  expect(await later(hour)).toEqual([]);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'alert'")).toEqual([]);
});

test('each hears of their part of the site alone', async () => {
  site.chooseAlerts(anna, { alerts: 'now' });
  site.chooseAlerts(ben, { alerts: 'now' });
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
  site.chooseAlerts(anna, { alerts: 'now' });
  now += hour;
  site.report(id, { reason: 'insult' }, 'n');
  expect(await later(3 * second)).toEqual(['anna@reader.example: A comment waits on blog.example']);
});

test('who has no confirmed address, has left or has had enough is not told, nor later of what was then', async () => {
  site.chooseAlerts(anna, { alerts: 'now' });
  site.chooseAlerts(ben, { alerts: 'now' });
  now += hour;
  has = async () => undefined;
  write('Hallo', '/in/');
  expect(await later(3 * second)).toEqual([]);
  has = mailbox;
  expect(await later(hour)).toEqual([]);
  write('Hallo', '/in/');
  site.removePerson(anna, ben.account);
  site.chooseAlerts(anna, { alerts: 'off' });
  expect(await later(hour)).toEqual([]);
});

test('a mail quotes what a comment answers, and says why it waits', async () => {
  const question = write('Stimmt das?');
  decide(question);
  site.chooseAlerts(anna, { alerts: 'now' });
  now += hour;
  write('Ja.', '/a', question);
  await later(3 * second);
  const { subject: _, ...said } = letters[0]?.say(locales.en.mail) ?? expect.unreachable();
  expect(asText(said)).toMatch(
    /In answer to Nora:\n> Stimmt das\? \d+\n\nNora:\n> Ja\. \d+\n\nIt waits because every comment waits here\.\n\nApprove: /,
  );
});

test('a link of a mail is good for seven days', async () => {
  site.chooseAlerts(anna, { alerts: 'now' });
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
  site.chooseAlerts(anna, { alerts: 'now' });
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
  site.chooseAlerts(anna, { alerts: 'now' });
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
  site.chooseAlerts(anna, { alerts: 'now' });
  now += hour;
  write();
  now += 3 * second;
  const [work] = site.takeDue().filter(({ alert }) => alert);
  now += second;
  write();
  site.noteAlerted(work?.job ?? expect.unreachable(), work?.alert?.until ?? 0);
  expect(await later(5 * minute)).toEqual(['anna@reader.example: A comment waits on blog.example']);
});

test('however many do what is due at once, each is told once', async () => {
  site.chooseAlerts(anna, { alerts: 'now' });
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
