import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { findOwnOrigin, ownOrigin } from '../http/own-origin';

/**
 * Refuses what another site makes a browser send. Browsers say where a request comes from in Sec-Fetch-Site or
 * Origin; what sends neither is no browser and has no cookie to abuse. (The algorithm of Go's CrossOriginProtection.)
 * @throws Refusal `origin-not-allowed`, `unknown-address`.
 */
export function sameOrigin(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const safe = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!safe && !comesFromHere(c, platform)) throw new Refusal('origin-not-allowed');
    await next();
  });
}

/** The same for every method: what is asked here changes nothing, but tells. @throws Refusal `origin-not-allowed`. */
export function fromHere(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!comesFromHere(c, platform)) throw new Refusal('origin-not-allowed');
    await next();
  });
}

/**
 * Lets browsers say where the form of a page comes from. Over plain http, away from this machine, they send no Sec-Fetch-Site, and they call
 * the origin `null` where no referrer may be sent (Fetch, "append a request Origin header"). Other sites get none all the same.
 */
export function formOrigin(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    await next();
    const own = findOwnOrigin(c, platform);
    if (own === undefined || isTrustworthy(own) || c.res.headers.get('Referrer-Policy') !== 'no-referrer') return;
    c.res.headers.set('Referrer-Policy', 'same-origin');
  });
}

/** Whether browsers send Sec-Fetch-Site there (Secure Contexts, "Is origin potentially trustworthy?"). */
const isTrustworthy = (origin: string) =>
  /^https:|^http:\/\/((.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(origin);

function comesFromHere(c: Context, platform: Platform): boolean {
  const own = ownOrigin(c, platform);
  const fetchSite = c.req.header('Sec-Fetch-Site');
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  const origin = c.req.header('Origin');
  return origin === undefined || origin === own;
}
