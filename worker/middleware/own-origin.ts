import type { Context } from 'hono';
import type { Config } from '../config';

/** The origin under which readers and moderators know this server. */
export function ownOrigin(c: Context, config: Config): string {
  if (config.url) return new URL(config.url).origin;
  const url = new URL(c.req.url);
  const forwarded = config.proxies > 0 ? c.req.header('X-Forwarded-Proto') : undefined;
  return forwarded === 'https' ? `https://${url.host}` : url.origin;
}
