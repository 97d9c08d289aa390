import { createMiddleware } from 'hono/factory';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { findOwnOrigin } from '../http/own-origin';
import { done } from '../http/respond';

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, If-None-Match',
  // Browsers cap this themselves; Chromium at two hours.
  'Access-Control-Max-Age': '7200',
};
const vary = { Vary: 'Origin, Accept-Encoding' };

/** Lets any page read why it is refused: the site is not here, or the page is not one of its own. No data is in that. */
export const readableRefusal = createMiddleware<AppEnv>(async (c, next) => {
  c.set('cors', { ...vary, 'Access-Control-Allow-Origin': '*' });
  await next();
});

/**
 * CORS for the site's own origins, compared as parsed origins. A page elsewhere can neither read nor write; a client
 * that sends no Origin is no browser page and needs no permission to share.
 * @throws Refusal `origin-not-allowed` for whatever comes from a page elsewhere.
 */
export function origin(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const sent = c.req.header('Origin');
    if (sent === undefined) c.set('cors', vary);
    else {
      const { origins } = await c.var.site.settings();
      if (!origins.includes(sent) && sent !== findOwnOrigin(c, platform)) throw new Refusal('origin-not-allowed');
      c.set('cors', {
        ...vary,
        'Access-Control-Allow-Origin': sent,
        'Access-Control-Expose-Headers': 'ETag, Retry-After',
      });
    }
    return c.req.method === 'OPTIONS' ? done(c, 204, preflight) : next();
  });
}
