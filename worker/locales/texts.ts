import type { ReportReason } from '../contract/comment';
import type { Why } from '../contract/desk';
import type { FactsOf } from '../contract/message-facts';
import type { ProblemCode } from '../contract/problem';
import type { PushWords } from '../contract/push';
import type { Retention } from '../contract/retention';
import type { ServiceName } from '../contract/services';
import type { Action } from '../contract/statement';
import type { EventKind } from '../contract/targets';
import type { page } from './en/page';

/** The words of the plain pages. */
export type PageTexts = typeof page;

/** What the page at `/` says. */
export interface FrontTexts {
  title: string;
  what: string;
  readers: string;
  desk: string;
  toDesk: string;
  docs: string;
  api: string;
  version: (version: string) => string;
}

/** What happened, and what to do now. */
interface ProblemText {
  title: string;
  text: string;
}

/** What the pages say when something does not work. */
export interface ProblemTexts {
  /** What a person can meet on a plain page. */
  told: Partial<Record<ProblemCode, ProblemText>>;
  /** Whatever else there is, by its status. */
  statuses: Record<number, ProblemText>;
  other: ProblemText;
  /** A form with fields that need another look. */
  fields: ProblemText;
  /** When to try again. */
  retry: (duration: string) => string;
  /** Above a text that its form cannot be shown for. */
  kept: string;
  /** To the page that comments are on. */
  toSite: (host: string) => string;
  /** To the page that says what this server is. */
  about: string;
}

/** What the page about privacy says. Each sentence is about what the software does; docs/privacy.md has the details. */
export interface PrivacyTexts {
  title: (site: string) => string;
  intro: string;
  reading: { title: string; text: string };
  writing: { title: string; text: string[] };
  /** Where readers can hear of answers by mail. */
  mail: string;
  checking: { title: string; text: string };
  /** For how long what is kept. */
  keeping: {
    title: string;
    text: string;
    kinds: Record<keyof Retention, string>;
    days: (days: number) => string;
    forGood: string;
  };
  browser: { title: string; text: string };
  /** On which ground it is done, and what those concerned can ask for. */
  rights: { title: string; text: string[] };
  /** For whoever runs the site: texts to take along. */
  operator: {
    title: (site: string) => string;
    intro: string;
    page: { title: string; text: string };
    /** Article 30 (1) of Regulation (EU) 2016/679: what is asked, and what it is here. */
    record: { title: string; text: string; rows: [string, string][] };
    /** Article 28 (3): for whoever runs the server for somebody else. */
    agreement: { title: string; text: string; clauses: (site: string) => string[] };
  };
  outside: { title: string; none: string; some: string };
  services: Record<ServiceName, { name: string; text: string; more: string }>;
  /** Where what happens is sent, by the names of programs. */
  targets: { title: string; text: (names: string) => string };
  more: string;
}

/** A message in words. */
export interface MessageText {
  subject: string;
  text: string;
}

/** What a statement says; when it was written in words. */
export type StatementFacts = InWords<FactsOf<'statement'>, { written: string }>;

/** What is said of a decision that was taken back; dates in words. */
export type ReversalFacts = InWords<
  FactsOf<'statement-undone'>,
  { written: string; turnedDown: string; at: string; published: string | null }
>;

/** Facts as sentences take them: with the name of the site, and its dates as it says them. */
type InWords<Facts extends { kind: string }, Dates> = Omit<Facts, 'kind' | keyof Dates> & { site: string } & Dates;

export interface MessageTexts {
  /** The statement of reasons to an author. */
  statement: (facts: StatementFacts) => MessageText;
  /** To an author: a decision against their comment does not hold any more. */
  statementUndone: (facts: ReversalFacts) => MessageText;
  /** To an author: what became of their appeal. */
  appealDecided: (facts: StatementFacts, reversed: boolean) => MessageText;
  /** To colleagues: somebody has appealed against a decision. */
  appealReceived: (by: string, text: string) => MessageText;
  /** To an author: their comment, which had to wait, is published. */
  published: (site: string, title: string, written: string, excerpt: string) => MessageText;
  /** To a reader: so many answers. The mail has the answers themselves. */
  answers: (site: string, count: number) => MessageText;
  /** To whoever gave notice: it has come in. */
  noticeReceived: (site: string, excerpt: string) => MessageText;
  /** To whoever gave notice: what was decided. */
  noticeDecided: (site: string, excerpt: string, removed: boolean, reason: string | null) => MessageText;
  consult: (by: string, note: string) => MessageText;
  answer: (by: string, note: string) => MessageText;
  /** To the owners: nothing is sent to a target any more. */
  targetStopped: (facts: Omit<FactsOf<'target-stopped'>, 'kind' | 'since'> & { since: string | null }) => MessageText;
}

