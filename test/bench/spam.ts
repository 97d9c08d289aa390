/**
 * Scripted bots and honest readers on a site where everyone publishes without waiting: what becomes of each one's
 * comments. Prints a table and JSON; fails when an honest comment waits or a bot has more than two of fifty published.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { type Measurable, startNode } from './servers.ts';

/** What one comment says beside its text. */
interface Signs {
  writing?: number;
  inputs?: number;
  pasted?: number;
  trap?: string;
  proof?: string | undefined;
}

interface Sender {
  who: string;
  honest?: boolean;
  /** Sends the comment with this number and says what became of it. */
  send: (number: number) => Promise<string>;
}

const each = 50;
const thread = (number: number) => `/${number % 10}/`;

/** The texts that the project has written down as honest. */
const honest = readFileSync(join(import.meta.dirname, '../fixtures/verdicts.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; label: string; verdict: string })
  .filter(({ label, verdict, text }) => label === 'ham' && verdict === 'publish' && !text.includes('http'))
  .map(({ text }) => text);

const counted: Record<string, unknown>[] = [];
for (let at = 0, more = true; more; at += 1) {
  // A site of its own for each: what one sends makes no other's look like a copy or a crowd.
  const server = await startNode(['--proxies', '1', '--limits', 'on']);
  try {
    await openToEveryone(server);
    const all = senders(server);
    const sender = all[at];
    more = at + 1 < all.length;
    if (sender) counted.push(await count(sender));
  } finally {
    server.stop();
  }
}
console.table(counted);
console.log(JSON.stringify(counted));
const wrong = counted.filter(({ honest, published }) => (honest ? Number(published) < each : Number(published) > 2));
if (wrong.length > 0) process.exitCode = 1;

async function count({ who, honest = false, send }: Sender): Promise<Record<string, unknown>> {
  const outcomes: Record<string, number> = { published: 0, held: 0, spam: 0, refused: 0 };
  for (let number = 0; number < each; number += 1) {
    const outcome = await send(number);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { who, honest, ...outcomes };
}

function senders({ base, site }: Measurable): Sender[] {
  const api = `${base}/api/sites/${site}`;
  const post = async (number: number, network: string, body: string, form?: Signs, name = 'Nora') => {
    const response = await fetch(`${api}/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': network },
      body: JSON.stringify({ thread: { key: thread(number) }, author: { name }, body, form }),
    });
    const answer = (await response.json()) as { status: string | number };
    // Doubtful spam is called held to its author, so the desk is not asked here: both wait.
    return typeof answer.status === 'string' ? answer.status : 'refused';
  };
  const work = async (number: number, network: string) => {
    const asked = await fetch(`${api}/challenge?thread=${thread(number)}`, { headers: { 'X-Forwarded-For': network } });
    const { challenge } = (await asked.json()) as { challenge: Parameters<typeof solveChallenge>[0]['challenge'] };
    return btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }));
  };
  const network = (group: number, number: number) => `198.51.${group}.${number}`;
  const advert = (number: number) =>
    `Get your free casino bonus number ${number} now, click here: http://casino-${number}.example/?ref=${number * 7}`;
  const typed = { writing: 40_000, inputs: 60, pasted: 0, trap: '' };
  let replayed: string | undefined;

  return [
    {
      who: 'reader, in the form',
      honest: true,
      send: async (number) =>
        post(number, network(1, number), honest[number] ?? '', {
          ...typed,
          proof: await work(number, network(1, number)),
        }),
    },
    {
      who: 'reader, browser without cryptography',
      honest: true,
      send: (number) => post(number, network(2, number), honest[number] ?? '', typed),
    },
    {
      who: 'bot without JavaScript',
      send: (number) => post(number, network(3, number), honest[number + 10] ?? advert(number)),
    },
    {
      who: 'bot that fills every field',
      send: (number) => post(number, network(4, number), advert(number), { ...typed, trap: 'x' }),
    },
    {
      who: 'bot that replays one proof',
      send: async (number) => {
        replayed ??= await work(0, network(5, 0));
        return post(0, network(5, number), `Replayed thought number ${number}`, { ...typed, proof: replayed });
      },
    },
    {
      who: 'fast filler, with work done',
      send: async (number) =>
        post(number, network(6, number), `This is what a very fast program has to say about ${number}`, {
          writing: 300,
          inputs: 1,
          proof: await work(number, network(6, number)),
        }),
    },
    {
      who: 'link dropper, with work done, typing like a person',
      send: async (number) =>
        post(number, network(7, number), advert(number), { ...typed, proof: await work(number, network(7, number)) }),
    },
    {
      who: 'copy-paste flood from 50 addresses, with work done',
      send: async (number) =>
        post(
          number,
          network(8, number),
          `Liebe Leserinnen, auch ich war skeptisch, aber Rosi hat mir in drei Wochen wirklich geholfen (${number}).`,
          { ...typed, inputs: 0, pasted: 90, proof: await work(number, network(8, number)) },
        ),
    },
  ];
}

async function openToEveryone({ base, link, site }: Measurable): Promise<void> {
  const json = { 'Content-Type': 'application/json' };
  const session = await fetch(`${base}/api/session`, { method: 'POST', headers: json, body: JSON.stringify({ link }) });
  const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  await fetch(`${base}/api/sites/${site}/settings`, {
    method: 'PATCH',
    headers: { ...json, Cookie: cookie },
    body: JSON.stringify({ publish: 'everyone' }),
  });
}
