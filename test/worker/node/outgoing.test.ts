import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { mostSockets, nodeOutgoing } from '../../../worker/host/node/outgoing';
import { RefusedAddress } from '../../../worker/notify/outgoing/address';
import { mostRead, NotReached, offer } from '../../../worker/notify/outgoing/outgoing';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server on loopback, its port, and how often somebody has connected to it. */
async function listen(server: Server) {
  const seen = { connections: 0 };
  server.on('connection', (socket) => {
    seen.connections += 1;
    socket.on('error', () => {});
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

const answering = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  listen(createServer(answer));

const post = (url: string) => ({ method: 'POST' as const, url, headers: { 'X-Secret': 'hidden' }, body: '{"a":1}' });
const never = new AbortController().signal;

test('a request arrives as it was meant, and the beginning of the answer comes back', async () => {
  const heard: unknown[] = [];
  const { port } = await answering(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push([request.method, request.url, request.headers['user-agent'], request.headers['x-secret'], body]);
    response.writeHead(429, { 'Retry-After': '7' }).end('slow down');
  });
  const send = nodeOutgoing({ loopback: true });
  const answer = await send(post(`http://127.0.0.1:${port}/a?b=c`), never);
  expect(answer).toEqual({ status: 429, retryAfter: '7', text: 'slow down' });
  expect(heard).toEqual([['POST', '/a?b=c', 'Plausch', 'hidden', '{"a":1}']]);
});

test('bytes arrive as they are', async () => {
  const chunks: Buffer[] = [];
  const { port } = await answering(async (request, response) => {
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(201).end();
  });
  const body = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
  await nodeOutgoing({ loopback: true })({ ...post(`http://127.0.0.1:${port}/`), body }, never);
  expect(Buffer.concat(chunks)).toEqual(Buffer.from(body));
});

test.each([
  ['this machine', ['127.0.0.1']],
  ['this machine, in the other family', ['::1']],
  ['this machine, in the guise of the other family', ['::ffff:127.0.0.1']],
  ['a public address and this machine', ['93.184.215.14', '127.0.0.1']],
  ['this machine and a public address', ['127.0.0.1', '93.184.215.14']],
  ['a private network', ['10.0.0.7']],
  ['where machines in a cloud are told their secrets', ['169.254.169.254']],
  ['a private network behind NAT64', ['64:ff9b::a00:7']],
])('a name that leads to %s is not connected to', async (_, addresses) => {
  const { port, seen } = await answering((_request, response) => void response.end());
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return addresses;
  };
  // Also where tests may call this machine: they name it as what it is.
  for (const loopback of [false, true]) {
    const sent = nodeOutgoing({ loopback, resolve })(post(`https://rebound.example:${port}/`), never);
    await expect(sent).rejects.toBeInstanceOf(RefusedAddress);
  }
  expect(asked).toEqual(['rebound.example', 'rebound.example']);
  expect(seen.connections).toBe(0);
});

test('a name that leads elsewhere the next moment is looked at in that moment', async () => {
  const { port, seen } = await answering((_request, response) => void response.end());
  const answers = [['127.0.0.1'], ['::ffff:7f00:1'], ['10.0.0.1', '127.0.0.1'], []];
  const send = nodeOutgoing({ loopback: false, resolve: async () => answers.shift() ?? [] });
  const outcomes: unknown[] = [];
  while (answers.length > 0)
    outcomes.push(await send(post(`https://rebound.example:${port}/`), never).catch((error) => error.constructor));
  expect(outcomes).toEqual([RefusedAddress, RefusedAddress, RefusedAddress, NotReached]);
  expect(seen.connections).toBe(0);
});

test('without the permission that tests have, this machine is not called in any form', async () => {
  const { port, seen } = await answering((_request, response) => void response.end());
  const send = nodeOutgoing({ loopback: false });
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
    for (const scheme of ['http', 'https'])
      await expect(send(post(`${scheme}://${host}:${port}/`), never)).rejects.toBeInstanceOf(RefusedAddress);
  expect(seen.connections).toBe(0);
});

test('a redirect is not followed', async () => {
  const inside = await answering((_request, response) => void response.end('inside'));
  const { port } = await answering((_request, response) => {
    response.writeHead(307, { Location: `http://127.0.0.1:${inside.port}/` }).end();
  });
  const { status } = await nodeOutgoing({ loopback: true })(post(`http://127.0.0.1:${port}/`), never);
  expect(status).toBe(307);
  expect(inside.seen.connections).toBe(0);
});

test('of an answer that does not end only the beginning is read', async () => {
  const { port } = await answering((_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(1000)));
      response.once('drain', more);
    };
    more();
  });
  const { text } = await nodeOutgoing({ loopback: true })(post(`http://127.0.0.1:${port}/`), never);
  expect(text).toHaveLength(mostRead);
});

test('an answer whose body never comes is one all the same: what was taken is not sent again', async () => {
  const { port } = await answering((_request, response) => void response.writeHead(202).write('taken'));
  const answer = await nodeOutgoing({ loopback: true })(post(`http://127.0.0.1:${port}/`), never);
  expect(answer).toMatchObject({ status: 202, text: 'taken' });
});

