import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Platform } from '../host/platform';
import type { LimitKind } from '../limits';
import { hashedNetwork } from './network';
import type { AppEnv } from './types';

/**
 * Counts a write against its network before anything else is done with it, and leaves the hashed network as
 * `c.var.network`. Where the path names no site, the directory counts.
 * @throws Refusal `too-many`, with Retry-After.
 */
export function limit(platform: Platform, kind: LimitKind) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const network = hashedNetwork(c, platform);
    c.set('network', network);
    if (platform.config.limits === 'on') await (c.var.site ?? platform.directory()).admit(network, kind);
    await next();
  });
}

/** The hashed network that comments are counted by; empty where the operator wants nothing counted. */
export const networkOf = (c: Context<AppEnv>, { config }: Platform): string =>
  config.limits === 'on' ? c.var.network : '';
