import type { StoredDevice } from '../account/devices';
import type { Chores } from '../contract/desk';
import type { Platform, Remote } from '../host/platform';
import { waitingSays } from '../notify/push/notices';
import type { Pushes } from '../notify/push/pushes';
import type { Job } from '../site/base/due';
import type { Site } from '../site/site';
import type { DueAlert } from '../site/waking/due-alert';
import type { DuePush } from '../site/waking/due-push';

/** How notices leave, and where the browsers are known that they go to. */
export interface Pusher extends Pick<Pushes, 'send'> {
  /** Somebody's browsers, and whether mails go out beside notices. */
  noticed: (account: string) => Promise<{ devices: string[]; mailToo: boolean }>;
  /** One of them; undefined: no notice goes there any more. */
  device: (account: string, id: string) => Promise<StoredDevice | undefined>;
  /** Notes that one has gone out there, or that nobody is there any more. */
  noteDelivered: (account: string, id: string) => Promise<void>;
  forget: (account: string, id: string) => Promise<void>;
}

/** How notices leave here. */
export const pusherOf = (platform: Pick<Platform, 'pushes' | 'account'>): Pusher => ({
  send: platform.pushes.send,
  noticed: (account) => platform.account(account).noticed(),
  device: (account, id) => platform.account(account).device(id),
  noteDelivered: (account, id) => platform.account(account).noteDelivered(id),
  forget: (account, id) => platform.account(account).removeDevice(id),
});

/**
 * Somebody is to hear now that comments wait: each of their browsers becomes work of its own, so that what one push service does not take keeps neither
 * another nor a mail waiting, and is tried again without these. Whether a mail goes, too.
 */
export async function planPushes(site: Remote<Site>, pusher: Pusher | undefined, alert: DueAlert): Promise<boolean> {
  const { devices, mailToo } = (await pusher?.noticed(alert.account)) ?? { devices: [], mailToo: true };
  if (devices.length === 0) return true;
  await site.planPushes(alert.account, devices, alert.until);
  return mailToo;
}

/** Tells one browser that comments wait, or notes why not. */
export async function sendPush(
  site: Remote<Site>,
  pusher: Pusher | undefined,
  job: Job,
  { account, device: id, ...waits }: DuePush,
  done: Chores,
): Promise<void> {
  const device = await pusher?.device(account, id);
  if (!pusher || !device) return site.finishJob(job);
  const { ref, version, seen, ...said } = waits;
  const approve = { path: `/decide/${waits.site}/${ref}`, version, seen };
  const sent = await pusher.send(device, waits.site, waitingSays({ ...said, approve }));
  if (sent.kind === 'sent') {
    await site.finishJob(job);
    await pusher.noteDelivered(account, id);
    done.said += 1;
    return;
  }
  done.failed += 1;
  if (sent.kind === 'again')
    return site.putBackJob(job, sent.said, sent.after === undefined ? undefined : sent.after * 1000);
  // Nobody is there any more: that is no failure of anybody's, and nothing is tried again.
  if (!sent.gone) return site.noteRefused(job, sent.said);
  await pusher.forget(account, id);
  await site.finishJob(job);
}
