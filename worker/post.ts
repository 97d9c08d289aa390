import type { Mailbox } from './account/mail-address';
import type { Chores } from './contract/desk';
import { voiceIn } from './contract/languages';
import type { MessageFacts } from './contract/message-facts';
import { placeOf } from './contract/place';
import type { Platform, Remote } from './host/platform';
import type { Sent } from './notify/channel';
import type { Letter } from './notify/mail/letter';
import { answersSay, authorSays, messageSays, readerConfirmSays, waitingSays } from './notify/mail/letters';
import type { Job } from './site/base/due';
import { inWords } from './site/messages/in-words';
import type { DueConfirming } from './site/messages/mailboxes';
import type { ReaderMail } from './site/messages/reader-mail';
import type { Site } from './site/site';
import type { DueAlert } from './site/waking/due-alert';
import type { DueWork } from './site/waking/due-work';

type DueMessage = NonNullable<DueWork['message']>;

/** How messages leave. */
export interface Post extends NonNullable<Platform['mail']> {
  /** Where mail to somebody of the team goes; undefined: nowhere. */
  mailbox: (account: string) => Promise<Mailbox | undefined>;
  /** Notes that the mail server says that nobody is there under an address of somebody of the team. */
  lost?: (account: string, address: string) => Promise<void>;
}

/** How messages leave here; undefined where no mail is set up. */
export const postOf = (platform: Pick<Platform, 'mail' | 'account'>): Post | undefined =>
  platform.mail && {
    ...platform.mail,
    mailbox: (account) => platform.account(account).mailbox(),
    lost: (account, address) => platform.account(account).mailLost(address),
  };

/** Sends one message, or notes why not. It is sent at least once: again where the note of it was lost, and under the same id. */
export async function send(
  site: Remote<Site>,
  post: Post | undefined,
  job: Job,
  message: DueMessage,
  done: Chores,
): Promise<void> {
  if (!post) return site.awaitMail(job);
  if (message.reader) return sendToReader(site, post, job, { ...message, reader: message.reader }, done);
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

type ToReader = DueMessage & { reader: ReaderMail };

async function sendToReader(site: Remote<Site>, post: Post, job: Job, message: ToReader, done: Chores): Promise<void> {
  const sent = discreet(await post.channel.send(letterToReader(message)));
  if (sent.kind === 'sent') {
    await site.noteSent(job, post.way, sent.said);
    done.said += 1;
  } else if (sent.kind === 'never' && sent.gone) {
    done.failed += 1;
    await site.noteGone(job, sent.said);
  } else await notSent(site, job, sent, done);
}

/** What mail servers say often has the address in it: nobody at the desk needs that. */
const discreet = (sent: Sent): Sent => ({
  ...sent,
  said: sent.said.replace(/[^\s<>"'(),:;[\]]+@[^\s<>"'(),:;[\]]+/g, '…'),
});

/** Asks a reader to confirm their address. Where that cannot be sent for good, nothing is left of it. */
export async function sendConfirming(
  site: Remote<Site>,
  post: Post | undefined,
  job: Job,
  { mailbox, id, site: { name, settings }, path }: DueConfirming,
  done: Chores,
): Promise<void> {
  if (!post) return site.endConfirming(job, null);
  const { address, server } = mailbox;
  const stop = stopLink(server, name, mailbox.stop);
  const sent = discreet(
    await post.channel.send({
      id,
      to: address,
      voice: voiceOfSite(settings),
      from: { site: name },
      stop,
      say: readerConfirmSays(name, server + path, stop),
    }),
  );
  if (sent.kind === 'again') return notSent(site, job, sent, done);
  await site.endConfirming(job, sent.kind === 'sent');
  done[sent.kind === 'sent' ? 'said' : 'failed'] += 1;
}

const stopLink = (server: string, site: string, stop: string) => `${server}/stop/${site}/${stop}`;
const voiceOfSite = ({ language, tone }: DueMessage['site']['settings']) => voiceIn(language, tone === 'familiar');

function letterToReader({ id, facts, comment, reader, site }: ToReader): Letter {
  const { address, server, answers, page } = reader;
  const { name } = site;
  const stop = stopLink(server, name, reader.stop);
  const own = { id, to: address, voice: voiceOfSite(site.settings), stop };
  if (answers === null) {
    const words = inWords({ name, settings: site.settings }, facts);
    const say = authorSays(facts, words, name, page && server + page, stop);
    return { ...own, from: { site: name }, ...(comment !== null && { conversation: `${name}.${comment}` }), say };
  }
  const told = answers.map(({ id, name: by, excerpt, thread }) => ({
    name: by,
    excerpt,
    title: thread.title ?? thread.key,
    url: new URL(placeOf(name, thread, id), server).href,
  }));
  const names = new Set(told.map((one) => one.name));
  const [by] = names;
  const threads = new Set(answers.map(({ thread }) => thread.number));
  return {
    ...own,
    from: by !== undefined && names.size === 1 ? { name: by, site: name } : { site: name },
    ...(threads.size === 1 && { conversation: `${name}.thread.${[...threads][0]}` }),
    say: answersSay(name, told, stop),
  };
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
  if (!post || !mailbox) return site.noteAlerted(job, alert.until, false);
  const { address, language, server } = mailbox;
  const desk = `${server}/desk/#/${alert.site}`;
  const sent = await post.channel.send({
    id: alert.id,
    to: address,
    voice: language,
    from: { site: alert.site },
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
