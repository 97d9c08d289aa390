import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { args, Guest, isRefused, letSessionsBeDue, look, other, type Prepared, post, prepare, site } from './guests';
import { run, type Server } from './server';
import { copied, disks, type SmallDisk } from './small-disk';

/** What people get from a server whose disk is full, from the first write that finds no room to the first that finds some again. */
interface Act {
  /** See in the site's file that it was done. */
  done: string[];
  /** The comments that it decides, or votes on. */
  of: string[];
  answer: Promise<{ status: number; json: { type?: string } }>;
}

/** Single decisions, one about many, settings, comments, votes and pins, all at once. */
function oneRound(server: Server, { anna, waiting, published, voted }: Prepared, round: number): Act[] {
  const decide = (comments: string[]): Act => ({
    done: comments.map((id) => `SELECT 1 FROM decided WHERE comment = '${id}'`),
    of: comments,
    answer: anna.ask(server, 'POST', `/api/sites/${site}/decisions`, {
      comments,
      action: 'reject',
      explanation: `Runde ${round}. ${'x'.repeat(900)}`,
    }),
  });
  const settings = (editMinutes: number): Act => ({
    done: [
      `SELECT 1 FROM decision WHERE action = 'settings' AND change LIKE '%"after":{"editMinutes":${editMinutes}}%'`,
    ],
    of: [],
    answer: anna.ask(server, 'PATCH', `/api/sites/${site}/settings`, { editMinutes }),
  });
  const write = (body: string): Act => ({
    done: [`SELECT 1 FROM comment WHERE body = '${body}'`],
    of: [],
    answer: post(server, site, body),
  });
  const vote = (comment: string): Act => ({
    done: [`SELECT 1 FROM vote WHERE comment = '${comment}'`],
    of: [comment],
    answer: new Guest().ask(server, 'PUT', `/api/sites/${site}/comments/${comment}/vote`, { value: 1 }),
  });
  // The log names it, and the comment stands there: both, or neither.
  const pin = (comment: string): Act => ({
    done: [
      `SELECT 1 FROM comment WHERE id = '${comment}' AND pinned IS NOT NULL`,
      `SELECT 1 FROM decision WHERE action = 'pin' AND change LIKE '%"${comment}"%'`,
    ],
    of: [],
    answer: anna.ask(server, 'PUT', `/api/sites/${site}/comments/${comment}/pin`, { pinned: true }),
  });
  return [
    ...waiting.slice(0, 100).map((id) => decide([id])),
    ...Array.from({ length: 5 }, (_, index) => settings(100 + round * 10 + index)),
    ...Array.from({ length: 5 }, (_, index) => write(`Vorher ${round}.${index}`)),
    decide(waiting.slice(100, 180)),
    ...Array.from({ length: 5 }, (_, index) => write(`Nachher ${round}.${index}`)),
    ...published
      .filter((id) => !voted.includes(id))
      .slice(0, 2)
      .map(vote),
    // Three of a thread are pinned at most.
    ...published.slice(round, Math.min(3, round + 1)).map(pin),
  ];
}

/** What was answered, at once or when it was tried again, is in the files, and nothing else. */
async function expectTruth(disk: SmallDisk, acts: Act[]) {
  const file = new DatabaseSync(join(copied(disk.data), 'sites', `${site}.sqlite`));
  const said = new Map<string, boolean>();
  for (const { done, answer } of acts) {
    const { status } = await answer;
    for (const each of done) said.set(each, said.get(each) || status < 300);
  }
  for (const [done, answered] of said) expect([done, file.prepare(done).all().length > 0]).toEqual([done, answered]);
  file.close();
}

