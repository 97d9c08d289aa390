import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { openSite } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };

test('why a comment waits that was judged before that was kept is told by its findings and the settings', () => {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, { publish: 'known', knownAfter: 1 });
  const write = (body: string, proof: 'solved' | 'missing' = 'solved') => {
    const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body, html: body };
    const context = { ...byHand, proof, token: undefined, key: undefined, request: '' };
    return site.submit(draft, context).comment.id;
  };
  const why = (comment: string) => site.queue(anna, { state: 'any', comment, limit: 1 }).items[0]?.why;
  const newcomer = { kind: 'newcomer', published: 0, knownAfter: 1 };
  const plain = write('Hallo zusammen.');
  site.addRule(anna, { name: 'Wahl', on: true, propose: 'hold', when: { kind: 'words', words: ['Wahl'] } });
  const ruled = write('Nach der Wahl.', 'missing');
  const spam = write('http://a.example/ http://b.example/ http://c.example/ http://d.example/', 'missing');
  expect([plain, ruled].map(why)).toEqual([[newcomer], [newcomer, { kind: 'rule', rule: 'Wahl' }]]);
  expect(why(spam)?.map(({ kind }) => kind)).toEqual(['spam']);
  const kept = [plain, ruled, spam].map(why);

  sql.all('UPDATE comment SET why = NULL');
  expect([plain, ruled, spam].map(why)).toEqual(kept);
  // By today's settings the first would not wait: it can only have been the setting as it was.
  site.changeSettings(anna, { publish: 'everyone' });
  expect([plain, ruled].map(why)).toEqual([[newcomer], [{ kind: 'rule', rule: 'Wahl' }]]);
});
