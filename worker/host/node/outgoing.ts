import { Resolver } from 'node:dns/promises';
import { Agent as HttpAgent, type IncomingMessage, request as openHttp } from 'node:http';
import { Agent as HttpsAgent, request as openHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { checkAddress, isPublic, RefusedAddress } from '../../notify/outgoing/address';
import {
  mostRead,
  NotReached,
  type Outgoing,
  type OutgoingAnswer,
  readFor,
  userAgent,
} from '../../notify/outgoing/outgoing';

/** Finds the addresses of a name; throws, or finds none, where there are none. */
export type Resolve = (name: string) => Promise<string[]>;

/** A name server that does not answer is asked once more (milliseconds). */
const nameServerPatience = { timeout: 2000, tries: 2 };

/**
 * Asks the name servers, and neither this machine's own list of names nor the threads that look names up there: who types names that
 * nobody answers for keeps nobody else waiting.
 */
const askNameServers: Resolve = async (name) => {
  const resolver = new Resolver(nameServerPatience);
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
};

/**
 * A connection waits so long for the next request to the same target (milliseconds): less than the five seconds after which servers
 * like those of Node.js hang up, so that a request seldom meets one that is being closed.
 */
const idle = 4000;
/** So many connections wait for one target. */
const mostIdle = 4;
/**
 * So many there are at once, by each of http and https: a machine has 1 024 files open at most unless somebody has raised that. Targets that
 * hang hold theirs for ten seconds; what finds none free until then is tried again.
 */
export const mostSockets = 256;

/**
 * The way out on one machine. Every address that a name leads to is looked at when the connection is made, and the connection goes
 * to one of these: a name that leads elsewhere the next moment (DNS rebinding) leads nowhere. What follows soon to the same target takes
 * the same connection, which goes where it went.
 */
export function nodeOutgoing({
  loopback,
  resolve = askNameServers,
}: {
  loopback: boolean;
  resolve?: Resolve;
}): Outgoing {
  const kept = { keepAlive: true, timeout: idle, maxFreeSockets: mostIdle, maxTotalSockets: mostSockets };
  const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent(kept) };
  const lookup = lookingUp(resolve);

  const send: Outgoing = ({ method, url: text, headers, body }, signal) =>
    new Promise<OutgoingAnswer>((done, fail) => {
      const url = checkAddress(text, loopback);
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      const isSecure = url.protocol === 'https:';
      const sending = (isSecure ? openHttps : openHttp)(url.href, {
        method,
        headers: { 'User-Agent': userAgent, ...headers, 'Content-Length': bytes.byteLength },
        agent: agents[isSecure ? 'https:' : 'http:'],
        lookup,
        signal,
      });
      // By whatever way it was made: what is connected to is what was looked at.
      sending.on('socket', (socket) => {
        if (sending.reusedSocket) return;
        socket.once('connect', () => {
          const reached = socket.remoteAddress ?? '';
          if (!isPublic(reached) && !(loopback && isIP(url.hostname.replace(/[[\]]/g, ''))))
            socket.destroy(new RefusedAddress('not-public'));
        });
      });
      let isAnswered = false;
      sending.on('error', (error: Error & { code?: string }) => {
        // The other side hung up on a connection that waited, before it saw this: nothing is wrong with it.
        if (sending.reusedSocket && !isAnswered && hungUp.has(error.code ?? '') && !signal.aborted)
          return void send({ method, url: text, headers, body }, signal).then(done, fail);
        fail(error instanceof RefusedAddress ? error : notReached(error));
      });
      sending.on('response', (response) => {
        isAnswered = true;
        const { statusCode = 0, headers: said } = response;
        beginning(response).then((begun) => {
          // Nothing of an answer that goes on is left for the next.
          if (!response.complete) sending.destroy();
          done({ status: statusCode, retryAfter: said['retry-after'] ?? null, text: begun });
        });
      });
      sending.end(bytes);
    });
  return send;
}

/** How it shows that the other side has closed a connection. */
const hungUp = new Set(['ECONNRESET', 'EPIPE']);

/** A lookup that gives out no address unless all that a name leads to are public. */
const lookingUp =
  (resolve: Resolve): LookupFunction =>
  (name, { all }, done) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) return done(new NotReached(`nobody knows the name ${name}`), '');
        if (!addresses.every(isPublic)) return done(new RefusedAddress('not-public'), '');
        if (all)
          return done(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        done(null, first, isIP(first));
      },
      () => done(new NotReached(`nobody knows the name ${name}`), ''),
    );
  };

/** The beginning of an answer's body, as far as it comes soon. */
function beginning(response: IncomingMessage): Promise<string> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = () => {
      clearTimeout(late);
      done(Buffer.concat(chunks).subarray(0, mostRead).toString('utf8'));
    };
    const late = setTimeout(end, readFor);
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= mostRead) end();
    });
    response.once('end', end).once('close', end).once('error', end);
  });
}

/** What went wrong, without anything of what was sent: an error of Node.js may have all of it. */
function notReached(error: Error & { code?: string }): NotReached {
  return error instanceof NotReached ? error : new NotReached(error.code ?? 'the connection broke off');
}
