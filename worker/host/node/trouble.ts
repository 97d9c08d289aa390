import type { ProblemCode } from '../../contract/problem';
import { Refusal } from '../../errors';
import { WrongData } from '../sql';

/** A file of the data folder, and what it holds. */
export interface ActorPlace {
  kind: 'directory' | 'site' | 'account';
  /** The site's host name, the account's id. */
  name: string;
  /** Where it is. */
  path: string;
}

/** Why a file cannot be used as it should. */
export type Cause = 'no-room' | 'busy' | 'failing' | 'damaged' | 'newer';

/** By SQLite's primary result code (https://sqlite.org/rescode.html). */
const causes: Record<number, Cause> = {
  3: 'no-room', // PERM
  5: 'busy', // BUSY
  6: 'busy', // LOCKED
  7: 'failing', // NOMEM
  8: 'no-room', // READONLY
  10: 'failing', // IOERR
  11: 'damaged', // CORRUPT
  13: 'no-room', // FULL
  14: 'failing', // CANTOPEN
  15: 'failing', // PROTOCOL
  26: 'damaged', // NOTADB
};

/** Kinds of IOERR that say that nothing more can be written: a quota or a limit, or no room for shared memory. */
const unwritten = new Set([3, 6, 18, 19, 20, 21].map((kind) => 10 | (kind << 8)));

/** A file that was moved, deleted or replaced while it was open. */
export class Moved extends Error {
  constructor() {
    super('It was moved, deleted or replaced while it was open.');
  }
}

/** Why a call to SQLite failed; undefined: for a reason that lies with whoever called it. */
export function causeOf(error: unknown): Cause | undefined {
  if (error instanceof WrongData) return error.wrong === 'newer' ? 'newer' : 'damaged';
  if (error instanceof Moved) return 'failing';
  const { errcode } = error as { errcode?: unknown };
  if (typeof errcode !== 'number') return undefined;
  return unwritten.has(errcode) ? 'no-room' : causes[errcode & 0xff];
}

/** A file that cannot be used now: a problem for whoever asked, and a line for whoever runs the server. */
export class Trouble extends Refusal {
  readonly why: Cause;
  /** Which file, why, and what to do. */
  readonly line: string;

  constructor(place: ActorPlace, why: Cause, reason: string) {
    super(codeOf(place.kind, why), { retryAfter: retryAfter[why] });
    this.why = why;
    this.line = lineOf(place, why, reason);
  }

  /** Of a failed call; undefined: the error is another's. */
  static of(place: ActorPlace, error: unknown): Trouble | undefined {
    if (error instanceof Trouble) return error;
    const why = causeOf(error);
    return why && new Trouble(place, why, (error as Error).message);
  }
}

/** Seconds until it is worth trying again; what is damaged waits for a person. */
const retryAfter: Record<Cause, number> = { 'no-room': 30, busy: 2, failing: 10, damaged: 600, newer: 600 };

function codeOf(kind: ActorPlace['kind'], why: Cause): ProblemCode {
  if (why === 'no-room') return 'no-room';
  if (why === 'newer') return 'newer-data';
  if (why === 'damaged' && kind !== 'directory') return `${kind}-damaged`;
  return 'unavailable';
}

function lineOf({ kind, name, path }: ActorPlace, why: Cause, reason: string): string {
  const what = kind === 'directory' ? 'everything' : `${kind === 'site' ? 'the site' : 'the account'} ${name}`;
  const said = reason.replace(/\.$/, '');
  switch (why) {
    case 'no-room':
      return `Nothing can be stored: the disk is full, or its folder cannot be written (${path}: ${said}). Reading goes on, and writing as soon as there is room.`;
    case 'newer':
      return `${path} is of a newer version of Plausch. ${said}. Nothing was changed; start the newer version for ${what}, or restore a backup.`;
    case 'damaged':
      return `${path} is damaged: ${said}. It holds ${what}, and nothing else is touched. See: npm run site -- check. Restore it from a backup (docs/self-host.md).`;
    default:
      return `${path} cannot be used right now: ${said}. It holds ${what}.`;
  }
}
