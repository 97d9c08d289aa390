import type { SiteEntry } from '../../../contract/desk';
import type { Directory } from '../../../directory/directory';
import type { Forgotten, Remote } from '../../platform';
import { Bucket } from './bucket';
import { clearRests, giveUp, goOn, newUpload, type ReadLines, type Upload } from './file';

/** How far the saving of all sites is. */
interface Saving {
  /** When the last time began (milliseconds since 1970); null: never. */
  began: number | null;
  /** All up to this site are done; null: none is under way. */
  after: string | null;
  /** So many sites were not saved. */
  failed: number;
  /** The file that is being written. */
  upload: Upload | null;
}
const nothingYet: Saving = { began: null, after: null, failed: 0, upload: null };

/** How sites are saved, and by what. */
export interface SavingWays {
  bucket: R2Bucket;
  directory: Pick<Remote<Directory>, 'list' | 'takeSaving' | 'noteSaving'>;
  forgotten: Pick<Forgotten, 'all'>;
  /** Reads the export of a site. */
  read: (entry: SiteEntry) => ReadLines;
  /** After so many hours all are saved again. */
  every: number;
  /** So many files of each site stay. */
  keep: number;
  now?: () => number;
  log?: (line: string) => void;
  /** So many calls to R2 may be made before the rest is left to the next time. */
  mostCalls?: number;
}

const hour = 60 * 60_000;
/** Cloudflare lets 1000 calls to its own services out of one invocation; each of ours to R2 has at most one to an object beside it. */
const mostInOne = 500;
/** An invocation by the clock ends after 15 minutes. It works for this long (milliseconds) and is nobody's rival before it is over. */
const workFor = 10 * 60_000;
const leaseFor = 15 * 60_000;
/** After so many failures one after another, something is wrong that is not the sites'. */
const mostFailures = 5;

/**
 * Saves what is due: the list of sites, then one site after another, as far as one invocation reaches. The next one goes on from there.
 * Of two at once the second does nothing.
 */
export async function saveSites(ways: SavingWays): Promise<void> {
  const { directory, every, now = Date.now, log = console.error, mostCalls = mostInOne } = ways;
  const holder = crypto.randomUUID();
  const began = now();
  const taken = await directory.takeSaving(holder, began, leaseFor);
  if (taken === null) return;
  const bucket = new Bucket(ways.bucket);
  let state: Saving = taken === '' ? nothingYet : JSON.parse(taken);
  /** @returns whether the work is still ours. */
  const note = async (change: Partial<Saving>) => {
    state = { ...state, ...change };
    return directory.noteSaving(holder, JSON.stringify(state), now() + leaseFor);
  };
  try {
    const sites = await directory.list();
    if (state.after === null) {
      // A run of the future is of a clock that was wrong.
      if (state.began !== null && state.began <= began && began < state.began + every * hour) return;
      await saveList(ways, bucket, sites, began);
      if (!(await note({ began, after: '', failed: 0 }))) return;
    }
    let inRow = 0;
    const hasRoom = () => bucket.calls < mostCalls && Math.abs(now() - began) < workFor && inRow < mostFailures;
    const left = sites.filter(({ site }) => site > (state.after ?? ''));
    if (state.upload && state.upload.site !== left[0]?.site) {
      // Its site is not there any more.
      await giveUp(bucket, state.upload);
      if (!(await note({ upload: null }))) return;
    }
    for (const entry of left) {
      if (!hasRoom()) return;
      const { site } = entry;
      let upload: Upload | null = state.upload ?? newUpload(site, `sites/${encodeURIComponent(site)}/${nameOf(now())}`);
      try {
        while (upload) {
          const before: Upload = upload;
          upload = await goOn(bucket, before, ways.read(entry));
          if (upload && (upload.id !== null || state.upload)) {
            if (!(await note({ upload }))) return;
            if (!hasRoom()) return;
          }
          if (!upload) await clearOld(ways, bucket, before);
        }
        inRow = 0;
        if (!(await note({ after: site, upload: null }))) return;
      } catch (error) {
        log(`${site} was not saved: ${(error as Error).message}`);
        if (upload) await giveUp(bucket, upload);
        inRow += 1;
        if (!(await note({ after: site, upload: null, failed: state.failed + 1 }))) return;
      }
    }
    if (state.failed > 0) log(`${state.failed} of ${sites.length} sites were not saved; their last files stay.`);
    await note({ after: null });
  } catch (error) {
    log(`Sites were not saved: ${(error as Error).message}`);
  } finally {
    await directory.noteSaving(holder, JSON.stringify(state), 0);
  }
}

/** Which sites there are; and beside all that is saved, whom they have forgotten: of all times, in no file that comes back. */
async function saveList({ forgotten, keep }: SavingWays, bucket: Bucket, sites: SiteEntry[], now: number) {
  const key = `directory/${nameOf(now)}`;
  const lines = [{ format: 'plausch-directory', version: 1 }, ...sites, { end: true, counts: { site: sites.length } }];
  await bucket.put(key, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  const known = (await forgotten.all()).map((line) => `${JSON.stringify(line)}\n`).join('');
  await bucket.put('forgotten.jsonl', Buffer.from(known));
  await keepNewest(bucket, key, keep);
}

/** Once a site's new file is whole: removes its oldest, and what the upload has left. */
async function clearOld({ keep }: SavingWays, bucket: Bucket, upload: Upload): Promise<void> {
  await clearRests(bucket, upload);
  await keepNewest(bucket, upload.key, keep);
}

/** Removes the oldest files beside one, so that `keep` stay; that one stays in any case, whatever the clock said before. */
async function keepNewest(bucket: Bucket, key: string, keep: number): Promise<void> {
  const beside = (await bucket.keys(key.slice(0, key.lastIndexOf('/') + 1))).filter((other) => named.test(other));
  const others = beside.filter((other) => other !== key).toSorted();
  await bucket.remove(others.slice(0, Math.max(0, others.length - (keep - 1))));
}

/** A file is called by the time at which it was begun, so that names stand in its order. What is called otherwise is not ours to remove. */
const nameOf = (time: number) => `${new Date(time).toISOString().replaceAll(':', '')}.jsonl`;
const named = /\/\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z\.jsonl$/;
