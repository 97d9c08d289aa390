import { createMiddleware } from 'hono/factory';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { ownOrigin } from './own-origin';
import type { AppEnv } from './types';

const methods = 'GET, POST, PUT, PATCH, DELETE';
const headers = 'Authorization, Content-Type, Idempotency-Key';
const exposed = 'ETag, Retry-After';
/** Browsers cap this themselves; Chromium at two hours. */
const preflightSeconds = '7200';

/**
 * CORS for the site's own origins, compared as parsed origins. A page elsewhere can neither read nor write; a client
 * that sends no Origin is no browser page and needs no permission to share.
 * @throws Refusal `origin-not-allowed` for writes and preflights from anywhere else.
 */
export function origin(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    c.header('Vary', 'Origin, Accept-Encoding, Authorization');
    const sent = c.req.header('Origin');
    if (sent !== undefined) {
      const { origins } = await c.var.site.settings();
      const allowed = origins.includes(sent) || sent === ownOrigin(c, platform.config);
      if (allowed) {
        c.header('Access-Control-Allow-Origin', sent);
        c.header('Access-Control-Expose-Headers', exposed);
      } else if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new Refusal('origin-not-allowed');
    }
    if (c.req.method !== 'OPTIONS') return next();
    c.header('Access-Control-Allow-Methods', methods);
    c.header('Access-Control-Allow-Headers', headers);
    c.header('Access-Control-Max-Age', preflightSeconds);
    return c.body(null, 204);
  });
}
