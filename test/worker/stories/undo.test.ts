import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { ChangeKind, Decisions, Settings, Undone } from '../../../worker/contract/desk';
import { People } from '../../../worker/contract/people';
import { Bans, Rules } from '../../../worker/contract/rules';
import { TargetSecret, Targets } from '../../../worker/contract/targets';
import { invite, openSite, operator, ownerOf, Visitor } from '../visitor';

/** What somebody can change again; an import is undone as a whole, see import.test.ts, and what is erased never, see letter.test.ts. */
const Changing = ChangeKind.exclude(['import', 'forget']);
type Changing = z.infer<typeof Changing>;

/** Something that can be changed at the desk, in steps that each concern the same field. */
interface Subject {
  /** Changes it; the number says into what. */
  change: (who: Visitor, number: number) => Promise<unknown>;
  /** What it is now. */
  read: () => Promise<unknown>;
}

/** A site with people of each kind, and one of each thing that can be changed. */
async function furnished() {
  const site = await openSite({ publish: 'everyone' });
  const path = `/api/sites/${site}`;
  const anna = await ownerOf(site);
  const admit = (name: string, role: 'owner' | 'moderator', scope: string[] = []) =>
    invite(site, anna, { name, role, scope });
  const people: Record<string, Visitor> = {
    'the owner': anna,
    'another owner': await admit('Otto', 'owner'),
    'a moderator': await admit('Ben', 'moderator'),
    'a moderator of a part': await admit('Cleo', 'moderator', ['/post/']),
    'a moderator elsewhere': await elsewhere(),
    'an author': new Visitor(),
  };
  await people['an author']?.write(site, { body: 'Hallo' });
  await admit('Dana', 'moderator');
  const dana = await personOf(anna, site, 'Dana');
  const rule = { name: 'R', on: false, propose: 'hold', when: { kind: 'links', moreThan: 1 } };
  await anna.ask('POST', `${path}/rules`, { body: rule });
  const ruleId = (await anna.get(Rules, 'GET', `${path}/rules`)).rules[0]?.id;
  const hook = { name: 'Z', address: { kind: 'webhook', url: 'https://hooks.example/z' }, events: ['comment.erased'] };
  const { target } = await anna.get(TargetSecret, 'POST', `${path}/targets`, { body: hook }, 201);
  const [written] = (await anna.queue(site, 'state=any')).items;
  const [author, comment] = [written?.author.id, written?.comment.id];
  const send = async (who: Visitor, method: string, what: string, body?: unknown) => {
    const answer = await who.ask(method, path + what, { body });
    if (answer.status >= 300) throw new Error(`${method} ${what}: ${answer.status} ${answer.text}`);
  };
  const subjects: Record<Changing, Subject> = {
    settings: {
      change: (who, number) => send(who, 'PATCH', '/settings', { closeAfterDays: number }),
      read: () => anna.get(Settings, 'GET', `${path}/settings`),
    },
    rule: {
      change: (who, number) => send(who, 'PATCH', `/rules/${ruleId}`, { name: `R${number}` }),
      read: () => anna.get(Rules, 'GET', `${path}/rules`),
    },
    person: {
      change: (who, number) => send(who, 'PATCH', `/people/${dana}`, { scope: [`/${number}/`] }),
      read: () => anna.get(People, 'GET', `${path}/people`),
    },
    ban: {
      change: (who, number) => send(who, 'PUT', `/authors/${author}/ban`, { kind: 'mute', reason: 'R', days: number }),
      read: () => anna.get(Bans, 'GET', `${path}/bans`),
    },
    target: {
      change: (who, number) => send(who, 'PATCH', `/targets/${target.id}`, { name: `Z${number}` }),
      read: async () =>
        (await anna.get(Targets, 'GET', `${path}/targets`)).targets.map(({ name, events, on }) => [name, events, on]),
    },
    pin: {
      change: (who, number) => send(who, 'PUT', `/comments/${comment}/pin`, { pinned: number === 1 }),
      read: async () => (await anna.read(site)).comments.map(({ pinned }) => pinned),
    },
    thread: {
      change: (who, number) => send(who, 'PATCH', '/thread', { thread: '/post/', title: `T${number}` }),
      read: async () => (await anna.read(site)).thread,
    },
  };
  return { site, path, anna, people, subjects, send, dana, author, ruleId };
}

async function elsewhere(): Promise<Visitor> {
  const site = await openSite();
  return invite(site, await ownerOf(site), { name: 'Emil', role: 'moderator' });
}

async function personOf(owner: Visitor, site: string, name: string): Promise<string> {
  const { people } = await owner.get(People, 'GET', `/api/sites/${site}/people`);
  return people.find((person) => person.name === name)?.account ?? '';
}

const log = async (owner: Visitor, site: string) =>
  (await owner.get(Decisions, 'GET', `/api/sites/${site}/decisions`)).decisions;
