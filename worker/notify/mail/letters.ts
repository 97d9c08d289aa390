import type { Quoted, WaitingComment } from '../../contract/alerts';
import type { MessageFacts } from '../../contract/message-facts';
import { linkChoices, type MailTexts, type MessageText } from '../../locales/texts';
import type { Body, Footer, Part } from './parts';

type WaitingTexts = MailTexts['waiting'];

/** What a letter says, and under which subject. */
export type Saying = (texts: MailTexts) => Body & { subject: string };

/** Whether mail gets through. `way`: what the way is called. */
export const testSays =
  (way: string): Saying =>
  ({ test }) => ({
    subject: test.subject,
    parts: [
      { kind: 'heading', text: test.heading },
      { kind: 'text', text: test.text(way) },
    ],
    footer: { text: test.footer },
    own: [way],
  });

/** That an address is to be confirmed: nothing that anybody has written stands in it. `host`: this server. */
export const confirmSays =
  (host: string, url: string): Saying =>
  ({ confirm }) => ({
    subject: confirm.subject,
    parts: [
      { kind: 'heading', text: confirm.subject },
      { kind: 'text', text: confirm.text(host) },
      { kind: 'links', links: [{ label: confirm.link, url }] },
    ],
    footer: { text: confirm.footer },
    own: [host],
  });

/** The same to a reader. `site`: on which; `stop`: where all its mail ends. */
export const readerConfirmSays = (site: string, url: string, stop: string): Saying =>
  linkSays('confirm', site, url, stop);

/** Where all stands that is known of a reader. */
export const mineSays = (site: string, url: string, stop: string): Saying => linkSays('mine', site, url, stop);

const linkSays =
  (what: 'confirm' | 'mine', site: string, url: string, stop: string): Saying =>
  ({ readers }) => ({
    subject: readers[what].subject,
    parts: [
      { kind: 'heading', text: readers[what].subject },
      { kind: 'text', text: readers[what].text(site) },
      { kind: 'links', links: [{ label: readers[what].link, url }] },
    ],
    footer: { text: readers[what].footer, link: { label: readers.stop(site), url: stop } },
    own: [site],
  });

/** An answer as a mail tells of it, and where it is to be read. */
export interface ToldAnswer extends Quoted {
  title: string;
  url: string;
}

/** Answers, for a reader: each quoted as what somebody wrote. `stop`: where all mail of this site ends. */
export const answersSay =
  (site: string, answers: ToldAnswer[], stop: string): Saying =>
  ({ readers }) => {
    const titles = new Set(answers.map(({ title }) => title));
    const [title = null] = titles;
    const subject = readers.answers.subject(answers.length, site, titles.size === 1 ? title : null);
    return {
      subject,
      parts: [
        { kind: 'heading', text: subject },
        ...answers.flatMap(({ name, excerpt, title, url }, at): Part[] => [
          ...(titles.size > 1 && answers[at - 1]?.title !== title
            ? [{ kind: 'text' as const, text: readers.answers.in(title) }]
            : []),
          { kind: 'quote', by: name, text: excerpt },
          { kind: 'links', links: [{ label: readers.answers.link, url }] },
        ]),
      ],
      footer: { text: readers.why(site), link: { label: readers.stop(site), url: stop } },
      own: [site],
    };
  };

/** A message about a comment, to its author. `page`: that comment's private page. */
export const authorSays =
  (facts: MessageFacts, said: MessageText, site: string, page: string | null, stop: string): Saying =>
  (texts) => {
    const { why, stop: end, page: label } = texts.readers;
    const footer = { text: why(site), link: { label: end(site), url: stop } };
    const body = messageSays(facts, said, site, footer)(texts);
    return page === null ? body : { ...body, parts: [...body.parts, { kind: 'links', links: [{ label, url: page }] }] };
  };

/** A message of the outbox: its facts, and what they say in words (`worker/site/messages/in-words.ts`). What somebody wrote is quoted as such. */
export const messageSays =
  (facts: MessageFacts, { subject, text }: MessageText, site: string, footer?: Footer): Saying =>
  (texts) => ({
    subject,
    parts: [{ kind: 'heading', text: subject }, ...partsOf(facts, text)],
    footer: footer ?? { text: texts.automatic(site) },
    own: [site],
  });

/** A message to the team as a mail says it. `about`: the comment that one is asked about. */
export interface ToldMessage {
  facts: MessageFacts;
  words: MessageText;
  comment: string | null;
  about?: WaitingComment;
}

/**
 * Messages to somebody of the team. `page`: what the address of one's page begins with. `desk`: the address of the desk, `view`: where
 * in it they stand.
 */
export const teamSays =
  (messages: ToldMessage[], site: string, { page, desk, view }: Record<'page' | 'desk' | 'view', string>): Saying =>
  ({ team, waiting }) => {
    const [only, ...others] = messages;
    const alone = others.length === 0;
    const subject = alone && only ? only.words.subject : team.subject(messages.length, site);
    return {
      subject,
      parts: [
        { kind: 'heading', text: subject },
        ...messages.flatMap(({ facts, words, comment, about }, at): Part[] => [
          ...(alone ? [] : [{ kind: 'text' as const, text: words.subject }]),
          ...partsOf(facts, words.text),
          // Several questions about one comment: it follows the last of them.
          ...(about && messages[at + 1]?.comment !== comment ? waitingParts(about, page, waiting) : []),
        ]),
        { kind: 'links', links: [{ label: team.open, url: `${desk}/${view}` }] },
      ],
      footer: { text: team.why(site), link: { label: team.change, url: `${desk}/profile` } },
      own: [site],
    };
  };

/**
 * That comments wait: how many, and the first of them. `page`: what the address of one's page begins with. `desk`, `profile`:
 * where they stand, and where such mails end.
 */
export const waitingSays =
  (
    { site, count, comments }: { site: string; count: number; comments: WaitingComment[] },
    page: string,
    desk: string,
    profile: string,
  ): Saying =>
  ({ waiting, team }) => ({
    subject: waiting.subject(count, site),
    parts: [
      { kind: 'heading', text: waiting.subject(count, site) },
      ...comments.flatMap((comment) => waitingParts(comment, page, waiting)),
      { kind: 'links', links: [{ label: team.open, url: desk }] },
    ],
    footer: { text: waiting.why(site), link: { label: waiting.change, url: profile } },
    own: [site],
  });

function waitingParts({ name, excerpt, answers, why, ref }: WaitingComment, page: string, words: WaitingTexts): Part[] {
  const links = linkChoices.map((as) => ({ label: words.links[as], url: `${page}/${ref}?as=${as}` }));
  return [
    ...(answers ? [{ kind: 'quote' as const, by: words.answers(answers.name), text: answers.excerpt }] : []),
    { kind: 'quote', by: name, text: excerpt },
    ...(why ? [{ kind: 'text' as const, text: words.reason(why) }] : []),
    { kind: 'links', links },
  ];
}

function partsOf(facts: MessageFacts, text: string): Part[] {
  switch (facts.kind) {
    case 'consult':
    case 'answer':
      return [{ kind: 'quote', by: facts.by, text: facts.note }];
    case 'appeal-received': {
      const said = text.endsWith(facts.text) ? text.slice(0, text.length - facts.text.length) : text;
      return [
        { kind: 'text', text: said },
        { kind: 'quote', text: facts.text },
      ];
    }
    default:
      return [{ kind: 'text', text }];
  }
}
