import type { ImportBatch } from '../contract/transfer';
import type { Prepared } from './prepare';

/** Records and characters of one batch: less than a site takes, since characters become more bytes. */
const most = { records: 500, characters: 250_000 };

/** Gathers records, and sends them while the next ones are read. */
export class Batches {
  readonly #send: (batch: ImportBatch) => Promise<unknown>;
  #batch: ImportBatch = { threads: [], comments: [] };
  #characters = 0;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(send: (batch: ImportBatch) => Promise<unknown>) {
    this.#send = send;
  }

  /** @throws what sending the one before has thrown. */
  async add(one: Prepared): Promise<void> {
    if (one.kind === 'thread') this.#batch.threads.push(one.thread);
    else if (one.kind === 'comment') this.#batch.comments.push(one.comment);
    else return;
    this.#characters += one.kind === 'comment' ? one.comment.body.length + 300 : 300;
    const { threads, comments } = this.#batch;
    if (threads.length + comments.length >= most.records || this.#characters >= most.characters) await this.#flush();
  }

  /** Resolves when all has arrived. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#sending;
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    [this.#batch, this.#characters] = [{ threads: [], comments: [] }, 0];
    await this.#sending;
    if (batch.threads.length + batch.comments.length === 0) return;
    this.#sending = this.#send(batch);
    // Whoever comes next hears of it.
    this.#sending.catch(() => {});
  }
}
