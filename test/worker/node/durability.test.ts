import { expect, test } from 'vitest';
import { Queue } from '../../../worker/contract/desk';
import { Database } from '../../../worker/host/node/database';
import { newFolder, type Server, startServer } from './server';

const posts = 200;
const kills = 10;

/** Posts a comment until it is answered, with the same key each time, as the widget does when the network is lost. */
async function postUntilAnswered(current: () => Promise<Server>, body: string): Promise<string> {
  const key = crypto.randomUUID();
  for (;;) {
    const { base } = await current();
    try {
      const response = await fetch(`${base}/api/sites/localhost/comments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify({ thread: { key: '/a' }, author: { name: 'Nora' }, body }),
      });
      const answer = (await response.json()) as { comment: { id: string } };
      if (response.status !== 201 && response.status !== 202) throw new TypeError(JSON.stringify(answer));
      return answer.comment.id;
    } catch (error) {
      if (error instanceof TypeError && error.message.startsWith('{')) throw error;
    }
  }
}

test(`of ${posts} comments none that was answered is lost or doubled by ${kills} kills`, async () => {
  const data = newFolder();
  const start = () => startServer(data, ['--limits', 'off']);
  let current = start();
  const answered = new Map<string, string>();
  let next = 0;
  let killed = 0;
  const random = () => Math.floor(Math.random() * (posts / kills));
  let killAt = random();

  const writer = async () => {
    while (next < posts) {
      const body = `Kommentar ${next}`;
      next += 1;
      answered.set(body, await postUntilAnswered(() => current, body));
    }
  };
  const killer = async () => {
    while (killed < kills) {
      if (answered.size < killAt) await new Promise((resolve) => setImmediate(resolve));
      else {
        const server = await current;
        current = server.end('SIGKILL').then(start);
        await current;
        killed += 1;
        killAt = killed * (posts / kills) + random();
      }
    }
  };
  await Promise.all([killer(), ...Array.from({ length: 8 }, writer)]);
  expect([killed, answered.size]).toEqual([kills, posts]);

  const server = await current;
  // Each start gives out a link of its own, and the ones before are good no more.
  const link = server.desk?.split('#link=')[1];
  const session = await fetch(`${server.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link }),
  });
  const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const there: [string, string][] = [];
  for (let after = ''; ; ) {
    const url = `${server.base}/api/sites/localhost/queue?limit=100${after}`;
    const page = Queue.parse(await (await fetch(url, { headers: { Cookie: cookie } })).json());
    for (const { comment } of page.items) there.push([(comment.html ?? '').replace(/<\/?p>/g, ''), comment.id]);
    if (page.next === null) break;
    after = `&after=${page.next}`;
  }
  expect(there.toSorted()).toEqual([...answered].toSorted());
  await server.end('SIGKILL');
}, 600_000);

test('a commit is on disk before it counts: WAL, and an fsync each time', () => {
  const database = new Database(`${newFolder()}/settings.sqlite`);
  database.transaction(() => database.all('CREATE TABLE note (text TEXT)'));
  expect(database.all('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
  expect(database.all('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  database.close();
});
