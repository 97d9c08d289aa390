import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SiteContext } from './context';

/** The token that proves an author: their id and its signature, so that nothing secret is stored. */
export function authorToken(site: SiteContext, author: string): string {
  const signature = createHmac('sha256', site.secret).update(`author\n${site.name}\n${author}`).digest('base64url');
  return `${author}.${signature}`;
}

/** The author a token proves; undefined for one that this site never gave out. */
export function authorOfToken(site: SiteContext, token: string | undefined): string | undefined {
  if (!token || token.length > 200) return undefined;
  const author = token.slice(0, token.indexOf('.'));
  const expected = Buffer.from(authorToken(site, author));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? author : undefined;
}
