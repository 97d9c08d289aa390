import { expect, test } from 'vitest';
import { address, letter, receivedBy, sendBy, sender, theMailTo } from '../mail-steps';

test.each([
  ['plain', false],
  ['startTls', true],
  ['tls', true],
  ['login', false],
] as const)('a mail gets through by %s, and reads as it was meant', async (server, secure) => {
  const to = address('reader');
  const sent = await sendBy(
    server,
    letter(to, { conversation: 'c1', follows: 'l0', stop: 'https://blog.example.de/stop?a=b' }),
  );
  expect(sent).toEqual({ kind: 'sent', said: expect.stringMatching(/^250 2\.0\.0 Taken as \d+$/) });
  const { mail, from, ...envelope } = await theMailTo(to);
  expect([from, envelope.to, envelope.secure]).toEqual([sender, [to], secure]);
  expect(mail.from).toEqual({ name: 'Nora on blog.example.de', address: sender });
  expect(mail.to).toEqual([{ name: '', address: to }]);
  expect(mail.subject).toBe('Nora has answered you');
  expect(Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))).toEqual({
    from: `"Nora on blog.example.de" <${sender}>`,
    to,
    subject: 'Nora has answered you',
    date: expect.any(String),
    'message-id': `<letter-${to.split('@')[0]}@mail.example>`,
    'in-reply-to': '<l0@mail.example>',
    references: '<conversation.c1@mail.example> <l0@mail.example>',
    'auto-submitted': 'auto-generated',
    'content-language': 'en',
    'list-unsubscribe': '<https://blog.example.de/stop?a=b>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    'mime-version': '1.0',
    'content-type': expect.stringContaining('multipart/alternative'),
  });
  expect(mail.text?.replaceAll('\u200a', '')).toBe(
    `Nora has answered you

Nora:
> Thank you.
>
> That helped a lot.

Read it there: https://blog.example.de/post/?a=1&b=2#c

--${' '}
You asked to be told of answers.
`,
  );
  expect(mail.html).toContain('<p dir="auto">That helped a lot.</p>');
  expect(mail.html).toContain('href="https://blog.example.de/post/?a=1&amp;b=2#c"');
});

test('a repeat of a letter has the same Message-ID, and the letters of a conversation begin at the same place', async () => {
  const [first, second] = [address('reader'), address('reader')];
  for (const to of [first, first, second]) await sendBy('plain', letter(to, { conversation: 'c2' }));
  const ids = (await receivedBy(first)).map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
  expect(ids).toEqual(Array(2).fill(`<letter-${first.split('@')[0]}@mail.example>`));
  expect((await theMailTo(second)).mail.references).toBe('<conversation.c2@mail.example>');
});

test.each([
  ['plain', 'nobody', 'never', /^550 5\.1\.1 Nobody/, true],
  ['plain', 'full', 'again', /^452 4\.2\.2 The mailbox is full/, false],
  ['plain', 'busy', 'again', /^451 4\.3\.0 Try again later/, false],
  ['plain', 'spam', 'never', /^554 5\.6\.0 This looks like spam/, false],
  ['plain', 'relay', 'again', /refused to deliver for us: 554 5\.7\.1 Relay/, false],
  ['plain', 'login', 'again', /refused to let us sign in: 530 5\.7\.0/, false],
] as const)('by %s, what a server says of %s is: %s', async (server, kind, outcome, said, gone) => {
  const to = address(kind);
  const sent = await sendBy(server, letter(to));
  expect(sent).toEqual({ kind: outcome, said: expect.stringMatching(said), ...(gone && { gone }) });
  expect(await receivedBy(to)).toEqual([]);
});

test('a greylisted mail is taken when it comes again', async () => {
  const to = address('grey');
  expect(await sendBy('plain', letter(to))).toMatchObject({
    kind: 'again',
    said: expect.stringContaining('Greylisted'),
  });
  expect(await sendBy('plain', letter(to))).toMatchObject({ kind: 'sent' });
  expect(await receivedBy(to)).toHaveLength(1);
});

test('a sender that the server does not want is told as such, and the recipient is not to blame', async () => {
  const sent = await sendBy('plain', letter(address('reader')), { from: 'stranger@mail.example' });
  expect(sent).toEqual({ kind: 'again', said: expect.stringMatching(/refused this sender: 553 5\.7\.1/) });
});

test('a wrong password is told as such, and goes nowhere else', async () => {
  const login = { user: 'plausch@mail.example', password: 'a wrong one' };
  const sent = await sendBy('startTls', letter(address('reader')), { login });
  expect(sent).toEqual({ kind: 'again', said: expect.stringMatching(/refused to let us sign in: 535 5\.7\.8/) });
  expect(JSON.stringify(sent)).not.toContain('a wrong one');
});

test('without STARTTLS where it is demanded nothing is sent, no password either', async () => {
  const to = address('reader');
  expect(await sendBy('login', letter(to), { tls: 'demanded' })).toEqual({
    kind: 'again',
    said: expect.stringContaining('no TLS with the server'),
  });
  expect(await receivedBy(to)).toEqual([]);
});

test('a server whose certificate nobody has signed gets nothing, unless that is allowed', async () => {
  const to = address('reader');
  expect(await sendBy('stranger', letter(to))).toMatchObject({ kind: 'again' });
  expect(await receivedBy(to)).toEqual([]);
});

test('a server that says nothing is given up, one that nobody has started and one that dies in the middle of the text, too', async () => {
  const to = address('reader');
  expect(await sendBy('silent', letter(to), { most: 300 })).toEqual({
    kind: 'again',
    said: 'no answer within 0.3 seconds',
  });
  expect(await sendBy('plain', letter(to), { port: 9 })).toMatchObject({ kind: 'again' });
  expect(await sendBy('dying', letter(to))).toMatchObject({ kind: 'again' });
  expect(await receivedBy(to)).toEqual([]);
});

test.each([
  'one@reader.example, two@reader.example',
  'one@reader.example;two@reader.example',
  'one@reader.example\r\nRCPT TO:<two@reader.example>',
  '<one@reader.example> two@reader.example',
  '"one@reader.example, two"@reader.example',
  'One <one@reader.example>',
  'one@reader.example\0',
  ' one@reader.example',
  'group: one@reader.example, two@reader.example;',
  '',
])('what is not one address goes to nobody: %j', async (to) => {
  expect(await sendBy('plain', letter('', { to }))).toEqual({
    kind: 'never',
    gone: true,
    said: 'this is not an e-mail address',
  });
});
