import type { Quoted } from '../../contract/alerts';
import type { PushPayload } from '../../contract/push';
import type { PushTexts } from '../../locales/texts';
import { cleanLine } from '../mail/clean';

/** What a notice says. */
export type Saying = (texts: PushTexts) => Omit<PushPayload, 'language' | 'words'>;

/** How many characters each may have; devices show fewer. */
const most = { name: 60, quote: 160 };

/** That comments wait. */
export interface Waits {
  site: string;
  /** How many are held or reported; and of everything that waits, as the desk counts it. */
  count: number;
  waiting: number;
  /** The newest of them. */
  comment: Quoted;
  approve: Omit<NonNullable<PushPayload['approve']>, 'label'>;
}

/** That comments wait: how many, and of the newest who wrote it and how it begins. */
export const waitingSays =
  ({ site, count, waiting, comment, approve }: Waits): Saying =>
  (texts) => ({
    site,
    title: texts.waiting(count, site),
    body: texts.quote(isolated(cleanLine(comment.name, most.name)), isolated(cleanLine(comment.excerpt, most.quote))),
    waiting,
    path: `/desk/#/${site}/queue`,
    approve: { ...approve, label: texts.approve(count) },
  });

/** That notices get through. `host`: this server. */
export const testSays =
  (host: string): Saying =>
  (texts) => ({
    site: null,
    title: texts.test.title,
    body: texts.test.body(host),
    waiting: null,
    path: '/desk/',
    approve: null,
  });

/** FSI and PDI (Unicode Standard Annex 9): a text has the direction of its own words, and turns nothing around it. */
const isolated = (text: string) => (text === '' ? '' : `\u2068${text}\u2069`);
