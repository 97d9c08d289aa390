import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { expect, test } from 'vitest';
import { secret } from '#host';
import { NewChallenge } from '../../../worker/contract/comment';
import { newChallenge } from '../../../worker/proof/challenge';
import { openSite, ownerOf, Visitor } from '../visitor';

const ask = (visitor: Visitor, site: string, thread = '/post/') =>
  visitor.get(NewChallenge, 'GET', `/api/sites/${site}/challenge?thread=${thread}`);

async function solve(challenge: NewChallenge['challenge']): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}

const comment = (proof: string, body = 'Ein Gedanke', thread = '/post/') => ({
  thread: { key: thread },
  author: { name: 'Nora' },
  body,
  form: { writing: 30_000, inputs: 40, proof },
});

/** How often the key may have to be derived: the counter lies between half of it and all of it. */
const effort = (payload: string) => JSON.parse(atob(payload)).solution.counter as number;

test('a browser that has done its work leaves no finding', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { challenge } = await ask(nora, site);
  const answer = await nora.ask('POST', `/api/sites/${site}/comments`, { body: comment(await solve(challenge)) });
  expect(answer.status).toBe(201);
  const { items } = await (await ownerOf(site)).queue(site, 'state=any');
  expect(items[0]?.signals).toEqual([]);
});

test('work counts once; a repeat of the same request is answered as before', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const proof = await solve((await ask(nora, site)).challenge);
  const path = `/api/sites/${site}/comments`;
  const headers = { 'Idempotency-Key': crypto.randomUUID() };
  const first = await nora.ask('POST', path, { body: comment(proof), headers });
  const again = await nora.ask('POST', path, { body: comment(proof), headers });
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  const replayed = await new Visitor().refused('POST', path, { body: comment(proof, 'Noch etwas') });
  expect([replayed.status, replayed.type]).toEqual([409, '/problems/challenge-used']);
  expect((await nora.read(site)).comments).toHaveLength(1);
});

test('work for another thread, another site, or nobody’s challenge does not count', async () => {
  const [site, other] = [await openSite(), await openSite()];
  const nora = new Visitor();
  const { challenge } = await ask(nora, site);
  const proof = await solve(challenge);
  const unsolved = btoa(JSON.stringify({ challenge, solution: { counter: 1, derivedKey: '00' } }));
  const easier = { ...challenge, parameters: { ...challenge.parameters, cost: 1 } };
  const old = await newChallenge(secret, { site, thread: '/post/' }, 4, Date.now() - 3 * 60 * 60_000);
  for (const [where, body] of [
    [site, comment(proof, 'Hier', '/other/')],
    [other, comment(proof)],
    [site, comment('!')],
    [site, comment(btoa('null'))],
    [site, comment(btoa('{"challenge":{},"solution":{}}'))],
    [site, comment(btoa('{"challenge":{"parameters":{}},"solution":null}'))],
    [site, comment(unsolved)],
    [site, comment(btoa(JSON.stringify({ challenge: easier, solution: { counter: 1, derivedKey: '00' } })))],
    [site, comment(await solve(old as NewChallenge['challenge']))],
  ] as const) {
    const problem = await nora.refused('POST', `/api/sites/${where}/comments`, { body });
    expect([problem.status, problem.type]).toEqual([422, '/problems/bad-challenge']);
  }
});

test('work grows with what came from a network lately, and is little for those who are known', async () => {
  const site = await openSite();
  const busy = new Visitor();
  const efforts = [effort(await solve((await ask(busy, site)).challenge))];
  for (let number = 0; number < 4; number += 1) await new Visitor(busy.address).write(site, { body: `Nr. ${number}` });
  efforts.push(effort(await solve((await ask(busy, site)).challenge)));
  expect([efforts[0], efforts[1]].map((value = 0) => [value >= 125, value <= 250])).toEqual([
    [true, true],
    [true, false],
  ]);
  expect(efforts[1]).toBeGreaterThanOrEqual(1000);

  const known = new Visitor();
  const { comment } = await known.write(site, { body: 'Bekannt' });
  await (await ownerOf(site)).decide(site, 'approve', [comment.id]);
  expect(effort(await solve((await ask(known, site)).challenge))).toBeLessThanOrEqual(50);
});

test('the field that people do not see has another name on each site', async () => {
  const names = new Set<string>();
  for (let number = 0; number < 3; number += 1) names.add((await ask(new Visitor(), await openSite())).trap);
  expect(names.size).toBe(3);
});
