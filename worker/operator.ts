import { createHmac } from 'node:crypto';
import type { SiteEntry } from './contract/desk';
import type { PersonEntry } from './contract/people';
import { Refusal } from './errors';
import type { Platform } from './host/platform';

/** What proves the one who runs the server: derived from the secret, which itself is never sent. */
export const operatorKey = (secret: string) => createHmac('sha256', secret).update('operator').digest('base64url');

/** Who owns a site: the one it was opened for, or who owns it since. @throws Refusal `unknown-person`. */
export async function ownerOf(platform: Platform, { site, jurisdiction, owner }: SiteEntry): Promise<PersonEntry> {
  const owners = (await platform.site(site, jurisdiction).people()).filter(({ role }) => role === 'owner');
  const found = owners.find(({ account }) => account === owner) ?? owners[0];
  if (!found) throw new Refusal('unknown-person');
  return found;
}
