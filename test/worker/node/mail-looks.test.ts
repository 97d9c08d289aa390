import { expect, test } from 'vitest';
import type { Voice } from '../../../worker/contract/languages';
import { type FactsOf, MessageFacts } from '../../../worker/contract/message-facts';
import { compose } from '../../../worker/notify/mail/compose';
import type { Letter } from '../../../worker/notify/mail/letter';
import {
  answersSay,
  authorSays,
  messageSays,
  readerConfirmSays,
  teamSays,
  testSays,
} from '../../../worker/notify/mail/letters';
import { inWords } from '../../../worker/site/messages/in-words';

const site = 'blog.example.de';
const settings = {
  de: { language: 'de', tone: 'formal' },
  'de-du': { language: 'de', tone: 'familiar' },
  en: { language: 'en', tone: 'formal' },
} as const;

const mailOf = (voice: Voice, say: Letter['say'], name?: string) =>
  compose(
    { id: 'l1', to: 'nora@reader.example', voice, from: { ...(name && { name }), site }, say },
    'comments@mail.example',
  );

/** A message as it is in the outbox, and as a mail. */
function mailAbout(voice: Voice, facts: MessageFacts) {
  const said = inWords({ name: site, settings: settings[voice as keyof typeof settings] } as never, facts);
  return { said, mail: mailOf(voice, messageSays(facts, said, site)) };
}

const statement: FactsOf<'statement'> = {
  kind: 'statement',
  excerpt: 'Die Eröffnung war großartig, aber https://evil.example/kaufen ist billiger.',
  title: 'Die Eröffnung',
  written: Date.UTC(2026, 0, 30),
  action: 'reject',
  reason: 'Werbung',
  explanation: 'Bitte ohne Verweis auf Läden.',
  rule: null,
  detected: true,
  reported: true,
  appeal: 'possible',
};
const times = { turnedDown: Date.UTC(2026, 0, 31), at: Date.UTC(2026, 1, 1), published: Date.UTC(2026, 1, 1) };
const by = 'Anna';
const note = 'Was meinst du?\n\nIch bin <b>unsicher</b>:\nhttps://evil.example';
const { kind: _, ...about } = statement;

/** Two questions about one comment and an appeal about another, in one mail. */
function several(): Letter['say'] {
  const facts: MessageFacts[] = [
    { kind: 'consult', by, note: 'Stimmt die Zahl?' },
    { kind: 'consult', by, note },
    { kind: 'appeal-received', by: 'Uwe', text: 'Das war nur ein Gruß.' },
  ];
  const about = (name: string, ref: string) => ({ name, excerpt: 'Ein Gedanke dazu.', answers: null, why: null, ref });
  return teamSays(
    facts.map((one, at) => ({
      facts: one,
      words: inWords({ name: site, settings: settings.de } as never, one),
      comment: at < 2 ? 'c1' : 'c2',
      about: at < 2 ? about('Nora', '1.2') : about('Uwe', '3.4'),
    })),
    site,
    {
      page: `https://comments.example.de/decide/${site}`,
      desk: `https://comments.example.de/desk/#/${site}`,
      view: 'queue/all',
    },
  );
}

/** One of every kind. */
const all: MessageFacts[] = [
  statement,
  {
    kind: 'statement-undone',
    excerpt: about.excerpt,
    title: about.title,
    written: about.written,
    action: 'spam',
    ...times,
    appealed: true,
  },
  { kind: 'appeal-received', by, text: note },
  { ...about, kind: 'appeal-decided', reversed: false },
  { kind: 'published', excerpt: about.excerpt, title: about.title, written: about.written },
  { kind: 'answers', count: 3 },
  { kind: 'notice-received', excerpt: about.excerpt },
  { kind: 'notice-decided', excerpt: about.excerpt, removed: true, reason: 'Urheberrecht' },
  { kind: 'consult', by, note },
  { kind: 'answer', by, note },
  {
    kind: 'target-stopped',
    name: 'Chat der Redaktion',
    target: 'slack',
    why: 'failing',
    since: Date.UTC(2026, 0, 30),
    said: '503 Service Unavailable',
  },
  { kind: 'plain', subject: 'Von früher', text: 'Ein Text\n\nin zwei Absätzen.' },
];

test('there is one of every kind here', () => {
  expect(all.map(({ kind }) => kind)).toEqual(MessageFacts.options.map(({ shape }) => shape.kind.value));
});

