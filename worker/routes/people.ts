import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { Id } from '../contract/fields';
import { type Invited, NewPerson, PersonChange, type PersonEntry } from '../contract/people';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { idempotencyKey, jsonBody, part } from '../http/parse';
import { done, json } from '../http/respond';
import { limit } from '../middleware/limit';
import { ownsSite, sameOrigin, signedInToTheEnd, worksHere } from '../middleware/session';
import { openNamed, site } from '../middleware/site';

/** Who works on a site: everyone at the desk sees it, the owner changes it. */
export function peopleRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const here = [site(platform), sameOrigin(platform), worksHere(platform)] as const;
  const stillSignedIn = signedInToTheEnd(platform);

  routes.get('/people', ...here, async (c) => json(c, { people: await c.var.site.people() }));

  // Access comes last: if this breaks off before, nobody has been let in. The same with the same Idempotency-Key goes on
  // where it broke off, and ends with a new link where the answer was lost.
  routes.post('/people', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const { name, role, scope } = await jsonBody(c, NewPerson);
    const key = idempotencyKey(c);
    const { site: here } = c.var.entry;
    const id = await platform.directory().addAccount(key ? digest(`${here} ${c.var.person.account} ${key}`) : null);
    const account = platform.account(id);
    if ((await account.create(name)) !== name) throw new Refusal('key-reused');
    await account.addSite(here, role);
    const { secret, expires } = await account.newLink();
    const person = await c.var.site.addPerson(c.var.person, { account: id, name, role, scope });
    return json(c, invited(person, secret, expires), 201);
  });

  routes.patch('/people/:id', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const id = part(Id, c.req.param('id'));
    return json(c, await c.var.site.changePerson(c.var.person, id, await jsonBody(c, PersonChange)));
  });

  routes.delete('/people/:id', ...here, ownsSite, limit(platform, 'decision'), async (c) => {
    await c.var.site.removePerson(c.var.person, part(Id, c.req.param('id')));
    return done(c, 204);
  });

  routes.post('/people/:id/link', ...here, ownsSite, limit(platform, 'decision'), async (c) => {
    const id = part(Id, c.req.param('id'));
    const person = (await c.var.site.people()).find(({ account }) => account === id);
    if (!person) throw new Refusal('unknown-person');
    await mayLetIn(platform, c.var.person.account, id);
    return json(c, await invite(platform, person), 201);
  });

  return routes;
}

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
