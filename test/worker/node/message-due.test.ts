import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { ulid } from 'ulid';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { doDue } from '../../../worker/alarm';
import { Database } from '../../../worker/host/node/database';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import { locales } from '../../../worker/locales/locales';
import type { Sent } from '../../../worker/notify/channel';
import type { Letter } from '../../../worker/notify/mail/letter';
import { mailChannel } from '../../../worker/notify/mail/mail';
import type { Post } from '../../../worker/sending/post';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: [] };
const mailbox = async () => ({ address: 'ben@reader.example', language: 'de' as const, server: 'https://c.example' });

let now: number;
let sql: Database;
let site: Site;

const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => 0 });

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = open();
  site.create(anna, { publish: 'nobody' });
  site.addPerson(anna, ben);
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

let written = 0;
/** A comment that waits. */
function write() {
  written += 1;
  const draft = {
    thread: { key: '/a' },
    author: { name: 'Nora' },
    body: `Nummer ${written}`,
    html: `Nummer ${written}`,
  };
  const { comment, token } = site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' });
  return { id: comment.id, token };
}

/** Anna asks somebody, or Ben, about a comment of her site. */
function ask(comment = write().id, note = 'Was meinst du?', { account: to }: Pick<Person, 'account'> = ben): string {
  return site.consult(anna, comment, { to, note }).id;
}

/** A way that keeps what it has taken, and answers as it is told. */
function postThat(answer: (letter: Letter) => Sent | Promise<Sent> = () => ({ kind: 'sent', said: '250 Taken' })) {
  const taken: string[] = [];
  /** What others wrote that stands in each mail that was taken. */
  const quotes: string[][] = [];
  const post: Post = {
    way: 'smtp://mail.example:587',
    mailbox,
    channel: {
      send: async (letter) => {
        const sent = await answer(letter);
        if (sent.kind !== 'sent') return sent;
        taken.push(letter.id);
        quotes.push(quotesOf(letter));
        return sent;
      },
    },
  };
  return { post, taken, quotes };
}

const quotesOf = ({ say }: Letter) =>
  say(locales.de.mail).parts.flatMap((part) => (part.kind === 'quote' ? [part.text] : []));

const messages = () => site.outbox(anna, { limit: 100 }).messages;
const delivery = () => messages()[0]?.deliveries[0];

test('what is sent is noted, with when, by which way and what the other side said, and never sent again', async () => {
  ask();
  const { post, taken } = postThat();
  await doDue(remote(), [], post);
  now += 2 * day;
  await doDue(remote(), [], post);
  expect(taken).toEqual([`${messages()[0]?.id}.${ben.account}`]);
  expect(delivery()).toMatchObject({
    ...{ name: 'Ben', state: 'sent', at: '2026-01-01T00:00:00.000Z', way: 'smtp://mail.example:587' },
    said: '250 Taken',
  });
});

test('what is not taken now is offered again after growing pauses, and given up after the last', async () => {
  ask();
  let tries = 0;
  const { post } = postThat(() => {
    tries += 1;
    return { kind: 'again', said: '451 Later' };
  });
  const pauses: number[] = [];
  for (;;) {
    await doDue(remote(), [], post);
    const { state, at } = delivery() ?? expect.unreachable();
    if (state === 'failed') break;
    expect(state).toBe('waiting');
    pauses.push((Date.parse(at ?? '') - now) / minute);
    now = Date.parse(at ?? '');
  }
  expect(pauses).toEqual([15, 30, 60, 120, 240, 480]);
  expect(tries).toBe(7);
  expect(delivery()).toMatchObject({ state: 'failed', said: '451 Later' });
  expect(messages()[0]?.state).toBe('failed');
  now += 7 * day;
  await doDue(remote(), [], post);
  expect(tries).toBe(7);
  site.retryWork(anna, { kind: 'message', subject: `${messages()[0]?.id} ${ben.account}` });
  const { post: well, taken } = postThat();
  await doDue(remote(), [], well);
  expect(taken).toHaveLength(1);
  expect(site.givenUp().works).toEqual([]);
});

test('where the other side says when to come again, that is when', async () => {
  ask();
  const { post } = postThat(() => ({ kind: 'again', after: 77, said: '429' }));
  await doDue(remote(), [], post);
  expect(delivery()?.at).toBe(new Date(now + 77_000).toISOString());
});

test('what is refused for good is given up at once', async () => {
  ask();
  const { post } = postThat(() => ({ kind: 'never', gone: true, said: '550 Nobody' }));
  await doDue(remote(), [], post);
  expect(delivery()).toMatchObject({ state: 'failed', said: '550 Nobody' });
  expect(site.givenUp().works).toMatchObject([{ kind: 'message', trouble: '550 Nobody' }]);
});

