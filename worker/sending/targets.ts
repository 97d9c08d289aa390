import type { Chores } from '../contract/desk';
import type { Remote } from '../host/platform';
import type { Channel } from '../notify/channel';
import type { TargetMessage } from '../notify/target';
import type { Job } from '../site/base/due';
import type { Site } from '../site/site';
import type { DueTarget } from '../site/waking/due-target';

/** So much is on its way to one target at once. */
const sentAtOnce = 4;

/** How what happens goes out to targets. */
export interface Outward {
  channel: Channel<TargetMessage>;
  /**
   * Lets what is sent go on by itself, so that a target that is slow keeps nothing else waiting. Without this, whoever does what is
   * due waits for it.
   */
  keep?: (work: Promise<void>) => void;
}

/** Sends a target what has happened. What was sent is noted before more is: it is sent at least once, and hardly ever twice. */
export async function dispatch(
  site: Remote<Site>,
  { channel }: Outward,
  job: Job,
  { dispatches, ...to }: DueTarget,
  done: Chores,
): Promise<void> {
  for (let from = 0; from < dispatches.length; from += sentAtOnce) {
    const some = dispatches.slice(from, from + sentAtOnce);
    const outcomes = await Promise.all(
      some.map(async ({ id, event }) => ({ id, ...(await channel.send({ ...to, id, event })) })),
    );
    for (const { kind } of outcomes) done[kind === 'sent' ? 'said' : 'failed'] += 1;
    const last = from + sentAtOnce >= dispatches.length;
    if (!(await site.noteDispatched(job, outcomes, last))) return;
  }
}