for (const { kind, make } of disks)
  test(`full (${kind}): what was answered is there, reading goes on, also after a restart, and writing goes on by itself`, async () => {
    const disk = make();
    const here = await prepare(disk, 400);
    const started = performance.now();
    const log: string[] = [];
    let server = await disk.start(args, log);
    const before = await look(server, here);
    expect(before.filter((line) => !line.endsWith(' 200'))).toEqual([]);
    await server.end('SIGTERM');

    // Every file is opened when there is no room, and the session is due to be written down.
    letSessionsBeDue(disk.data);
    server = await disk.start(args, log);
    disk.leave(0, server);
    expect(await look(server, here)).toEqual(before);

    disk.leave(300_000, server);
    await expect.poll(async () => (await post(server, site, 'Noch Platz')).status).toBe(202);
    const all: Act[] = [];
    for (let round = 0, refused = 0; refused < 2; round += 1) {
      const acts = oneRound(server, here, round);
      const answers = await Promise.all(acts.map(({ answer }) => answer));
      expect(answers.filter((answer) => answer.status >= 300 && !isRefused(answer))).toEqual([]);
      all.push(...acts);
      const answered = acts.filter((_, index) => (answers[index]?.status ?? 0) < 300).flatMap(({ of }) => of);
      here.waiting = here.waiting.filter((id) => !answered.includes(id));
      here.voted.push(...here.published.filter((id) => answered.includes(id)));
      if (answers.some(isRefused)) disk.leave(0, server);
      if (answers.every(isRefused)) refused += 1;
      expect(round).toBeLessThan(20);
    }
    expect(await look(server, here)).toEqual(before);
    await server.end('SIGKILL');
    await expectTruth(disk, all);

    // It starts where there is no room.
    disk.free();
    letSessionsBeDue(disk.data);
    disk.leave(0);
    server = await disk.start(args, log);
    expect(await look(server, here)).toEqual(before);
    for (const name of [site, other])
      await expect
        .poll(async () => {
          // What was left in the logs is brought into the files, and gives room.
          disk.leave(0, server);
          const { status, json, headers } = await post(server, name, 'Kein Platz');
          return [status, json.type, Number(headers.get('Retry-After')) > 0];
        })
        .toEqual([507, '/problems/no-room', true]);
    expect(await look(server, here)).toEqual(before);

    disk.free(server);
    for (const name of [site, other])
      await expect.poll(async () => (await post(server, name, 'Wieder Platz')).status).toBe(202);
    const last = oneRound(server, here, 100);
    expect((await Promise.all(last.map(({ answer }) => answer))).filter(isRefused)).toEqual([]);
    expect(await look(server, here)).toEqual(before);
    await server.end('SIGKILL');
    await expectTruth(disk, last);
    const checked = await run('dist/site.js', ['check', '--data', disk.data]);
    expect([checked.code, checked.out.includes('damaged')]).toEqual([0, false]);

    // A line a minute, and after each start.
    const lines = log.filter((line) => line.includes('Nothing can be stored'));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.length).toBeLessThanOrEqual(2 + (performance.now() - started) / 60_000);
    const others = log.filter((line) => !lines.includes(line));
    // On a busy machine a check may take long, and that is logged.
    expect(others.filter((line) => !/^(Commands cannot find this server|The spam check)/.test(line))).toEqual([]);
  });

for (const { kind, make } of disks)
  test(`a first start where there is no room (${kind}) says so in one sentence, and later starts`, async () => {
    const disk = make();
    const log: string[] = [];
    disk.leave(0);
    await expect(disk.start(args, log)).rejects.toThrow('ended before it was ready');
    expect(log).toEqual([expect.stringMatching(/^The data folder .+ cannot be used: .+\.$/)]);
    disk.free();
    const server = await disk.start(args, log);
    expect((await run('dist/site.js', ['add', site, '--data', disk.data])).code).toBe(0);
    expect((await post(server, site, 'Guten Tag')).status).toBe(202);
    expect(log).toHaveLength(1);
    await server.end('SIGTERM');
  });

for (const { kind, make } of disks)
  test(`an update that finds no room for its tables (${kind}) goes on when there is some`, async () => {
    const disk = make();
    const here = await prepare(disk, 5);
    // As an earlier version left it.
    const directory = new DatabaseSync(join(disk.data, 'directory.sqlite'));
    directory.exec('DROP INDEX account_invitation');
    directory.exec('ALTER TABLE account DROP COLUMN invitation');
    directory.exec('DROP TABLE wake');
    directory.exec('DROP TABLE forgotten');
    directory.exec('DROP TABLE saving');
    directory.exec('DELETE FROM migration WHERE number >= 3');
    directory.close();
    disk.leave(0);
    const log: string[] = [];
    const server = await disk.start(args, log);
    for (const path of [`/api/sites/${site}/comments?thread=/a`, '/api/session']) {
      const { status, json } = await here.anna.ask(server, 'GET', path);
      expect([status, json.type]).toEqual([507, '/problems/no-room']);
    }
    expect((await here.anna.ask(server, 'GET', '/health')).status).toBe(200);
    disk.free(server);
    await expect.poll(async () => (await post(server, site, 'Neu')).status).toBe(202);
    expect((await here.anna.ask(server, 'GET', '/api/session')).status).toBe(200);
    await server.end('SIGTERM');
    expect(log.filter((line) => line.includes('Error'))).toEqual([]);
  });
