import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createApp } from '../../../worker/app';
import { defaultLimits } from '../../../worker/contract/limits';
import { allOperations } from '../../../worker/contract/operations/all';
import type { Door } from '../../../worker/contract/operations/operation';
import { Consult, People } from '../../../worker/contract/people';
import { CloudflarePlatform } from '../../../worker/host/cloudflare/platform';
import { hashedNetworks } from '../../../worker/http/network';
import { operatorKey } from '../../../worker/operator';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/**
 * The door of every route. Those of the API stand in its contract, too, and that is on purpose: whoever opens a door there
 * says here as well that they mean it. A route without one fails the first test below.
 */
const doors: Record<string, Door> = {
  'GET /': 'reader',
  'GET /health': 'reader',
  'GET /openapi.json': 'reader',
  'GET /feeds/:file': 'reader',
  'GET /feeds/:site/answers/:file': 'reader',
  'GET /fragments/:site': 'reader',
  'GET /pages/:site': 'reader',
  'POST /pages/:site': 'reader',
  'GET /pages/:site/status/:ref': 'reader',
  'POST /pages/:site/status/:ref': 'reader',
  'GET /pages/:site/report': 'reader',
  'POST /pages/:site/report': 'reader',
  'POST /pages/:site/vote': 'reader',
  'GET /pages/:site/transparency': 'reader',
  'GET /pages/:site/privacy': 'reader',
  'GET /pages/:site/privacy/texts': 'reader',
  'GET /pages/:site/mine': 'reader',
  'POST /pages/:site/mine': 'reader',
  'GET /pages/:site/mine/:ref': 'reader',
  'GET /pages/:site/mine/:ref/data.json': 'reader',
  'POST /pages/:site/mine/:ref': 'reader',
  'GET /mail/:ref': 'reader',
  'POST /mail/:ref': 'reader',
  'GET /confirm/:site/:ref': 'reader',
  'POST /confirm/:site/:ref': 'reader',
  'GET /stop/:site/:ref': 'reader',
  'POST /stop/:site/:ref': 'reader',
  'POST /mail-events': 'reader',
  'GET /decide/:site/:ref': 'reader',
  'POST /decide/:site/:ref': 'reader',
  'GET /api/operator/sites': 'operator',
  'POST /api/operator/sites': 'operator',
  'POST /api/operator/sites/:site/owner-link': 'operator',
  'POST /api/operator/sites/:site/person-link': 'operator',
  'POST /api/operator/sites/:site/recovery': 'operator',
  'POST /api/operator/chores': 'operator',
  'GET /api/operator/sites/:site/imports': 'operator',
  'POST /api/operator/sites/:site/imports': 'operator',
  'GET /api/operator/sites/:site/imports/:id': 'operator',
  'POST /api/operator/sites/:site/imports/:id/records': 'operator',
  'POST /api/operator/sites/:site/imports/:id/end': 'operator',
  'GET /api/operator/sites/:site/export': 'operator',
  'GET /api/sites/:site/export': 'owner',
  'GET /api/sites/:site/imports': 'owner',
  'POST /api/sites/:site/imports': 'owner',
  'GET /api/sites/:site/imports/:id': 'owner',
  'POST /api/sites/:site/imports/:id/records': 'owner',
  'POST /api/sites/:site/imports/:id/end': 'owner',
  'POST /api/session': 'guest',
  'GET /api/session': 'session',
  'DELETE /api/session': 'session',
  'POST /api/session/link': 'guest',
  'POST /api/session/passkey/options': 'guest',
  'POST /api/session/passkey': 'guest',
  'GET /api/account': 'session',
  'PUT /api/account/mail': 'session',
  'POST /api/account/mail/test': 'session',
  'DELETE /api/account/mail': 'session',
  'DELETE /api/account/sessions/:name': 'session',
  'PUT /api/account/devices': 'session',
  'DELETE /api/account/devices/:id': 'session',
  'POST /api/account/devices/:id/test': 'session',
  'PUT /api/account/notifications': 'session',
  'POST /api/account/passkeys/options': 'session',
  'POST /api/account/passkeys': 'session',
  'DELETE /api/account/passkeys/:id': 'session',
  'GET /api/sites/:site/people': 'desk',
  'POST /api/sites/:site/people': 'owner',
  'PATCH /api/sites/:site/people/:id': 'owner',
  'DELETE /api/sites/:site/people/:id': 'owner',
  'POST /api/sites/:site/people/:id/link': 'owner',
  'GET /api/sites/:site/targets': 'owner',
  'POST /api/sites/:site/targets': 'owner',
  'PATCH /api/sites/:site/targets/:id': 'owner',
  'DELETE /api/sites/:site/targets/:id': 'owner',
  'POST /api/sites/:site/targets/:id/secret': 'owner',
  'GET /api/sites/:site/targets/:id/dispatches': 'owner',
  'POST /api/sites/:site/targets/:id/test': 'owner',
  'POST /api/sites/:site/targets/:id/again': 'owner',
  'GET /api/sites/:site/queue': 'desk',
  'GET /api/sites/:site/decisions': 'desk',
  'POST /api/sites/:site/decisions': 'desk',
  'POST /api/sites/:site/decisions/:id/undo': 'desk',
  'POST /api/sites/:site/comments/:id/consults': 'desk',
  'POST /api/sites/:site/consults/:id/answer': 'desk',
  'PUT /api/sites/:site/comments/:id/pin': 'desk',
  'PATCH /api/sites/:site/thread': 'desk',
  'GET /api/sites/:site/rules': 'desk',
  'POST /api/sites/:site/rules': 'owner',
  'POST /api/sites/:site/rules/trial': 'owner',
  'PATCH /api/sites/:site/rules/:id': 'owner',
  'DELETE /api/sites/:site/rules/:id': 'owner',
  'GET /api/sites/:site/bans': 'desk',
  'PUT /api/sites/:site/authors/:id/ban': 'whole',
  'DELETE /api/sites/:site/authors/:id/ban': 'whole',
  'POST /api/sites/:site/authors/search': 'whole',
  'GET /api/sites/:site/authors/:id': 'whole',
  'GET /api/sites/:site/authors/:id/file': 'whole',
  'POST /api/sites/:site/authors/forget': 'whole',
  'GET /api/sites/:site/pulse': 'whole',
  'GET /api/sites/:site/pulse.csv': 'whole',
  'GET /api/sites/:site/reasons': 'desk',
  'GET /api/sites/:site/live': 'desk',
  'GET /api/sites/:site/outbox': 'desk',
  'GET /api/sites/:site/alerts': 'desk',
  'PUT /api/sites/:site/alerts': 'desk',
  'POST /api/sites/:site/alerts/end-links': 'desk',
  'GET /api/sites/:site/due': 'whole',
  'POST /api/sites/:site/due': 'whole',
  'GET /api/sites/:site/settings': 'desk',
  'PATCH /api/sites/:site/settings': 'owner',
  'GET /api/sites/:site/services': 'desk',
  'POST /api/sites/:site/settings/trial': 'owner',
  'GET /api/sites/:site/comments': 'reader',
  'POST /api/sites/:site/comments': 'reader',
  'PATCH /api/sites/:site/comments/:id': 'reader',
  'DELETE /api/sites/:site/comments/:id': 'reader',
  'PUT /api/sites/:site/comments/:id/vote': 'reader',
  'POST /api/sites/:site/comments/:id/reports': 'reader',
  'POST /api/sites/:site/comments/:id/appeal': 'reader',
  'POST /api/sites/:site/comments/:id/notices': 'reader',
  'GET /api/sites/:site/own': 'reader',
  'GET /api/sites/:site/mine': 'reader',
  'DELETE /api/sites/:site/mine': 'reader',
  'POST /api/sites/:site/mine/link': 'reader',
  'POST /api/sites/:site/mine/mail': 'reader',
  'GET /api/sites/:site/counts': 'reader',
  'GET /api/sites/:site/newest': 'reader',
  'GET /api/sites/:site/former': 'reader',
  'GET /api/sites/:site/since': 'reader',
  'GET /api/sites/:site/latest': 'reader',
  'GET /api/sites/:site/challenge': 'reader',
  'POST /api/sites/:site/preview': 'reader',
};

