import type { SqlValue } from '../../host/sql';
import { siteColumns } from '../running/personal-data';

/** What belongs to this server, or to the moment, and is not part of a site. */
const excuses = {
  again: 'made anew of what is exported',
  moment: 'ends by itself, or is still being carried out',
  told: 'messages, and what became of them: nobody is told twice',
  opens: 'opens something: an address that is a secret, a key, a link',
  network: 'hashed with the server’s secret, and forgotten soon',
  schema: 'stands in the first line',
} as const;
export type Excuse = keyof typeof excuses;

/** Tables that are not exported, and why. */
export const excusedTables: Readonly<Record<string, Excuse>> = {
  ...{
    comment_words: 'again',
    comment_words_content: 'again',
    comment_words_data: 'again',
    comment_words_idx: 'again',
  },
  ...{ comment_words_docsize: 'again', comment_words_config: 'again', comment_number: 'again', waiting_count: 'again' },
  ...{ staged: 'moment', remaining: 'moment', asking: 'moment', spent: 'moment', due: 'moment', inquiry: 'moment' },
  ...{ outbox: 'told', delivery: 'told', news: 'told', dispatch: 'told' },
  migration: 'schema',
};

/** Columns of the other tables that are not exported, and why. */
export const excusedColumns: Readonly<Record<string, Readonly<Record<string, Excuse>>>> = {
  comment: { network: 'network', key: 'moment', key_request: 'moment' },
  vote: { network: 'network' },
  report: { network: 'network' },
  notice: { network: 'network' },
  person: { links: 'opens' },
  mailbox: { stop: 'opens' },
  target: { address: 'opens', secret: 'opens', previous: 'opens', previous_until: 'opens' },
};

/** Of the settings these: the others are how far this server is with its own work, and a key. */
export const exportedSettings: readonly string[] = ['settings', 'learned', 'imported-next'];

/**
 * The tables of an export by their keys, and what comes before the first of these. What names something else comes before what it names:
 * what is written meanwhile is never in it without that.
 */
export const exportedTables: Readonly<Record<string, Readonly<Record<string, SqlValue>>>> = {
  report: { id: '' },
  notice: { id: '' },
  appeal: { comment: '', decision: '' },
  consult: { id: '' },
  vote: { comment: '', author: '' },
  ban: { author: '' },
  lesson: { comment: '' },
  decided: { decision: '', comment: '' },
  imported: { system: '', source: '' },
  imported_thread: { system: '', source: '' },
  imported_author: { key: '', system: '' },
  import: { id: '' },
  subscription: { thread: 0, comment: '', mailbox: '' },
  mailbox: { id: '' },
  rule: { id: '' },
  target: { id: '' },
  person: { account: '' },
  setting: { key: '' },
  mail_count: { day: -1 },
  comment: { id: '' },
  decision: { id: '' },
  naming: { id: 0 },
  thread: { id: 0 },
  author: { id: '' },
};

/** The columns of an exported table that are exported. */
export const exportedColumns = (table: string): string[] =>
  Object.keys(siteColumns[table] ?? {}).filter((column) => !Object.hasOwn(excusedColumns[table] ?? {}, column));