const newest = async (owner: Visitor, site: string) => (await log(owner, site))[0]?.id ?? '';
const undo = (who: Visitor, site: string, id: string) => who.ask('POST', `/api/sites/${site}/decisions/${id}/undo`);

/** Who may change what, and so may undo it. */
const may: Record<Changing, string[]> = {
  settings: ['the owner', 'another owner'],
  rule: ['the owner', 'another owner'],
  person: ['the owner', 'another owner'],
  ban: ['the owner', 'another owner', 'a moderator'],
  thread: ['the owner', 'another owner', 'a moderator', 'a moderator of a part'],
  target: ['the owner', 'another owner'],
  pin: ['the owner', 'another owner', 'a moderator', 'a moderator of a part'],
};

describe.each(Changing.options)('a change of kind %s', (kind) => {
  test('is undone by whoever may make it: one’s own, an older one of somebody else, and none that was changed since', async () => {
    const { site, anna, people, subjects } = await furnished();
    const { change, read } = subjects[kind];
    for (const [who, person] of Object.entries(people)) {
      const allowed = may[kind].includes(who);
      const refused = who === 'an author' ? 401 : 403;
      const before = await read();
      for (const maker of allowed ? [person, anna] : [anna]) {
        await change(maker, 1);
        const older = await newest(anna, site);
        await change(anna, 2);
        const later = await newest(anna, site);
        const met = await undo(person, site, older);
        expect([who, met.status]).toEqual([who, allowed ? 409 : refused]);
        if (allowed)
          expect(JSON.parse(met.text)).toMatchObject({
            type: '/problems/decided-since',
            decided: { by: 'Anna', action: kind, decision: later },
          });
        expect([who, (await undo(person, site, later)).status]).toEqual([who, allowed ? 200 : refused]);
        expect([who, (await undo(person, site, older)).status]).toEqual([who, allowed ? 200 : refused]);
        if (!allowed) for (const id of [later, older]) await undo(anna, site, id);
        expect(await read()).toEqual(before);
        // Who may not undo it learns nothing about it, either.
        expect([who, (await undo(person, site, older)).status]).toEqual([who, allowed ? 409 : refused]);
      }
    }
  });

  test('is undone once, however often that is asked for at the same time', async () => {
    const { site, anna, subjects } = await furnished();
    await subjects[kind].change(anna, 1);
    const id = await newest(anna, site);
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await undo(anna, site, id)).status));
    expect(answers.toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  });
});

test('undoing an old change of somebody’s scope lets nobody back in who was taken away since', async () => {
  const { site, anna, dana, send, path } = await furnished();
  await send(anna, 'PATCH', `/people/${dana}`, { scope: ['/a/'] });
  const older = await newest(anna, site);
  await send(anna, 'DELETE', `/people/${dana}`);
  const removed = await newest(anna, site);
  const refused = await anna.refused('POST', `${path}/decisions/${older}/undo`);
  expect(refused).toMatchObject({ type: '/problems/decided-since', decided: { decision: removed, action: 'person' } });
  expect(await personOf(anna, site, 'Dana')).toBe('');
  // Step by step it is the way back.
  for (const id of [removed, older]) expect((await undo(anna, site, id)).status).toBe(200);
  const { people } = await anna.get(People, 'GET', `${path}/people`);
  expect(people.find(({ name }) => name === 'Dana')?.scope).toEqual([]);
});

test('letting somebody in is not undone unseen when they were made more since', async () => {
  const { site, anna, dana, send, path } = await furnished();
  const added = (await log(anna, site)).find(({ change }) => change?.of === 'Dana')?.id;
  await send(anna, 'PATCH', `/people/${dana}`, { role: 'owner' });
  const { decided } = await anna.refused('POST', `${path}/decisions/${added}/undo`);
  expect(decided?.decision).toBe(await newest(anna, site));
  expect(await personOf(anna, site, 'Dana')).toBe(dana);
});

test('whoever has lost their rights meanwhile undoes nothing, not even what they did themselves', async () => {
  const { site, anna, people, send, subjects } = await furnished();
  const otto = people['another owner'] as Visitor;
  await subjects.settings.change(otto, 1);
  const theirs = await newest(anna, site);
  await send(anna, 'PATCH', `/people/${await personOf(anna, site, 'Otto')}`, { role: 'moderator' });
  const demoted = await newest(anna, site);
  for (const id of [theirs, demoted]) expect((await undo(otto, site, id)).status).toBe(403);
  expect((await undo(anna, site, theirs)).status).toBe(200);
});

