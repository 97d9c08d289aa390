import type { Chores } from '../contract/desk';
import type { Remote } from '../host/platform';
import type { Job } from '../site/base/due';
import type { Site } from '../site/site';
import type { DueMessage, Post } from './post';
import { sendToReader } from './reader-mail';
import { sendToTeam } from './team-mail';

/** Sends one message, or notes why not. It is sent at least once: again where the note of it was lost, and under the same id. */
export async function sendMessage(
  site: Remote<Site>,
  post: Post | undefined,
  job: Job,
  message: DueMessage,
  done: Chores,
): Promise<void> {
  if (!post) {
    for (const one of [job, ...message.more.map((more) => more.job)]) await site.awaitMail(one);
    return;
  }
  if (message.reader) return sendToReader(site, post, job, { ...message, reader: message.reader }, done);
  return sendToTeam(site, post, job, message, done);
}
