import type { Chores } from './contract/desk';
import type { DueKind } from './contract/due';
import { Refusal } from './errors';
import type { Platform, Remote } from './host/platform';
import { targetChannel } from './notify/target';
import { sendMessage } from './sending/messages';
import { type Post, postOf } from './sending/post';
import { type Pusher, planPushes, pusherOf, sendPush } from './sending/push';
import { sendConfirming, sendMine } from './sending/reader-mail';
import { dispatch, type Outward } from './sending/targets';
import { sendAlert } from './sending/team-mail';
import type { Job } from './site/base/due';
import type { DueInquiry } from './site/judging/inquiries';
import type { Site } from './site/site';
import type { DueWork } from './site/waking/due-work';
import type { Service } from './spam/services/service';
import { askServices, inTime } from './spam/services/services';

/** So often more is taken in hand before whoever wakes the site looks again: nothing keeps a site awake for good. */
const mostRounds = 100;
/** So many messages are on their way at once. */
const sentAtOnce = 8;
/** What goes out to somebody. */
const sentOut: string[] = ['message', 'alert', 'push', 'confirm', 'mine'] satisfies DueKind[];

/** What is said, and how long is waited (milliseconds), where there is nothing that sends to targets. */
const noWayOut = 'There is no way out here.';
const hour = 60 * 60_000;

/** Keeps, apart from a site's data, whom it forgets; resolves when that is on disk. */
type Remember = (author: string) => Promise<void>;

/** Does on one site what is due there now: outside of the transactions that give it out and note how it went. */
export async function doDue(
  site: Remote<Site>,
  services: Service[],
  post?: Post,
  pusher?: Pusher,
  outward?: Outward,
  remember?: Remember,
): Promise<Chores> {
  const by = { post, pusher, outward, remember };
  const done: Chores = { erased: 0, said: 0, failed: 0 };
  for (let round = 0; round < mostRounds; round += 1) {
    const works = await site.takeDue();
    if (works.length === 0) break;
    const [outside = [], inside = []] = [true, false].map((is) =>
      works.filter(({ target }) => (target !== undefined) === is),
    );
    const sending = outside.map((work) => doInTurn(site, services, by, [work], done));
    if (outward?.keep) for (const work of sending) outward.keep(work);
    else await Promise.all(sending);
    // A service that answers slowly keeps no other kind of work waiting.
    const byKind = Map.groupBy(inside, ({ job, inquiry }) => inquiry?.service ?? job.kind);
    await Promise.all(
      [...byKind.entries()].flatMap(([kind, same]) =>
        // What waits for a mail server's answer waits together: a lease is not for all of these times one after another.
        sentOut.includes(kind)
          ? inParts(same, sentAtOnce).map((part) => doInTurn(site, services, by, part, done))
          : doInTurn(site, services, by, same, done),
      ),
    );
  }
  return done;
}

/** Erases again, on every site or on one, whom it has forgotten already: their data may have come back from a backup. */
export async function forgetAgain(platform: Platform, only?: string): Promise<void> {
  for (const { site, authors } of await platform.forgotten.all()) {
    if (only !== undefined && site !== only) continue;
    const entry = await platform.directory().find(site);
    if (entry) await platform.site(site, entry.jurisdiction).forget(authors);
  }
}

/** How that is kept for a site. */
export const rememberOn =
  ({ forgotten }: Pick<Platform, 'forgotten'>, site: string): Remember =>
  (author) =>
    forgotten.add(site, [author]);

/** The same on every site, whoever asks for it. A site that fails keeps no other from it. */
export async function doDueEverywhere(platform: Platform): Promise<Chores> {
  const done: Chores = { erased: 0, said: 0, failed: 0 };
  await forgetAgain(platform);
  for (const { site: name, jurisdiction } of await platform.directory().list())
    try {
      const { erased, said, failed } = await doDue(
        platform.site(name, jurisdiction),
        platform.services,
        postOf(platform),
        pusherOf(platform),
        { channel: targetChannel(platform.outgoing) },
        rememberOn(platform, name),
      );
      done.erased += erased;
      done.said += said;
      done.failed += failed;
    } catch (error) {
      // What is refused has been logged by whoever refuses it.
      if (!(error instanceof Refusal)) console.error(`What is due on ${name} was not done.`, error);
      done.failed += 1;
    }
  return done;
}

/** How work of each kind is done that asks nobody outside. */
type Inside = Exclude<
  DueKind,
  'inquiry' | 'message' | 'alert' | 'push' | 'target' | 'confirm' | 'mine' | 'news' | 'forget'
>;
const ways: Record<Inside, (site: Remote<Site>, job: Job, services: Service[], done: Chores) => Promise<void>> = {
  answer,
  import: move,
  claim: move,
  'carry-on': carryOn,
  clean,
  index,
};

