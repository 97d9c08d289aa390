import { createHmac } from 'node:crypto';
import { type Challenge, createChallenge, type Payload, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { Refusal } from '../errors';

/** Where a proof of work counts. */
export interface Place {
  site: string;
  thread: string;
}

/** A proof that was checked: what makes it one that is used once, and until when (milliseconds since 1970). */
export interface Proof {
  value: string;
  expires: number;
}

/** Long enough for a long comment; seconds. */
const lifetime = 2 * 60 * 60;
/** One attempt is so many rounds of PBKDF2: about a millisecond on a desk, three on a phone. */
const rounds = 2000;

/**
 * A challenge of the ALTCHA protocol (version 2, altcha-lib): signed, bound to a site and thread, to be solved with half
 * of `attempts` to all of them.
 */
export function newChallenge(secret: string, place: Place, attempts: number, now = Date.now()): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: rounds,
    counter: randomInt(attempts, Math.ceil(attempts / 2)),
    data: { ...place },
    deriveKey,
    expiresAt: Math.floor(now / 1000) + lifetime,
    ...keysOf(secret),
  });
}

/**
 * Checks the payload of a solved challenge, as ALTCHA encodes it (base64 of JSON).
 * @throws Refusal `bad-challenge` when it is none, was changed, has expired or is for another place.
 */
export async function checkProof(secret: string, payload: string, place: Place): Promise<Proof> {
  const { challenge, solution } = parsePayload(payload);
  const { verified, expired } = await verifySolution({ challenge, solution, deriveKey, ...keysOf(secret) }).catch(
    () => ({ verified: false, expired: false }),
  );
  if (expired) throw new Refusal('bad-challenge', { detail: 'It has expired.' });
  if (!verified) throw new Refusal('bad-challenge', { detail: 'It is not solved.' });
  const { data, nonce, expiresAt = 0 } = challenge.parameters;
  if (data?.site !== place.site || data.thread !== place.thread)
    throw new Refusal('bad-challenge', { detail: 'It is for another place.' });
  return { value: nonce, expires: expiresAt * 1000 };
}

function parsePayload(payload: string): Payload {
  try {
    const { challenge, solution } = JSON.parse(Buffer.from(payload, 'base64').toString()) as Payload;
    if (typeof challenge.parameters === 'object' && typeof solution === 'object') return { challenge, solution };
  } catch {
    // It is refused below like any other.
  }
  throw new Refusal('bad-challenge', { detail: 'It cannot be read.' });
}

/** Two keys of their own, so that what signs challenges signs nothing else. */
function keysOf(secret: string) {
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest('hex');
  return { hmacSignatureSecret: derive('challenge'), hmacKeySignatureSecret: derive('challenge key') };
}
