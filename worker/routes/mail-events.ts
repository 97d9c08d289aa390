import { Hono } from 'hono';
import { Id } from '../contract/fields';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { limitBody } from '../http/parse';
import { respond } from '../http/respond';
import { limit } from '../middleware/limit';
import { openNamed } from '../middleware/site';
import { type Returned, readReturned } from '../notify/mail/returned';

/**
 * Where a service that takes mails over HTTP tells what became of them: that nobody is there, or that somebody complained.
 * Only who knows the secret is heard; where none is set up there is nothing here.
 */
export function mailEventRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.post('/', limit(platform, 'mail-event'), limitBody, async (c) => {
    const secret = platform.config.mailEvents;
    if (!secret) throw new Refusal('not-found');
    const returned = read(secret, (name) => c.req.header(name), await c.req.text());
    if (returned) await end(platform, returned);
    return respond(c, 204, null);
  });

  return routes;
}

function read(...signed: Parameters<typeof readReturned>): Returned | undefined {
  try {
    return readReturned(...signed);
  } catch {
    throw new Refusal('not-allowed', { detail: 'The signature is wrong or too old.' });
  }
}

/** Ends all mail to the address: for a reader by their site, for a colleague until they confirm it anew. */
async function end(platform: Platform, { why, whose, to }: Returned): Promise<void> {
  if ('site' in whose) {
    const site = await openNamed(platform, whose.site).catch(() => undefined);
    await site?.stopMail(whose.stop, why === 'gone' ? 'gone' : 'stopped');
    return;
  }
  const { account } = whose;
  if (!Id.safeParse(account).success || !(await platform.directory().hasAccount(account))) return;
  for (const address of to) await platform.account(account).mailLost(address);
}
