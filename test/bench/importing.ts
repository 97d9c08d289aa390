import { setTimeout as wait } from 'node:timers/promises';
import { elsewhere, largest, threadsOf } from './elsewhere.ts';
import { type Measurable, startNode } from './servers.ts';

/** What it came to that so many comments were brought in while somebody read. */
export interface Imported {
  count: number;
  /** Comments a second, from the first batch until all stand on the site; and of these until all were sent. */
  rate: number;
  sending: number;
  /** How long a reader waited meanwhile, in milliseconds. */
  p50: number;
  p99: number;
  max: number;
  /** The most memory that the server has used, in MB. */
  memory: number;
}

/** Brings so many comments in, and reads a thread again and again meanwhile. */
export async function measureImport(
  { base, site, peakMemory }: Measurable,
  cookie: string,
  count: number,
): Promise<Imported> {
  const path = `${base}/api/sites/${site}/imports`;
  const headers = { 'Content-Type': 'application/json', Cookie: cookie };
  const call = async <Answer>(where: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(
      where,
      body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
    );
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const { id } = await call<{ id: string }>(path, { format: 'disqus', system: 'disqus', file: `${count}.xml` });
  const reading = new AbortController();
  const read = readOn(`${base}/api/sites/${site}/comments?thread=/post-0/`, reading.signal);
  const began = performance.now();
  const batch = 500;
  const threads = threadsOf(count);
  for (let from = 0; from < Math.max(count, threads.length); from += batch)
    await call(`${path}/${id}/records`, {
      threads: threads.slice(from, from + batch),
      comments: Array.from({ length: Math.max(0, Math.min(batch, count - from)) }, (_, number) =>
        elsewhere(from + number),
      ),
    });
  await call(`${path}/${id}/end`, {});
  const sent = performance.now();
  for (let state = ''; state !== 'done'; await wait(100))
    state = (await call<{ state: string }>(`${path}/${id}`)).state;
  const seconds = (performance.now() - began) / 1000;
  reading.abort();
  const times = (await read).toSorted((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    count,
    rate: count / seconds,
    sending: count / ((sent - began) / 1000),
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    memory: peakMemory(),
  };
}

/** Reads an address fifty times a second until told otherwise. Returns how long each answer took. */
async function readOn(url: string, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const began = performance.now();
    await (await fetch(url)).arrayBuffer();
    times.push(performance.now() - began);
    await wait(20);
  }
  return times;
}

/** What it came to, to be printed. */
export const tableOf = ({ count, rate, sending, p50, p99, max, memory }: Imported) => ({
  'comments brought in': count,
  'a second': Math.round(rate),
  'a second, sending': Math.round(sending),
  'readers meanwhile, p50 ms': Math.round(p50 * 10) / 10,
  'p99 ms': Math.round(p99 * 10) / 10,
  'longest ms': Math.round(max * 10) / 10,
  'peak memory MB': Math.round(memory),
});

if (import.meta.main) {
  const server = await startNode();
  try {
    const session = await fetch(`${server.base}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link: server.link }),
    });
    const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    console.table([tableOf(await measureImport(server, cookie, Number(process.argv[2] ?? largest)))]);
  } finally {
    server.stop();
  }
}
