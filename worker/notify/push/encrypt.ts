import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser has given out for messages to it (RFC 8291, section 2): base64url. */
export interface BrowserKeys {
  /** An uncompressed point on P-256. */
  p256dh: string;
  /** 16 bytes that only this browser and this server know. */
  auth: string;
}

/** What is made anew for each message. A test says what it is. */
export interface Fresh {
  salt: Buffer;
  /** The private half of a key that is used once. */
  key: Buffer;
}

/** All of a message is one record of this size (RFC 8291, section 4: no service has to take more than 4096 bytes). */
const recordSize = 4096;
/** Salt, record size, length of the key, key (RFC 8188, section 2.1). */
const headerSize = 16 + 4 + 1 + 65;
/** A delimiter, and the tag of AES-GCM. */
const around = 1 + 16;

/** So many bytes a message may have. */
export const mostPlain = recordSize - headerSize - around;

/**
 * A message that only one browser can read: `aes128gcm` of RFC 8188 with the keys of RFC 8291. `padded`: filled up to a multiple of so many bytes, so
 * that its length says little about its words. @throws Error where the keys are none, or the message is too long.
 */
export function encrypt(message: string, keys: BrowserKeys, { padded = 1, fresh = newFresh() } = {}): Buffer {
  const plain = Buffer.from(message);
  if (plain.length > mostPlain) throw new Error(`more than ${mostPlain} bytes`);
  const [browser, auth] = [Buffer.from(keys.p256dh, 'base64url'), Buffer.from(keys.auth, 'base64url')];
  if (auth.length !== 16) throw new Error('no secret of 16 bytes');
  const own = createECDH('prime256v1');
  own.setPrivateKey(fresh.key);
  const shared = own.computeSecret(browser);
  const server = own.getPublicKey();
  const secret = hkdf(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), browser, server]), 32);
  const key = hkdf(secret, fresh.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(secret, fresh.salt, Buffer.from('Content-Encoding: nonce\0'), 12);

  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const size = Math.min(Math.ceil((plain.length + 1) / padded) * padded, mostPlain + 1);
  // 2: no other record follows; what comes after that is padding.
  const record = Buffer.concat([plain, Buffer.from([2]), Buffer.alloc(size - plain.length - 1)]);
  const length = Buffer.alloc(5);
  length.writeUInt32BE(recordSize);
  length.writeUInt8(server.length, 4);
  return Buffer.concat([fresh.salt, length, server, cipher.update(record), cipher.final(), cipher.getAuthTag()]);
}

function newFresh(): Fresh {
  const key = createECDH('prime256v1');
  key.generateKeys();
  return { salt: randomBytes(16), key: key.getPrivateKey() };
}

const hkdf = (from: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', from, salt, info, length));
