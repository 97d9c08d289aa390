import type {
  Comment,
  Latest,
  NewReport,
  Own,
  OwnQuery,
  Submitted,
  ThreadPage,
  ThreadQuery,
  Voted,
} from '../contract/comment';
import type {
  Decided,
  Decisions,
  DecisionsQuery,
  NamedThread,
  NewDecision,
  Queue,
  QueueQuery,
  Reasons,
  Settings,
  SettingsChange,
  ThreadChange,
  Thresholds,
  ThresholdsTried,
  Undone,
} from '../contract/desk';
import type { LiveEvent } from '../contract/live';
import type { Consult, NewConsult, PersonChange, PersonEntry } from '../contract/people';
import type { Pulse } from '../contract/pulse';
import type { Ban, NewBan, NewRule, Rule, RuleChange, RuleTrial, RuleTried } from '../contract/rules';
import type { ServiceName } from '../contract/services';
import type { NewNotice, Noticed, Outbox, OutboxQuery } from '../contract/statement';
import { isCreated, migrate, type Sql } from '../host/sql';
import { Limiter, type LimitKind } from '../limits';
import { shipped } from '../spam/classifier/general';
import type { Lesson } from '../spam/services/service';
import type { Answer } from '../spam/services/services';
import { appeal, appealByLink } from './appeals';
import { findAuthor } from './authors';
import { ban, listBans, unban } from './bans';
import {
  admissible,
  type Draft,
  type Editable,
  edit,
  editable,
  type Placed,
  type Proven,
  type SubmitContext,
  submit,
  withdraw,
} from './comments';
import { answerConsult, consult } from './consults';
import { decide } from './decisions';
import { idFactory, newestId } from './ids';
import { type DueInquiry, hear, noteTold, takeDue } from './inquiries';
import type { Circumstances } from './judging';
import { readLatest } from './latest';
import { listDecisions } from './log';
import { giveNotice } from './notices';
import { readOutbox } from './outbox';
import { readOwn } from './own';
import { type Encoding, PageMemo, type ReadyPage } from './page-memo';
import { addPerson, changePerson, findPerson, listPeople, putPerson, removePerson } from './people';
import type { Person } from './person';
import { difficulty } from './proofs';
import { readPulse } from './pulse';
import { type Purged, purge } from './purge';
import { readQueue } from './queue';
import { report, vote } from './reactions';
import { readReasons } from './reasons';
import type { Room } from './room';
import { addRule, changeRule, listRules, removeRule, tryRule } from './rules';
import { migrations } from './schema';
import { applySettings, changeSettings, defaultSettings, readSettings } from './settings';
import { readStatus, type StatusView } from './statements';
import { changeThread } from './thread-change';
import { readPlaced, readThread } from './thread-page';
import { closesAt, countThreads } from './threads';
import { tryThresholds } from './thresholds';
import { readTransparency, type Transparency } from './transparency';
import { undo } from './undo';
import { indexStep, readIndexedUntil } from './words';

/** What a Site needs from outside its database. */
export interface SiteOptions {
  secret: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Passes on to the desk what has happened; `keys`: for each comment that of its thread. */
  tell?: (event: LiveEvent, keys: string[]) => void;
}

/**
 * One website: its threads, people and decisions, in a database of its own. Every method runs to its end without
 * waiting; those that write do so in one transaction. Refusals are thrown as `Refusal`.
 */
export class Site {
  readonly #room: Room;
  readonly #limiter: Limiter;
  #revision = 0;

