import { expect, test } from 'vitest';
import { encrypt, mostPlain } from '../../../worker/notify/push/encrypt';
import { authorization, serverKeys } from '../../../worker/notify/push/vapid';
import { decrypt, readAuthorization } from '../push-service';

/** RFC 8291, section 5 and appendix A. */
const example = {
  plain: 'When I grow up, I want to be a watermelon',
  serverKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  browserKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const bytes = (text: string) => Buffer.from(text, 'base64url');
const browser = { key: bytes(example.browserKey), auth: bytes(example.keys.auth) };

test('the example of RFC 8291 comes out byte by byte, and a browser reads it', () => {
  const fresh = { salt: bytes(example.salt), key: bytes(example.serverKey) };
  expect(encrypt(example.plain, example.keys, { fresh }).toString('base64url')).toBe(example.body);
  expect(decrypt(bytes(example.body), browser)).toBe(example.plain);
});

test('each message has a key and a salt of its own, and its length says little', () => {
  const padded = 1024;
  const [one, other] = [encrypt('a', example.keys, { padded }), encrypt('a'.repeat(1000), example.keys, { padded })];
  expect(one.length).toBe(other.length);
  expect(one.subarray(0, 86).equals(other.subarray(0, 86))).toBe(false);
  expect(decrypt(one, browser)).toBe('a');
  expect(decrypt(other, browser)).toBe('a'.repeat(1000));
  const longest = encrypt('ä'.repeat(mostPlain / 2 - 0.5), example.keys, { padded });
  expect(longest.length).toBeLessThanOrEqual(4096);
  expect(decrypt(longest, browser)).toMatch(/^ä+$/);
  expect(() => encrypt('a'.repeat(mostPlain + 1), example.keys)).toThrow('more than');
});

test('what is no point on the curve, or no secret, is no browser’s key', () => {
  const { p256dh, auth } = example.keys;
  const turned = bytes(p256dh).fill(7, 40).toString('base64url');
  for (const keys of [
    { p256dh: turned, auth },
    { p256dh: Buffer.alloc(65).toString('base64url'), auth },
    { p256dh: '', auth },
    { p256dh, auth: 'AAAA' },
  ])
    expect(() => encrypt('a', keys)).toThrow();
});

test('the example of RFC 8292 is taken for signed, and for nobody else', async () => {
  const t =
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA';
  const k = 'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';
  const at = 1453520000_000;
  const read = (header: string, audience = 'https://push.example.net', from = k, now = at) =>
    readAuthorization(header, audience, from, now);
  expect(await read(`vapid t=${t}, k=${k}`)).toMatchObject({ sub: 'mailto:push@example.com', exp: 1453523768 });
  expect(await read(`vapid t=${t}, k=${serverKeys('x').publicKey}`)).toBe('not signed with it');
  expect(await read(`vapid t=${t}, k=${k}`, 'https://other.example')).toContain('for https://push');
  expect(await read(`vapid t=${t}, k=${k}`, undefined, undefined, at + 86_400_000)).toBe('not for now');
  expect(await read(`vapid t=${t}, k=${k}`, undefined, serverKeys('x').publicKey)).toBe('other');
});

test('a server signs with keys that belong to its secret, for the one service and half a day', async () => {
  const keys = serverKeys('a secret');
  expect(serverKeys('a secret')).toEqual(keys);
  expect(serverKeys('another secret').publicKey).not.toBe(keys.publicKey);
  for (let count = 0; count < 50; count += 1) expect(bytes(serverKeys(`${count}`).privateKey)).toHaveLength(32);
  const now = Date.UTC(2026, 10, 30);
  const header = await authorization(keys, 'https://push.example.net/p/1?a=b', 'mailto:a@b.example', now);
  expect(await readAuthorization(header, 'https://push.example.net', keys.publicKey, now)).toEqual({
    aud: 'https://push.example.net',
    exp: now / 1000 + 12 * 60 * 60,
    sub: 'mailto:a@b.example',
  });
});