const routes = createApp(new CloudflarePlatform(env)).routes.routes;
const handled = [
  ...new Set(routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
];
const writes = Object.keys(doors).filter((route) => !route.startsWith('GET'));

const address = (route: string, site: string) =>
  (route.split(' ')[1] ?? '')
    .replace(':file', `${site}.atom`)
    .replace(':site', site)
    .replace(':name', 'x'.repeat(22))
    .replace(':ref', '01ARZ3NDEKTSV4RRFFQ69G5FAV.key')
    .replace(':id', '01ARZ3NDEKTSV4RRFFQ69G5FAV');
const methodOf = (route: string) => route.split(' ')[0] ?? '';
const bodyOf = (route: string) => (route.startsWith('GET') || route.startsWith('DELETE') ? undefined : {});

test('every route has a door', () => expect(handled.toSorted()).toEqual(Object.keys(doors).toSorted()));

const routeOf = (method: string, path: string) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
const inApi = Object.keys(doors).filter((route) => route.includes(' /api/'));

test('every call of the API is in the contract, with its door', () => {
  const stated = allOperations.map(({ method, path, operation }) => [routeOf(method, path), operation.door]);
  expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(inApi.map((route) => [route, doors[route]])));
});

interface Described {
  parameters: { name: string; in: string }[];
  requestBody?: object;
  responses: Record<string, object>;
  security?: object[];
}

