import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { selfSigned } from './certificate';
import { type MailServers, mailKey, mailLogin, type Received } from './mail-known';

/** How a server treats a recipient, by what stands before the @. Everybody else gets their mail. */
const treatments: Record<string, (tries: number) => [number, string] | undefined> = {
  nobody: () => [550, '5.1.1 Nobody of this name here'],
  full: () => [452, '4.2.2 The mailbox is full'],
  // After the mail that confirms the address: gone once, and busy for good.
  'refused-later': (tries) => (tries === 2 ? [550, '5.1.1 This user is gone'] : undefined),
  'busy-later': (tries) => (tries > 1 ? [451, '4.3.2 We are busy'] : undefined),
  grey: (tries) => (tries === 1 ? [451, '4.7.1 Greylisted, come back in 5 minutes'] : undefined),
  relay: () => [554, '5.7.1 Relay access denied'],
  login: () => [530, '5.7.0 Authentication required'],
};

class Refused extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** Mail servers, and a service that takes mails over HTTP as Resend documents it. What they took is kept until they end. */
export async function startMailServers({ key, cert }: { key: string; cert: string }): Promise<{
  servers: MailServers;
  close: () => void;
}> {
  const received: Received[] = [];
  const tries = new Map<string, number>();
  const smtp = (server: string, options: SMTPServerOptions) =>
    new SMTPServer({
      key,
      cert,
      logger: false,
      closeTimeout: 100,
      onAuth: ({ username, password }, _session, done) =>
        username === mailLogin.user && password === mailLogin.password
          ? done(null, { user: username })
          : done(new Refused(535, '5.7.8 Wrong name or password')),
      onMailFrom: ({ address }, _session, done) =>
        done(address.startsWith('stranger@') ? new Refused(553, '5.7.1 You may not send as this') : undefined),
      onRcptTo: ({ address }, _session, done) => {
        const count = (tries.get(address) ?? 0) + 1;
        tries.set(address, count);
        const refused = treatments[address.split(/[.@]/)[0] ?? '']?.(count);
        done(refused && new Refused(...refused));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const to = rcptTo.map(({ address }) => address);
          const later = to.find((address) => address.startsWith('unwanted-later.'));
          if (later && tries.get(later) === 2) return done(new Refused(554, '5.6.0 We do not want this'));
          if (to.some((address) => address.startsWith('spam.')))
            return done(new Refused(554, '5.6.0 This looks like spam'));
          if (to.some((address) => address.startsWith('busy.'))) return done(new Refused(451, '4.3.0 Try again later'));
          const from = mailFrom ? mailFrom.address : '';
          const raw = Buffer.concat(chunks).toString('latin1');
          received.push({ server, from, to, raw, user: session.user ?? null, secure: session.secure });
          done(null, `2.0.0 Taken as ${received.length}`);
        });
      },
      ...options,
    });
  const noLogin = { authOptional: true, disabledCommands: ['AUTH'] };
  const mail = {
    plain: smtp('plain', { ...noLogin, disabledCommands: ['AUTH', 'STARTTLS'] }),
    startTls: smtp('startTls', {}),
    tls: smtp('tls', { secure: true }),
    stranger: smtp('stranger', { secure: true, ...selfSigned() }),
    login: smtp('login', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }),
  };
  const bare = { silent: createSocketServer(() => {}), dying: createSocketServer(dieInData) };
  for (const server of Object.values(mail)) server.on('error', () => {});
  const http = createServer((request, response) => void answer(request, response, received, tries));
  const port = async (server: { listen: Server['listen']; address: Server['address'] }) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const servers: MailServers = {
    control: `http://127.0.0.1:${await port(http)}`,
    plain: await port(mail.plain.server),
    startTls: await port(mail.startTls.server),
    tls: await port(mail.tls.server),
    stranger: await port(mail.stranger.server),
    login: await port(mail.login.server),
    silent: await port(bare.silent),
    dying: await port(bare.dying),
  };
  const all = [http, ...Object.values(mail).map(({ server }) => server), ...Object.values(bare)];
  // Whoever has started them may end without them.
  for (const server of all) server.unref();
  return { servers, close: () => all.forEach((server) => void server.close()) };
}

/** Takes everything up to a part of the message, and is gone. */
function dieInData(socket: import('node:net').Socket): void {
  socket.on('error', () => {});
  socket.write('220 dying ESMTP\r\n');
  let inData = false;
  socket.on('data', (bytes) => {
    if (inData) return socket.destroy();
    const command = bytes.toString('latin1').slice(0, 4).toUpperCase();
    inData = command === 'DATA';
    socket.write(inData ? '354 go on\r\n' : '250 fine\r\n');
  });
}

/** The service: what it does with a mail says the address it is for. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  received: Received[],
  tries: Map<string, number>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const address = url.searchParams.get('to');
  if (url.pathname === '/received')
    return void response.end(JSON.stringify(received.filter(({ to }) => address !== null && to.includes(address))));
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString('utf8');
  const say = (status: number, body: object, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  if (request.headers.authorization !== `Bearer ${mailKey}`)
    return void say(401, { name: 'validation_error', message: 'API key is invalid' });
  const { from, to } = JSON.parse(raw);
  const [kind] = String(to[0]).split('.');
  const count = (tries.get(to[0]) ?? 0) + 1;
  tries.set(to[0], count);
  if (kind === 'refused-later' && count === 2)
    return void say(422, { name: 'validation_error', message: 'This user is gone' });
  if (kind === 'unwanted-later' && count === 2)
    return void say(422, { name: 'validation_error', message: 'We do not want this' });
  if (kind === 'busy-later' && count > 1)
    return void say(429, { name: 'rate_limit_exceeded', message: 'We are busy' }, { 'Retry-After': '600' });
  if (kind === 'many')
    return void say(429, { name: 'rate_limit_exceeded', message: 'Slow down' }, { 'Retry-After': '7' });
  if (kind === 'down') return void say(500, { name: 'internal_server_error', message: 'We fell over' });
  if (kind === 'nobody') return void say(422, { name: 'validation_error', message: 'Invalid `to` field' });
  if (kind === 'unverified') return void say(403, { name: 'validation_error', message: 'The domain is not verified' });
  if (kind === 'away') return void response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end();
  if (kind === 'silent') return;
  received.push({ server: 'api', from, to, raw, user: String(request.headers['idempotency-key']), secure: false });
  say(200, { id: `mail-${received.length}` });
}