  constructor(name: string, sql: Sql, { secret, now = Date.now, tell = () => {} }: SiteOptions) {
    const created = isCreated(sql);
    if (created) migrate(sql, migrations, now());
    this.#room = {
      name,
      sql,
      now,
      newId: idFactory(created ? newestId(sql) : ''),
      secret,
      settings: created ? readSettings(sql, name) : defaultSettings(name),
      indexedUntil: created ? readIndexedUntil({ sql }) : '',
      rules: undefined,
      learned: undefined,
      recent: undefined,
      pages: new PageMemo(),
      tell,
    };
    this.#limiter = new Limiter(now);
    // Now, and not while the first author waits.
    shipped();
  }

  /** Makes the site's tables and lets its owner in. Saying it again changes only what is given. */
  create(owner: Pick<Person, 'account' | 'name'>, change: SettingsChange): Settings {
    const { sql, now } = this.#room;
    migrate(sql, migrations, now());
    return this.#write(() => {
      putPerson(sql, { ...owner, role: 'owner', scope: [] }, now());
      return applySettings(this.#room, change);
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
  changeSettings(person: Person, change: SettingsChange): Settings {
    return this.#write(() => changeSettings(this.#room, person, change));
  }

  /** Counts one write of this kind by this network, and by those it is in. @throws Refusal `too-many`. */
  admit(networks: readonly string[], kind: LimitKind): void {
    this.#limiter.admit(networks, kind);
  }

  /**
   * One page of a thread as the bytes that go out, ready-made.
   * @throws Refusal `unknown-comment`, `invalid-fields` for what is no cursor.
   */
  thread(query: ThreadQuery, encoding: Encoding): ReadyPage {
    const { thread, ...rest } = query;
    const now = this.#room.now();
    return this.#room.pages.get({ thread, query: JSON.stringify(rest), encoding, now }, () => ({
      json: JSON.stringify(readThread(this.#room, query)),
      until: closesAt(this.#room, thread),
    }));
  }

  /** One page of a thread. @throws Refusal `unknown-comment`, `invalid-fields` for what is no cursor. */
  page(query: ThreadQuery): ThreadPage {
    return readThread(this.#room, query);
  }

  /** One comment of the thread with this key, as any reader has it. @throws Refusal `unknown-comment`. */
  comment(thread: string, id: string): Comment {
    return readPlaced(this.#room, thread, id);
  }

  /** What is an author's own in a thread. @throws Refusal `invalid-fields` for what is no cursor. */
  own(query: OwnQuery, token: string | undefined): Own {
    return readOwn(this.#room, query, token);
  }

  /** The newest published comments of the site, or of the thread with this key. */
  latest(key: string | undefined): Latest {
    return readLatest(this.#room, key);
  }

  /** Published comments by thread key. */
  counts(keys: string[]): Record<string, number> {
    return countThreads(this.#room, keys);
  }

  /** How many attempts a proof of work shall take whoever wants to write from this network. */
  difficulty(network: string, token: string | undefined): number {
    return difficulty(this.#room, network, findAuthor(this.#room, token));
  }

  /** Whether a comment would be taken in; `submit` refuses as this does. And the settings, for whoever asks services next. */
  admissible(placed: Placed, proven: Proven): { as: 'new' | 'repeat'; settings: Settings } {
    return { as: admissible(this.#room, placed, proven), settings: this.#room.settings };
  }

  /** Takes a new comment in. @throws Refusal `thread-closed`, `unknown-parent`, `banned`, `key-reused`, `challenge-used`. */
  submit(draft: Draft, context: SubmitContext): Submitted {
    return this.#write(() => submit(this.#room, draft, context));
  }

  /** An author's own comment, where it may be changed. @throws Refusal `unknown-comment`, `token-needed`, `window-closed`, `banned`. */
  editable(id: string, token: string | undefined): Editable {
    return editable(this.#room, id, token);
  }

  /** Replaces the text of an author's own comment. @throws Refusal `unknown-comment`, `token-needed`, `window-closed`, `banned`. */
  edit(
    id: string,
    draft: { body: string; html: string },
    token: string | undefined,
    circumstances: Pick<Circumstances, 'network' | 'outside'>,
  ): Submitted {
    return this.#write(() => edit(this.#room, id, draft, token, circumstances));
  }

  /** Takes an author's own comment back. @throws Refusal `unknown-comment`, `token-needed`, `window-closed`. */
  withdraw(id: string, token: string | undefined): void {
    this.#write(() => withdraw(this.#room, id, token));
  }

  /** Sets a reader's vote. @throws Refusal `unknown-comment`, `not-allowed`. */
  vote(id: string, value: 1 | 0 | -1, token: string | undefined, network: string): Voted {
    return this.#write(() => vote(this.#room, id, value, token, network));
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

  /** Takes some more comments into the index of words: before each search, and with the chores. Returns whether there are more. */
  indexWords(): boolean {
    return indexStep(this.#room);
  }

  /** What waits for a person, or what they look for, within their scope. */
  queue(person: Person, query: QueueQuery): Queue {
    return readQueue(this.#room, person, query);
  }

  /**
   * Decides about comments. @throws Refusal `unknown-comment`, `not-allowed` outside the person's scope,
   * `own-appeal`, `already-decided`, `decided-since`, `text-changed`, `too-many-comments`.
   */
  decide(person: Person, decision: NewDecision): Decided {
    return this.#write(() => decide(this.#room, person, decision));
  }

  /** Undoes whatever stands in the log. @throws Refusal `unknown-decision`, `not-allowed`, `already-undone`, `decided-since`. */
  undo(person: Person, decision: string): Undone {
    return this.#write(() => undo(this.#room, person, decision));
  }

  /** The log, newest first, as far as it is about the person's scope. */
  decisions(person: Person, query: DecisionsQuery): Decisions {
    return listDecisions(this.#room, person, query);
  }

  /** Asks a colleague. @throws Refusal `unknown-comment`, `unknown-person`, `not-allowed`. */
  consult(person: Person, comment: string, question: NewConsult): Consult {
    return this.#write(() => consult(this.#room, person, comment, question));
  }

  /** Answers a colleague's question. @throws Refusal `unknown-consult`, `not-allowed`. */
  answerConsult(person: Person, id: string, note: string): Consult {
    return this.#write(() => answerConsult(this.#room, person, id, note));
  }

  /** Says for the team how a thread is called and where its post is. @throws Refusal `not-allowed`, `unknown-thread`. */
  changeThread(person: Person, change: ThreadChange): NamedThread {
    return this.#write(() => changeThread(this.#room, person, change));
  }

  /** Everyone who works here. */
  people(): PersonEntry[] {
    return listPeople(this.#room);
  }

  /** Lets a new account work here; the same once more changes nothing. @throws Refusal `key-reused`. */
  addPerson(by: Person, person: Person): PersonEntry {
    return this.#write(() => addPerson(this.#room, by, person));
  }

  /** Changes a person's name, role or scope. @throws Refusal `unknown-person`, `last-owner`. */
  changePerson(by: Person, account: string, change: PersonChange): PersonEntry {
    return this.#write(() => changePerson(this.#room, by, account, change));
  }

  /** Takes a person away from this site. @throws Refusal `unknown-person`, `last-owner`. */
  removePerson(by: Person, account: string): void {
    this.#write(() => removePerson(this.#room, by, account));
  }

  /** Every rule, oldest first. */
  rules(): Rule[] {
    return listRules(this.#room);
  }

  addRule(person: Person, rule: NewRule): Rule {
    return this.#write(() => addRule(this.#room, person, rule));
  }

  /** Changes a rule. @throws Refusal `unknown-rule`. */
  changeRule(person: Person, id: string, change: RuleChange): Rule {
    return this.#write(() => changeRule(this.#room, person, id, change));
  }

  /** Takes a rule away. @throws Refusal `unknown-rule`. */
  removeRule(person: Person, id: string): void {
    this.#write(() => removeRule(this.#room, person, id));
  }

  /** What a rule would have done to the last 1 000 comments. */
  tryRule(trial: RuleTrial): RuleTried {
    return tryRule(this.#room, trial);
  }

  /** What other thresholds would have done to the last 1 000 comments. */
  tryThresholds(thresholds: Thresholds): ThresholdsTried {
    return tryThresholds(this.#room, thresholds);
  }

  /**
   * One step of forgetting what is not needed any more: what was filed as spam for 30 days, senders that none of the
   * services `offered` may need, keys that nobody repeats, proofs that have expired.
   */
  purge(offered: ServiceName[]): Purged {
    return this.#write(() => purge(this.#room, offered));
  }

  /** What outside services are to be asked or told now; the same again later, unless it is heard that they were. */
  takeDue(): DueInquiry[] {
    return this.#write(() => takeDue(this.#room));
  }

  /** Takes in what a service answered about a comment; `body`: the text it was asked about. @throws Refusal `unknown-comment`. */
  hear(comment: string, body: string, answer: Answer): void {
    this.#write(() => hear(this.#room, comment, body, answer));
  }

  /** Notes that a service was told what people decided; `body`: the text it was told about. */
  noteTold(comment: string, body: string, service: ServiceName, lesson: Lesson): void {
    this.#write(() => noteTold(this.#room, comment, body, service, lesson));
  }

  /** Every ban that has not ended, newest first, as far as it is for this person. */
  bans(person: Person): Ban[] {
    return listBans(this.#room, person);
  }

  /** Bans or mutes an author. @throws Refusal `unknown-author`. */
  ban(person: Person, author: string, newBan: NewBan): Ban {
    return this.#write(() => ban(this.#room, person, author, newBan));
  }

  /** Ends a ban. @throws Refusal `unknown-author` when there is none. */
  unban(person: Person, author: string): void {
    this.#write(() => unban(this.#room, person, author));
  }

  /** The figures of the last weeks. */
  pulse(weeks: number): Pulse {
    return readPulse(this.#room, weeks);
  }

  /** The reasons to choose from when something is turned down. */
  reasons(): Reasons {
    return readReasons(this.#room);
  }

  /** How the site is moderated, for everyone; undefined while the owner does not want that. */
  transparency(): Transparency | undefined {
    return readTransparency(this.#room);
  }

  /** The outbox, newest first, as far as it is about the person's scope. */
  outbox(person: Person, query: OutboxQuery): Outbox {
    return readOutbox(this.#room, person, query);
  }

  /** Takes a notice of illegal content into the queue. @throws Refusal `unknown-comment`. */
  notice(comment: string, notice: NewNotice, network: string): Noticed {
    return this.#write(() => giveNotice(this.#room, comment, notice, network));
  }

  /** An appeal by whoever has the comment's private link. @throws Refusal `not-found`, `already-appealed`, `not-allowed`. */
  appealByLink(comment: string, key: string, text: string): void {
    this.#write(() => appealByLink(this.#room, comment, key, text));
  }

  /** What became of a comment, for whoever has its private link. @throws Refusal `not-found`. */
  status(comment: string, key: string): StatusView {
    return readStatus(this.#room, comment, key);
  }

  #write<Result>(work: () => Result): Result {
    this.#revision += 1;
    const { settings, rules, indexedUntil } = this.#room;
    try {
      return this.#room.sql.transaction(work);
    } catch (error) {
      // What is kept in memory may be of the writes that were taken back.
      Object.assign(this.#room, { settings, rules, indexedUntil, learned: undefined, recent: undefined });
      throw error;
    }
  }
}