/** What the OpenAPI document says of each call. */
async function describeCalls(): Promise<[route: string, Described][]> {
  const answer = await new Visitor().ask('GET', '/openapi.json');
  const { paths } = JSON.parse(answer.text) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, described]): [string, Described] => [
      routeOf(method.toUpperCase(), path),
      described,
    ]),
  );
}

test('every call of the API is in the OpenAPI document, with what proves its caller', async () => {
  const proofs: Record<Door, (string[] | undefined)[]> = {
    reader: [undefined, ['author', '']],
    guest: [undefined],
    session: [['session']],
    desk: [['session']],
    whole: [['session']],
    owner: [['session']],
    operator: [['operator']],
  };
  const documented = await describeCalls();
  for (const [route, { security }] of documented)
    expect([route, proofs[doors[route] ?? 'reader']]).toEqual([
      route,
      expect.arrayContaining([security?.map((proof) => Object.keys(proof).join())]),
    ]);
  expect(documented.map(([route]) => route).toSorted()).toEqual(inApi.toSorted());
});

test('the OpenAPI document tells where a repeat is harmless, what is sent and what may be answered', async () => {
  const documented = new Map(await describeCalls());
  const keyed = [...documented].filter(([, { parameters }]) =>
    parameters.some(({ name }) => name === 'Idempotency-Key'),
  );
  expect(keyed.map(([route]) => route)).toEqual(['POST /api/sites/:site/comments', 'POST /api/sites/:site/people']);
  const about = (route: string) => {
    const { parameters, requestBody, responses } = documented.get(route) ?? { parameters: [], responses: {} };
    const named = parameters.map(({ name, in: place }) => `${name} in ${place}`);
    return { named, body: requestBody !== undefined, answers: Object.keys(responses) };
  };
  expect(about('DELETE /api/session')).toEqual({ named: [], body: false, answers: ['202', '204', 'default'] });
  expect(about('PATCH /api/sites/:site/comments/:id')).toEqual({
    named: ['site in path', 'id in path'],
    body: true,
    answers: ['201', '202', 'default'],
  });
  expect(about('GET /api/sites/:site/decisions')).toEqual({
    named: ['site in path', 'after in query', 'limit in query'],
    body: false,
    answers: ['200', 'default'],
  });
});

