import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pushed, Subscription } from './push-known';

/** What a browser keeps of a subscription. */
interface Browser {
  /** The key of the server it takes messages from. */
  from: string;
  key: Buffer;
  auth: Buffer;
  tries: number;
}

/**
 * A push service on loopback, with the browsers behind it: it takes a message as RFC 8030 and 8292 want it, and reads it as a browser
 * does (RFC 8291). `POST /subscriptions?from=KEY&kind=KIND` makes a subscription, whose kind says how it answers; `GET /pushed?endpoint=…` has what came
 * there; `POST /end?endpoint=…` ends it.
 */
export async function startPushService(): Promise<{ url: string; close: () => void }> {
  const browsers = new Map<string, Browser>();
  const pushed = new Map<string, Pushed[]>();
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url ?? '/', origin);
    const endpoint = url.searchParams.get('endpoint') ?? '';
    // A page subscribes by itself, where a browser would.
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (url.pathname === '/subscriptions') {
      const key = createECDH('prime256v1');
      const p256dh = key.generateKeys('base64url');
      const auth = randomBytes(16);
      const made = `${origin}/push/${url.searchParams.get('kind') ?? 'good'}.${crypto.randomUUID()}`;
      const from = url.searchParams.get('from') ?? '';
      browsers.set(made, { from, key: key.getPrivateKey(), auth, tries: 0 });
      const subscription: Subscription = { endpoint: made, keys: { p256dh, auth: auth.toString('base64url') } };
      response.end(JSON.stringify(subscription));
    } else if (url.pathname === '/pushed') response.end(JSON.stringify(pushed.get(endpoint) ?? []));
    else if (url.pathname === '/end') {
      browsers.delete(endpoint);
      response.end();
    } else
      void take(request, response, browsers.get(url.href), (one) => {
        pushed.set(url.href, [...(pushed.get(url.href) ?? []), one]);
      });
  });
  // A connection is not closed just when somebody takes it up again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Whoever has started it may end without it.
  server.unref();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  browser: Browser | undefined,
  keep: (pushed: Pushed) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const say = (status: number, body: string, headers: Record<string, string> = {}) =>
    void response.writeHead(status, headers).end(body);
  const { host = '' } = request.headers;
  const [, kind = ''] = /^\/push\/([\w-]+)\./.exec(request.url ?? '') ?? [];
  if (!browser) return say(410, 'This subscription has ended');
  browser.tries += 1;
  if (kind === 'nobody') return say(404, 'Nobody is here');
  if (kind === 'gone-later' && browser.tries > 1) return say(410, 'This subscription has ended');
  if (kind === 'many') return say(429, 'Slow down', { 'Retry-After': '600' });
  if (kind === 'many-once' && browser.tries === 1) return say(429, 'Slow down', { 'Retry-After': '1' });
  if (kind === 'down') return say(503, 'We fell over');
  if (kind === 'large') return say(413, 'Too large');
  if (kind === 'away') return say(302, '', { Location: 'http://127.0.0.1:9/' });
  if (kind === 'silent') return;
  const { authorization = '', ttl, topic = '', urgency = '' } = request.headers;
  const said = await readAuthorization(authorization, `http://${host}`, browser.from, Date.now());
  if (typeof said === 'string') return say(said === 'other' ? 403 : 401, said);
  if (request.method !== 'POST' || request.headers['content-encoding'] !== 'aes128gcm' || !/^\d+$/.test(String(ttl)))
    return say(400, 'This is no message');
  if (!/^[\w-]{1,32}$/.test(String(topic))) return say(400, 'This is no topic');
  const body = Buffer.concat(chunks);
  if (body.length > 4096) return say(413, 'Too large');
  try {
    const text = decrypt(body, browser);
    keep({
      text,
      bytes: body.length,
      ttl: Number(ttl),
      topic: String(topic),
      urgency: String(urgency),
      contact: said.sub,
    });
  } catch (error) {
    return say(400, `The browser cannot read it: ${(error as Error).message}`);
  }
  say(201, '', { Location: `http://${host}/message/1` });
}

/**
 * Who has signed a message, for whom, and until when (RFC 8292, section 2 and 3). `audience`: the service's own origin; `from`: the key that the browser
 * was given when it subscribed. A text: what is wrong.
 */
export async function readAuthorization(
  header: string,
  audience: string,
  from: string,
  now: number,
): Promise<{ aud: string; exp: number; sub: string } | string> {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return 'no key';
  const publicKey = await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'verify',
  ]);
  const isSigned = await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    publicKey,
    Buffer.from(signature, 'base64url'),
    Buffer.from(`${head}.${claims}`),
  );
  if (!isSigned) return 'not signed with it';
  const { typ, alg } = JSON.parse(Buffer.from(head, 'base64url').toString());
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
  if (typ !== 'JWT' || alg !== 'ES256') return 'signed otherwise';
  if (said.aud !== audience) return `for ${said.aud}`;
  if (!(said.exp > now / 1000) || said.exp > now / 1000 + 24 * 60 * 60) return 'not for now';
  if (!/^(mailto:.+@|https?:\/\/)/.test(said.sub)) return 'nobody to ask';
  return key === from ? said : 'other';
}

/** What a browser reads in a message (RFC 8291, section 3; RFC 8188, section 2). @throws Error where it is not for this browser. */
export function decrypt(body: Buffer, { key, auth }: Pick<Browser, 'key' | 'auth'>): string {
  const salt = body.subarray(0, 16);
  const size = body.readUInt32BE(16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const record = body.subarray(21 + sender.length);
  if (record.length > size) throw new Error('more than one record');
  const own = createECDH('prime256v1');
  own.setPrivateKey(key);
  const derive = (from: Uint8Array, with_: Uint8Array, info: Uint8Array, length: number) =>
    new Uint8Array(hkdfSync('sha256', from, with_, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
  const secret = derive(own.computeSecret(sender), auth, info, 32);
  const opener = createDecipheriv(
    'aes-128-gcm',
    derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  opener.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([opener.update(record.subarray(0, -16)), opener.final()]);
  const end = [...padded].findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error('not the last record');
  return padded.subarray(0, end).toString();
}
