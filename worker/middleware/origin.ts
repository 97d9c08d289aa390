import { createMiddleware } from 'hono/factory';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { ownOrigin } from './own-origin';
import { done } from './respond';
import type { AppEnv } from './types';

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
  // Browsers cap this themselves; Chromium at two hours.
  'Access-Control-Max-Age': '7200',
};
const vary = { Vary: 'Origin, Accept-Encoding, Authorization' };

/**
 * CORS for the site's own origins, compared as parsed origins. A page elsewhere can neither read nor write; a client
 * that sends no Origin is no browser page and needs no permission to share.
 * @throws Refusal `origin-not-allowed` for writes and preflights from anywhere else.
 */
export function origin(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const sent = c.req.header('Origin');
    c.set('cors', vary);
    if (sent !== undefined) {
      const { origins } = await c.var.site.settings();
      if (origins.includes(sent) || sent === ownOrigin(c, platform.config))
        c.set('cors', {
          ...vary,
          'Access-Control-Allow-Origin': sent,
          'Access-Control-Expose-Headers': 'ETag, Retry-After',
        });
      else if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new Refusal('origin-not-allowed');
    }
    return c.req.method === 'OPTIONS' ? done(c, 204, preflight) : next();
  });
}