const visitors: Record<string, (site: string) => Promise<Visitor>> = {
  stranger: async () => new Visitor(),
  author: async (site) => {
    const author = new Visitor();
    await author.write(site, { body: 'Hallo' });
    return author;
  },
  'owner elsewhere': async () => ownerOf(await openSite()),
  owner: ownerOf,
  moderator: async (site) => invite(site, await ownerOf(site), { name: 'Ben', role: 'moderator' }),
  'moderator of a part': async (site) =>
    invite(site, await ownerOf(site), { name: 'Cleo', role: 'moderator', scope: ['/in/'] }),
  'moderator elsewhere': async () => {
    const elsewhere = await openSite();
    return invite(elsewhere, await ownerOf(elsewhere), { name: 'Dana', role: 'moderator' });
  },
  operator: async () => {
    const operator = new Visitor();
    operator.token = operatorKey(env.PLAUSCH_SECRET);
    return operator;
  },
};

/** Everyone who visits is told the same. */
function everyone(what: number | null): Record<string, number | null> {
  return Object.fromEntries(Object.keys(visitors).map((who) => [who, what]));
}

/** What each visitor is told at each door that is not theirs; null: let in, whatever they are told then. */
const told: Record<Door, Record<string, number | null>> = {
  reader: everyone(null),
  guest: everyone(null),
  session: { ...everyone(null), stranger: 401, author: 401, operator: 401 },
  desk: {
    ...everyone(null),
    stranger: 401,
    author: 401,
    'owner elsewhere': 403,
    'moderator elsewhere': 403,
    operator: 401,
  },
  whole: {
    ...everyone(403),
    stranger: 401,
    author: 401,
    operator: 401,
    owner: null,
    moderator: null,
  },
  owner: { ...everyone(403), stranger: 401, author: 401, operator: 401, owner: null },
  operator: { ...everyone(403), operator: null },
};

/** Whoever has been at one of these is no longer signed in, or has another session. */
const endsSessions = (route: string) => route.includes(' /api/session');

/** A site and who visits it, who goes from door to door: what is sent at one of these opens and closes no other. */
const visits = new Map<string, Promise<{ site: string; visitor: Visitor }>>();

async function arrive(who: string) {
  const site = await openSite();
  const visitor = await visitors[who]?.(site);
  if (!visitor) throw new Error('Nobody visits.');
  return { site, visitor };
}

for (const who of Object.keys(visitors))
  test.each(Object.entries(doors))(`${who} at %s`, async (route, door) => {
    if (!visits.has(who)) visits.set(who, arrive(who));
    const { site, visitor } = await (endsSessions(route)
      ? arrive(who)
      : (visits.get(who) as ReturnType<typeof arrive>));
    const { status } = await visitor.ask(methodOf(route), address(route, site), { body: bodyOf(route) });
    const expected = told[door][who];
    if (expected === null) expect([401, 403].includes(status) && door !== 'reader' && door !== 'guest').toBe(false);
    else expect(status).toBe(expected);
    expect(status).toBeLessThan(500);
    expect(status).not.toBe(429);
    // Nothing is answered that the contract does not know.
    if (status < 400 && inApi.includes(route)) expect(answersOf(route)).toContain(status);
  });

/** The statuses that the contract has for a call, beside problems. */
const answersOf = (route: string) =>
  allOperations
    .filter(({ method, path }) => routeOf(method, path) === route)
    .flatMap(({ operation }) => Object.keys(operation.answers).map(Number));

