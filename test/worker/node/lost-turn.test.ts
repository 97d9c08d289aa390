import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../../worker/config';
import { Refusal } from '../../../worker/errors';
import { Assets } from '../../../worker/host/node/assets';
import { NodePlatform } from '../../../worker/host/node/platform';
import type { Person } from '../../../worker/site/base/person';
import { byHand } from '../by-hand';
import { codes, injectFaults, rollBackAll, sqliteError } from './faults';
import { newFolder } from './server';

/** What happens to one turn of the event loop, whose transactions are committed together, when SQLite fails in it. */
const name = 'blog.example';
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const config = readConfig({ PLAUSCH_SECRET: 's'.repeat(32), PLAUSCH_LIMITS: 'off' });

function open(folder: string) {
  const platform = new NodePlatform(folder, config, Assets.none);
  return { platform, site: platform.site(name), close: () => platform.close() };
}

const draft = (body: string) => ({ thread: { key: '/a' }, author: { name: 'Nora' }, body, html: `<p>${body}</p>` });
const context = { ...byHand, token: undefined, key: undefined, request: '' };
const everything = { state: 'any', limit: 100 } as const;

/** A site with so many comments that wait; returns its folder and their ids. */
async function folderWith(waiting: number): Promise<{ folder: string; ids: string[] }> {
  const folder = newFolder();
  const { platform, site, close } = open(folder);
  await platform.directory().addSite(name, null, false);
  await site.create(anna, {});
  const ids: string[] = [];
  for (let i = 0; i < waiting; i += 1) ids.push((await site.submit(draft(`Frage Nummer ${i}`), context)).comment.id);
  close();
  return { folder, ids };
}

/** What the site says it holds. */
async function viewOf(site: ReturnType<typeof open>['site']) {
  const thread = await site.thread({ thread: '/a', sort: 'oldest', limit: 100 }, 'identity');
  return {
    settings: await site.settings(),
    rules: await site.rules(),
    thread: JSON.parse(new TextDecoder().decode(thread.bytes)),
    counts: await site.counts(['/a']),
    // Each answer about the queue has a time of its own.
    queue: { ...(await site.queue(anna, everything)), asOf: '' },
    log: await site.decisions(anna, { limit: 100 }),
  };
}

/** Reads the file itself, as whoever opens it next. */
function read<Row>(folder: string, statement: string): Row[] {
  const file = new DatabaseSync(join(folder, 'sites', `${name}.sqlite`), { readOnly: true });
  try {
    return file.prepare(statement).all() as Row[];
  } finally {
    file.close();
  }
}

/** Everything that the calls of one turn may do, and how one sees in the file that it was done. */
function oneTurn(site: ReturnType<typeof open>['site'], ids: string[]) {
  const statusOf = (id: string) => `SELECT 1 FROM comment WHERE id = '${id}' AND status = 'published'`;
  const [first = '', second = '', ...rest] = ids;
  const rule = (word: string) => ({
    name: word,
    on: true,
    propose: 'hold' as const,
    when: { kind: 'words' as const, words: [word] },
  });
  return [
    { done: statusOf(first), call: site.decide(anna, { comments: [first], action: 'approve' }) },
    { done: `SELECT 1 FROM comment WHERE body = 'Neu'`, call: site.submit(draft('Neu'), context) },
    {
      done: `SELECT 1 FROM setting WHERE value LIKE '%"editMinutes":7,%'`,
      call: site.changeSettings(anna, { editMinutes: 7 }),
    },
    { done: `SELECT 1 FROM rule WHERE name = 'Lotto'`, call: site.addRule(anna, rule('Lotto') as never) },
    { done: 'SELECT 1', call: site.counts(['/a']) },
    { done: statusOf(rest[0] ?? ''), call: site.decide(anna, { comments: rest, action: 'approve' }) },
    { done: statusOf(second), call: site.decide(anna, { comments: [second], action: 'approve' }) },
    { done: `SELECT 1 FROM comment WHERE body = 'Auch neu'`, call: site.submit(draft('Auch neu'), context) },
    { done: 'SELECT 1', call: site.queue(anna, everything) },
  ];
}

const isTold = (error: unknown) => error instanceof Refusal && ['no-room', 'unavailable'].includes(error.code);

/** The first write of a site waits for the directory; those after it need only the site's own file. */
const writeFirst = (site: ReturnType<typeof open>['site']) => site.changeSettings(anna, { editMinutes: 5 });

/** Runs the turn, and says what does not fit together afterwards: answers, file and memory. */
async function lies(folder: string, ids: string[], inject: () => void, warm: boolean): Promise<string[]> {
  const { site, close } = open(folder);
  if (warm) await writeFirst(site);
  inject();
  const calls = oneTurn(site, ids);
  const answers = await Promise.allSettled(calls.map(({ call }) => call));
  injectFaults(undefined);
  const found: string[] = [];
  for (const [index, answer] of answers.entries())
    if (answer.status === 'rejected' && !isTold(answer.reason))
      found.push(`call ${index} was answered with ${answer.reason}`);
  const before = await viewOf(site);
  close();
  for (const [index, { done }] of calls.entries())
    if (answers[index]?.status === 'fulfilled' && read(folder, done).length === 0)
      found.push(`call ${index} was answered and is not in the file`);
  const again = open(folder);
  const after = await viewOf(again.site);
  again.close();
  if (JSON.stringify(before) !== JSON.stringify(after)) found.push('memory is not what the file is');
  return found;
}

