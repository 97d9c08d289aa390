import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { NewSite, type OwnerLink, type SiteEntry } from '../contract/desk';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { limit } from '../middleware/limit';
import { bearer, jsonBody, limitBody } from '../middleware/parse';
import { json } from '../middleware/respond';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';

/** What proves the one who runs the server: derived from the secret, which itself is never sent. */
export const operatorKey = (secret: string) => createHmac('sha256', secret).update('operator').digest('base64url');

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
    return json(c, entry, 201);
  });

  routes.post('/sites/:site/owner-link', site(platform), limit(platform, 'operator'), async (c) => {
    const { owner, site: name } = c.var.entry;
    const { secret, expires } = await platform.account(owner).newLink();
    const answer: OwnerLink = { site: name, link: `${owner}.${secret}`, expires: new Date(expires).toISOString() };
    return json(c, answer, 201);
  });

  return routes;
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
