import { expect, test } from 'vitest';
import { Consult, People } from '../../../worker/contract/people';
import { Outbox } from '../../../worker/contract/statement';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

test('a colleague is asked, answers, and whoever asked decides alone', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const { comment } = await new Visitor().write(site, { body: 'Stimmt die Zahl?' });
  const { people } = await owner.get(People, 'GET', `/api/sites/${site}/people`);
  const to = people.find(({ name }) => name === 'Ben')?.account;
  const path = `/api/sites/${site}/comments/${comment.id}/consults`;
  const asked = await owner.get(Consult, 'POST', path, { body: { to, note: 'Kennst du sie?' } }, 201);
  expect(asked).toMatchObject({ by: { name: 'Anna' }, to: { name: 'Ben' }, note: 'Kennst du sie?', answer: null });

  const mine = await ben.queue(site, 'state=asked');
  expect([mine.asked, mine.items.map((item) => item.comment.id)]).toEqual([1, [comment.id]]);
  expect((await owner.queue(site)).asked).toBe(0);
  const answer = `/api/sites/${site}/consults/${asked.id}/answer`;
  expect((await owner.refused('POST', answer, { body: { note: 'Ich' } })).status).toBe(403);
  await ben.get(Consult, 'POST', answer, { body: { note: 'Ja, sie stimmt.' } });
  expect((await ben.queue(site)).asked).toBe(0);
  expect((await owner.queue(site)).items[0]?.consults[0]?.answer?.note).toBe('Ja, sie stimmt.');

  const { messages } = await owner.get(Outbox, 'GET', `/api/sites/${site}/outbox`);
  expect(messages.map(({ kind, to, text }) => [kind, to, text])).toEqual([
    ['answer', 'Anna', 'Ja, sie stimmt.'],
    ['consult', 'Ben', 'Kennst du sie?'],
  ]);
});

test('asking takes nobody the decision: anyone in scope decides while the question is open', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const { people } = await owner.get(People, 'GET', `/api/sites/${site}/people`);
  for (const { account } of people)
    await owner.get(
      Consult,
      'POST',
      `/api/sites/${site}/comments/${comment.id}/consults`,
      { body: { to: account, note: '?' } },
      201,
    );
  await ben.decide(site, 'approve', [comment.id]);
  expect((await new Visitor().read(site)).thread.count).toBe(1);
});

test('only somebody who works there can be asked, about a comment that is there and theirs to see', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  await invite(site, owner, { name: 'Ben', role: 'moderator', scope: ['/in/'] });
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const ask = (id: string, to: string) =>
    owner.refused('POST', `/api/sites/${site}/comments/${id}/consults`, { body: { to, note: '?' } });
  const { people } = await owner.get(People, 'GET', `/api/sites/${site}/people`);
  const account = (who: string) => people.find(({ name }) => name === who)?.account ?? '';
  const nobody = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  expect((await ask(comment.id, nobody)).type).toBe('/problems/unknown-person');
  expect((await ask(nobody, account('Anna'))).type).toBe('/problems/unknown-comment');
  expect((await ask(comment.id, account('Ben'))).type).toBe('/problems/not-allowed');
  const answer = `/api/sites/${site}/consults/${nobody}/answer`;
  expect((await owner.refused('POST', answer, { body: { note: 'x' } })).type).toBe('/problems/unknown-consult');
});
