import type { Mailbox } from '../account/mail-address';
import type { Chores } from '../contract/desk';
import type { MessageFacts } from '../contract/message-facts';
import type { Remote } from '../host/platform';
import type { Letter } from '../notify/mail/letter';
import { teamSays, waitingSays } from '../notify/mail/letters';
import type { Job } from '../site/base/due';
import { inWords } from '../site/messages/in-words';
import type { Site } from '../site/site';
import type { DueAlert } from '../site/waking/due-alert';
import { type DueMessage, notSent, type Post } from './post';

/**
 * Sends a message to somebody of the team, in their language, in one mail with what else waits for them. Where that mail is refused
 * for good each of them is sent alone: one that no server takes keeps no other back.
 */
export async function sendToTeam(
  site: Remote<Site>,
  post: Post,
  job: Job,
  message: DueMessage,
  done: Chores,
): Promise<void> {
  const { account, more } = message;
  const others = more.map((one) => one.job);
  const mailbox = await post.mailbox(account);
  if (!mailbox) {
    for (const one of [job, ...others]) await site.noteUnsent(one, 'no-address');
    return;
  }
  const sent = await post.channel.send(letterOf(message, mailbox));
  if (sent.kind === 'sent') {
    await site.noteSent(job, post.way, sent.said, others);
    done.said += 1 + others.length;
    return;
  }
  if (sent.kind === 'never' && !sent.gone && more.length > 0) {
    for (const one of [{ job, message }, ...more])
      await sendToTeam(site, post, one.job, { ...one.message, more: [] }, done);
    return;
  }
  if (sent.kind === 'never' && sent.gone) await post.lost?.(account, mailbox.address);
  for (const one of [job, ...others]) await notSent(site, one, sent, done);
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

function letterOf(message: DueMessage, { address, language, server }: Mailbox): Letter {
  const { account, site, more } = message;
  const { name } = site;
  const messages = [message, ...more.map((one) => one.message)].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const settings = { ...site.settings, language, tone: 'formal' as const };
  const said = messages.map((one) => ({ ...one, words: inWords({ name, settings }, one.facts) }));
  const by = theOne(messages.map(({ facts }) => ('by' in facts ? facts.by : undefined)));
  const comment = theOne(messages.map((one) => one.comment ?? undefined));
  const view = theOne(messages.map(({ facts }) => views[facts.kind])) ?? 'queue/all';
  const desk = `${server}/desk/#/${name}`;
  return {
    // What is sent again with something more is another mail.
    id: [...new Set([messages.at(0)?.id, messages.at(-1)?.id, account])].join('.'),
    to: address,
    voice: language,
    whose: { account },
    from: by === undefined ? { site: name } : { name: by, site: name },
    ...(comment !== undefined && { conversation: `${name}.${comment}` }),
    say: teamSays(said, name, { desk, view, page: `${server}/decide/${name}` }),
  };
}

/** What all are, where they are the same. */
const theOne = <Value>([first, ...others]: (Value | undefined)[]): Value | undefined =>
  others.every((other) => other === first) ? first : undefined;
