import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { openSite } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: [] };
const cleo: Person = { account: ulid(), name: 'Cleo', role: 'moderator', scope: [] };

test('of a comment that hundreds report and ask about, the newest are told, how many more there are, and what waits for one’s own answer', () => {
  let now = Date.UTC(2026, 0, 1);
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  site.create(anna, { publish: 'everyone' });
  for (const person of [ben, cleo]) site.addPerson(anna, person);
  const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Streit.', html: 'Streit.' };
  const { id } = site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' }).comment;
  site.consult(anna, id, { to: ben.account, note: 'Was meinst du, Ben?' });
  for (let number = 0; number < 300; number += 1) {
    now += 1000;
    site.report(id, { reason: 'insult', note: `Meldung ${number}` }, `network ${number}`);
    const person = { name: `N${number}`, email: 'n@example.de', goodFaith: true } as const;
    site.notice(id, { ...person, explanation: `Hinweis ${number}` }, `network ${number}`);
    site.consult(anna, id, { to: cleo.account, note: `Frage ${number}` });
  }
  const read = (person: Person) => site.queue(person, { state: 'reported', limit: 10 }).items[0];
  const item = read(anna);
  const last = (what: string) => Array.from({ length: 20 }, (_, at) => `${what} ${280 + at}`);
  expect(item?.reports.map(({ note }) => note)).toEqual(last('Meldung'));
  expect(item?.notices.map(({ explanation }) => explanation)).toEqual(last('Hinweis'));
  expect(item?.consults.map(({ note }) => note)).toEqual(last('Frage'));
  expect(item?.more).toEqual({ reports: 280, notices: 280, consults: 281 });
  expect(item?.why).toEqual([{ kind: 'reported', reports: 300, notices: 300 }]);
  expect(read(ben)?.consults.map(({ note }) => note)).toEqual(['Was meinst du, Ben?', ...last('Frage')]);
  expect(read(ben)?.more.consults).toBe(280);
});
