import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { NewSite, type OwnerLink, type SiteEntry } from '../contract/desk';
import { NewPersonLink, type PersonEntry } from '../contract/people';
import { doDueEverywhere } from '../due';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { bearer, jsonBody, limitBody } from '../http/parse';
import { json } from '../http/respond';
import { limit } from '../middleware/limit';
import { site } from '../middleware/site';
import { operatorKey, ownerOf } from '../operator';

/** What `npm run site` calls: opening sites and letting their owners in. */
export function ownerRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  routes.use(isOperator(platform));

  routes.get('/sites', async (c) => json(c, { sites: await platform.directory().list() }));

  routes.post('/sites', limit(platform, 'operator'), limitBody, async (c) => {
    const { site: name, owner, jurisdiction, ...settings } = await jsonBody(c, NewSite);
    // Before anything is written down: whether the site can be where it shall be.
    platform.site(name, jurisdiction ?? null);
    const entry: SiteEntry = await platform.directory().addSite(name, jurisdiction ?? null, owner !== undefined);
    const account = platform.account(entry.owner);
    const ownerName = await account.create(owner ?? name);
    await platform.site(name, entry.jurisdiction).create({ account: entry.owner, name: ownerName }, settings);
    await account.addSite(name, 'owner');
    // Last: what breaks off before is no site yet, and the same call completes it.
    await platform.directory().siteReady(name);
    return json(c, entry, 201);
  });

  routes.post('/sites/:site/owner-link', site(platform), limit(platform, 'operator'), async (c) => {
    return json(c, await linkFor(platform, c.var.entry.site, await ownerOf(platform, c.var.entry)), 201);
  });

  // A link opens everything its account works on: whoever runs the server runs all of it.
  routes.post('/sites/:site/person-link', site(platform), limit(platform, 'operator'), limitBody, async (c) => {
    const { name } = await jsonBody(c, NewPersonLink);
    const named = (await c.var.site.people()).filter((person) => person.name.toLowerCase() === name.toLowerCase());
    const [person] = named;
    if (!person) throw new Refusal('unknown-person', { detail: `Nobody here is called ${name}.` });
    if (named.length > 1)
      throw new Refusal('unknown-person', { detail: `${named.length} people here are called ${name}.` });
    return json(c, await linkFor(platform, c.var.entry.site, person), 201);
  });

  routes.post('/chores', limit(platform, 'chores'), async (c) => json(c, await doDueEverywhere(platform)));

  return routes;
}

async function linkFor(platform: Platform, name: string, { account }: PersonEntry): Promise<OwnerLink> {
  const { secret, expires } = await platform.account(account).newLink();
  return { site: name, link: `${account}.${secret}`, expires: new Date(expires).toISOString() };
}

/** @throws Refusal `not-allowed` for anyone without the operator's key. */
function isOperator(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const expected = Buffer.from(operatorKey(platform.config.secret));
    const given = Buffer.from(bearer(c) ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refusal('not-allowed');
    await next();
  });
}
