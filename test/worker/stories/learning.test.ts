import { expect, test } from 'vitest';
import { Decisions, Settings, ThresholdsTried, Undone } from '../../../worker/contract/desk';
import { openSite, ownerOf, Visitor } from '../visitor';

const spam = (number: number) => `Unsere Gartenzwerge liefern wir frei Haus, Angebot Nummer ${number}.`;
const honest = (number: number) => `Bei uns fragt jeder erst den Chef, schon zum ${number}. Mal.`;

const words = (signals: { check: string; weight: number }[] = []) =>
  signals.find(({ check }) => check === 'words')?.weight ?? 0;

test('each decision teaches the filter, each undo takes the lesson back', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const [bad, good]: [string[], string[]] = [[], []];
  for (let number = 0; number < 12; number += 1) {
    bad.push((await new Visitor().write(site, { body: spam(number), thread: `/${number}/` })).comment.id);
    good.push((await new Visitor().write(site, { body: honest(number), thread: `/${number}/` })).comment.id);
  }
  const judged = async (body: string) => {
    const { comment } = await new Visitor().write(site, { body, thread: `/${crypto.randomUUID()}/` });
    const { items } = await owner.queue(site, 'state=all&limit=100');
    return words(items.find((item) => item.comment.id === comment.id)?.signals);
  };
  const before = await judged(spam(50));
  const called = await owner.decide(site, 'spam', bad);
  await owner.decide(site, 'approve', good);
  expect(await judged(spam(51))).toBeGreaterThan(before + 2);
  expect(await judged(honest(51))).toBeLessThanOrEqual(0);

  const undone = await owner.ask('POST', `/api/sites/${site}/decisions/${called.id}/undo`);
  expect(undone.status).toBe(200);
  expect(await judged(spam(52))).toBe(before);
});

test('a flood of copies from fifty networks is caught after the first two', async () => {
  const site = await openSite({ publish: 'everyone' });
  const statuses: string[] = [];
  for (let number = 0; number < 50; number += 1) {
    const body = `Liebe Leserinnen, ich war auch skeptisch, aber Rosi hat mir in drei Wochen sehr geholfen (${number}).`;
    statuses.push((await new Visitor().write(site, { body, thread: `/${number}/` })).status);
  }
  expect(statuses.slice(2).filter((status) => status === 'published')).toEqual([]);
  const { waiting } = await (await ownerOf(site)).queue(site);
  expect(waiting.spam).toBeGreaterThanOrEqual(44);
});

test('what one author says twice in one thread is no campaign', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const body = 'Das habe ich gerade schon einmal abgeschickt, aber es war nicht zu sehen.';
  const statuses = [(await nora.write(site, { body })).status, (await nora.write(site, { body })).status];
  expect(statuses).toEqual(['published', 'published']);
});

test('who posts without the form, and without work, waits for a person', async () => {
  const site = await openSite({ publish: 'everyone' });
  const answer = await new Visitor().ask('POST', `/api/sites/${site}/comments`, {
    body: { thread: { key: '/post/' }, author: { name: 'Nora' }, body: 'Ein ganz gewöhnlicher Gedanke' },
  });
  expect(answer.status).toBe(202);
  const { items } = await (await ownerOf(site)).queue(site);
  expect(items[0]?.signals.map(({ text }) => text)).toEqual(['no-form', 'no-proof']);
});

test('other thresholds are tried on past comments before they hold', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const { comment } = await new Visitor().write(site, { body: 'Ein ganz gewöhnlicher Gedanke' });
  const missed = await new Visitor().write(site, { body: 'Ein Gedanke, der keiner war' });
  await new Visitor().write(site, { body: '[url=http://casino.example]free casino bonus[/url]' });
  await owner.decide(site, 'approve', [comment.id]);
  await owner.decide(site, 'spam', [missed.comment.id]);
  const path = `/api/sites/${site}/settings`;
  const attempt = (holdFrom: number, spamFrom: number) =>
    owner.get(ThresholdsTried, 'POST', `${path}/trial`, { body: { holdFrom, spamFrom } });
  expect(await attempt(3, 7)).toEqual({ checked: 3, publish: 2, hold: 0, spam: 1, approved: 0, missed: 1 });
  expect(await attempt(0.5, 20)).toEqual({ checked: 3, publish: 0, hold: 3, spam: 0, approved: 1, missed: 0 });

  await owner.get(Settings, 'PATCH', path, { body: { publish: 'everyone', holdFrom: 1, spamFrom: 20 } });
  expect((await new Visitor().write(site, { body: 'Noch ein Gedanke' })).status).toBe('held');
  for (const [change, pointer] of [
    [{ holdFrom: 0.7 }, '/holdFrom'],
    [{ holdFrom: 8, spamFrom: 7.5 }, '/spamFrom'],
    [{ spamFrom: 0.5 }, '/spamFrom'],
  ] as const) {
    const problem = await owner.refused('PATCH', path, { body: change });
    expect([problem.status, problem.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  }
});

test('undoing a threshold never moves the other one that somebody has set since', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const path = `/api/sites/${site}`;
  const change = (body: object) => owner.get(Settings, 'PATCH', `${path}/settings`, { body });
  await change({ holdFrom: 1 });
  await change({ spamFrom: 2 });
  const { decisions } = await owner.get(Decisions, 'GET', `${path}/decisions`);
  const [later, earlier] = decisions.map(({ id }) => `${path}/decisions/${id}/undo`);
  expect((await owner.ask('POST', earlier ?? '')).status).toBe(409);
  await owner.get(Undone, 'POST', later ?? '');
  await owner.get(Undone, 'POST', earlier ?? '');
  const { holdFrom, spamFrom } = await owner.get(Settings, 'GET', `${path}/settings`);
  expect([holdFrom, spamFrom]).toEqual([3, 7]);
});
