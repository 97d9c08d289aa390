import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import { checkCopy, listed, namesIn } from '../check';
import { openToRead } from '../connection';
import { FolderLock } from '../folder-lock';
import { CannotStart } from '../stop';
import { causeOf } from '../trouble';
import { copyDatabase, Uncopied } from './copy';
import { digestOf, flushAll, flushFile, flushFolder, writeFlushed } from './durable';
import { mergeForgotten } from './forgotten';
import {
  accountPath,
  directoryPath,
  type Lacking,
  manifestName,
  manifestOf,
  nameOf,
  type Saved,
  schemaOf,
  secretPath,
  sitePath,
  unfinished,
  unfinishedIn,
} from './manifest';

/** So often is looked for sites that were opened meanwhile. */
const mostRounds = 10;

/** What is to be saved, and where. */
export interface Wanted {
  /** The data folder. */
  data: string;
  /** The folder that backups are in, each in one of its own. Made when missing. */
  into: string;
  /** Whether the secret goes into it, too. */
  secret: boolean;
}

/** A whole backup. */
export interface Taken {
  folder: string;
  files: Saved[];
  lacking: Lacking[];
}

/**
 * Saves a data folder, whether a server uses it or not: each database as it was at one moment after the call. What is acknowledged before
 * the call is in it. A file that is damaged is named and keeps no other from being saved. Until all is on disk the folder is not
 * called what a backup is called; where that fails, nothing is left of it.
 * @throws CannotStart with a sentence: there is nothing to save, no room, or another backup goes there now.
 */
export async function takeBackup({ data, into, secret }: Wanted, now = Date.now): Promise<Taken> {
  if (!existsSync(join(data, directoryPath))) throw new CannotStart(`${data} is no data folder with something in it.`);
  const lock = lockOf(into);
  try {
    for (const name of unfinishedIn(into)) rmSync(join(into, name), { recursive: true, force: true });
    let begun = now();
    while (existsSync(join(into, nameOf(begun)))) begun += 1;
    const folder = join(into, nameOf(begun));
    const part = `${folder}${unfinished}`;
    try {
      const copying = new Copying(data, part);
      await copying.saveAll(secret);
      const files = [...copying.saved.values()];
      const lacking = [...copying.lacking].map(([path, why]) => ({ path, why }));
      const said = { plausch: packageJson.version, begun: timeText(begun), ended: timeText(now()), files, lacking };
      writeFlushed(join(part, manifestName), manifestOf(said));
      flushAll(part);
      mergeForgotten(data, into);
      renameSync(part, folder);
      flushFolder(into);
      return { folder, files, lacking };
    } catch (error) {
      rmSync(part, { recursive: true, force: true });
      throw error instanceof CannotStart ? error : new CannotStart(sentenceOf(error, into));
    }
  } finally {
    lock.close();
  }
}

const timeText = (time: number) => new Date(time).toISOString();

/** Keeps others from the folder that backups are in. */
function lockOf(into: string): FolderLock {
  try {
    mkdirSync(resolve(into), { recursive: true, mode: 0o700 });
    const lock = new FolderLock(join(into, 'lock'));
    if (lock.isExclusive()) return lock;
    lock.close();
    throw new Error('nothing can be written there');
  } catch (error) {
    throw new CannotStart(
      causeOf(error) === 'busy'
        ? `Another backup goes to ${into} right now.`
        : `No backup can be written to ${into}: ${(error as Error).message}.`,
    );
  }
}

function sentenceOf(error: unknown, into: string): string {
  const full =
    causeOf(error) === 'no-room' || ['ENOSPC', 'EFBIG', 'EDQUOT'].includes((error as { code?: string }).code ?? '');
  return full
    ? `There is no room for the backup in ${into}. Nothing of it was kept, and the backups before are as they were.`
    : `The backup failed, and nothing of it was kept: ${(error as Error).message}.`;
}

/** One backup while it is made. */
class Copying {
  readonly saved = new Map<string, Saved>();
  readonly lacking = new Map<string, string>();
  readonly #data: string;
  readonly #to: string;

  constructor(data: string, to: string) {
    this.#data = data;
    this.#to = to;
    mkdirSync(to, { mode: 0o700 });
    for (const kind of ['sites', 'accounts']) mkdirSync(join(to, kind), { mode: 0o700 });
  }

  /**
   * Sites come before the people who work there, and these before the directory: whoever is named in what was saved is saved, too. A
   * site that was opened meanwhile is in the directory that was saved, and then it is saved as well.
   */
  async saveAll(secret: boolean): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      for (const path of this.#sites()) await this.#saveOnce(path);
      for (const id of namesIn(this.#data, 'accounts')) await this.#saveOnce(accountPath(id));
      await this.#save(directoryPath);
      if (this.#sites(this.#to, openToRead).every((path) => this.#isDone(path))) break;
    }
    // What was being made or removed just then is neither any more.
    for (const path of [...this.lacking.keys()]) await this.#save(path);
    const known = new Set(listed(this.#data).map(sitePath));
    for (const [path, why] of this.lacking)
      if (path.startsWith('sites/') && !known.has(path) && (why === isMissing || why === 'is empty'))
        this.lacking.delete(path);
    if (secret) this.#saveSecret();
  }

  /** The sites that the directory in a folder knows, and those of which there is a file. */
  #sites(folder = this.#data, open?: typeof openToRead): string[] {
    return [...new Set([...listed(folder, open), ...namesIn(this.#data, 'sites')])].toSorted().map(sitePath);
  }

  #isDone(path: string): boolean {
    return this.saved.has(path) || this.lacking.has(path) || schemaOf(path) === undefined;
  }

  async #saveOnce(path: string): Promise<void> {
    if (!this.#isDone(path)) await this.#save(path);
  }

  async #save(path: string): Promise<void> {
    const [from, to] = [join(this.#data, path), join(this.#to, path)];
    rmSync(to, { force: true });
    this.saved.delete(path);
    this.lacking.delete(path);
    try {
      if (!statSync(from, { throwIfNoEntry: false })) throw new Uncopied(isMissing);
      await copyDatabase(from, to);
      const { wrong, schema } = checkCopy(to, schemaOf(path) ?? []);
      if (wrong.length > 0) throw new Uncopied(wrong.join('; '));
      this.saved.set(path, { path, ...digestOf(to), schema });
    } catch (error) {
      if (!(error instanceof Uncopied)) throw error;
      rmSync(to, { force: true });
      this.lacking.set(path, error.message);
    }
  }

  /** @throws CannotStart where the folder has none. */
  #saveSecret(): void {
    const [from, to] = [join(this.#data, secretPath), join(this.#to, secretPath)];
    if (!existsSync(from))
      throw new CannotStart(
        `There is no secret in ${this.#data}: it comes from PLAUSCH_SECRET. Keep it yourself, and leave out --with-secret.`,
      );
    copyFileSync(from, to);
    flushFile(to);
    this.saved.set(secretPath, { path: secretPath, ...digestOf(to), schema: null });
  }
}

const isMissing = 'is missing';