/** Uses up all that the network of `address` may write on a site, and where no site is named. */
async function spendLimits(site: string, address: string): Promise<void> {
  const platform = new CloudflarePlatform(env);
  const hashing = new Hono().get('*', (c) => c.json(hashedNetworks(c, platform)));
  const networks = await (await hashing.request('/', { headers: { 'CF-Connecting-IP': address } })).json();
  const spend = (object: { call: CallMethod }, name: string) => {
    for (const [kind, { count }] of Object.entries(defaultLimits))
      for (let time = 0; time < count; time += 1) object.call(name, 'admit', [networks, kind]);
  };
  await runInDurableObject(env.SITES.getByName(site), (object) => spend(object, site));
  await runInDurableObject(env.DIRECTORY.getByName('directory'), (object) => spend(object, 'directory'));
}
type CallMethod = (name: string, method: string, values: unknown[]) => unknown;

/** A site for those whose tests change nothing of it: what is spent there is spent by networks that visit once. */
let shared: Promise<string> | undefined;
const sharedSite = () => {
  shared ??= openSite();
  return shared;
};

test.each(writes)('%s is limited for each network, before anything else is done', async (route) => {
  const site = await sharedSite();
  const door = doors[route] ?? 'reader';
  const visitor = await (door === 'operator'
    ? visitors.operator
    : door === 'reader' || door === 'guest'
      ? visitors.stranger
      : visitors.owner)?.(site);
  if (!visitor) throw new Error('Nobody visits.');
  const ask = () => visitor.ask(methodOf(route), address(route, site), { body: bodyOf(route) });
  const session = visitor.cookie;
  expect((await ask()).status).not.toBe(429);
  visitor.cookie = session;
  if (route.includes('session')) visitor.cookie = door === 'guest' ? session : (await ownerOf(site)).cookie;
  await spendLimits(site, visitor.address);
  const answer = await ask();
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await new Visitor().ask('GET', `/api/sites/${site}/comments?thread=/a`)).status).toBe(200);
});

test.each(inApi.filter((route) => doors[route] !== 'reader' && doors[route] !== 'operator'))(
  '%s is for the desk’s own pages alone',
  async (route) => {
    const site = await sharedSite();
    const owner = await ownerOf(site);
    const headers = { Origin: `https://${site}`, 'Sec-Fetch-Site': 'cross-site' };
    const answer = await owner.ask(methodOf(route), address(route, site), { headers, body: bodyOf(route) });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    if (!route.startsWith('GET') || route.endsWith('/live')) expect(answer.status).toBe(403);
  },
);

test.each(inApi.filter((route) => doors[route] === 'reader'))('%s is for the site’s own pages alone', async (route) => {
  const site = await sharedSite();
  const from = async (origin: string) => {
    const ask = (method: string, body?: unknown) =>
      new Visitor().ask(method, address(route, site), { headers: { Origin: origin }, body });
    const [before, answer] = [await ask('OPTIONS'), await ask(methodOf(route), bodyOf(route))];
    return [before, answer].map(({ status, headers }) => ({
      status,
      readableBy: headers.get('Access-Control-Allow-Origin'),
    }));
  };
  const own = `https://${site}`;
  const [before, answer] = await from(own);
  expect(before).toEqual({ status: 204, readableBy: own });
  expect(answer?.readableBy).toBe(own);
  expect(answer?.status).not.toBe(403);
  // That it is refused, a page elsewhere may read.
  const refused = { status: 403, readableBy: '*' };
  expect(await from('https://elsewhere.example')).toEqual([refused, refused]);
});

/** Something that lies outside of a moderator's part of the site, in every way there is to call it. */
interface Outside {
  comment: string;
  decision: string;
  consult: string;
  colleague: string;
}

/** What stands in every text that is outside. */
const secret = 'Grundstücksverkehrsgenehmigung';

/**
 * What a moderator of a part of the site meets of what is outside of it: with a path and body, that they are refused;
 * `hidden`, that nothing of it is in the answer; `none`, that the answer is about no comment.
 */
