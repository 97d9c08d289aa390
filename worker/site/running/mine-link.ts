import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Mine } from '../../contract/mine';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, schedule } from '../base/due';
import { countMail } from '../base/mail-counts';
import { findMailbox, type Mailbox, mayAsk, stopOf } from '../messages/mailboxes';
import { authorOf } from './forgetting';
import { noCursor, nothingKnown, readBeside, readMineOf } from './mine';

/** Who has opened the page looks at it, takes the file along, and decides. */
const lifetime = 60 * 60_000;
/** Of an address that very many browsers have confirmed, so many authors are on one page. */
const mostAuthors = 50;
/** About so many comments and votes of several authors are on one page. */
const most = 100;

/** Whom a link is about: an author, whose browser asked for it; or whoever has confirmed an address, by its number. */
type About = 'author' | 'stop';

/**
 * The path of the page that shows an author all that is known of them, for an hour from now. Nothing of it is stored.
 * @throws Refusal `token-needed` where the token proves nobody who is known here.
 */
export function linkToMine(site: SiteContext, token: string | undefined): { link: string } {
  const author = authorOf(site, token);
  if (author === undefined) throw new Refusal('token-needed');
  return { link: pathOf(site, refOf(site, 'author', author, site.now() + lifetime)) };
}

const pathOf = ({ name }: SiteContext, ref: string) => `/pages/${name}/mine/${ref}`;

/** An author has 26 characters, and an address as a number 32. */
function refOf({ name, secret }: SiteContext, about: About, who: string, until: number): string {
  const text = `${about === 'author' ? 'mine' : 'mine of'}\n${name}\n${who}\n${until}`;
  return `${who}.${until}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Whom a link is about: all authors who have confirmed its address, or the one who asked for it. @throws Refusal `link-used`. */
export function authorsBehind(site: SiteContext, ref: string): string[] {
  const [who = '', until = ''] = ref.slice(0, 200).split('.');
  const about: About = who.length === 26 ? 'author' : 'stop';
  const [given, expected] = [Buffer.from(ref), Buffer.from(refOf(site, about, who, Number(until)))];
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  if (!fits || Number(until) <= site.now()) throw new Refusal('link-used');
  if (about === 'author') return [who];
  return site.sql
    .all<{ author: string }>(
      'SELECT DISTINCT author FROM mailbox WHERE stop = ? AND confirmed IS NOT NULL ORDER BY author LIMIT ?',
      ...[who, mostAuthors],
    )
    .map(({ author }) => author);
}

/** What is known of whom a link is about, a page at a time as by a token. @throws Refusal `link-used`, `invalid-fields`. */
export function readMineByLink(site: SiteContext, ref: string, after = ''): Mine {
  const authors = authorsBehind(site, ref);
  const [author, ...others] = authors;
  if (author === undefined) return nothingKnown;
  return others.length === 0 ? readMineOf(site, author, after) : readMineOfAll(site, authors, after);
}

/** The same of several: the comments of each, then the votes of each. `after`: the number of that part, a slash, and where in it. */
function readMineOfAll(site: SiteContext, authors: string[], after: string): Mine {
  const all = authors.map((author) => readBeside(site, author));
  const found: Mine = {
    comments: [],
    votes: [],
    mail: all.flatMap(({ mail }) => mail),
    ban: all.find(({ ban }) => ban !== null)?.ban ?? null,
    next: after || '0/',
  };
  while (found.next !== null && found.comments.length + found.votes.length < most) {
    const [number = '', inner = ''] = found.next.split('/', 2);
    const part = Number(number);
    const author = authors[part % authors.length];
    if (author === undefined || !(part < 2 * authors.length))
      throw new Refusal('invalid-fields', { errors: [noCursor] });
    const isVotes = part >= authors.length;
    const page = readMineOf(site, author, inner || (isVotes ? 'votes' : ''));
    found.comments.push(...(isVotes ? [] : page.comments));
    found.votes.push(...(isVotes ? page.votes : []));
    const goesOn = page.next?.startsWith(isVotes ? 'votes' : 'comments') ?? false;
    const isLast = part === 2 * authors.length - 1;
    found.next = goesOn ? `${part}/${page.next}` : isLast ? null : `${part + 1}/`;
  }
  return found;
}

/**
 * Has a link sent to an address that somebody has confirmed here. Whoever asks hears nothing of whether there is one, nor of how many mails
 * there were: of these there are only so many.
 */
export function mailMine(site: SiteContext, address: string, network: string): void {
  const mailbox = first<Pick<Mailbox, 'id' | 'address'>>(
    site.sql,
    'SELECT id, address FROM mailbox WHERE stop = ? AND confirmed IS NOT NULL ORDER BY confirmed DESC LIMIT 1',
    stopOf(site, address),
  );
  if (mailbox && mayAsk(site, 'mine', mailbox.address, network))
    schedule(site, 'mine', `${mailbox.id} ${site.now()}`, site.now());
}

/** A mail with such a link that is to be sent now. */
export interface DueMine {
  mailbox: Pick<Mailbox, 'address' | 'server' | 'stop'>;
  /** Another for each that was asked for. */
  id: string;
  site: Pick<SiteContext, 'name' | 'settings'>;
  /** Where all that is known stands. */
  path: string;
}

/** The mail behind a job; undefined: the address is not confirmed any more, or an hour has passed, and the job is done. */
export function readMineMail(site: SiteContext, job: Job): DueMine | undefined {
  const [id = '', asked = ''] = job.subject.split(' ');
  const mailbox = findMailbox(site, id);
  const until = Number(asked) + lifetime;
  if (!mailbox?.confirmed || until <= site.now()) {
    finishJob(site, job);
    return undefined;
  }
  const path = pathOf(site, refOf(site, 'stop', mailbox.stop, until));
  return { mailbox, id: `mine.${id}.${asked}`, site: { name: site.name, settings: site.settings }, path };
}

/** Notes that such a mail was taken, or never will be. null: no mail is set up. */
export function endMineMail(site: SiteContext, job: Job, taken: boolean | null): void {
  finishJob(site, job);
  if (taken !== null) countMail(site, taken ? 'sent' : 'failed');
}
