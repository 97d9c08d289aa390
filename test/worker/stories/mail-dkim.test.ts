import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { address, letter, receivedBy, sendBy } from '../mail-steps';

/** A header as it is signed: "relaxed" (RFC 6376, 3.4.2). */
function relaxed(header: string): string {
  const colon = header.indexOf(':');
  const value = header
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${header.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** The tags of a signature. */
const tagsOf = (signature: string) =>
  Object.fromEntries(
    signature
      .slice(signature.indexOf(':') + 1)
      .replace(/\s/g, '')
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  );

test('where a key is set up, a mail is signed for the domain that it comes from', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const to = address('reader');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await sendBy('plain', letter(to, { stop: 'https://comments.example.de/stop/x' }), {
    dkim: { selector: 'plausch', key },
  });
  const raw = (await receivedBy(to))[0]?.raw ?? '';
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const body = `${raw
    .slice(end + 4)
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '')}\r\n`;
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const { d, s, bh, b = '', h = '' } = tagsOf(signature);
  expect([d, s]).toEqual(['mail.example', 'plausch']);
  expect(bh).toBe(createHash('sha256').update(body, 'latin1').digest('base64'));
  const names = h.toLowerCase().split(':');
  expect(names).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'message-id']));
  // Else no mail program offers to end such mails in one click (RFC 8058, section 4).
  expect(names).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
  const signed = names.flatMap((name) =>
    headers.filter((header) => header.toLowerCase().startsWith(`${name}:`)).map(relaxed),
  );
  const text = [...signed, relaxed(signature.replace(/(\bb=)[\s\S]*$/, '$1'))].join('\r\n');
  expect(verify('sha256', Buffer.from(text, 'latin1'), publicKey, Buffer.from(b, 'base64'))).toBe(true);
});
