import { comment } from './comment.ts';
import type { Measurable } from './servers.ts';

/** What a moderator waits for, in milliseconds, and in requests to the hello route of the same length. */
export interface Wait {
  server: string;
  what: string;
  ms: number;
  hellos: number;
}

const held = 10_000;
const many = 1000;
const rounds = 7;

/** Opens the queue with 10 000 held comments, decides 1 000 of them at once, and undoes it, several times over. */
export async function measureDesk({ base, site, name }: Measurable, cookie: string): Promise<Wait[]> {
  const api = `${base}/api/sites/${site}`;
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(api + path, {
      method,
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  await ask('PATCH', '/settings', { publish: 'nobody' });
  let left = held;
  const fill = async () => {
    for (; left > 0; left -= 1) {
      const one = comment(`/post-${left % 50}/`, left);
      await ask('POST', '/comments', { ...one, body: `Frage ${left}, wer darf entscheiden? ${one.body}` });
    }
  };
  await Promise.all(Array.from({ length: 8 }, fill));

  const times: Record<string, number[]> = {};
  const time = async <Answer>(what: string, work: () => Promise<Answer>): Promise<Answer> => {
    const began = performance.now();
    const answer = await work();
    times[what] = [...(times[what] ?? []), performance.now() - began];
    return answer;
  };
  for (let round = 0; round < rounds; round += 1) {
    for (let count = 0; count < 20; count += 1) await time('hello', async () => (await fetch(`${base}/health`)).text());
    await time(`queue of ${held}, first page`, () => ask('GET', '/queue?state=held'));
    await time(`search in ${held}`, () => ask('GET', '/queue?state=held&q=frage+99'));
    const ids: string[] = [];
    for (let after = ''; ids.length < many; ) {
      const page = await ask('GET', `/queue?state=held&limit=100${after}`);
      ids.push(...page.items.map(({ comment }: { comment: { id: string } }) => comment.id));
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    const { decision } = await time(`decide ${many}`, () =>
      ask('POST', '/decisions', { comments: ids, action: 'spam' }),
    );
    await time(`undo ${many}`, () => ask('POST', `/decisions/${decision.id}/undo`));
  }
  const median = (what: string) =>
    (times[what] ?? []).toSorted((a, b) => a - b)[Math.floor((times[what]?.length ?? 0) / 2)] ?? 0;
  const hello = median('hello');
  return Object.keys(times).map((what) => ({ server: name, what, ms: median(what), hellos: median(what) / hello }));
}
