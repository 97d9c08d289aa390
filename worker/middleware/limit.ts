import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { LimitKind } from '../contract/limits';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { hashedNetworks } from '../http/network';

/**
 * Counts a write against its network before anything else is done with it, and leaves the hashed network as
 * `c.var.network`. Where the path names no site, the directory counts.
 * @throws Refusal `too-many`, with Retry-After.
 */
export function limit(platform: Platform, kind: LimitKind) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const networks = hashedNetworks(c, platform);
    c.set('network', networks[0]);
    if (platform.config.limits === 'on') await (c.var.site ?? platform.directory()).admit(networks, kind);
    await next();
  });
}

/** The hashed network that comments are counted by; empty where the operator wants nothing counted. */
export const networkOf = (c: Context<AppEnv>, { config }: Platform): string =>
  config.limits === 'on' ? c.var.network : '';
