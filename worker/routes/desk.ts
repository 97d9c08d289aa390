import type { Context } from 'hono';
import type { Decided, Undone } from '../contract/desk';
import { desk } from '../contract/operations/desk';
import { ifPossible } from '../errors';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import { respond } from '../http/respond';
import type { Site } from '../site/site';
import { connect } from './live';
import { gatherPulse, toCsv } from './pulse';
import { register } from './registration';

/** What the desk calls: for whoever is signed in and works on the site. */
export const deskRoutes = (platform: Platform) =>
  register(platform, desk, {
    'GET /queue': async ({ site, person, query }) => {
      // What cannot be taken in now, the answer counts as not searched.
      if (query.q !== undefined) await ifPossible(site.indexWords());
      // Where that cannot be noted, they are told once more of what they have seen.
      if (person.watches) await ifPossible(site.noteSeen(person));
      return site.queue(person, query);
    },
    'GET /decisions': ({ site, person, query }) => site.decisions(person, query),
    'POST /decisions': async ({ c, site, person, body }) => {
      if (body.matching?.q !== undefined) await ifPossible(site.indexWords());
      return carryOut(c, platform, await site.decide(person, body));
    },
    'POST /decisions/{id}/undo': async ({ c, site, person, id, query }) =>
      carryOut(c, platform, await site.undo(person, id, query)),
    'GET /settings': ({ site }) => site.settings(),
    'PATCH /settings': async ({ c, site, person, body }) => {
      const settings = await site.changeSettings(person, body);
      if (body.services !== undefined) platform.later(c, forgetUnneeded(site, platform));
      return settings;
    },
    'POST /settings/trial': ({ site, body }) => site.tryThresholds(body),
    'GET /services': () => ({ offered: platform.services.map(({ name }) => name) }),
    'POST /comments/{id}/consults': ({ site, person, id, body }) => site.consult(person, id, body),
    'POST /consults/{id}/answer': ({ site, person, id, body }) => site.answerConsult(person, id, body.note),
    'PUT /comments/{id}/pin': ({ site, person, id, body }) => site.pin(person, id, body),
    'PATCH /thread': ({ site, person, body }) => site.changeThread(person, body),
    'GET /rules': async ({ site }) => ({ rules: await site.rules() }),
    'POST /rules': ({ site, person, body }) => site.addRule(person, body),
    'POST /rules/trial': ({ site, body }) => site.tryRule(body),
    'PATCH /rules/{id}': ({ site, person, id, body }) => site.changeRule(person, id, body),
    'DELETE /rules/{id}': ({ site, person, id }) => site.removeRule(person, id),
    'GET /bans': async ({ site, person }) => ({ bans: await site.bans(person) }),
    'PUT /authors/{id}/ban': ({ site, person, id, body }) => site.ban(person, id, body),
    'DELETE /authors/{id}/ban': ({ site, person, id }) => site.unban(person, id),
    'GET /pulse': ({ site, query }) => gatherPulse(site, query),
    'GET /pulse.csv': async ({ c, site, entry, query }) =>
      respond(c, 200, toCsv(await gatherPulse(site, query)), {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="pulse-${entry.site}.csv"`,
      }),
    'GET /live': ({ c }) => connect(c, platform),
    'GET /reasons': ({ site }) => site.reasons(),
    'GET /outbox': ({ site, person, query }) => site.outbox(person, query),
    'GET /alerts': ({ site, person }) => site.alerts(person),
    'PUT /alerts': ({ site, person, body }) => site.chooseAlerts(person, body),
    'POST /alerts/end-links': ({ site, person }) => site.endLinks(person),
    'GET /due': ({ site }) => site.givenUp(),
    'POST /due': ({ site, person, body }) => site.retryWork(person, body),
  });

/**
 * Carries out what remains of a decision, or of its undo, step by step; others are answered in between. It goes on when whoever
 * asked for it has left. Where it cannot go on now, the answer says how far it has come; the rest is due.
 */
function carryOut(c: Context<AppEnv>, platform: Platform, begun: Decided | Undone): Promise<Decided | Undone> {
  const { site, person } = c.var;
  const work = async () => {
    let { decision, left } = begun;
    while (decision.remaining > 0) {
      const step = await ifPossible(site.carryOn(person, decision.id));
      if (!step) break;
      decision = step.decision;
      left += step.left;
    }
    return { decision, left };
  };
  // An import is taken out by what is due: that can take minutes.
  if (begun.decision.remaining === 0 || begun.decision.action === 'import') return Promise.resolve(begun);
  const done = work();
  platform.later(
    c,
    done.then(() => {}),
  );
  return done;
}

/** Of very many senders whom no service needs any more the first were forgotten at once; the others are, in steps. */
async function forgetUnneeded(site: Remote<Site>, { services }: Platform): Promise<void> {
  const offered = services.map(({ name }) => name);
  while ((await site.purge(offered)).more);
}
