import { base } from '#host';

const { origin, hostname } = new URL(base);
const encoder = new TextEncoder();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const join = (...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => [...part]));
const uint16 = (value: number) => [value >> 8, value & 255];
const uint32 = (value: number) => [...uint16(value >>> 16), ...uint16(value & 65_535)];

/** What this authenticator may be told to do wrong. */
export interface Told {
  origin?: string;
  /** How often it says it was used. */
  counter?: number;
}

/** A device that makes one passkey (WebAuthn level 3, ES256, no attestation) and signs in with it. */
export class Authenticator {
  readonly #id = crypto.getRandomValues(new Uint8Array(16));
  readonly #keys = crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  #handle = '';
  #counter = 0;

  /** Answers the options for a new passkey. */
  async register({ challenge, user }: { challenge: string; user: { id: string } }, told: Told = {}) {
    this.#handle = user.id;
    const { publicKey } = (await this.#keys) as CryptoKeyPair;
    const { x = '', y = '' } = (await crypto.subtle.exportKey('jwk', publicKey)) as JsonWebKey;
    const [cborX, cborY] = [x, y].map((part) => join([0x58, 32], Buffer.from(part, 'base64url')));
    // A COSE key (RFC 9053): kty EC2, alg ES256, crv P-256.
    const key = join([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21], cborX ?? [], [0x22], cborY ?? []);
    const data = await this.#data(0x45, join(new Uint8Array(16), uint16(this.#id.length), this.#id, key), told);
    const attestation = join(
      [0xa3, 0x63, ...encoder.encode('fmt'), 0x64, ...encoder.encode('none'), 0x67, ...encoder.encode('attStmt'), 0xa0],
      [0x68, ...encoder.encode('authData'), 0x59, ...uint16(data.length)],
      data,
    );
    const client = this.#client('webauthn.create', challenge, told);
    return this.#answer({ clientDataJSON: base64url(client), attestationObject: base64url(attestation) });
  }

  /** Answers the options to sign in. */
  async signIn({ challenge }: { challenge: string }, told: Told = {}) {
    this.#counter += 1;
    const data = await this.#data(0x05, [], told);
    const client = this.#client('webauthn.get', challenge, told);
    const { privateKey } = (await this.#keys) as CryptoKeyPair;
    const signed = join(data, await sha256(join(client)));
    const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, signed));
    return this.#answer({
      clientDataJSON: base64url(client),
      authenticatorData: base64url(data),
      signature: base64url(der(raw)),
      userHandle: this.#handle,
    });
  }

  #answer(response: Record<string, string>) {
    const id = base64url(this.#id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  async #data(flags: number, rest: Uint8Array | number[], { counter = this.#counter }: Told) {
    return join(await sha256(join(encoder.encode(hostname))), [flags], uint32(counter), rest);
  }

  #client(type: string, challenge: string, told: Told): Uint8Array<ArrayBuffer> {
    return join(encoder.encode(JSON.stringify({ type, challenge, origin: told.origin ?? origin, crossOrigin: false })));
  }
}

/** A raw ECDSA signature as DER (RFC 3279). */
function der(raw: Uint8Array): Uint8Array {
  const [r, s] = [raw.slice(0, 32), raw.slice(32)].map((part) => {
    const start = part.findIndex((byte) => byte !== 0);
    const short = part.slice(start);
    const body = (short[0] ?? 0) > 127 ? [0, ...short] : [...short];
    return [2, body.length, ...body];
  });
  const body = [...(r ?? []), ...(s ?? [])];
  return new Uint8Array([0x30, body.length, ...body]);
}
