import { expect, test } from 'vitest';
import { mailServers } from '#host';
import { mailChannel } from '../../../worker/notify/mail/mail';
import type { EmailBinding } from '../../../worker/notify/mail/ways/binding';
import { mailKey } from '../mail-known';
import { address, letter, receivedBy, sender } from '../mail-steps';

const api = (key = mailKey, most?: number) =>
  mailChannel({ sender, way: { kind: 'api', url: `${mailServers.control}/emails`, key } }, undefined, most);

test('a service takes a mail over HTTP, and knows a repeat by its key', async () => {
  const to = address('reader');
  const sent = await api().send(letter(to, { conversation: 'c1', stop: 'https://blog.example.de/stop' }));
  expect(sent).toEqual({ kind: 'sent', said: expect.stringMatching(/^200 \{"id":"mail-\d+"\}$/) });
  await api().send(letter(to));
  const [first, second] = await receivedBy(to);
  expect(first?.user).toBe(`letter-${to.split('@')[0]}@mail.example`);
  expect(second?.user).toBe(first?.user);
  expect(JSON.parse(first?.raw ?? '')).toEqual({
    from: `"Nora on blog.example.de" <${sender}>`,
    to: [to],
    subject: 'Nora has answered you',
    text: expect.stringContaining('> That helped a lot.'),
    html: expect.stringContaining('<p dir="auto">That helped a lot.</p>'),
    headers: {
      'Message-ID': `<letter-${to.split('@')[0]}@mail.example>`,
      'In-Reply-To': '<conversation.c1@mail.example>',
      References: '<conversation.c1@mail.example>',
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'en',
      'List-Unsubscribe': '<https://blog.example.de/stop>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  });
});

test.each([
  ['many', { kind: 'again', after: 7, said: '429 {"name":"rate_limit_exceeded","message":"Slow down"}' }],
  ['down', { kind: 'again', said: expect.stringMatching(/^500 /) }],
  ['nobody', { kind: 'never', said: expect.stringMatching(/^422 .*Invalid `to` field/) }],
  ['unverified', { kind: 'again', said: expect.stringMatching(/not set up rightly: 403 .*not verified/) }],
  ['away', { kind: 'again', said: expect.stringMatching(/^302/) }],
])('what a service answers for %s is understood', async (kind, sent) => {
  const to = address(kind);
  expect(await api().send(letter(to))).toEqual(sent);
  expect(await receivedBy(to)).toEqual([]);
});

test('a wrong key is told as such, without the key; a service that says nothing is given up', async () => {
  const wrong = await api('a wrong one').send(letter(address('reader')));
  expect(wrong).toEqual({ kind: 'again', said: expect.stringMatching(/not set up rightly: 401 .*API key is invalid/) });
  expect(JSON.stringify(wrong)).not.toContain('a wrong one');
  expect(await api(mailKey, 300).send(letter(address('silent')))).toEqual({
    kind: 'again',
    said: 'no answer within 0.3 seconds',
  });
});

/** Cloudflare's binding as it documents it: it takes what it may, and throws errors that have a code. */
function boundEmail(code?: string) {
  const taken: Parameters<EmailBinding['send']>[0][] = [];
  const binding: EmailBinding = {
    async send(mail) {
      const refused = Object.keys(mail.headers).find((name) => !allowedByCloudflare.includes(name));
      const wrong = refused === undefined ? code : 'E_HEADER_NOT_ALLOWED';
      if (wrong) throw Object.assign(new Error(`Cloudflare says ${refused ?? 'so'}`), { code: wrong });
      taken.push(mail);
      return { messageId: '<1@cloudflare.example>' };
    },
  };
  return { taken, channel: mailChannel({ sender, way: { kind: 'binding' } }, binding) };
}
/** Of the headers that it lets one set (https://developers.cloudflare.com/email-service/reference/headers/). */
const allowedByCloudflare = [
  'In-Reply-To',
  'References',
  'Auto-Submitted',
  'Content-Language',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
];

test('Cloudflare’s binding takes a mail, with no header that it does not allow', async () => {
  const to = address('reader');
  const { taken, channel } = boundEmail();
  const sent = await channel.send(
    letter(to, { conversation: 'c1', follows: 'l0', stop: 'https://blog.example.de/stop' }),
  );
  expect(sent).toEqual({ kind: 'sent', said: '<1@cloudflare.example>' });
  expect(taken).toMatchObject([
    { to, from: { name: 'Nora on blog.example.de', email: sender }, subject: 'Nora has answered you' },
  ]);
});

test.each([
  ['E_RECIPIENT_SUPPRESSED', { kind: 'never', gone: true }],
  ['E_CONTENT_TOO_LARGE', { kind: 'never' }],
  ['E_RATE_LIMIT_EXCEEDED', { kind: 'again' }],
  ['E_SENDER_NOT_VERIFIED', { kind: 'again' }],
  ['E_INTERNAL_SERVER_ERROR', { kind: 'again' }],
])('when the binding throws %s, that is understood', async (code, outcome) => {
  const { channel } = boundEmail(code);
  expect(await channel.send(letter(address('reader')))).toEqual({ ...outcome, said: `${code}: Cloudflare says so` });
});

test('a way that is not there is told when it is set up, not with the first mail', () => {
  expect(() => mailChannel({ sender, way: { kind: 'binding' } })).toThrow('The binding EMAIL is missing.');
});
