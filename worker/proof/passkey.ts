import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Context } from 'hono';
import type { StoredPasskey } from '../account/passkeys';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { ownOrigin } from '../http/own-origin';

/** A challenge is good for this long: time to find the phone, and no more. */
const lifetime = 5 * 60_000;

/** Its code is made ready when somebody first uses a passkey: no reader waits for it. */
const webauthn = () => import('@simplewebauthn/server');

/** WebAuthn (W3C Recommendation, level 3) for the desk under the address that this request came to. */
export class Passkeys {
  readonly #secret: string;
  readonly #origin: string;

  constructor(c: Context, platform: Platform) {
    this.#secret = platform.config.secret;
    this.#origin = ownOrigin(c, platform);
  }

  /** What a browser needs to make a passkey for an account. */
  async registrationOptions(account: string, name: string, known: StoredPasskey[]) {
    const { generateRegistrationOptions } = await webauthn();
    return generateRegistrationOptions({
      rpName: 'Plausch',
      rpID: this.#host,
      userID: new Uint8Array(new TextEncoder().encode(account)),
      userName: name,
      userDisplayName: name,
      challenge: this.#newChallenge(`register ${account}`),
      excludeCredentials: known.map(({ credential }) => ({ id: credential })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
  }

  /** The passkey that a browser has made, and the challenge it answered. @throws Refusal `passkey-refused`. */
  async checkRegistration(account: string, response: unknown): Promise<{ passkey: StoredPasskey; challenge: string }> {
    const { challenge, check } = this.#expected(`register ${account}`);
    const { verifyRegistrationResponse } = await webauthn();
    const { registrationInfo } = await refusing(() =>
      verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: check,
        expectedOrigin: this.#origin,
        expectedRPID: this.#host,
        requireUserVerification: false,
      }),
    );
    if (!registrationInfo) throw new Refusal('passkey-refused');
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    const passkey = { credential: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
    return { passkey, challenge: challenge() };
  }

  /** What a browser needs to sign in with any passkey it has for this desk. */
  async signInOptions() {
    const { generateAuthenticationOptions } = await webauthn();
    return generateAuthenticationOptions({
      rpID: this.#host,
      userVerification: 'preferred',
      challenge: this.#newChallenge('sign-in'),
    });
  }

  /** How often the passkey says it was used, and the challenge it answered. @throws Refusal `passkey-refused`. */
  async checkSignIn(response: unknown, known: StoredPasskey): Promise<{ counter: number; challenge: string }> {
    const { challenge, check } = this.#expected('sign-in');
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await refusing(() =>
      verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: check,
        expectedOrigin: this.#origin,
        expectedRPID: this.#host,
        requireUserVerification: false,
        credential: {
          id: known.credential,
          publicKey: new Uint8Array(Buffer.from(known.publicKey, 'base64url')),
          counter: known.counter,
        },
      }),
    );
    if (!verified) throw new Refusal('passkey-refused');
    return { counter: authenticationInfo.newCounter, challenge: challenge() };
  }

  get #host(): string {
    return new URL(this.#origin).hostname;
  }

  /** Signed instead of stored: whoever asks for challenges leaves nothing behind. */
  #newChallenge(purpose: string): string {
    const start = `${Date.now() + lifetime}.${randomBytes(16).toString('base64url')}`;
    return `${start}.${this.#sign(purpose, start)}`;
  }

  #sign(purpose: string, start: string): string {
    return createHmac('sha256', this.#secret).update(`challenge\n${purpose}\n${start}`).digest('base64url');
  }

  /** Checks the challenge that comes back (base64url of what was sent), and keeps it to be spent. */
  #expected(purpose: string) {
    let found = '';
    const check = (encoded: string) => {
      found = Buffer.from(encoded, 'base64url').toString();
      const start = found.slice(0, found.lastIndexOf('.'));
      const expected = Buffer.from(`${start}.${this.#sign(purpose, start)}`);
      const given = Buffer.from(found);
      const signed = given.length === expected.length && timingSafeEqual(given, expected);
      return signed && Number(start.split('.')[0]) > Date.now();
    };
    return { check, challenge: () => found };
  }
}

/** The library says with an error what does not fit. Nobody but the one who tried needs to know more. */
async function refusing<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch {
    throw new Refusal('passkey-refused');
  }
}
