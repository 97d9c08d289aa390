import { URL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { BackupConfig } from '../../../config';
import type { Lacking } from './manifest';
import { backupsIn, timeOf } from './manifest';

/** The clock may jump, and a machine may sleep: it is looked at so often (milliseconds). */
const lookEvery = 60_000;
/** A backup that failed is tried again after this (milliseconds). */
const afterFailure = 60 * 60_000;

/** What the thread that makes a backup is told, and what it answers. */
export interface Order {
  data: string;
  into: string;
  secret: boolean;
  keep: number;
}
export type Outcome = { folder: string; lacking: Lacking[] } | { failed: string };

/** Makes backups of a data folder, one every day, in a thread of its own: answers do not wait for it. */
export class BackupSchedule {
  readonly #order: Order;
  readonly #at: BackupConfig['at'];
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #thread: Worker | undefined;
  #notBefore = 0;

  constructor(data: string, { folder, keep, at, secret }: BackupConfig, log: (line: string) => void = console.error) {
    this.#order = { data, into: folder, secret, keep };
    this.#at = at;
    this.#log = log;
  }

  /** Begins to look whether a backup is due, now and from now on. */
  start(): void {
    this.#look();
    this.#timer = setInterval(() => this.#look(), lookEvery).unref();
  }

  /** Makes no backup any more; one that is being made is broken off, and no part of it is called a backup. */
  stop(): void {
    clearInterval(this.#timer);
    void this.#thread?.terminate();
  }

  #look(): void {
    const now = Date.now();
    if (this.#thread || now < this.#notBefore || !isDue(this.#order.into, this.#at, now)) return;
    const thread = new Worker(new URL('./backup.js', import.meta.url), { workerData: this.#order });
    this.#thread = thread;
    thread.unref();
    thread.once('message', (outcome: Outcome) => this.#note(outcome));
    thread.once('error', (error) => this.#note({ failed: String(error) }));
    thread.once('exit', () => {
      this.#thread = undefined;
    });
  }

  #note(outcome: Outcome): void {
    if ('failed' in outcome) {
      this.#notBefore = Date.now() + afterFailure;
      this.#log(outcome.failed);
      return;
    }
    for (const { path, why } of outcome.lacking)
      this.#log(`${outcome.folder} lacks ${path}: ${why}. See: npm run site -- check.`);
  }
}

/** Whether there is no backup since the last time at which one was to be made. Those of the future are of a clock that was wrong. */
export function isDue(into: string, at: BackupConfig['at'], now: number): boolean {
  const due = lastTime(at, now);
  return !backupsIn(into).some((name) => timeOf(name) >= due && timeOf(name) <= now);
}

/** The last time before now at which a clock on the wall said so (milliseconds since 1970). */
function lastTime({ hour, minute }: BackupConfig['at'], now: number): number {
  const time = new Date(now);
  time.setHours(hour, minute, 0, 0);
  if (time.getTime() > now) time.setDate(time.getDate() - 1);
  return time.getTime();
}
