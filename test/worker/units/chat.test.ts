import { expect, test } from 'vitest';
import type { TargetAddress } from '../../../worker/contract/targets';
import type { ChatKind, Format } from '../../../worker/notify/chat/format';
import { formats } from '../../../worker/notify/chat/formats';
import type { Notice } from '../../../worker/notify/chat/notice';

const addresses = {
  slack: { kind: 'slack', url: 'https://hooks.slack.com/services/T0/B0/secret' },
  mattermost: { kind: 'mattermost', url: 'https://chat.example/hooks/secret' },
  discord: { kind: 'discord', url: 'https://discord.com/api/webhooks/1/secret' },
  telegram: { kind: 'telegram', token: '1:secret', chat: '-100' },
  matrix: { kind: 'matrix', url: 'https://matrix.example/', room: '!a:matrix.example', token: 'secret' },
  ntfy: { kind: 'ntfy', url: 'https://ntfy.example/below/topic/', token: 'secret' },
  gotify: { kind: 'gotify', url: 'https://gotify.example/below', token: 'secret' },
} satisfies { [Kind in ChatKind]: Extract<TargetAddress, { kind: Kind }> };

const requestOf = (kind: ChatKind, notice: Notice) =>
  (formats[kind] as Format<ChatKind>).request(addresses[kind] as never, notice, '01ID');
const kinds = Object.keys(formats) as ChatKind[];

const link = { label: 'Open at the desk', url: 'https://comments.example/desk/#/blog.example/queue' };
const plain: Notice = {
  title: 'A comment waits on blog.example',
  about: 'The opening',
  quote: { by: 'Nora', text: 'I was there.' },
  more: 'Reported as an insult.',
  link,
};

