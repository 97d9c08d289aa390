import { finishJob, type Job, takeJobs } from './due';
import { type DueInquiry, readInquiry } from './inquiries';
import type { Room } from './room';

/** So much is given out at once. */
const most = 50;

/** Work that is due, with what it takes to do it. */
export type DueWork = { job: Job; inquiry: DueInquiry | undefined };

/** Gives out what is due now. What it was about may be gone: that is done without a word. */
export function takeDue(room: Room): DueWork[] {
  return takeJobs(room, most).flatMap((job) => {
    if (job.kind !== 'inquiry') return { job, inquiry: undefined };
    const inquiry = readInquiry(room, job.subject);
    if (!inquiry) finishJob(room, job);
    return inquiry ? { job, inquiry } : [];
  });
}
