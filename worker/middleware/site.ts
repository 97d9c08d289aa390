import { createMiddleware } from 'hono/factory';
import type { SiteEntry } from '../contract/desk';
import { SiteName } from '../contract/fields';
import { Refusal } from '../errors';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import type { Site } from '../site/site';

/** Entries of the directory do not change and sites are not removed, so a known one is asked for once. */
const capacity = 10_000;

/** A site by its name, if the directory has it. @throws Refusal `unknown-site`. */
export async function openNamed(platform: Platform, name: string): Promise<Remote<Site>> {
  const { site, jurisdiction } = await findEntry(platform, name);
  return platform.site(site, jurisdiction);
}

/**
 * Finds the site in the path and leaves it as `c.var.site`.
 * @throws Refusal `unknown-site`; nothing is opened then, so nothing is left behind.
 */
export function site(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const entry = await findEntry(platform, c.req.param('site') ?? '');
    c.set('entry', entry);
    c.set('site', platform.site(entry.site, entry.jurisdiction));
    await next();
  });
}

const entries = new WeakMap<Platform, Map<string, SiteEntry>>();

/** What the directory says of a site. @throws Refusal `unknown-site`. */
export async function findEntry(platform: Platform, name: string): Promise<SiteEntry> {
  const known = entries.get(platform) ?? new Map<string, SiteEntry>();
  entries.set(platform, known);
  const cached = known.get(name);
  if (cached) return cached;
  const entry = SiteName.safeParse(name).success ? await platform.directory().find(name) : undefined;
  if (!entry) throw new Refusal('unknown-site');
  if (known.size >= capacity) known.clear();
  known.set(name, entry);
  return entry;
}
