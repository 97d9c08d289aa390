import type { WaitingComment } from '../../contract/alerts';
import type { SiteContext } from '../base/context';
import type { Job } from '../base/due';
import { takeWaiting } from '../comments/alerts';
import { readWaitingComment } from './waiting-comment';

/** So many comments are quoted. */
const mostQuoted = 5;

/** That comments wait, for somebody who wants to hear of it now. */
export interface DueAlert {
  account: string;
  /** Another each time: what it says is another, too. */
  id: string;
  /** What began to wait from then on is for the next. */
  until: number;
  /** How many wait, at most a hundred, and the first of them. */
  count: number;
  comments: WaitingComment[];
  site: string;
}

/** What a job is to tell; undefined: nothing of it waits any more, or nobody wants to hear of it, or not yet. */
export function readDueAlert(site: SiteContext, job: Job): DueAlert | undefined {
  const until = site.now();
  const taken = takeWaiting(site, job, until);
  if (!taken) return undefined;
  const { account } = taken.listener;
  const comments = taken.ids.slice(0, mostQuoted).flatMap((id) => readWaitingComment(site, account, id) ?? []);
  return { account, id: `waiting.${account}.${until}`, until, count: taken.ids.length, comments, site: site.name };
}
