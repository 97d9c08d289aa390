import { createMiddleware } from 'hono/factory';

/**
 * Headers for everything that is data: never sniffed as something else, never framed, never run.
 * (OWASP REST Security Cheat Sheet, "Security Headers".)
 */
export const securityHeaders = createMiddleware(async (c, next) => {
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  c.header('Referrer-Policy', 'no-referrer');
  await next();
});
