import { timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { bearer } from '../http/parse';
import { operatorKey } from '../operator';

/** Lets in whoever runs the server. @throws Refusal `not-allowed` for anyone without the operator's key. */
export function isOperator(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const expected = Buffer.from(operatorKey(platform.config.secret));
    const given = Buffer.from(bearer(c) ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refusal('not-allowed');
    await next();
  });
}
