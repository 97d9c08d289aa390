import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import type { Letter } from '../../../worker/notify/mail/letter';
import { address, letter, receivedBy, sendBy, sender, theMailTo } from '../mail-steps';

const link = 'https://blog.example.de/post/';

/** A letter in which all that somebody else can have chosen is `text`. */
const withText = (to: string, text: string): Letter =>
  letter(to, {
    id: `letter-${to.split('@')[0]}`,
    from: { name: text, site: 'blog.example.de' },
    conversation: text.slice(0, 40),
    say: () => ({
      subject: text,
      parts: [
        { kind: 'heading', text },
        { kind: 'text', text },
        { kind: 'quote', by: text, text },
        { kind: 'links', links: [{ label: text, url: link }] },
      ],
      footer: { text, link: { label: text, url: link } },
      own: ['blog.example.de'],
    }),
  });

const hostile = {
  'a header after a line break': 'Nora\r\nBcc: victim@reader.example\r\n\r\nHello',
  'a header after half a line break': 'Nora\nX-Injected: 1\rX-Other: 1',
  'line breaks of other alphabets':
    'Nora\u2028Bcc: victim@reader.example\u2029\u0085\u000b\u000cBcc: victim@reader.example',
  'a header in an encoded word': '=?utf-8?Q?Nora=0D=0ABcc:_victim@reader.example?= =?utf-8?B?DQpCY2M6IGFAYi5j?=',
  'an end of the text and a command':
    'Nora\r\n.\r\nMAIL FROM:<victim@reader.example>\r\nRCPT TO:<victim@reader.example>\r\n.',
  'more addresses': 'Nora <nora@evil.example>, victim@reader.example; "Bank" <bank@evil.example>, group: a@b.example;',
  'a quoted name that ends early': 'Nora" <victim@reader.example>, "\\',
  'comments of an address': '(a) Nora (nora@evil.example) [x] @evil.example:victim@reader.example',
  'text that turns around': 'Nora \u202egnp.exe\u202c \u2066a\u2067b\u2068c\u2069 \u202a\u202b\u202d \u200f\u061c',
  'letters that look alike': 'Рауpаl · Νоrа · ⅿail · ＠ · blоg.exаmple.de',
  '10 000 characters': 'Ärger! '.repeat(1429),
  '10 000 characters without a space': 'x'.repeat(10_000),
  '10 000 characters outside of the first plane': '😀'.repeat(10_000),
  'marks of templates':
    '{{constructor.constructor("return 1")()}} $\u007b7*7} <%= 7*7 %> #{7*7} {% raw %} $& $1 $` %s %(from)s',
  NUL: 'No\0ra\0',
  'halves of characters': '\ud800Nora\udc00 \udfff\ud83d',
  'other controls': '\u001b[31mNora\u001b[0m\u0007\u0008\u007f\ufeff\ufff9',
  tags: '<script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(1)><a href="https://evil.example">Nora</a>',
  'the end of what it stands in':
    '"></p></blockquote></main></style></title><a href=//evil.example>Nora</a><!-- <![CDATA[ ]]>',
  'a style': '</style><style>@import url(https://evil.example/x.css);body{background:url(//evil.example)}</style>',
  'a part of a message':
    '------=_Part_1\r\nContent-Type: text/html\r\n\r\n<a href="https://evil.example">Nora</a>\r\n--_NmP--',
  addresses:
    'https://evil.example/?a=b&c=d http://1.2.3.4/x ftp://evil.example www.evil.example evil.example evil.example/x?y nora@evil.example mailto:nora@evil.example //evil.example xn--fsq.example',
  'names like our own':
    'blog.example.de.evil.example evil-blog.example.de evil.blog.example.de nora@blog.example.de https://blog.example.de/x blog.example.de@evil.example blog.example.de:81',
  nothing: '',
  'nothing to see': '\u200b \u2060\u00ad \t\r\n ',
};

const headers = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
];

/** Tags with their attributes, but for paragraphs and line breaks, of which there are as many as in the text. */
const tagsOf = (html = '') => (html.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<\/?p|^<br/.test(tag));

/** Looks for addresses as eagerly as any mail program. */
const { linkify } = new MarkdownIt({ linkify: true });
linkify.set({ fuzzyIP: true }).tlds('example', true);

test.each(Object.entries(hostile))('%s changes nothing but the words of a mail', async (_, text) => {
  const [calm, to] = [address('reader'), address('reader')];
  await sendBy('plain', withText(calm, 'Nora'));
  expect(await sendBy('plain', withText(to, text))).toMatchObject({ kind: 'sent' });
  const { mail, raw, from, ...envelope } = await theMailTo(to);
  expect([from, envelope.to]).toEqual([sender, [to]]);
  expect(mail.headers.map(({ key }) => key).toSorted()).toEqual(headers);
  expect([mail.from?.address, mail.to, mail.cc ?? [], mail.bcc ?? [], mail.replyTo ?? []]).toEqual([
    sender,
    [{ name: '', address: to }],
    [],
    [],
    [],
  ]);
  expect(mail.messageId).toBe(`<letter-${to.split('@')[0]}@mail.example>`);
  expect(mail.references).toMatch(/^<conversation\.[\w.-]*@mail\.example>$/);
  expect(mail.attachments).toEqual([]);
  const subject = mail.subject ?? '';
  expect([...subject].length).toBeLessThanOrEqual(150);
  expect([...(mail.from?.name ?? '')].length).toBeLessThanOrEqual(80);
  expect(mail.from?.name).not.toMatch(/[<>"@,;]/);
  for (const words of [subject, mail.from?.name ?? '', mail.text ?? '', mail.html ?? '']) {
    expect(words.isWellFormed()).toBe(true);
    expect(words).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u206f\ufeff]/u);
  }
  expect(subject + mail.from?.name).not.toMatch(/[\n\t]/);
  // Every line of the message is one that servers take (RFC 5322, 2.1.1).
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  const { mail: harmless } = await theMailTo(calm);
  expect(tagsOf(mail.html)).toEqual(tagsOf(harmless.html));
  const words = (mail.html ?? '')
    .replace(/<style>[^<]*<\/style>|<title>[^<]*<\/title>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&');
  expect(linkify.match(words)).toBe(null);
  const linked = linkify.match(mail.text ?? '')?.map(({ url }) => url) ?? [];
  expect(linked).toEqual([link, link]);
  expect(await receivedBy('victim@reader.example')).toEqual([]);
});

test('what somebody wrote is read as they wrote it', async () => {
  const to = address('reader');
  const text =
    'See https://evil.example/a?b=c, e.g. version 3.5 <b>of</b> nora@evil.example & “more”.\n\n\tTwo\nlines > one';
  await sendBy(
    'plain',
    letter(to, { say: () => ({ subject: 'S', parts: [{ kind: 'quote', text }], footer: { text: 'F' }, own: [] }) }),
  );
  const { mail } = await theMailTo(to);
  const quoted = text.replace(/^(.+)$/gm, '> $1').replace(/^$/gm, '>');
  expect(mail.text?.replaceAll('\u200a', '')).toBe(`${quoted}\n\n-- \nF\n`);
  expect(mail.html?.replaceAll('\u200a', '')).toContain('&lt;b&gt;of&lt;/b&gt; nora@evil.example &amp; “more”.');
});