/** Work in so many parts, as even as can be. */
const inParts = (works: DueWork[], parts: number): DueWork[][] =>
  Array.from({ length: Math.min(parts, works.length) }, (_, part) => works.filter((_work, at) => at % parts === part));

/** By what things are done that reach beyond the site. */
interface By {
  post: Post | undefined;
  pusher: Pusher | undefined;
  outward: Outward | undefined;
  remember: Remember | undefined;
}

async function doInTurn(
  site: Remote<Site>,
  services: Service[],
  { post, pusher, outward, remember }: By,
  works: DueWork[],
  done: Chores,
): Promise<void> {
  for (const work of works) {
    const { job, inquiry, message, alert, push, target, confirming, mine } = work;
    try {
      if (target) await (outward ? dispatch(site, outward, job, target, done) : site.putBackJob(job, noWayOut, hour));
      else if (inquiry) await say(site, services, job, inquiry, done);
      else if (message) await sendMessage(site, post, job, message, done);
      else if (push) await sendPush(site, pusher, job, push, done);
      else if (alert) {
        const mailToo = await planPushes(site, pusher, alert);
        await sendAlert(site, mailToo ? post : undefined, job, alert, done);
      } else if (confirming) await sendConfirming(site, post, job, confirming, done);
      else if (mine) await sendMine(site, post, job, mine, done);
      else if (job.kind === 'forget') await forget(site, job, remember);
      else await ways[job.kind as Inside](site, job, services, done);
    } catch (error) {
      done.failed += 1;
      // What is refused has been logged by whoever refuses it.
      if (!(error instanceof Refusal)) console.error(`Work of the kind ${job.kind} was not done.`, error);
      await site.putBackJob(job, (error as Error).message.slice(0, 200));
    }
  }
}

/** Erases, in steps, all that is known of an author. First of all they are remembered: what comes back from a backup is erased again. */
async function forget(site: Remote<Site>, job: Job, remember?: Remember): Promise<void> {
  await remember?.(job.subject);
  while (await site.forgetStep(job));
}

/** Finds out, in steps, who is to hear of an answer. */
async function answer(site: Remote<Site>, job: Job): Promise<void> {
  for (let after: string | null = ''; after !== null; ) after = await site.spread(job, after);
}

/** Forgets what is old, in steps. When it is due next is noted with the last. */
async function clean(site: Remote<Site>, _job: Job, services: Service[], done: Chores): Promise<void> {
  const offered = services.map(({ name }) => name);
  for (let more = true; more; ) {
    const purged = await site.purge(offered);
    done.erased += purged.erased;
    ({ more } = purged);
  }
}

/** So many steps of an import are done before whoever does them looks what else is due. */
const mostMoved = 200;

/** Takes in or out what an import has brought, in steps; others are heard between two of them. */
async function move(site: Remote<Site>, job: Job): Promise<void> {
  for (let steps = 0; await site.moveStep(job); steps += 1) {
    if (steps === mostMoved) return site.postponeJob(job, 0);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Carries out what remains of decisions. */
async function carryOn(site: Remote<Site>, job: Job): Promise<void> {
  while (await site.carryAnyOn());
  await site.finishJob(job);
}

/** Takes words into the index, in steps. */
async function index(site: Remote<Site>, job: Job): Promise<void> {
  while (await site.indexWords());
  await site.finishJob(job);
}

/** Asks a service about a comment once more, or tells it what people decided. */
async function say(
  site: Remote<Site>,
  services: Service[],
  job: Job,
  { comment, service: name, label, inquiry }: DueInquiry,
  done: Chores,
): Promise<void> {
  const service = services.find((one) => one.name === name);
  if (!service) return putBack(site, job, `${name} is not set up on this server.`, done);
  if (label === null) {
    const [answer] = await askServices([service], inquiry);
    if (answer?.kind !== 'answered') return putBack(site, job, `${name} could not be asked.`, done, answer?.retryAfter);
    await site.hear(comment, inquiry.body, answer);
  } else {
    try {
      await inTime(async (signal) => service.teach?.(inquiry, label, signal));
    } catch (error) {
      console.error(`${name} could not be told: ${(error as Error).message}`);
      return putBack(site, job, `${name} could not be told.`, done);
    }
    await site.noteTold(comment, inquiry.body, service.name, label);
  }
  done.said += 1;
}

async function putBack(site: Remote<Site>, job: Job, trouble: string, done: Chores, retryAfter?: number) {
  done.failed += 1;
  await site.putBackJob(job, trouble, retryAfter === undefined ? undefined : retryAfter * 1000);
}
