import { parentPort, workerData } from 'node:worker_threads';
import { pruneBackups } from './prune';
import type { Order, Outcome } from './schedule';
import { takeBackup } from './take';

/** Makes one backup in a thread of its own, then removes old ones, and says how that went. */
async function make({ data, into, secret, keep }: Order): Promise<Outcome> {
  try {
    const { folder, lacking } = await takeBackup({ data, into, secret });
    pruneBackups(into, keep, folder);
    return { folder, lacking };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

parentPort?.postMessage(await make(workerData as Order));