/** Every text that whoever reads it sees, in one. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
const bodyOf = (kind: ChatKind, notice: Notice) => JSON.parse(String(requestOf(kind, notice).body));

test('each is asked as it documents', () => {
  const asked = Object.fromEntries(
    kinds.map((kind) => {
      const { method, url, headers } = requestOf(kind, plain);
      return [kind, [method, url, Object.entries(headers).filter(([name]) => name !== 'Content-Type')].flat(3)];
    }),
  );
  expect(asked).toEqual({
    slack: ['POST', 'https://hooks.slack.com/services/T0/B0/secret'],
    mattermost: ['POST', 'https://chat.example/hooks/secret'],
    discord: ['POST', 'https://discord.com/api/webhooks/1/secret'],
    telegram: ['POST', 'https://api.telegram.org/bot1:secret/sendMessage'],
    matrix: [
      'PUT',
      'https://matrix.example/_matrix/client/v3/rooms/!a%3Amatrix.example/send/m.room.message/01ID',
      ...['Authorization', 'Bearer secret'],
    ],
    ntfy: ['POST', 'https://ntfy.example/below/', 'Authorization', 'Bearer secret'],
    gotify: ['POST', 'https://gotify.example/below/message', 'X-Gotify-Key', 'secret'],
  });
});

test('each is told the same, in its own way', () => {
  expect(Object.fromEntries(kinds.map((kind) => [kind, bodyOf(kind, plain)]))).toEqual({
    slack: {
      text: 'A comment waits on blog.example',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'A comment waits on blog.example', emoji: false } },
        { type: 'section', text: { type: 'plain_text', text: 'The opening\nNora: I was there.', emoji: false } },
        { type: 'section', text: { type: 'plain_text', text: 'Reported as an insult.', emoji: false } },
        { type: 'context', elements: [{ type: 'mrkdwn', text: `<${link.url}|${link.label}>`, verbatim: true }] },
      ],
      unfurl_links: false,
      unfurl_media: false,
    },
    mattermost: {
      text: `**A comment waits on blog.example**\nThe opening\n> Nora: I was there.\nReported as an insult.\n\n[${link.label}](${link.url})`,
    },
    discord: {
      content: `**A comment waits on blog.example**\nThe opening\n> Nora\\: I was there.\nReported as an insult.\n[${link.label}](<${link.url}>)`,
      allowed_mentions: { parse: [] },
      flags: 4,
    },
    telegram: {
      chat_id: '-100',
      text: `A comment waits on blog.example\nThe opening\nNora: I was there.\nReported as an insult.\n\n${link.label}: ${link.url}`,
      link_preview_options: { is_disabled: true },
    },
    matrix: {
      msgtype: 'm.text',
      body: `A comment waits on blog.example\nThe opening\nNora: I was there.\nReported as an insult.\n\n${link.label}: ${link.url}`,
      'm.mentions': {},
    },
    ntfy: {
      topic: 'topic',
      title: 'A comment waits on blog.example',
      message: 'The opening\nNora: I was there.\nReported as an insult.',
      click: link.url,
    },
    gotify: {
      title: 'A comment waits on blog.example',
      message: 'The opening\nNora: I was there.\nReported as an insult.',
      extras: {
        'client::display': { contentType: 'text/plain' },
        'client::notification': { click: { url: link.url } },
      },
    },
  });
});

test.each(kinds)('a test that says nothing more has words in %s, too', (kind) => {
  const bare = { ...plain, title: 'It works', about: null, quote: null, more: null };
  const body = bodyOf(kind, bare);
  expect(textsIn(body).join('\n')).toContain('It works');
  expect(body.message ?? 'some').not.toBe('');
});

/** What is dangerous somewhere, and what must not be left of it. */
const hostile: [what: string, text: string, where: Partial<Record<ChatKind, RegExp>>][] = [
  [
    'mentions',
    '@everyone @here @channel @all <!channel> <!here> <@U012AB3CD> <#C012AB3CD> <!subteam^S1> @nora:matrix.example @room',
    {
      mattermost: /@\w/,
      discord: /@\w|(?<!\\)<[@#!]/,
      telegram: /@\w/,
      matrix: /@\w/,
      ntfy: /@\w/,
      gotify: /@\w/,
    },
  ],
  [
    'masked links',
    '[your bank](https://evil.example) ![x](https://evil.example/a.png) <https://evil.example|your bank> [a]: https://evil.example',
    { mattermost: /(?<!\\)\[/, discord: /(?<!\\)[[<]/ },
  ],
  [
    'markup',
    '**bold** __under__ ~~gone~~ ||hidden|| `code` ```block``` # big > quote <b>html</b> $x$ \\** :fire: <t:1> </cmd:1>',
    { mattermost: /(?<!\\)[*`#|~$]/, discord: /(?<!\\)[*`#|~<:]/ },
  ],
];

/** As in the text itself, without what is ours. */
const ofText = (kind: ChatKind, notice: Notice) =>
  kind === 'slack'
    ? textsIn(bodyOf(kind, notice).blocks.filter(({ type }: { type: string }) => type === 'section')).join('\n')
    : textsIn(bodyOf(kind, notice))
        .join('\n')
        .replace(`[${link.label}](<${link.url}>)`, '')
        .replace(`[${link.label}](${link.url})`, '')
        .replace('**A comment waits on blog.example**', '')
        .replace(/^> /m, '');

for (const [what, text, where] of hostile)
  test.each(Object.entries(where) as [ChatKind, RegExp][])(
    `${what} are nothing but text in %s, wherever they stand`,
    (kind, alive) => {
      for (const notice of [
        { ...plain, quote: { by: 'Nora', text } },
        { ...plain, quote: { by: text, text: 'Hello' } },
        { ...plain, about: text },
        { ...plain, more: text },
      ])
        expect(ofText(kind, notice)).not.toMatch(alive);
    },
  );

test('in Slack nothing that somebody wrote stands where markup is read', () => {
  const text = '<!channel> <https://evil.example|bank> *a* &amp; @here';
  const body = bodyOf('slack', { title: text, about: text, quote: { by: text, text }, more: text, link });
  expect(body.text).toBe('&lt;!channel&gt; &lt;https://evil.example|bank&gt; *a* &amp;amp; @here');
  for (const block of body.blocks)
    if (block.type === 'context') expect(textsIn(block).join()).not.toContain('evil');
    else expect(block.text.type).toBe('plain_text');
});

const limits: Record<ChatKind, (body: never) => [length: number, most: number]> = {
  slack: ({ blocks }: { blocks: { text?: { text: string } }[] }) => [
    Math.max(...blocks.map(({ text }) => text?.text.length ?? 0)),
    3000,
  ],
  mattermost: ({ text }: { text: string }) => [text.length, 4000],
  discord: ({ content }: { content: string }) => [content.length, 2000],
  telegram: ({ text }: { text: string }) => [text.length, 4096],
  matrix: ({ body }: { body: string }) => [new TextEncoder().encode(body).length, 6000],
  ntfy: ({ message }: { message: string }) => [new TextEncoder().encode(message).length, 4096],
  gotify: ({ message }: { message: string }) => [message.length, 4000],
};

test.each(kinds)('what is long is cut for %s, and all of the rest is there', (kind) => {
  for (const sign of ['a', '*', '@', '🙂', '한', '<', '𝔞'])
    for (const length of [10, 900, 1000, 10_000]) {
      const text = sign.repeat(length);
      const body = bodyOf(kind, { ...plain, about: text, quote: { by: text, text }, more: text });
      const [size, most] = limits[kind](body as never);
      expect(size).toBeLessThanOrEqual(most);
      const all = textsIn(body).join('\n');
      expect(all).toContain(link.url);
      expect(all.isWellFormed()).toBe(true);
      // No sign is left without the one it belongs to.
      expect(all).not.toMatch(/\\(?=…)/);
    }
});

test.each(kinds)('what nobody sees is not there in %s, nor are line breaks that are not ours', (kind) => {
  const text = 'a\u202eb\u2066c\u0000d\r\nX-Evil: 1\r\n\r\ne\u2028f\u0085g\ufeff{{7*7}} <%= x %> %s';
  const body = bodyOf(kind, { title: text, about: text, quote: { by: text, text }, more: text, link });
  const all = textsIn(body).join('\n');
  expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ufeff\u2028]|(?!\n)\p{Cc}/u);
  expect(all).not.toMatch(/^X-Evil/m);
  expect(all).toContain('X-Evil');
});
