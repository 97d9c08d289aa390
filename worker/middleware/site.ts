import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { SiteEntry } from '../contract/desk';
import { SiteName } from '../contract/fields';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from './types';

/** Entries of the directory do not change and sites are not removed, so a known one is asked for once. */
const capacity = 10_000;

/**
 * Finds the site in the path and leaves it as `c.var.site`.
 * @throws Refusal `unknown-site`; nothing is opened then, so nothing is left behind.
 */
export function site(platform: Platform) {
  const known = new Map<string, SiteEntry>();
  return createMiddleware<AppEnv>(async (c, next) => {
    const entry = await findEntry(platform, known, siteName(c));
    c.set('entry', entry);
    c.set('site', platform.site(entry.site, entry.jurisdiction));
    await next();
  });
}

const siteName = (c: Context) => c.req.param('site') ?? '';

async function findEntry(platform: Platform, known: Map<string, SiteEntry>, name: string): Promise<SiteEntry> {
  const cached = known.get(name);
  if (cached) return cached;
  const entry = SiteName.safeParse(name).success ? await platform.directory().find(name) : undefined;
  if (!entry) throw new Refusal('unknown-site');
  if (known.size >= capacity) known.clear();
  known.set(name, entry);
  return entry;
}
