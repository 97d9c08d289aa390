import { doDueEverywhere, forgetAgain } from '../alarm';
import type { OwnerLink, SiteEntry } from '../contract/desk';
import { operator } from '../contract/operations/operator';
import type { PersonEntry } from '../contract/people';
import type { NewRecovery } from '../contract/recovery';
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

    'POST /sites/{site}/recovery': async ({ entry, body }) => {
      if (!platform.recover) throw new Refusal('no-recovery', { detail: withBackups });
      if ('to' in body) checkTime(body.to, entry);
      const undo = await platform.recover(entry.site, entry.jurisdiction, goalOf(body));
      const forgotten = await forgetAgain(platform, entry.site).then(
        () => true,
        (error) => {
          console.error(`${entry.site} has gone back, and who had been erased there is not yet erased again.`, error);
          return false;
        },
      );
      return { undo, forgotten };
    },

    'POST /chores': () => doDueEverywhere(platform),
  });

async function linkFor(platform: Platform, name: string, { account }: PersonEntry): Promise<OwnerLink> {
  const { secret, expires } = await platform.account(account).newLink();
  return { site: name, link: `${account}.${secret}`, expires: new Date(expires).toISOString() };
}

/** What is to be done where a site's data have no history. */
const withBackups =
  'On one machine a backup brings a site back: npm run site -- restore DIR with the data folder empty (docs/self-host.md).';

/** So long Cloudflare keeps the history of an object (milliseconds). https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/ */
const keptFor = 30 * 24 * 60 * 60_000;

const goalOf = (body: NewRecovery) => ('to' in body ? { time: Date.parse(body.to) } : { bookmark: body.bookmark });

/** @throws Refusal `no-recovery` for a time at which there is nothing to go back to. */
function checkTime(to: string, { created }: SiteEntry): void {
  const time = Date.parse(to);
  const now = Date.now();
  const wrong =
    time > now
      ? 'That is in the future.'
      : time < now - keptFor
        ? 'That is more than 30 days ago.'
        : time < Date.parse(created)
          ? `The site was opened at ${created}.`
          : undefined;
  if (wrong !== undefined) throw new Refusal('no-recovery', { detail: wrong });
}
