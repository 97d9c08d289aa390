import type { Mailbox } from '../account/mail-address';
import type { Chores } from '../contract/desk';
import type { Platform, Remote } from '../host/platform';
import type { Sent } from '../notify/channel';
import type { Job } from '../site/base/due';
import type { Site } from '../site/site';
import type { DueWork } from '../site/waking/due-work';

/** A message of the outbox that is to be sent by mail, with what goes along. */
export type DueMessage = NonNullable<DueWork['message']>;

/** How mail leaves. */
export interface Post extends NonNullable<Platform['mail']> {
  /** Where mail to somebody of the team goes; undefined: nowhere. */
  mailbox: (account: string) => Promise<Mailbox | undefined>;
  /** Notes that the mail server says that nobody is there under an address of somebody of the team. */
  lost?: (account: string, address: string) => Promise<void>;
}

/** How mail leaves here; undefined where no mail is set up. */
export const postOf = (platform: Pick<Platform, 'mail' | 'account'>): Post | undefined =>
  platform.mail && {
    ...platform.mail,
    mailbox: (account) => platform.account(account).mailbox(),
    lost: (account, address) => platform.account(account).mailLost(address),
  };

/** Puts back what the other side did not take now, and gives up what it never will. */
export async function notSent(
  site: Remote<Site>,
  job: Job,
  sent: Exclude<Sent, { kind: 'sent' }>,
  done: Chores,
): Promise<void> {
  done.failed += 1;
  if (sent.kind === 'never') return site.noteRefused(job, sent.said);
  await site.putBackJob(job, sent.said, sent.after === undefined ? undefined : sent.after * 1000);
}
