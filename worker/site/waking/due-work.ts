import type { SiteContext } from '../base/context';
import { finishJob, type Job, takeJobs } from '../base/due';
import { type DueInquiry, readInquiry } from '../judging/inquiries';
import { type DueConfirming, readConfirmingMail } from '../messages/mailboxes';
import { tellNews } from '../messages/news';
import { type DueMine, readMineMail } from '../running/mine-link';
import { type DueAlert, readDueAlert } from './due-alert';
import { type DueMail, dueMails } from './due-mail';
import { type DuePush, readDuePush } from './due-push';
import { type DueTarget, readDueTarget } from './due-target';

/** So much is given out at once. */
const most = 50;

/** Work that is due, with what it takes to do it. */
export type DueWork = {
  job: Job;
  inquiry?: DueInquiry;
  message?: DueMail;
  alert?: DueAlert;
  push?: DuePush;
  confirming?: DueConfirming;
  mine?: DueMine;
  target?: DueTarget;
};

/** Gives out what is due now. What it was about may be gone: that is done without a word. */
export function takeDue(site: SiteContext): DueWork[] {
  const jobs = takeJobs(site, most);
  const news = jobs.filter(({ kind }) => kind === 'news');
  for (const job of news) tellNews(site, job);
  // What readers are told of becomes a message, which is due now, too.
  const others = news.length === 0 ? jobs : [...jobs.filter(({ kind }) => kind !== 'news'), ...takeJobs(site, most)];
  const readMail = dueMails(site);
  return others.flatMap((job) => {
    if (job.kind === 'confirm') {
      const confirming = readConfirmingMail(site, job);
      return confirming ? { job, confirming } : [];
    }
    if (job.kind === 'mine') {
      const mine = readMineMail(site, job);
      return mine ? { job, mine } : [];
    }
    if (job.kind === 'message') {
      const message = readMail(job);
      return message ? { job, message } : [];
    }
    if (job.kind === 'alert') {
      const alert = readDueAlert(site, job);
      return alert ? { job, alert } : [];
    }
    if (job.kind === 'push') {
      const push = readDuePush(site, job);
      return push ? { job, push } : [];
    }
    if (job.kind === 'target') {
      const target = readDueTarget(site, job);
      return target ? { job, target } : [];
    }
    if (job.kind !== 'inquiry') return { job };
    const inquiry = readInquiry(site, job.subject);
    if (!inquiry) finishJob(site, job);
    return inquiry ? { job, inquiry } : [];
  });
}
