import type { Mailbox } from './account/mail-address';
import type { Chores } from './contract/desk';
import type { MessageFacts } from './contract/message-facts';
import type { Platform, Remote } from './host/platform';
import type { Sent } from './notify/channel';
import type { Letter } from './notify/mail/letter';
import { messageSays, waitingSays } from './notify/mail/letters';
import type { Job } from './site/base/due';
import type { DueMessage } from './site/messages/deliveries';
import { inWords } from './site/messages/in-words';
import type { Site } from './site/site';
import type { DueAlert } from './site/waking/due-alert';

/** How messages leave. */
export interface Post extends NonNullable<Platform['mail']> {
  /** Where mail to somebody of the team goes; undefined: nowhere. */
  mailbox: (account: string) => Promise<Mailbox | undefined>;
}

/** How messages leave here; undefined where no mail is set up. */
export const postOf = (platform: Pick<Platform, 'mail' | 'account'>): Post | undefined =>
  platform.mail && { ...platform.mail, mailbox: (account) => platform.account(account).mailbox() };

/** Sends one message, or notes why not. It is sent at least once: again where the note of it was lost, and under the same id. */
export async function send(
  site: Remote<Site>,
  post: Post | undefined,
  job: Job,
  message: DueMessage,
  done: Chores,
): Promise<void> {
  if (!post) return site.awaitMail(job);
  const mailbox = await post.mailbox(message.account);
  if (!mailbox) return site.noteUnsent(job, 'no-address');
  const sent = await post.channel.send(letterOf(message, mailbox));
  if (sent.kind === 'sent') {
    await site.noteSent(job, post.way, sent.said);
    done.said += 1;
  } else await notSent(site, job, sent, done);
}

/** Puts back what the other side did not take now, and gives up what it never will. */
async function notSent(
  site: Remote<Site>,
  job: Job,
  sent: Exclude<Sent, { kind: 'sent' }>,
  done: Chores,
): Promise<void> {
  done.failed += 1;
  if (sent.kind === 'never') return site.noteRefused(job, sent.said);
  await site.putBackJob(job, sent.said, sent.after === undefined ? undefined : sent.after * 1000);
}

/** Tells somebody that comments wait. Where nobody can be told nothing waits for that: what waits stands at the desk. */
export async function sendAlert(
  site: Remote<Site>,
  post: Post | undefined,
  job: Job,
  alert: DueAlert,
  done: Chores,
): Promise<void> {
  const mailbox = await post?.mailbox(alert.account);
  if (!post || !mailbox) return site.noteAlerted(job, alert.until);
  const { address, language, server } = mailbox;
  const desk = `${server}/desk/#/${alert.site}`;
  const sent = await post.channel.send({
    id: alert.id,
    to: address,
    voice: language,
    from: { site: alert.site },
    say: waitingSays(alert, `${server}/decide/${alert.site}`, `${desk}/queue`, `${desk}/profile`),
  });
  if (sent.kind !== 'sent') return notSent(site, job, sent, done);
  await site.noteAlerted(job, alert.until);
  done.said += 1;
}

/** Which view of the desk a message leads to. */
const views: Partial<Record<MessageFacts['kind'], string>> = {
  consult: 'queue/asked',
  'appeal-received': 'queue/appealed',
};

function letterOf(
  { id, account, facts, comment, site: { name, settings } }: DueMessage,
  { address, language, server }: Mailbox,
): Letter {
  const desk = `${server}/desk/#/${name}`;
  const words = inWords({ name, settings: { ...settings, language, tone: 'formal' } }, facts);
  return {
    id: `${id}.${account}`,
    to: address,
    voice: language,
    from: 'by' in facts ? { name: facts.by, site: name } : { site: name },
    ...(comment !== null && { conversation: `${name}.${comment}` }),
    say: (texts) => {
      const { why, change, open } = texts.team;
      const footer = { text: why(name), link: { label: change, url: `${desk}/profile` } };
      const said = messageSays(facts, words, name, footer)(texts);
      const url = `${desk}/${views[facts.kind] ?? 'queue/all'}`;
      return { ...said, parts: [...said.parts, { kind: 'links', links: [{ label: open, url }] }] };
    },
  };
}
