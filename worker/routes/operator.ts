import { doDueEverywhere } from '../alarm';
import type { OwnerLink, SiteEntry } from '../contract/desk';
import { operator } from '../contract/operations/operator';
import type { PersonEntry } from '../contract/people';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { ownerOf } from '../operator';
import { register } from './registration';

/** What `npm run site` calls: opening sites and letting their owners in. */
export const operatorRoutes = (platform: Platform) =>
  register(platform, operator, {
    'GET /sites': async () => ({ sites: await platform.directory().list() }),

    'POST /sites': async ({ body: { site: name, owner, jurisdiction, ...settings } }) => {
      // Before anything is written down: whether the site can be where it shall be.
      platform.site(name, jurisdiction ?? null);
      const entry: SiteEntry = await platform.directory().addSite(name, jurisdiction ?? null, owner !== undefined);
      const account = platform.account(entry.owner);
      const ownerName = await account.create(owner ?? name);
      await platform.site(name, entry.jurisdiction).create({ account: entry.owner, name: ownerName }, settings);
      await account.addSite(name, 'owner');
      // Last: what breaks off before is no site yet, and the same call completes it.
      await platform.directory().siteReady(name);
      return entry;
    },

    'POST /sites/{site}/owner-link': async ({ entry }) => linkFor(platform, entry.site, await ownerOf(platform, entry)),

    // A link opens everything its account works on: whoever runs the server runs all of it.
    'POST /sites/{site}/person-link': async ({ site, entry, body: { name } }) => {
      const named = (await site.people()).filter((person) => person.name.toLowerCase() === name.toLowerCase());
      const [person] = named;
      if (!person) throw new Refusal('unknown-person', { detail: `Nobody here is called ${name}.` });
      if (named.length > 1)
        throw new Refusal('unknown-person', { detail: `${named.length} people here are called ${name}.` });
      return linkFor(platform, entry.site, person);
    },

    'POST /chores': () => doDueEverywhere(platform),
  });

async function linkFor(platform: Platform, name: string, { account }: PersonEntry): Promise<OwnerLink> {
  const { secret, expires } = await platform.account(account).newLink();
  return { site: name, link: `${account}.${secret}`, expires: new Date(expires).toISOString() };
}
