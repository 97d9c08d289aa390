import { type BigIntStats, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../errors';
import { type Remote, remoteOf } from '../platform';
import { isCreated, ReadOnly } from '../sql';
import { Database } from './database';
import { mostOpenDatabases } from './open-files';
import { type ActorPlace, causeOf, Trouble } from './trouble';

/** A file, how to make the actor around it, and where what the actor tells goes once it is durable. */
export interface ActorFile<Actor extends object, Told = unknown> extends ActorPlace {
  make: (sql: Database, tell: (told: Told) => void) => Actor;
  /** Whether this method may make the file. For any other a missing file is a lost one. */
  makes: (method: string) => boolean;
  pass?: (actor: Actor, told: Told[]) => void;
  /** Is told after each call that was answered. */
  answered?: (actor: Actor) => void;
  /** Is told when the file is closed to make room for others. */
  closed?: () => void;
}

type AnyFile = ActorFile<object>;

type Method = (...values: unknown[]) => unknown;

interface Made {
  /** Tells one making of an actor from the next. */
  made: number;
  actor: object;
}

interface Open {
  file: AnyFile;
  database: Database;
  /** undefined: what it had in memory may not be true. */
  actor: Made | undefined;
  /** When the file was opened (milliseconds that only ever grow). */
  since: number;
}

/** What a call came to before it was durable. */
interface Attempt {
  outcome: { result: unknown } | { error: unknown };
  told: unknown[];
  /** Whether it has written anything. */
  wrote: boolean;
  durable: Promise<void> | undefined;
}

/** How often a call that only read is done again when what it read was lost. */
const mostTries = 5;
/** How often, and after how long (milliseconds), a call is tried again while somebody else writes to the file. */
const busyTries = 50;
const busyPause = 20;
/** After how long a file that could only be opened for reading is opened anew (milliseconds). */
const readOnlyPause = 1000;
/** The same is logged once in this time (milliseconds). */
const logPause = 60_000;

/**
 * The open files of the data folder and the actors around them. A call is answered when what it wrote or read is on
 * disk. A file that cannot be used takes itself down alone, and is back when it can be used again.
 */
export class Actors {
  /** Those that were used last stand last. */
  readonly #open = new Map<string, Open>();
  readonly #mostOpen: number;
  /** Files that are damaged, and how they looked then. */
  readonly #down = new Map<string, { trouble: Trouble; looks: string }>();
  /** When what was last logged. */
  readonly #logged = new Map<string, number>();
  readonly #log: (line: string) => void;
  #made = 0;
  #closed = false;
  /** What the call that runs now has told. */
  #told: unknown[] = [];

  readonly #mayBeWritten: () => boolean;

  /**
   * @param mayBeWritten asked before each opening of a file; where it says no, that is for reading alone.
   * @param mostOpen so many files are open at once.
   */
  constructor(
    mayBeWritten: () => boolean = () => true,
    log: (line: string) => void = console.error,
    mostOpen = mostOpenDatabases(),
  ) {
    this.#mayBeWritten = mayBeWritten;
    this.#log = log;
    this.#mostOpen = mostOpen;
  }

  /** The methods of the actor in a file. @throws Refusal `no-room`, `unavailable`, `newer-data` and `…-damaged`, too. */
  remote<Actor extends object, Told>(file: ActorFile<Actor, Told>): Remote<Actor> {
    return remoteOf<Actor>((method, values) => this.call(file, method, values));
  }

  /** Calls one method of the actor in a file, as `remote` does. */
  call<Actor extends object, Told>(file: ActorFile<Actor, Told>, method: string, values: unknown[]): Promise<unknown> {
    return this.#call(file as unknown as AnyFile, method, values);
  }

  /** The actor in a file, and which making of it that is; undefined while it is closed. */
  opened(path: string): Made | undefined {
    return this.#open.get(path)?.actor;
  }

  /** How many actors were made so far. */
  get made(): number {
    return this.#made;
  }

  /** What keeps a file from being used; undefined: nothing does. */
  trouble<Actor extends object, Told>(file: ActorFile<Actor, Told>): Trouble | undefined {
    try {
      this.#find(file as unknown as AnyFile, '');
      return undefined;
    } catch (error) {
      if (error instanceof ReadOnly) return new Trouble(file, 'no-room', error.message);
      if (error instanceof Trouble) return error;
      throw error;
    }
  }

  /** Commits what is open and closes every file. From then on every call is refused. */
  close(): void {
    this.#closed = true;
    for (const { database } of this.#open.values()) database.close();
    this.#open.clear();
  }

  async #call(file: AnyFile, method: string, values: unknown[]): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      while (!this.#mayOpen(file)) await this.#oldest()?.durable?.catch(() => {});
      const attempt = this.#attempt(file, method, values);
      try {
        if (attempt.durable) await attempt.durable;
      } catch (error) {
        // Lost with its turn. What has written nothing itself can simply be done again.
        if (attempt.wrote || tries >= mostTries) throw this.#explain(file, error);
        continue;
      }
      const { outcome, told } = attempt;
      if ('result' in outcome) {
        if (told.length > 0) this.#pass(file, told);
        const open = this.#open.get(file.path)?.actor;
        if (open) file.answered?.(open.actor);
        return outcome.result;
      }
      if (!this.#mayTryAgain(file, attempt, outcome.error, tries)) throw this.#explain(file, outcome.error);
      if (causeOf(outcome.error) === 'busy') await wait(busyPause);
    }
  }

  #attempt(file: AnyFile, method: string, values: unknown[]): Attempt {
    this.#told = [];
    const { database, actor } = this.#findAndLog(file, method);
    const before = database.taken;
    let outcome: Attempt['outcome'];
    try {
      outcome = { result: (actor[method] as Method).apply(actor, values) };
    } catch (error) {
      outcome = { error };
      this.#doubt(file, error);
    }
    return { outcome, told: this.#told, wrote: database.taken !== before, durable: database.durable };
  }

  /** Lets the actor go after an error that nobody foresaw: its memory may hold what was taken back. */
  #doubt({ path }: ActorPlace, error: unknown): void {
    const open = this.#open.get(path);
    if (open && !(error instanceof Refusal) && !(error instanceof ReadOnly)) open.actor = undefined;
  }

  /** Whether a call that failed and left nothing behind may succeed when it is done again now, or soon. */
  #mayTryAgain({ path }: ActorPlace, { wrote }: Attempt, error: unknown, tries: number): boolean {
    if (wrote) return false;
    if (causeOf(error) === 'busy') return tries < busyTries;
    const open = this.#open.get(path);
    if (!(error instanceof ReadOnly) || !open || performance.now() - open.since < readOnlyPause) return false;
    this.#open.delete(path);
    open.database.close();
    return true;
  }

  #findAndLog(file: AnyFile, method: string) {
    try {
      return this.#find(file, method);
    } catch (error) {
      throw this.#explain(file, error);
    }
  }

  /** The open file and its actor, ready to be called. @throws Trouble, or Refusal `unavailable` when all is closed. */
  #find(file: AnyFile, method: string): { database: Database; actor: Record<string, Method> } {
    if (this.#closed) throw new Refusal('unavailable', { retryAfter: 5 });
    const open = this.#open.get(file.path) ?? this.#openFile(file, method);
    this.#open.delete(file.path);
    this.#open.set(file.path, open);
    open.actor ??= this.#makeActor(file, open.database);
    return { database: open.database, actor: open.actor.actor as Record<string, Method> };
  }

  #openFile(file: AnyFile, method: string): Open {
    const { path } = file;
    const makes = file.makes(method);
    this.#refuseDown(file, makes);
    try {
      const found = look(path);
      if (!found && !makes) throw new Trouble(file, 'damaged', 'It is missing.');
      if (found && !found.isFile()) throw new Trouble(file, 'damaged', 'It is no file.');
      this.#closeOldest();
      const onLoss = () => {
        if (this.#open.get(path)?.database === database) this.#open.delete(path);
      };
      const database = new Database(path, { onLoss, toRead: !this.#mayBeWritten() });
      if (!makes && !isCreated(database)) {
        database.close();
        throw new Trouble(file, 'damaged', 'It is empty.');
      }
      const open: Open = { file, database, actor: undefined, since: performance.now() };
      this.#open.set(path, open);
      return open;
    } catch (error) {
      throw this.#takeDown(file, error);
    }
  }

  /** Whether a file is open, or one more may be: where all that are open wait for the disk, none can be closed for it. */
  #mayOpen({ path }: ActorPlace): boolean {
    if (this.#open.has(path) || this.#open.size < this.#mostOpen) return true;
    for (const { database } of this.#open.values()) if (!database.durable) return true;
    return false;
  }

  /** The file that was used least recently. */
  #oldest(): Database | undefined {
    return this.#open.values().next().value?.database;
  }

  /** Closes what was used least recently and waits for nothing, until there may be one more. */
  #closeOldest(): void {
    for (const [path, { file, database }] of this.#open) {
      if (this.#open.size < this.#mostOpen) return;
      if (database.durable) continue;
      this.#open.delete(path);
      database.close();
      file.closed?.();
    }
  }

  #makeActor(file: AnyFile, database: Database): Made {
    try {
      this.#made += 1;
      return { made: this.#made, actor: file.make(database, (told) => this.#told.push(told)) };
    } catch (error) {
      if (this.#open.get(file.path)?.database === database) {
        this.#open.delete(file.path);
        database.close();
      }
      throw this.#takeDown(file, error);
    }
  }

  /** @throws Trouble for a damaged file that looks as it did then. */
  #refuseDown({ path }: ActorPlace, makes: boolean): void {
    const down = this.#down.get(path);
    if (down && down.looks === looksOf(path) && !(makes && down.looks === missing)) throw down.trouble;
    this.#down.delete(path);
  }

  /** Names what has happened and, when the file is damaged, opens it no more until it looks otherwise. */
  #takeDown(file: ActorPlace, error: unknown): unknown {
    const trouble = Trouble.of(file, error);
    if (trouble && (trouble.why === 'damaged' || trouble.why === 'newer')) {
      this.#open.get(file.path)?.database.close();
      this.#open.delete(file.path);
      this.#down.set(file.path, { trouble, looks: looksOf(file.path) });
    }
    return trouble ?? error;
  }

  /** What to throw for an error, which is logged where it is about the file. */
  #explain(file: ActorPlace, error: unknown): unknown {
    if (error instanceof ReadOnly) return this.#explain(file, new Trouble(file, 'no-room', error.message));
    const known = this.#takeDown(file, error);
    if (known instanceof Trouble) this.#logOnce(known, file);
    return known;
  }

  /** Where there is no room, that is so for every file. */
  #logOnce({ why, line }: Trouble, { path }: ActorPlace): void {
    const topic = why === 'no-room' ? why : path;
    const now = performance.now();
    if (now - (this.#logged.get(topic) ?? Number.NEGATIVE_INFINITY) < logPause) return;
    this.#logged.set(topic, now);
    this.#log(line);
  }

  #pass(file: AnyFile, told: unknown[]): void {
    try {
      file.pass?.(this.#find(file, '').actor, told);
    } catch (error) {
      // What was told is stored; whoever listens will ask again.
      console.error('What has happened could not be passed on.', error);
    }
  }
}

const missing = 'missing';

const look = (path: string) => statSync(path, { throwIfNoEntry: false, bigint: true });

/** Changes when somebody has put another file in its place, or given it other rights. */
function looksOf(path: string): string {
  try {
    const stats: BigIntStats | undefined = look(path);
    return stats ? `${stats.dev} ${stats.ino} ${stats.size} ${stats.ctimeNs}` : missing;
  } catch (error) {
    return (error as Error).message;
  }
}