let small: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  small = await folderWith(6);
});

/** What is logged. */
let log: string[] = [];
beforeEach(() => {
  log = [];
  vi.spyOn(console, 'error').mockImplementation((line) => {
    // On a busy machine a check takes long, and says so.
    if (!/ took \d+ ms\.$/.test(String(line))) log.push(String(line));
  });
});

const copy = () => {
  const folder = newFolder();
  cpSync(small.folder, folder, { recursive: true });
  return folder;
};

const failures: Record<string, (connection: DatabaseSync) => never> = {
  'the disk is full, and SQLite takes back the turn': (connection) => rollBackAll(connection, codes.full),
  'the disk is full, and SQLite takes back the statement': () => {
    throw sqliteError(codes.full);
  },
  'the disk fails, and SQLite takes back the turn': (connection) => rollBackAll(connection, codes.ioError),
  'the disk fails': () => {
    throw sqliteError(codes.ioError);
  },
  'somebody else holds the file': () => {
    throw sqliteError(codes.busy);
  },
};

/** A disk is found full by what writes. */
const meets = (kind: string, statement: string) => !kind.includes('full') || !/^\s*SELECT/.test(statement);

/** What one error does to the turn it does with the other, too: in a file that is opened by the turn each is tried in one way. */
const openOnly = [
  'the disk is full, and SQLite takes back the statement',
  'the disk fails, and SQLite takes back the turn',
];
const cases = Object.keys(failures).flatMap((kind) =>
  (openOnly.includes(kind) ? [true] : [true, false]).map((warm) => ({ kind, warm })),
);

test.each(cases)(
  '$kind, file open before: $warm: at whichever statement, each answer is true',
  async ({ kind, warm }) => {
    const fail = failures[kind] as (connection: DatabaseSync) => never;
    for (let at = 0; ; at += 1) {
      let seen = 0;
      let said = '';
      const inject = () =>
        injectFaults((connection, statement) => {
          if (!meets(kind, statement)) return;
          seen += 1;
          if (seen - 1 !== at) return;
          said = statement;
          fail(connection);
        });
      const found = await lies(copy(), small.ids, inject, warm);
      if (said === '') break;
      expect([at, said, found]).toEqual([at, said, []]);
    }
  },
);

test('100 decisions, 10 settings and 20 posts in one turn with what fills the disk: what was answered is there', async () => {
  const { folder, ids } = await folderWith(400);
  const running = open(folder);
  await writeFirst(running.site);
  let file: DatabaseSync | undefined;
  injectFaults((connection) => {
    file = connection;
  });
  /** From here on SQLite itself finds the file full when it would grow by more than so many pages. */
  const leaveRoomFor = (more: number) => {
    injectFaults(undefined);
    if (!file) throw new Error('No file was used.');
    const { page_count: pages } = file.prepare('PRAGMA page_count').get() as { page_count: number };
    file.exec(`PRAGMA max_page_count = ${pages + more}`);
  };
  const { site } = running;
  const many = ids.slice(100, 150);
  const explanation = 'x'.repeat(1000);
  const decide = (comments: string[]) =>
    site.decide(anna, { comments, action: 'reject', reason: 'Werbung', explanation });
  const calls: { done: string; call: Promise<unknown> }[] = [
    ...ids.slice(0, 100).map((id) => ({
      done: `SELECT 1 FROM decided WHERE comment = '${id}'`,
      call: site.decide(anna, { comments: [id], action: 'approve' }),
    })),
    ...Array.from({ length: 10 }, (_, index) => ({
      done: `SELECT 1 FROM decision WHERE action = 'settings' AND change LIKE '%"after":{"editMinutes":${index + 20}}%'`,
      call: site.changeSettings(anna, { editMinutes: index + 20 }),
    })),
    ...Array.from({ length: 10 }, (_, index) => ({
      done: `SELECT 1 FROM comment WHERE body = 'Vorher ${index}'`,
      call: site.submit(draft(`Vorher ${index}`), context),
    })),
  ];
  leaveRoomFor(1);
  calls.push({ done: `SELECT 1 FROM decided WHERE comment = '${many.at(-1)}'`, call: decide(many) });
  const long = 'Ein langer Text. '.repeat(500);
  calls.push({ done: `SELECT 1 FROM comment WHERE body = '${long}'`, call: site.submit(draft(long), context) });
  for (let index = 0; index < 10; index += 1)
    calls.push({
      done: `SELECT 1 FROM comment WHERE body = 'Nachher ${index}'`,
      call: site.submit(draft(`Nachher ${index}`), context),
    });
  const answers = await Promise.allSettled(calls.map(({ call }) => call));
  const before = await viewOf(site);
  running.close();
  for (const [index, { done }] of calls.entries()) {
    const answer = answers[index] as PromiseSettledResult<unknown>;
    const said = answer.status === 'fulfilled' ? 'done' : (answer.reason as Refusal).code;
    const there = read(folder, done).length > 0;
    expect([index, said, there]).toEqual([index, there ? 'done' : 'no-room', there]);
  }
  // What came in the same turn before it is lost with it; what came after it found the file opened anew.
  expect(answers.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(120);
  const again = open(folder);
  expect(await viewOf(again.site)).toEqual(before);
  again.close();
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('Nothing can be stored');
});
