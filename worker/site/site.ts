import type { SettingsChange } from '../contract/desk';
import type { LimitKind } from '../contract/limits';
import type { LiveEvent } from '../contract/live';
import { isCreated, migrate, type Sql } from '../host/sql';
import { Limiter } from '../rate-limit';
import { shipped } from '../spam/classifier/general';
import type { SiteContext } from './base/context';
import { finishJob, listGivenUp, nextDue, postponeJob, putBackJob, retryWork } from './base/due';
import { idFactory, newestId } from './base/ids';
import { PageMemo } from './base/page-memo';
import type { Person } from './base/person';
import { migrations } from './base/schema';
import { chooseAlerts, noteAlerted, noteSeen, readAlerts } from './comments/alerts';
import { countThreads } from './comments/threads';
import { indexStep, readIndexedUntil } from './comments/words';
import { decideLinked, endLinks, readLinked, undoLinked } from './deciding/by-link';
import { carryAnyOn, carryOn } from './deciding/carrying-out';
import { answerConsult, consult } from './deciding/consults';
import { decide } from './deciding/decisions';
import { listDecisions } from './deciding/log';
import { pin } from './deciding/pins';
import { readQueue } from './deciding/queue';
import { undo } from './deciding/undo';
import { ban, listBans, unban } from './judging/bans';
import { difficulty } from './judging/difficulty';
import { hear, noteTold } from './judging/inquiries';
import { addRule, changeRule, listRules, removeRule, tryRule } from './judging/rules';
import { tryThresholds } from './judging/thresholds';
import { awaitMail, noteGone, noteRefused, noteSent, noteUnsent } from './messages/deliveries';
import { listDispatches, noteDispatched, sendAgain, testTarget } from './messages/dispatches';
import { confirmMailbox, endConfirming, readConfirmingLink, stopMail } from './messages/mailboxes';
import { spread } from './messages/news';
import { readOutbox } from './messages/outbox';
import { readStatus } from './messages/status';
import { exportPart } from './moving/exporting';
import { moveStep } from './moving/moving';
import { outPart } from './moving/outward';
import { beginImport, endImport, listImports, readImport, receiveRecords } from './moving/receiving';
import { appeal, appealByLink } from './objecting/appeals';
import { giveNotice } from './objecting/notices';
import { readAnswers } from './reading/answers';
import { findFormer } from './reading/former';
import { readHeadlines } from './reading/headlines';
import { readLatest } from './reading/latest';
import { readNewest, readSince } from './reading/newest';
import { readOwn } from './reading/own';
import { readPlainPage } from './reading/plain-page';
import { readReadyThread } from './reading/ready-thread';
import { readPlaced } from './reading/thread-page';
import { findAuthors } from './running/find-authors';
import { authorOf, forget, forgetFor, forgetStep } from './running/forgetting';
import { readAuthor, readMine } from './running/mine';
import { authorsBehind, endMineMail, linkToMine, mailMine, readMineByLink } from './running/mine-link';
import {
  addPerson,
  changePerson,
  findPerson,
  listPeople,
  mustStillBe,
  putPerson,
  removePerson,
} from './running/people';
import { readPulse, readWeek } from './running/pulse';
import { purge } from './running/purge';
import { readReasons } from './running/reasons';
import { applySettings, changeSettings, defaultSettings, readSettings } from './running/settings';
import { addTarget, changeTarget, listTargets, removeTarget, renewTargetSecret } from './running/targets';
import { changeThread } from './running/thread-change';
import { readTransparency, readTransparencyPart } from './running/transparency';
import { planPushes } from './waking/due-push';
import { takeDue } from './waking/due-work';
import {
  admissible,
  edit,
  editable,
  editableByLink,
  editByLink,
  type Placed,
  type Proven,
  submit,
  withdraw,
  withdrawByLink,
} from './writing/comments';
import { report, vote, voteUnnamed } from './writing/reactions';

/** What a site answers after which readers see what they saw before: the first value of each is the site itself. */
const reads = {
  settings: ({ settings }: SiteContext) => settings,
  /** Counts one write of this kind by this network, and by those it is in. @throws Refusal `too-many`. */
  admit: ({ limiter }: SiteContext, networks: readonly string[], kind: LimitKind) => limiter.admit(networks, kind),
  /** Whether a comment would be taken in; `submit` refuses as this does. And the settings, for whoever asks services next. */
  admissible: (site: SiteContext, placed: Placed, proven: Proven) => ({
    as: admissible(site, placed, proven),
    settings: site.settings,
  }),
  thread: readReadyThread,
  newest: readNewest,
  since: readSince,
  former: findFormer,
  page: readPlainPage,
  comment: readPlaced,
  own: readOwn,
  mine: readMine,
  mineLink: linkToMine,
  mineByLink: readMineByLink,
  mineOf: readAuthor,
  findAuthors,
  authorsBehind,
  authorOf,
  latest: readLatest,
  headlines: readHeadlines,
  answers: readAnswers,
  counts: countThreads,
  difficulty,
  editable,
  editableByLink,
  status: readStatus,
  transparency: readTransparency,
  transparencyPart: readTransparencyPart,
  reasons: readReasons,
  person: findPerson,
  queue: readQueue,
  decisions: listDecisions,
  outbox: readOutbox,
  alerts: readAlerts,
  linked: readLinked,
  confirming: readConfirmingLink,
  people: listPeople,
  targets: listTargets,
  dispatches: listDispatches,
  bans: listBans,
  rules: listRules,
  tryRule,
  tryThresholds,
  pulse: readPulse,
  week: readWeek,
  givenUp: listGivenUp,
  imports: listImports,
  import: readImport,
  exportPart,
  outPart,
  nextDue,
  indexWords: indexStep,
  noteSeen,
};

