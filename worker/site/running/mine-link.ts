import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Mine } from '../../contract/mine';
import { Refusal } from '../../errors';
import type { SiteContext } from '../base/context';
import { authorOf } from './forgetting';
import { readMineOf } from './mine';

/** Who has opened the page looks at it, takes the file along, and decides. */
const lifetime = 60 * 60_000;

/**
 * The path of the page that shows an author all that is known of them, for an hour from now. Nothing of it is stored.
 * @throws Refusal `token-needed` where the token proves nobody who is known here.
 */
export function linkToMine(site: SiteContext, token: string | undefined): { link: string } {
  const author = authorOf(site, token);
  if (author === undefined) throw new Refusal('token-needed');
  return { link: `/pages/${site.name}/mine/${refOf(site, author, site.now() + lifetime)}` };
}

function refOf({ name, secret }: SiteContext, author: string, until: number): string {
  const signature = createHmac('sha256', secret).update(`mine\n${name}\n${author}\n${until}`).digest('base64url');
  return `${author}.${until}.${signature}`;
}

/** Whom a link is about. @throws Refusal `link-used`. */
export function authorBehind(site: SiteContext, ref: string): string {
  const [author = '', until = ''] = ref.slice(0, 200).split('.');
  const [given, expected] = [Buffer.from(ref), Buffer.from(refOf(site, author, Number(until)))];
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  if (!fits || Number(until) <= site.now()) throw new Refusal('link-used');
  return author;
}

/** What is known of whom a link is about, a page at a time as by a token. @throws Refusal `link-used`, `invalid-fields`. */
export const readMineByLink = (site: SiteContext, ref: string, after = ''): Mine =>
  readMineOf(site, authorBehind(site, ref), after);
