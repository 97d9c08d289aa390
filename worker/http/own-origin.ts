import type { Context } from 'hono';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';

/**
 * The origin under which readers and moderators know this server. What a client writes into `Host` is only believed
 * where the server can know it is true: any name may lead here.
 * @throws Refusal `unknown-address`.
 */
export function ownOrigin(c: Context, platform: Platform): string {
  const origin = findOwnOrigin(c, platform);
  if (origin) return origin;
  const { host } = new URL(c.req.url);
  const detail = `It was asked as ${host}. Whoever runs it sets PLAUSCH_URL (--url) to the address that people use.`;
  throw new Refusal('unknown-address', { detail });
}

/** The same; undefined where the server is asked under a name that it cannot know. */
export function findOwnOrigin(c: Context, platform: Platform): string | undefined {
  const { url: configured, proxies } = platform.config;
  if (configured) return new URL(configured).origin;
  const url = new URL(c.req.url);
  if (!platform.isKnownAs(c, url.hostname)) return undefined;
  const forwarded = proxies > 0 ? c.req.header('X-Forwarded-Proto') : undefined;
  return forwarded === 'https' ? `https://${url.host}` : url.origin;
}

/** Where mails to readers lead; undefined: none are sent. */
export const mailServer = (c: Context, platform: Platform): string | undefined =>
  platform.mail && findOwnOrigin(c, platform);
