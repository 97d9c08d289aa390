import { ulid } from 'ulid';
import type { Latest, NewReport, Submitted, ThreadPage, ThreadQuery, Voted } from '../contract/comment';
import type {
  Decision,
  Decisions,
  DecisionsQuery,
  NewDecision,
  Queue,
  QueueQuery,
  Settings,
  SettingsChange,
} from '../contract/desk';
import { isCreated, migrate, type Sql } from '../host/sql';
import { Limiter, type LimitKind } from '../limits';
import { findAuthor } from './authors';
import { type Draft, edit, type SubmitContext, submit, withdraw } from './comments';
import { decide, listDecisions, undo } from './decisions';
import { type Encoding, PageMemo, type ReadyPage } from './page-memo';
import { findPerson, type Person, putPerson } from './people';
import { readQueue } from './queue';
import { appeal, report, vote } from './reactions';
import type { Room } from './room';
import { migrations } from './schema';
import { defaultSettings, readSettings, writeSettings } from './settings';
import { closesAt, countThreads, readLatest, readThread } from './threads';

/** What a Site needs from outside its database. */
export interface SiteOptions {
  secret: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * One website: its threads, people and decisions, in a database of its own. Every method runs to its end without
 * waiting; those that write do so in one transaction. Refusals are thrown as `Refusal`.
 */
export class Site {
  readonly #room: Room;
  readonly #limiter: Limiter;
  #revision = 0;

  constructor(name: string, sql: Sql, { secret, now = Date.now }: SiteOptions) {
    const created = isCreated(sql);
    if (created) migrate(sql, migrations, now());
    this.#room = {
      name,
      sql,
      now,
      newId: (at) => ulid(at),
      secret,
      settings: created ? readSettings(sql, name) : defaultSettings(name),
      pages: new PageMemo(),
    };
    this.#limiter = new Limiter(now);
  }

  /** Makes the site's tables and lets its owner in. Saying it again changes only what is given. */
  create(owner: Pick<Person, 'account' | 'name'>, change: SettingsChange): Settings {
    const { sql, now } = this.#room;
    migrate(sql, migrations, now());
    return this.#write(() => {
      putPerson(sql, { ...owner, role: 'owner' }, now());
      return this.#changeSettings(change);
    });
  }

  /** A number that changes with every write. */
  revision(): number {
    return this.#revision;
  }

  settings(): Settings {
    return this.#room.settings;
  }

  /** Changes the settings given and returns them all. */
  changeSettings(change: SettingsChange): Settings {
    return this.#write(() => this.#changeSettings(change));
  }

  /** Counts one write of this kind by this network. @throws Refusal `too-many`. */
  admit(network: string, kind: LimitKind): void {
    this.#limiter.admit(network, kind);
  }

  /**
   * One page of a thread as the bytes that go out: ready-made for readers, made anew for an author who has
   * something of their own in it. `etag` is empty on the latter.
   */
  thread(query: ThreadQuery, encoding: Encoding, token: string | undefined): ReadyPage {
    const author = findAuthor(this.#room, token);
    if (author) {
      const json = JSON.stringify(readThread(this.#room, query, author.id));
      return { etag: '', encoding: 'identity', bytes: new Uint8Array(new TextEncoder().encode(json)), until: 0 };
    }
    const { thread, sort, after = '', limit } = query;
    const now = this.#room.now();
    return this.#room.pages.get({ thread, query: `${sort} ${limit} ${after}`, encoding, now }, () => ({
      json: JSON.stringify(readThread(this.#room, query, undefined)),
      until: closesAt(this.#room, thread),
    }));
  }

  /** One page of a thread as any reader sees it. */
  page(query: ThreadQuery): ThreadPage {
    return readThread(this.#room, query, undefined);
  }

  /** The newest published comments of the site, or of the thread with this key. */
  latest(key: string | undefined): Latest {
    return readLatest(this.#room, key);
  }

  /** Published comments by thread key. */
  counts(keys: string[]): Record<string, number> {
    return countThreads(this.#room, keys);
  }

  /** Takes a new comment in. @throws Refusal `thread-closed`, `unknown-parent`, `key-reused`. */
  submit(draft: Draft, context: SubmitContext): Submitted {
    return this.#write(() => submit(this.#room, draft, context));
  }

  /** Replaces the text of an author's own comment. @throws Refusal `unknown-comment`, `token-needed`, `window-closed`. */
  edit(id: string, draft: { body: string; html: string }, token: string | undefined): Submitted {
    return this.#write(() => edit(this.#room, id, draft, token));
  }

  /** Takes an author's own comment back. @throws Refusal `unknown-comment`, `token-needed`, `window-closed`. */
  withdraw(id: string, token: string | undefined): void {
    this.#write(() => withdraw(this.#room, id, token));
  }

  /** Sets a reader's vote. @throws Refusal `unknown-comment`, `not-allowed`. */
  vote(id: string, value: 1 | 0 | -1, token: string | undefined): Voted {
    return this.#write(() => vote(this.#room, id, value, token));
  }

  /** Takes a reader's report into the queue. @throws Refusal `unknown-comment`. */
  report(id: string, reported: NewReport, network: string): void {
    this.#write(() => report(this.#room, id, reported, network));
  }

  /** Takes an author's appeal into the queue. @throws Refusal `unknown-comment`, `token-needed`, `already-appealed`, `not-allowed`. */
  appeal(id: string, text: string, token: string | undefined): void {
    this.#write(() => appeal(this.#room, id, text, token));
  }

  /** Who works here under this account; undefined for anyone else. */
  person(account: string): Person | undefined {
    return findPerson(this.#room.sql, account);
  }

  /** What waits for a person. */
  queue(query: QueueQuery): Queue {
    return readQueue(this.#room, query);
  }

  /** Decides about comments. @throws Refusal `unknown-comment`, `already-decided`, `decided-since`. */
  decide(person: Person, decision: NewDecision): Decision {
    return this.#write(() => decide(this.#room, person, decision));
  }

  /** Undoes a decision. @throws Refusal `unknown-decision`, `already-undone`, `decided-since`. */
  undo(person: Person, decision: string): Decision {
    return this.#write(() => undo(this.#room, person, decision));
  }

  /** The log of decisions, newest first. */
  decisions(query: DecisionsQuery): Decisions {
    return listDecisions(this.#room, query);
  }

  #write<Result>(work: () => Result): Result {
    this.#revision += 1;
    return this.#room.sql.transaction(work);
  }

  #changeSettings(change: SettingsChange): Settings {
    const { sql, settings, pages } = this.#room;
    const next = writeSettings(sql, settings, change);
    pages.clear();
    this.#room.settings = next;
    return next;
  }
}
