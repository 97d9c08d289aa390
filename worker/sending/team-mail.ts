import type { Mailbox } from '../account/mail-address';
import type { Chores } from '../contract/desk';
import type { MessageFacts } from '../contract/message-facts';
import type { Remote } from '../host/platform';
import type { Letter } from '../notify/mail/letter';
import { messageSays, waitingSays } from '../notify/mail/letters';
import type { Job } from '../site/base/due';
import { inWords } from '../site/messages/in-words';
import type { Site } from '../site/site';
import type { DueAlert } from '../site/waking/due-alert';
import { type DueMessage, notSent, type Post } from './post';

/** Sends a message to somebody of the team, in their language. */
export async function sendToTeam(
  site: Remote<Site>,
  post: Post,
  job: Job,
  message: DueMessage,
  done: Chores,
): Promise<void> {
  const mailbox = await post.mailbox(message.account);
  if (!mailbox) return site.noteUnsent(job, 'no-address');
  const sent = await post.channel.send(letterOf(message, mailbox));
  if (sent.kind === 'sent') {
    await site.noteSent(job, post.way, sent.said);
    done.said += 1;
    return;
  }
  if (sent.kind === 'never' && sent.gone) await post.lost?.(message.account, mailbox.address);
  await notSent(site, job, sent, done);
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
  if (!post || !mailbox) return site.noteAlerted(job, alert.until, false);
  const { address, language, server } = mailbox;
  const desk = `${server}/desk/#/${alert.site}`;
  const sent = await post.channel.send({
    id: alert.id,
    to: address,
    voice: language,
    from: { site: alert.site },
    whose: { account: alert.account },
    say: waitingSays(alert, `${server}/decide/${alert.site}`, `${desk}/queue`, `${desk}/profile`),
  });
  if (sent.kind === 'never' && sent.gone) await post.lost?.(alert.account, address);
  if (sent.kind !== 'sent') return notSent(site, job, sent, done);
  await site.noteAlerted(job, alert.until, true);
  done.said += 1;
}

/** Which view of the desk a message leads to. */
const views: Partial<Record<MessageFacts['kind'], string>> = {
  consult: 'queue/asked',
  'appeal-received': 'queue/appealed',
  'target-stopped': 'settings',
};

function letterOf(
  { id, account, facts, comment, about, site: { name, settings } }: DueMessage,
  { address, language, server }: Mailbox,
): Letter {
  const desk = `${server}/desk/#/${name}`;
  const words = inWords({ name, settings: { ...settings, language, tone: 'formal' } }, facts);
  return {
    id: `${id}.${account}`,
    to: address,
    voice: language,
    whose: { account },
    from: 'by' in facts ? { name: facts.by, site: name } : { site: name },
    ...(comment !== null && { conversation: `${name}.${comment}` }),
    say: (texts) => {
      const { why, change, open } = texts.team;
      const footer = { text: why(name), link: { label: change, url: `${desk}/profile` } };
      const said = messageSays(facts, words, name, { footer, about, page: `${server}/decide/${name}` })(texts);
      const url = `${desk}/${views[facts.kind] ?? 'queue/all'}`;
      return { ...said, parts: [...said.parts, { kind: 'links', links: [{ label: open, url }] }] };
    },
  };
}
