import type { Settings } from '../../contract/desk';
import type { DueKind } from '../../contract/due';
import type { LiveEvent } from '../../contract/live';
import type { Sql } from '../../host/sql';
import type { Limiter } from '../../rate-limit';
import type { Learned } from '../../spam/classifier/learned';
import type { ActiveRule } from './active-rule';
import type { Listening } from './listening';
import type { PageMemo } from './page-memo';
import type { Recent } from './recent';

/** What every function of worker/site works with: one site's database and the little that lives beside it. */
export interface SiteContext {
  /** The site's host name. */
  name: string;
  sql: Sql;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A new ULID for something made at `now`. */
  newId: (now: number) => string;
  /** Signs author tokens. */
  secret: string;
  settings: Settings;
  /** Counts what networks write. */
  limiter: Limiter;
  /** The last comment whose words can be searched for. */
  indexedUntil: string;
  /** The rules that are on; undefined: to be read again. */
  rules: ActiveRule[] | undefined;
  /** What the site has taught its filter; undefined: to be read again. */
  learned: { model: Learned | undefined } | undefined;
  /** The newest comments; undefined: to be read again. */
  recent: Recent | undefined;
  /** Who hears of what happens; undefined: to be read again. */
  targets: Listening[] | undefined;
  /** How long waiting usually takes, and when that was worked out; undefined: to be worked out again. */
  usualWait: { median: number | null; at: number } | undefined;
  /** When the first work is due; undefined: to be read again. */
  nextDue: { at: number | null; kind: DueKind } | undefined;
  /** Work that is known to be on the list of what is due, and not given up: its kind and subject. */
  scheduled: Set<string>;
  /** By when what comes again and again will be done, as far as that is known. */
  rounds: Partial<Record<'clean' | 'index', number | undefined>>;
  /** From 0 to below 1. */
  random: () => number;
  pages: PageMemo;
  /** Tells whoever is at the desk what has happened, once it is durable. `keys`: for each comment that of its thread. */
  tell: (event: LiveEvent, keys: string[]) => void;
}
