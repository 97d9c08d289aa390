import type { SiteContext } from '../base/context';
import { findAuthor } from '../comments/authors';
import { recent } from './recent-comments';

/** Attempts for a stranger: a quarter of a second on a desk, a second on a phone, while they type. */
const usual = 250;
const forTrusted = 50;
/** With each further comment from a network the work doubles, up to some seconds. */
const most = 8000;

/** How many attempts a proof of work shall take: more the more came from the network lately, few for trusted authors. */
export function difficulty(site: SiteContext, network: string, token: string | undefined): number {
  const author = findAuthor(site, token);
  if (author && author.published > 0 && author.spam === 0) return forTrusted;
  const { network: lately } = recent(site).crowd(network, site.now());
  return Math.min(usual * 2 ** Math.max(lately - 1, 0), most);
}