test('no undo leaves a site without an owner', async () => {
  const { site, anna, people, path } = await furnished();
  const otto = people['another owner'] as Visitor;
  const account = await personOf(anna, site, 'Anna');
  const added = (await log(anna, site)).find(({ change }) => change?.of === 'Otto')?.id ?? '';
  await otto.ask('PATCH', `${path}/people/${account}`, { body: { role: 'moderator' } });
  expect((await otto.refused('POST', `${path}/decisions/${added}/undo`)).type).toBe('/problems/last-owner');
  expect(await personOf(otto, site, 'Otto')).not.toBe('');
});

test('undoing an older mute does not lift a later ban', async () => {
  const { site, anna, author, send, path } = await furnished();
  await send(anna, 'PUT', `/authors/${author}/ban`, { kind: 'mute', reason: 'Laut', days: null });
  const older = await newest(anna, site);
  await send(anna, 'PUT', `/authors/${author}/ban`, { kind: 'ban', reason: 'Zu laut', days: null });
  expect((await anna.refused('POST', `${path}/decisions/${older}/undo`)).type).toBe('/problems/decided-since');
  expect((await anna.get(Bans, 'GET', `${path}/bans`)).bans).toMatchObject([{ kind: 'ban', reason: 'Zu laut' }]);
});

test('undoing the end of an older ban does not bring it back in place of a later one', async () => {
  const { site, anna, author, send, path } = await furnished();
  await send(anna, 'PUT', `/authors/${author}/ban`, { kind: 'ban', reason: 'Eins', days: 1 });
  await send(anna, 'DELETE', `/authors/${author}/ban`);
  const ended = await newest(anna, site);
  await send(anna, 'PUT', `/authors/${author}/ban`, { kind: 'mute', reason: 'Zwei', days: 1 });
  expect((await undo(anna, site, ended)).status).toBe(409);
  expect((await anna.get(Bans, 'GET', `${path}/bans`)).bans).toMatchObject([{ kind: 'mute', reason: 'Zwei' }]);
});

test('changes of other fields stand in nobody’s way, and stay', async () => {
  const { site, anna, dana, ruleId, send, path } = await furnished();
  const steps: [string, unknown, unknown][] = [
    ['/settings', { language: 'en', editMinutes: 5 }, { closeAfterDays: 9 }],
    [`/rules/${ruleId}`, { name: 'Anders' }, { propose: 'publish' }],
    [`/people/${dana}`, { scope: ['/a/'] }, { name: 'Dana K.' }],
  ];
  for (const [what, first, second] of steps) {
    await send(anna, 'PATCH', what, first);
    const older = await newest(anna, site);
    await send(anna, 'PATCH', what, second);
    await anna.get(Undone, 'POST', `${path}/decisions/${older}/undo`);
  }
  expect(await anna.get(Settings, 'GET', `${path}/settings`)).toMatchObject({
    language: 'de',
    editMinutes: 15,
    closeAfterDays: 9,
  });
  expect((await anna.get(Rules, 'GET', `${path}/rules`)).rules).toMatchObject([{ name: 'R', propose: 'publish' }]);
  const { people } = await anna.get(People, 'GET', `${path}/people`);
  expect(people.find(({ account }) => account === dana)).toMatchObject({ name: 'Dana K.', scope: [] });
});

test('a value that is the same again was still decided anew: an older change of it is not undone past that', async () => {
  const { site, anna, send, path } = await furnished();
  await send(anna, 'PATCH', '/settings', { editMinutes: 5 });
  const older = await newest(anna, site);
  for (const editMinutes of [10, 5]) await send(anna, 'PATCH', '/settings', { editMinutes });
  expect((await undo(anna, site, older)).status).toBe(409);
  expect(await anna.get(Settings, 'GET', `${path}/settings`)).toMatchObject({ editMinutes: 5 });
});

test('where a sum from which comments are spam was moved since, undoing does not move it again', async () => {
  const { site, anna, send, path } = await furnished();
  await send(anna, 'PATCH', '/settings', { holdFrom: 2 });
  const older = await newest(anna, site);
  await send(anna, 'PATCH', '/settings', { spamFrom: 2.5 });
  const later = await newest(anna, site);
  const refused = await anna.refused('POST', `${path}/decisions/${older}/undo`);
  expect(refused).toMatchObject({ type: '/problems/decided-since', decided: { decision: later } });
  expect(await anna.get(Settings, 'GET', `${path}/settings`)).toMatchObject({ holdFrom: 2, spamFrom: 2.5 });
});

test('what was changed past the log is not put back over it', async () => {
  const { site, anna, path } = await furnished();
  const account = await personOf(anna, site, 'Anna');
  await anna.ask('PATCH', `${path}/people/${account}`, { body: { name: 'Anna B.' } });
  const older = await newest(anna, site);
  // Whoever runs the server opens the site once more, which gives its owner the name that their account has.
  await operator().ask('POST', '/api/operator/sites', { body: { site, owner: 'Anna' } });
  expect(await personOf(anna, site, 'Anna')).toBe(account);
  expect((await undo(anna, site, older)).status).toBe(409);
});