/** What a site does in one transaction each. What is thrown in it takes all of it back. */
const writes = {
  submit,
  edit,
  editByLink,
  withdraw,
  withdrawByLink,
  vote,
  voteUnnamed,
  report,
  appeal,
  appealByLink,
  notice: giveNotice,
  carryOn,
  carryAnyOn,
  forget,
  forgetStep,
  takeDue,
  finishJob,
  putBackJob,
  hear,
  noteTold,
  noteSent,
  noteUnsent,
  noteRefused,
  noteGone,
  awaitMail,
  spread,
  confirmMailbox,
  endConfirming,
  endMineMail,
  mailMine,
  stopMail,
  noteAlerted,
  planPushes,
  moveStep,
  postponeJob,
  noteDispatched,
  decideLinked,
  undoLinked,
  purge,
};

/**
 * What somebody at the desk does, in one transaction each. Their request may have been on its way for a while since they were
 * let in: what they might do then they must still be allowed to do. @throws Refusal `not-allowed`.
 */
const acts = {
  decide,
  undo,
  consult,
  answerConsult,
  changeThread,
  pin,
  ban,
  unban,
  changeSettings,
  addPerson,
  changePerson,
  removePerson,
  addRule,
  changeRule,
  removeRule,
  retryWork,
  addTarget,
  changeTarget,
  removeTarget,
  renewTargetSecret,
  testTarget,
  sendAgain,
  chooseAlerts,
  endLinks,
  beginImport,
  receiveRecords,
  endImport,
  forgetFor,
};

/** The functions of a table as methods: without the site itself. */
type Methods<Table> = {
  [Name in keyof Table]: Table[Name] extends (site: SiteContext, ...values: infer Values) => infer Result
    ? (...values: Values) => Result
    : never;
};

/**
 * One website: its threads, people and decisions, in a database of its own. Every method runs to its end without
 * waiting. Refusals are thrown as `Refusal`; each method's are named where its function stands.
 */
export type Site = Methods<typeof reads> &
  Methods<typeof writes> &
  Methods<typeof acts> & {
    /** Makes the site's tables and lets its owner in. Saying it again changes only what is given. */
    create(owner: Pick<Person, 'account' | 'name'>, change: SettingsChange): SiteContext['settings'];
    /** A number that changes with every write. */
    revision(): number;
  };

/** Whether readers see the same after a method of Site as before. */
export const isRead = (method: string): boolean => Object.hasOwn(reads, method);

/** What a Site needs from outside its database. */
export interface SiteOptions {
  secret: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** From 0 to below 1, by chance. */
  random?: () => number;
  /** Passes on to the desk what has happened; `keys`: for each comment that of its thread. */
  tell?: (event: LiveEvent, keys: string[]) => void;
}

/** The site in a database; where nothing is in it yet, all it can is `create`. @throws WrongData. */
export function openSite(
  name: string,
  sql: Sql,
  { secret, now = Date.now, random = Math.random, tell = () => {} }: SiteOptions,
): Site {
  const created = isCreated(sql);
  if (created) migrate(sql, migrations, now());
  const site: SiteContext = {
    name,
    sql,
    now,
    newId: idFactory(created ? newestId(sql) : ''),
    secret,
    settings: created ? readSettings(sql, name) : defaultSettings(name),
    limiter: new Limiter(now),
    indexedUntil: created ? readIndexedUntil({ sql }) : '',
    rules: undefined,
    learned: undefined,
    recent: undefined,
    targets: undefined,
    usualWait: undefined,
    nextDue: created ? undefined : { at: null, kind: 'clean' },
    scheduled: new Set(),
    rounds: {},
    random,
    pages: new PageMemo(),
    tell,
  };
  // Now, and not while the first author waits.
  shipped();

  let revision = 0;
  function write<Result>(work: () => Result): Result {
    revision += 1;
    const { settings, rules, indexedUntil } = site;
    try {
      return sql.transaction(work);
    } catch (error) {
      // What is kept in memory may be of the writes that were taken back.
      const unread = {
        learned: undefined,
        recent: undefined,
        targets: undefined,
        usualWait: undefined,
        nextDue: undefined,
      };
      Object.assign(site, { settings, rules, indexedUntil, ...unread, scheduled: new Set(), rounds: {} });
      throw error;
    }
  }

  return {
    ...methods(reads, (read, values) => read(site, ...values)),
    ...methods(writes, (change, values) => write(() => change(site, ...values))),
    ...methods(acts, (act, [person, ...values]) =>
      write(() => act(site, mustStillBe(site, person as unknown as Person) as never, ...values)),
    ),
    create(owner, change) {
      migrate(sql, migrations, now());
      site.nextDue = undefined;
      return write(() => {
        putPerson(sql, { ...owner, role: 'owner', scope: [] }, now());
        return applySettings(site, change);
      });
    },
    revision: () => revision,
  };
}

type Work = (site: SiteContext, ...values: never[]) => unknown;

/** A method for each function of a table, which `run` calls with its values. */
function methods<Table extends Record<string, Work>>(
  table: Table,
  run: (work: Work, values: never[]) => unknown,
): Methods<Table> {
  const entries = Object.entries(table).map(([name, work]) => [name, (...values: never[]) => run(work, values)]);
  return Object.fromEntries(entries) as Methods<Table>;
}