test('whoever never answers is left, and what is said of it has nothing of the request', async () => {
  const { port, seen } = await listen(createSocketServer(() => {}));
  const url = `http://127.0.0.1:${port}/services/hidden`;
  const sent = await offer(nodeOutgoing({ loopback: true }), post(url), () => ({ kind: 'sent', said: '' }), 200);
  expect(sent.kind).toBe('again');
  expect(sent.said).not.toContain('hidden');
  expect(seen.connections).toBe(1);
});

test.each([
  ['hangs up', createSocketServer((socket) => void socket.destroy())],
  ['says nonsense', createSocketServer((socket) => void socket.end('220 mail.example ESMTP\r\n'))],
  [
    'says too much',
    createSocketServer((socket) => void socket.end(`HTTP/1.1 200 OK\r\nA: ${'a'.repeat(99_999)}\r\n\r\n`)),
  ],
])('whoever %s was not reached, and what is said of it has nothing of the request', async (_, server) => {
  const { port } = await listen(server);
  const error = await nodeOutgoing({ loopback: true })(post(`http://127.0.0.1:${port}/hidden`), never).catch((e) => e);
  expect(error).toBeInstanceOf(NotReached);
  expect(error.message).not.toMatch(/hidden/);
});

test('what follows to the same target takes the same connection', async () => {
  const warned: unknown[] = [];
  const warn = (warning: Error) => warned.push(warning);
  process.on('warning', warn);
  const { port, seen } = await answering((request, response) => {
    request.resume();
    response.end('taken');
  });
  const send = nodeOutgoing({ loopback: true });
  for (let sent = 0; sent < 20; sent += 1)
    expect(await send(post(`http://127.0.0.1:${port}/`), never)).toMatchObject({ status: 200, text: 'taken' });
  expect(seen.connections).toBe(1);
  await Promise.all(Array.from({ length: 40 }, () => send(post(`http://127.0.0.1:${port}/`), never)));
  const open = seen.connections;
  await send(post(`http://127.0.0.1:${port}/`), never);
  expect(seen.connections).toBe(open);
  process.off('warning', warn);
  expect(warned).toEqual([]);
});

test('where the other side has hung up meanwhile, what is sent arrives all the same, and once', async () => {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const { port, seen } = await listen(
    createSocketServer((socket) => {
      sockets.push(socket);
      socket.on('data', (bytes) => {
        const [, path = ''] = /^POST (\S+)/.exec(bytes.toString()) ?? [];
        // It reads what comes on a connection that it has used, and hangs up without a word.
        if (heard.length > 0 && socket === sockets[0]) return void socket.resetAndDestroy();
        heard.push(path);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    }),
  );
  const send = nodeOutgoing({ loopback: true });
  await send(post(`http://127.0.0.1:${port}/first`), never);
  expect(await send(post(`http://127.0.0.1:${port}/second`), never)).toMatchObject({ status: 200, text: 'ok' });
  expect(heard).toEqual(['/first', '/second']);
  expect(seen.connections).toBe(2);
  for (const socket of sockets) socket.destroy();
});

test('whoever hangs up on each second request is left after one more try', async () => {
  let heard = 0;
  const { port, seen } = await answering((request, response) => {
    heard += 1;
    if (heard === 1) response.end();
    else request.socket.resetAndDestroy();
  });
  const send = nodeOutgoing({ loopback: true });
  await send(post(`http://127.0.0.1:${port}/`), never);
  await expect(send(post(`http://127.0.0.1:${port}/`), never)).rejects.toBeInstanceOf(NotReached);
  expect([heard, seen.connections]).toEqual([3, 2]);
});

test('what is left of an answer that goes on is not taken for the next one', async () => {
  const { port, seen } = await answering((request, response) => {
    request.resume();
    if (request.url === '/next') return void response.end('next');
    response.write('x'.repeat(2 * mostRead));
  });
  const send = nodeOutgoing({ loopback: true });
  await send(post(`http://127.0.0.1:${port}/`), never);
  expect(await send(post(`http://127.0.0.1:${port}/next`), never)).toMatchObject({ text: 'next' });
  expect(seen.connections).toBe(2);
});

test('a name server that fails is a name that nobody knows', async () => {
  const send = nodeOutgoing({ loopback: false, resolve: () => Promise.reject(new Error('SERVFAIL')) });
  await expect(send(post('https://nobody.example/'), never)).rejects.toThrow('nobody knows the name nobody.example');
});

test('however many targets hang, they hold no more than so many connections, and the next goes out when these are given up', async () => {
  const hanging = await answering(() => {});
  const { port } = await answering((_request, response) => response.end('here'));
  const send = nodeOutgoing({ loopback: true });
  const giveUp = new AbortController();
  const stuck = Array.from({ length: mostSockets + 50 }, () =>
    send(post(`http://127.0.0.1:${hanging.port}/`), giveUp.signal).catch(() => 'given up'),
  );
  await expect.poll(() => hanging.seen.connections).toBe(mostSockets);
  const next = send(post(`http://127.0.0.1:${port}/`), never);
  giveUp.abort();
  expect(await Promise.all(stuck)).toEqual(stuck.map(() => 'given up'));
  expect((await next).text).toBe('here');
});
