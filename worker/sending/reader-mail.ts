import type { Chores } from '../contract/desk';
import { voiceIn } from '../contract/languages';
import { placeOf } from '../contract/place';
import type { Remote } from '../host/platform';
import type { Sent } from '../notify/channel';
import type { Letter } from '../notify/mail/letter';
import { answersSay, authorSays, mineSays, readerConfirmSays } from '../notify/mail/letters';
import type { Job } from '../site/base/due';
import { inWords } from '../site/messages/in-words';
import type { DueConfirming } from '../site/messages/mailboxes';
import type { ReaderMail } from '../site/messages/reader-mail';
import type { DueMine } from '../site/running/mine-link';
import type { Site } from '../site/site';
import { type DueMessage, notSent, type Post } from './post';

type ToReader = DueMessage & { reader: ReaderMail };

/** Sends a message to a reader who has confirmed that they want it. */
export async function sendToReader(
  site: Remote<Site>,
  post: Post,
  job: Job,
  message: ToReader,
  done: Chores,
): Promise<void> {
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
  confirming: DueConfirming,
  done: Chores,
): Promise<void> {
  if (!post) return site.endConfirming(job, null);
  const sent = await sendLink(post, confirming, readerConfirmSays);
  if (sent.kind === 'again') return notSent(site, job, sent, done);
  await site.endConfirming(job, sent.kind === 'sent');
  done[sent.kind === 'sent' ? 'said' : 'failed'] += 1;
}

/** Sends somebody who has confirmed their address a link to all that is known of them. */
export async function sendMine(
  site: Remote<Site>,
  post: Post | undefined,
  job: Job,
  mine: DueMine,
  done: Chores,
): Promise<void> {
  if (!post) return site.endMineMail(job, null);
  const sent = await sendLink(post, mine, mineSays);
  if (sent.kind === 'again') return notSent(site, job, sent, done);
  await site.endMineMail(job, sent.kind === 'sent');
  done[sent.kind === 'sent' ? 'said' : 'failed'] += 1;
}

/** Sends a mail of one link, and of nothing that anybody has written. */
async function sendLink(
  post: Post,
  { mailbox: { address, server, stop: own }, id, site: { name, settings }, path }: DueConfirming | DueMine,
  says: typeof readerConfirmSays,
): Promise<Sent> {
  const stop = stopLink(server, name, own);
  const letter: Letter = {
    id,
    to: address,
    voice: voiceOfSite(settings),
    from: { site: name },
    stop,
    whose: { site: name, stop: own },
    say: says(name, server + path, stop),
  };
  return discreet(await post.channel.send(letter));
}

const stopLink = (server: string, site: string, stop: string) => `${server}/stop/${site}/${stop}`;
const voiceOfSite = ({ language, tone }: DueMessage['site']['settings']) => voiceIn(language, tone === 'familiar');

function letterToReader({ id, facts, comment, reader, site }: ToReader): Letter {
  const { address, server, answers, page } = reader;
  const { name } = site;
  const stop = stopLink(server, name, reader.stop);
  const whose = { site: name, stop: reader.stop };
  const own = { id, to: address, voice: voiceOfSite(site.settings), stop, whose };
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