const outside: Record<string, 'hidden' | 'none' | ((outside: Outside) => { path: string; body?: unknown })> = {
  'GET /queue': 'hidden',
  'GET /decisions': 'hidden',
  'GET /outbox': 'hidden',
  'GET /bans': 'hidden',
  // Told by the story of what is live.
  'GET /live': 'none',
  'GET /alerts': 'none',
  'PUT /alerts': 'none',
  'POST /alerts/end-links': 'none',
  'GET /people': 'none',
  'GET /settings': 'none',
  'GET /services': 'none',
  'GET /reasons': 'none',
  'GET /rules': 'none',
  'POST /decisions': ({ comment }) => ({ path: '/decisions', body: { comments: [comment], action: 'approve' } }),
  'PUT /comments/:id/pin': ({ comment }) => ({ path: `/comments/${comment}/pin`, body: { pinned: true } }),
  'PATCH /thread': () => ({ path: '/thread', body: { thread: '/out/', title: 'Meins' } }),
  'POST /decisions/:id/undo': ({ decision }) => ({ path: `/decisions/${decision}/undo` }),
  'POST /comments/:id/consults': ({ comment, colleague }) => ({
    path: `/comments/${comment}/consults`,
    body: { to: colleague, note: 'Was meinst du?' },
  }),
  'POST /consults/:id/answer': ({ consult }) => ({ path: `/consults/${consult}/answer`, body: { note: 'Ja.' } }),
};

const inSite = (route: string) => route.replace('/api/sites/:site', '');

test('every route of the desk says what it shows of what is outside of a moderator’s part', () => {
  const open = Object.keys(doors).filter((route) => doors[route] === 'desk');
  expect(open.map(inSite).toSorted()).toEqual(Object.keys(outside).toSorted());
});

test('a moderator of a part of the site meets nothing of what is outside of it, at no route', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const path = `/api/sites/${site}`;
  const cleo = await invite(site, owner, { name: 'Cleo', role: 'moderator', scope: ['/in/'] });
  await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const colleague = (await owner.get(People, 'GET', `${path}/people`)).people.find(
    ({ name }) => name === 'Ben',
  )?.account;
  if (!colleague) throw new Error('Ben is not there.');
  const write = async () =>
    (await new Visitor().write(site, { body: secret, name: secret, thread: '/out/' })).comment.id;
  const [comment, decided] = [await write(), await write()];
  const decision = await owner.decide(site, 'reject', [decided], { reason: secret });
  const body = { to: colleague, note: secret };
  const consult = await owner.get(Consult, 'POST', `${path}/comments/${comment}/consults`, { body }, 201);
  const author = (await owner.queue(site, `state=any&comment=${comment}`)).items[0]?.author.id;
  const ban = { kind: 'mute', reason: secret, days: 1 };
  expect((await owner.ask('PUT', `${path}/authors/${author}/ban`, { body: ban })).status).toBe(200);
  const there: Outside = {
    comment,
    decision: decision.id,
    consult: consult.id,
    colleague,
  };
  for (const [route, meets] of Object.entries(outside)) {
    const [method = '', plain = ''] = route.split(' ');
    const { path: named, body } = typeof meets === 'function' ? meets(there) : { path: plain, body: undefined };
    const answer = await cleo.ask(method, path + named, { body });
    if (typeof meets === 'function') expect([route, answer.status]).toEqual([route, 403]);
    expect([route, answer.text.includes(secret)]).toEqual([route, false]);
    // The same is there for whoever works on the whole site: the calls themselves are right.
    if (meets === 'hidden') {
      const all = await owner.ask(method, `${path}${named}${named === '/queue' ? '?state=all' : ''}`);
      expect([route, all.text.includes(secret)]).toEqual([route, true]);
      const hers = await cleo.ask(method, `${path}${named}${named === '/queue' ? '?state=any' : ''}`);
      expect([route, hers.status, hers.text.includes(secret)]).toEqual([route, 200, false]);
    }
  }
});
