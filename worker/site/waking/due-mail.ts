import type { WaitingComment } from '../../contract/alerts';
import type { SiteContext } from '../base/context';
import type { Job } from '../base/due';
import { type DueMessage, readDueMessage } from '../messages/deliveries';
import { noteMailed, takeAlong } from '../messages/gathering';
import { readWaitingComment } from './waiting-comment';

/** A message, with the comment that its recipient is asked about, to be decided from the mail. */
export interface AskingMessage extends DueMessage {
  about?: WaitingComment;
}

/** A message that is due, and what else goes to the same of the team with it. */
export interface DueMail extends AskingMessage {
  more: { job: Job; message: AskingMessage }[];
}

/** Reads the mails behind jobs that were given out together: those of the team get one each, with all that waits for them. */
export function dueMails(site: SiteContext): (job: Job) => DueMail | undefined {
  const taken = new Set<string>();
  return (job) => {
    if (taken.has(job.subject)) return undefined;
    const message = readDueMessage(site, job);
    if (!message) return undefined;
    if (message.reader) return { ...message, more: [] };
    const along = takeAlong(site, job);
    for (const { subject } of along) taken.add(subject);
    const more = along.flatMap((other) => {
      const found = readDueMessage(site, other);
      return found ? [{ job: other, message: asking(site, found) }] : [];
    });
    noteMailed(site, message.account);
    return { ...asking(site, message), more };
  };
}

function asking(site: SiteContext, message: DueMessage): AskingMessage {
  const { facts, account, comment } = message;
  const asks = facts.kind === 'consult' || facts.kind === 'appeal-received';
  return asks && comment !== null ? { ...message, about: readWaitingComment(site, account, comment) } : message;
}