/** What somebody reads: without what keeps programs from making links. */
const read = (text: string) => text.replaceAll('\u200a', '');

test.each(Object.keys(settings) as Voice[])(
  'every message of the outbox says as a mail what it says at the desk, in %s',
  (voice) => {
    for (const facts of all) {
      const { said, mail } = mailAbout(voice, facts);
      expect(mail.subject).toBe(said.subject);
      const text = read(mail.text).replace(/^> ?/gm, '');
      for (const paragraph of said.text.split('\n\n')) expect(text).toContain(paragraph);
      expect(mail.html).not.toMatch(/<b>|href/);
      expect(mail.html).toContain(`<html lang="${voice.slice(0, 2)}">`);
    }
  },
);

test('what somebody wrote to a colleague or about a decision is quoted, with whose words they are', () => {
  for (const kind of ['consult', 'answer', 'appeal-received'] as const) {
    const facts = all.find((one) => one.kind === kind) as MessageFacts;
    const { mail } = mailAbout('de', facts);
    expect(read(mail.text)).toContain('> Was meinst du?\n>\n> Ich bin <b>unsicher</b>:\n> https://evil.example\n');
    expect(mail.text).toContain(by);
    expect(read(mail.html)).toMatch(/<blockquote>[\s\S]*Was meinst du\?[\s\S]*<\/blockquote>/);
  }
});

/** These are looked at in a browser, too (`test/e2e/mail.e2e.ts`). */
test('mails look as they did: whoever changes that sees it in these files', async () => {
  const asked: Letter['say'] = () => ({
    subject: 'Ein Kommentar wartet',
    parts: [
      { kind: 'heading', text: 'Ein Kommentar auf blog.example.de wartet' },
      { kind: 'text', text: 'Er wartet, weil darin drei Adressen stehen.' },
      { kind: 'quote', by: 'Nora', text: `Danke!\n\n${note}\n\n${'Donaudampfschifffahrtsgesellschaft'.repeat(4)}` },
      {
        kind: 'links',
        links: [
          { label: 'Freigeben', url: 'https://comments.example.de/decide/1' },
          { label: 'Ablehnen', url: 'https://comments.example.de/decide/2' },
          { label: 'Spam', url: 'https://comments.example.de/decide/3' },
          { label: 'Antworten', url: 'https://comments.example.de/decide/4' },
        ],
      },
    ],
    footer: {
      text: 'Du moderierst auf blog.example.de.',
      link: { label: 'Keine solchen Mails mehr', url: 'https://comments.example.de/stop' },
    },
    own: [site],
  });
  const stop = `https://comments.example.de/stop/${site}/x7Qk2mZp0aVb9cWd4eXf8gYh1iZj5kAl`;
  const told = (name: string, excerpt: string, title: string) => ({
    name,
    excerpt,
    title,
    url: `https://blog.example.de/post/#plausch-${name}`,
  });
  const mails = {
    test: mailOf('en', testSays('smtp://mail.example.de:587')),
    statement: mailAbout('de-du', statement).mail,
    consult: mailAbout('en', all.find(({ kind }) => kind === 'consult') as MessageFacts).mail,
    decide: mailOf('de-du', asked, 'Nora'),
    several: mailOf('de', several()),
    'reader-confirm': mailOf('de', readerConfirmSays(site, `https://comments.example.de/confirm/${site}/1.2.3`, stop)),
    answer: mailOf('de-du', answersSay(site, [told('Uwe', note, 'Die Eröffnung')], stop), 'Uwe'),
    digest: mailOf(
      'en',
      answersSay(
        site,
        [told('Uwe', 'Yes.', 'The opening'), told('Zoe', 'No.', 'The opening'), told('Ada', note, 'The end')],
        stop,
      ),
    ),
    'statement-mail': mailOf(
      'de',
      authorSays(
        statement,
        inWords({ name: site, settings: settings.de } as never, statement),
        site,
        `https://comments.example.de/pages/${site}/status/1.2`,
        stop,
      ),
    ),
  };
  for (const [name, { html, text, subject, from }] of Object.entries(mails)) {
    await expect(html).toMatchFileSnapshot(`../../fixtures/mails/${name}.html`);
    await expect(`From: ${from.name}\nSubject: ${subject}\n\n${text}\n`).toMatchFileSnapshot(
      `../../fixtures/mails/${name}.txt`,
    );
  }
});