/** What can be chosen in a mail about a comment that waits; the page behind the link decides. */
export const linkChoices = ['approve', 'reject', 'spam', 'answer'] as const;
export type LinkChoice = (typeof linkChoices)[number];

/** What mails say beside the messages they bring. */
export interface MailTexts {
  /** Who it is from: somebody, on a site. */
  from: (name: string, site: string) => string;
  /** Under a message that comes of something one has done. */
  automatic: (site: string) => string;
  /** Several messages to the team; under them: why they come, where that is changed; and where what they are about stands. */
  team: {
    subject: (count: number, site: string) => string;
    why: (site: string) => string;
    change: string;
    open: string;
  };
  /** That comments wait, at most a hundred; why one hears of it, and where that is changed. */
  waiting: {
    subject: (count: number, site: string) => string;
    why: (site: string) => string;
    change: string;
    /** Above what a comment answers, by whom that is. */
    answers: (name: string) => string;
    /** Why a comment waits. */
    reason: (why: Why) => string;
    /** To the page on which that is decided. */
    links: Record<LinkChoice, string>;
  };
  /** What goes to readers. */
  readers: {
    /** That an address is to be confirmed, and where; nothing that anybody has written. */
    confirm: { subject: string; text: (site: string) => string; link: string; footer: string };
    /** Where all stands that is known of them; nothing that anybody has written. */
    mine: { subject: string; text: (site: string) => string; link: string; footer: string };
    /** So many answers, of one thread where it has a title here. */
    answers: {
      subject: (count: number, site: string, title: string | null) => string;
      in: (title: string) => string;
      link: string;
    };
    /** To the private page of a comment. */
    page: string;
    /** Why it comes, and the link that ends all of it. */
    why: (site: string) => string;
    stop: (site: string) => string;
  };
  /** That an address is to be confirmed, and where. */
  confirm: { subject: string; text: (host: string) => string; link: string; footer: string };
  /** Whether mail gets through. */
  test: { subject: string; heading: string; text: (way: string) => string; footer: string };
}

/** What notices on devices say. */
export interface PushTexts {
  /** How many comments wait on a site, at most a hundred. */
  waiting: (count: number, site: string) => string;
  /** Who wrote the newest, and how it begins. */
  quote: (name: string, excerpt: string) => string;
  /** On the button that approves the newest of so many. */
  approve: (count: number) => string;
  /** Whether notices get through. */
  test: { title: string; body: (host: string) => string };
  words: PushWords;
}

/** What chat is told of what happens on a site. */
export interface ChatTexts {
  /** That something has happened to a comment; or that somebody wanted to see whether it arrives. */
  titles: Record<Exclude<EventKind, 'decision.made' | 'decision.undone'> | 'test', (site: string) => string>;
  /** That somebody, or a rule of that name, has decided about so many comments; and that somebody has undone that. */
  decided: (by: string, action: Action, count: number, site: string) => string;
  undone: (by: string, action: Action, count: number, site: string) => string;
  /** Why a comment was reported; null: somebody gave notice of illegal content. */
  reported: (reason: ReportReason | null) => string;
  /** To the desk. */
  open: string;
}

/** All that is said in one language, or in one way of speaking it. */
export interface Locale {
  front: FrontTexts;
  page: PageTexts;
  privacy: PrivacyTexts;
  problems: ProblemTexts;
  messages: MessageTexts;
  mail: MailTexts;
  push: PushTexts;
  chat: ChatTexts;
  /** The reasons that come with every site, for whoever turns something down. Authors read them. */
  reasons: string[];
  /** What a feed is called. */
  feed: string;
  /** What the feed of answers to one's own comments is called, in the list of who follows it. */
  answersFeed: string;
}