const meanwhile: Record<string, [why: string, (comment: { id: string; token: string }, consult: string) => void]> = {
  'somebody has decided': ['settled', ({ id }) => decide('approve', id)],
  'it was answered': ['settled', (_, consult) => site.answerConsult(ben, consult, 'Ja.')],
  'its author has taken the comment back': ['settled', ({ id, token }) => site.withdraw(id, token)],
  'its recipient has left': ['left', () => site.removePerson(anna, ben.account)],
  'its recipient works elsewhere now': ['left', () => site.changePerson(anna, ben.account, { scope: ['/b/'] })],
};

function decide(action: 'approve' | 'reject', comment: string): string {
  const [item] = site.queue(anna, { state: 'any', comment, limit: 1 }).items;
  const texts = { [comment]: item?.version ?? 1 };
  return site.decide(anna, { comments: [comment], texts, action }).decision.id;
}

test.each(Object.entries(meanwhile))('a question is not sent where %s meanwhile', async (_, [why, happens]) => {
  const comment = write();
  const consult = ask(comment.id);
  happens(comment, consult);
  const { post, taken } = postThat();
  await doDue(remote(), [], post);
  const question = messages().find(({ kind }) => kind === 'consult');
  expect(question?.deliveries).toMatchObject([{ state: 'unsent', why }]);
  expect(taken).not.toContain(`${question?.id}.${ben.account}`);
});

test('a question whose comment was decided, and waits again, is sent', async () => {
  const comment = write();
  ask(comment.id);
  site.undo(anna, decide('approve', comment.id));
  const { post, taken } = postThat();
  await doDue(remote(), [], post);
  expect(taken).toHaveLength(1);
});

test('an appeal that was withdrawn with the decision it is about is not sent', async () => {
  const comment = write();
  const decision = decide('reject', comment.id);
  site.appeal(comment.id, 'Doch!', comment.token);
  site.undo(anna, decision);
  const { post, taken } = postThat();
  await doDue(remote(), [], post);
  expect(taken).toEqual([]);
  expect(messages().find(({ kind }) => kind === 'appeal-received')?.deliveries).toMatchObject([
    { state: 'unsent', why: 'withdrawn' },
    { state: 'unsent', why: 'withdrawn' },
  ]);
});

test('where no mail is set up a message waits for a day, and nothing is due after that', async () => {
  ask();
  for (let hours = 0; hours < 26; hours += 1) {
    await doDue(remote(), []);
    if (hours < 24) expect(delivery()).toMatchObject({ state: 'waiting', why: 'no-mail' });
    now += hour;
  }
  expect(delivery()).toMatchObject({ state: 'unsent', why: 'no-mail' });
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'message'")).toEqual([]);
});

test('when mail is set up later, what is younger than a day is sent, and nothing else', async () => {
  ask();
  await doDue(remote(), []);
  now += day - hour;
  ask();
  await doDue(remote(), []);
  // The server was off, and comes back with mail.
  site = open();
  now += 2 * hour;
  const { post, taken } = postThat();
  await doDue(remote(), [], post);
  const [young, old] = messages();
  expect(taken).toEqual([`${young?.id}.${ben.account}`]);
  expect(old?.deliveries).toMatchObject([{ state: 'unsent', why: 'no-mail' }]);
});

test('however many do what is due at once, each message is sent once', async () => {
  for (let number = 0; number < 60; number += 1) ask(undefined, `Frage ${number}`);
  const { post, taken, quotes } = postThat(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return { kind: 'sent', said: '250' };
  });
  for (let mails = 1; mails <= 3; mails += 1) {
    await Promise.all(Array.from({ length: 5 }, () => doDue(remote(), [], post)));
    expect(taken).toHaveLength(mails);
    now += 5 * minute;
  }
  expect(new Set(taken).size).toBe(3);
  const questions = quotes.flat().filter((text) => text.startsWith('Frage'));
  expect(questions).toHaveLength(60);
  expect(new Set(questions).size).toBe(60);
});

