import { createECDH, hkdfSync } from 'node:crypto';

/** Who this server is to push services (RFC 8292): browsers let messages through from nobody else. base64url. */
export interface ServerKeys {
  /** An uncompressed point on P-256, as browsers take it when somebody subscribes. */
  publicKey: string;
  privateKey: string;
}

/** The number of points of P-256 (SEC 2, section 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The keys that belong to a server's secret: always the same, so that nobody has to make or keep any. */
export function serverKeys(secret: string): ServerKeys {
  // 64 bits more than the order has, so that every key is as likely as any other (FIPS 186-5, A.2.1).
  const seed = Buffer.from(hkdfSync('sha256', secret, 'plausch', 'push services', 40)).toString('hex');
  const scalar = (BigInt(`0x${seed}`) % (order - 1n)) + 1n;
  const key = createECDH('prime256v1');
  key.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'));
  return {
    publicKey: key.getPublicKey('base64url'),
    privateKey: Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').toString('base64url'),
  };
}

/** So long (seconds) a signature is good; a push service takes a day at most (RFC 8292, section 2). */
const lifetime = 12 * 60 * 60;

/**
 * The header by which a push service knows whose message it is. `endpoint`: where it goes; `contact`: whom the service can ask about
 * it, a `mailto:` or an `https:` address; `now`: milliseconds since 1970.
 */
export async function authorization(
  { publicKey, privateKey }: ServerKeys,
  endpoint: string,
  contact: string,
  now: number,
): Promise<string> {
  const point = Buffer.from(publicKey, 'base64url');
  const key = await crypto.subtle.importKey(
    'jwk',
    {
      ...{ kty: 'EC', crv: 'P-256', d: privateKey },
      ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
    },
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + lifetime, sub: contact };
  const said = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encoded).join('.');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(said));
  return `vapid t=${said}.${Buffer.from(signature).toString('base64url')}, k=${publicKey}`;
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
