import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { comment } from './comment.ts';
import { measure } from './load.ts';
import { startNode } from './servers.ts';

/** What telling people costs those who write, in posts a second. Shares are medians over rounds that were measured in turn. */
export interface Notified {
  /** Nobody is told. */
  without: number;
  /** The team hears by mail at once. */
  alerts: { rate: number; share: number };
  /** And a webhook of each comment. */
  webhook: { rate: number; share: number };
  /** From a post to the mail that tells of it, in milliseconds. */
  ms: number;
  mails: number;
}

const rounds = 9;
const seconds = 1;

/** Posts that wait, with a mail server on loopback: in turn where the owner wants no mail, and where they want it at once. */
export async function measureNotified(): Promise<Notified> {
  const inbox = new Inbox();
  const server = await startNode(['--limits', 'off'], {
    PLAUSCH_MAIL_FROM: 'comments@mail.example',
    PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${await inbox.listen()}`,
    PLAUSCH_LOOPBACK: 'on',
  });
  const receiver = createServer(take);
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  try {
    const { base, site, link } = server;
    let cookie = '';
    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(base + path, {
        method,
        headers: { 'Content-Type': 'application/json', Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
      return response;
    };
    const session = await ask('POST', '/api/session', { link });
    cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    await ask('PUT', '/api/account/mail', { address: 'owner@reader.example', language: 'de' });
    await fetch(inbox.link, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } });
    await ask('PATCH', `/api/sites/${site}/settings`, { publish: 'nobody' });
    const choose = (alerts: 'off' | 'now') => ask('PUT', `/api/sites/${site}/alerts`, { alerts });

    await choose('now');
    const began = performance.now();
    const before = inbox.count;
    await ask('POST', `/api/sites/${site}/comments`, comment('/first/', 1));
    while (inbox.count === before) await new Promise((resolve) => setTimeout(resolve, 20));
    const ms = performance.now() - began;

    const load = {
      base,
      seconds,
      connections: 8,
      method: 'POST' as const,
      paths: [`/api/sites/${site}/comments`],
      headers: { 'Content-Type': 'application/json' },
      bodies: Array.from({ length: 2000 }, (_, number) => JSON.stringify(comment('/posting/', 9000 + number))),
    };
    const hook = (on: boolean) => ask('PATCH', `/api/sites/${site}/targets/${target.id}`, { on });
    const { target } = await (
      await ask('POST', `/api/sites/${site}/targets`, {
        name: 'Receiver',
        address: { kind: 'webhook', url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` },
        events: ['comment.waiting'],
      })
    ).json();
    const states = { without: ['off', false], alerts: ['now', false], webhook: ['now', true] } as const;
    const rates: Record<keyof typeof states, number[]> = { without: [], alerts: [], webhook: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const [state, [alerts, on]] of Object.entries(states)) {
        await choose(alerts);
        await hook(on);
        rates[state as keyof typeof states].push((await measure(load)).rate);
      }
    const told = (state: 'alerts' | 'webhook') => ({
      rate: median(rates[state]),
      share: median(rates[state].map((rate, round) => rate / (rates.without[round] ?? 1))),
    });
    return {
      without: median(rates.without),
      alerts: told('alerts'),
      webhook: told('webhook'),
      ms,
      mails: inbox.count,
    };
  } finally {
    server.stop();
    inbox.close();
    receiver.close();
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Takes each request that comes on a connection, at as little cost as can be: elsewhere a receiver has a processor of its own. */
function take(socket: Socket): void {
  let rest = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (let head = rest.indexOf('\r\n\r\n'); head !== -1; head = rest.indexOf('\r\n\r\n')) {
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(rest.toString('latin1', 0, head))?.[1]);
      const end = head + 4 + length;
      if (rest.length < end) return;
      rest = rest.subarray(end);
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    }
  });
}

/** A mail server that takes everything. */
class Inbox {
  count = 0;
  /** The link of the last mail that had one. */
  link = '';
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      let raw = '';
      stream.on('data', (chunk) => {
        raw += chunk;
      });
      stream.on('end', () => {
        this.count += 1;
        this.link = /http:\S+\/mail\/[\w.-]+/.exec(raw.replace(/=\r\n/g, ''))?.[0] ?? this.link;
        done(null, 'Taken');
      });
    },
  });

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close(() => {});
  }
}
