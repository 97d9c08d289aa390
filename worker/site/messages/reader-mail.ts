import type { MessageFacts } from '../../contract/message-facts';
import type { SiteContext } from '../base/context';
import { mustFindMailbox } from './mailboxes';
import { statusPath } from './private-link';
import { answersOf, type QuotedAnswer } from './quoted-answers';

/** Where a message to a reader goes, and what it says beside its facts. */
export interface ReaderMail {
  address: string;
  /** The origin under which they know this server. */
  server: string;
  /** What the links end with that end such mail. */
  stop: string;
  /** Of a message about answers: these, as they are now; null: it is about none. */
  answers: QuotedAnswer[] | null;
  /** Of a message about a comment of theirs: the path of its private page. */
  page: string | null;
}

/** What a message to a reader needs to be sent. */
export function readerMail(
  site: SiteContext,
  mailbox: string,
  { id, facts, comment }: { id: string; facts: MessageFacts; comment: string | null },
): ReaderMail {
  const { address, server, stop } = mustFindMailbox(site, mailbox);
  const isAnswers = facts.kind === 'answers';
  return {
    address,
    server,
    stop,
    answers: isAnswers ? answersOf(site, id) : null,
    page: isAnswers || comment === null ? null : statusPath(site, comment),
  };
}
