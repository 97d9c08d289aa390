import type { Running } from './plausch';

/** As many requests at once as one page would make. */
const atOnce = 16;

/** Posts comments that all answer the same, or nothing, and returns their ids in the order of their numbers. */
export async function grow(
  plausch: Running,
  thread: string,
  count: number,
  { parent, word = 'Nummer' }: { parent?: string; word?: string } = {},
): Promise<string[]> {
  const ids: string[] = [];
  let next = 1;
  const work = async () => {
    for (let number = next++; number <= count; number = next++)
      ids[number - 1] = await say(plausch, thread, `${word} ${number}.`, `Leserin ${number}`, parent);
  };
  // The first ones alone, so that they are the oldest.
  await Promise.all(Array.from({ length: count > 300 ? atOnce : 1 }, work));
  return ids;
}

/** Posts a comment, an answer to it, an answer to that, and so on. */
export async function growChain(plausch: Running, thread: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1)
    ids.push(await say(plausch, thread, `Glied ${number}.`, `Leserin ${number}`, ids.at(-1)));
  return ids;
}

async function say(plausch: Running, thread: string, body: string, name: string, parent?: string): Promise<string> {
  const response = await fetch(`${plausch.base}/api/sites/${plausch.site}/comments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      thread: { key: thread },
      author: { name },
      body,
      parent,
      form: { writing: 30_000, inputs: 40 },
    }),
  });
  const { comment, status } = (await response.json()) as { comment: { id: string }; status: string };
  if (status !== 'published') throw new Error(`${body} ${response.status} ${status}`);
  return comment.id;
}