test('a question comes at once; what is asked in the five minutes after it becomes one mail, by comment', async () => {
  const { post, taken, quotes } = postThat();
  ask(undefined, 'Die erste');
  await doDue(remote(), [], post);
  expect(quotes).toEqual([['Die erste', expect.any(String)]]);
  const [one, two] = [write(), write()];
  for (const [{ id }, note] of [
    [one, 'Stimmt das?'],
    [one, 'Und das?'],
    [two, 'Kennst du sie?'],
  ] as const) {
    now += minute;
    ask(id, note);
    await doDue(remote(), [], post);
  }
  expect(taken).toHaveLength(1);
  expect(delivery()).toMatchObject({ state: 'waiting', at: '2026-01-01T00:05:00.000Z' });
  now += 2 * minute;
  await doDue(remote(), [], post);
  expect(quotes).toHaveLength(2);
  const [number] = [one, two].map(({ id }) => site.queue(anna, { state: 'any', comment: id, limit: 1 }).items[0]);
  const text = number?.comment.html;
  expect(quotes[1]).toEqual(['Stimmt das?', 'Und das?', text, 'Kennst du sie?', expect.any(String)]);
  expect(messages().map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent']);
});

test('a clock that was put right keeps no question back', async () => {
  const { post, taken } = postThat();
  now += 30 * day;
  ask();
  await doDue(remote(), [], post);
  now -= 30 * day;
  ask();
  await doDue(remote(), [], post);
  expect(taken).toHaveLength(2);
});

test('what was refused for now keeps its own time, and those after it come without it', async () => {
  ask(undefined, 'Die erste');
  let isBusy = true;
  const { post, quotes } = postThat(() => (isBusy ? { kind: 'again', said: '451' } : { kind: 'sent', said: '250' }));
  await doDue(remote(), [], post);
  isBusy = false;
  for (const note of ['Die zweite', 'Die dritte']) {
    now += 5 * minute;
    ask(undefined, note);
    await doDue(remote(), [], post);
  }
  now += 5 * minute;
  await doDue(remote(), [], post);
  expect(quotes.map(([note]) => note)).toEqual(['Die zweite', 'Die dritte', 'Die erste']);
});

test('a mail of several that is refused for good is sent again as one each: one that no server takes keeps no other back', async () => {
  for (const note of ['Gut', 'Schlecht', 'Auch gut']) ask(undefined, note);
  const { post, quotes } = postThat((letter) =>
    quotesOf(letter).includes('Schlecht') ? { kind: 'never', said: '550 No' } : { kind: 'sent', said: '250' },
  );
  await doDue(remote(), [], post);
  expect(quotes.map(([note]) => note)).toEqual(['Gut', 'Auch gut']);
  expect(messages().map(({ state }) => state)).toEqual(['sent', 'failed', 'sent']);
});

test('what was settled meanwhile is not in the mail of the others', async () => {
  const { post, quotes } = postThat();
  ask();
  await doDue(remote(), [], post);
  const comment = write();
  ask(comment.id, 'Schon entschieden');
  ask(undefined, 'Noch offen');
  decide('approve', comment.id);
  now += 5 * minute;
  await doDue(remote(), [], post);
  expect(quotes[1]).toEqual(['Noch offen', expect.any(String)]);
});

test('what was taken and not noted comes again with what was asked since, as another mail', async () => {
  const { post, taken } = postThat();
  ask();
  ask();
  await expect(doDue(remote(1), [], post)).rejects.toThrow(Killed);
  ask();
  now += 5 * minute;
  await doDue(remote(), [], post);
  expect(taken).toHaveLength(2);
  expect(new Set(taken).size).toBe(2);
  expect(messages().every(({ state }) => state === 'sent')).toBe(true);
});

const received = new Map<string, number>();
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false },
  onData: (stream, _session, done) => {
    let raw = '';
    stream.on('data', (chunk) => {
      raw += chunk;
    });
    stream.on('end', () => {
      const id = /^Message-ID:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? '';
      received.set(id, (received.get(id) ?? 0) + 1);
      done(null, 'Taken');
    });
  },
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test('killed at any step, each message comes by SMTP at least once, and twice only where the note of it was lost', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const way = { kind: 'smtp', host: '127.0.0.1', port, implicitTls: false, tls: 'optional' } as const;
  const { send } = mailChannel({ sender: 'comments@mail.example', way: { ...way, login: undefined, dkim: undefined } });
  await doDue(remote(), []);
  const others = ['Cleo', 'Dora'].map((name): Person => ({ account: ulid(), name, role: 'moderator', scope: [] }));
  for (const other of others) site.addPerson(anna, other);
  let twice = 0;
  let isGone = true;
  let calls = 0;
  for (; isGone; calls += 1) {
    now += 5 * minute;
    for (const { account } of [ben, ...others]) ask(undefined, undefined, { account });
    received.clear();
    // What was taken and could not be noted, since whoever sent it was killed.
    const unnoted = new Set<string>();
    const onTheirWay: Promise<unknown>[] = [];
    const sendAndTell = (letter: Letter) => {
      const sent = send(letter);
      onTheirWay.push(sent);
      return sent;
    };
    const post: Post = { way: 'smtp', mailbox, channel: { send: sendAndTell } };
    const killed = remote(calls);
    const noting = remoteOf<Site>(async (method, values) => {
      const answer = (killed[method as keyof Site] as (...values: unknown[]) => Promise<unknown>)(...values);
      if (method === 'noteSent') await answer.catch(() => unnoted.add(JSON.stringify(values[0])));
      return answer;
    });
    isGone = await doDue(noting, [], post).then(
      () => false,
      () => true,
    );
    // What had gone out before the kill arrives all the same.
    await Promise.allSettled(onTheirWay);
    await new Promise((resolve) => setImmediate(resolve));
    site = open();
    now += 5 * minute;
    await doDue(remote(), [], post);
    expect(received.size).toBe(3);
    const again = [...received.values()].filter((count) => count > 1);
    expect(again.every((count) => count === 2)).toBe(true);
    expect(again).toHaveLength(unnoted.size);
    twice += again.length;
    expect(messages().every(({ state }) => state === 'sent')).toBe(true);
  }
  expect(calls).toBeGreaterThan(4);
  expect(twice).toBeGreaterThan(2);
});
