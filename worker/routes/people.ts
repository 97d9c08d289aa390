import { createHash } from 'node:crypto';
import { people } from '../contract/operations/people';
import type { Invited, PersonEntry } from '../contract/people';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { openNamed } from '../middleware/site';
import { register } from './registration';

/** Who works on a site: everyone at the desk sees it, the owner changes it. */
export const peopleRoutes = (platform: Platform) =>
  register(platform, people, {
    'GET /people': async ({ site }) => ({ people: await site.people() }),

    // Access comes last: if this breaks off before, nobody has been let in. The same with the same Idempotency-Key goes on
    // where it broke off, and ends with a new link where the answer was lost.
    'POST /people': async ({ site, entry: { site: here }, person: owner, key, body: { name, role, scope } }) => {
      const id = await platform.directory().addAccount(key ? digest(`${here} ${owner.account} ${key}`) : null);
      const account = platform.account(id);
      if ((await account.create(name)) !== name) throw new Refusal('key-reused');
      await account.addSite(here, role);
      const { secret, expires } = await account.newLink();
      return invited(await site.addPerson(owner, { account: id, name, role, scope }), secret, expires);
    },

    'PATCH /people/{id}': ({ site, person, id, body }) => site.changePerson(person, id, body),

    'DELETE /people/{id}': ({ site, person, id }) => site.removePerson(person, id),

    'POST /people/{id}/link': async ({ site, person: owner, id }) => {
      const person = (await site.people()).find(({ account }) => account === id);
      if (!person) throw new Refusal('unknown-person');
      await mayLetIn(platform, owner.account, id);
      return invite(platform, person);
    },
  });

async function invite(platform: Platform, person: PersonEntry): Promise<Invited> {
  const { secret, expires } = await platform.account(person.account).newLink();
  return invited(person, secret, expires);
}

const invited = (person: PersonEntry, secret: string, expires: number): Invited => ({
  person,
  link: `${person.account}.${secret}`,
  expires: new Date(expires).toISOString(),
});

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/**
 * A link opens everything its account works on, so only whoever owns all of these sites may give one out.
 * @throws Refusal `not-allowed`.
 */
async function mayLetIn(platform: Platform, owner: string, account: string): Promise<void> {
  for (const name of await platform.account(account).sites()) {
    const other = await openNamed(platform, name);
    const [theirs, mine] = await Promise.all([other.person(account), other.person(owner)]);
    if (theirs && mine?.role !== 'owner')
      throw new Refusal('not-allowed', { detail: 'This person works on sites that are not yours, too.' });
  }
}
