import { expect, test } from 'vitest';
import { base, send } from '#host';
import { Noticed, Outbox } from '../../../worker/contract/statement';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

const json = { 'Content-Type': 'application/json' };

/** A comment with an e-mail address that the owner has turned down. */
async function turnedDown() {
  const site = await openSite({ publish: 'nobody' });
  const author = new Visitor();
  const answer = await author.ask('POST', `/api/sites/${site}/comments`, {
    headers: json,
    body: {
      thread: { key: '/post/' },
      author: { name: 'Nora', email: 'nora@example.de' },
      body: 'Das ist *alles* falsch.',
    },
  });
  const { comment, token } = JSON.parse(answer.text);
  author.token = token;
  const owner = await ownerOf(site);
  const decision = await owner.decide(site, 'reject', [comment.id], { reason: 'Am Thema vorbei' });
  const own = async () => (await author.own(site)).comments[0];
  const outbox = async () => (await owner.get(Outbox, 'GET', `/api/sites/${site}/outbox`)).messages;
  return { site, author, owner, comment, decision, own, outbox };
}

test('the author reads what was decided, on what ground, by whom, and how to object', async () => {
  const { own, outbox } = await turnedDown();
  const comment = await own();
  expect(comment?.own?.statement).toMatchObject({
    action: 'reject',
    reason: 'Am Thema vorbei',
    by: 'person',
    appeal: 'possible',
  });
  const text = comment?.own?.statement?.text ?? '';
  for (const part of [
    'Das ist alles falsch.',
    'abgelehnt',
    'Am Thema vorbei',
    'ein Mensch',
    'widersprechen',
    'Gericht',
  ])
    expect(text).toContain(part);
  expect(await outbox()).toMatchObject([{ kind: 'statement', to: 'Nora', text, state: 'unsent' }]);
  expect((await outbox())[0]?.deliveries).toMatchObject([{ state: 'unsent', why: 'not-confirmed' }]);
});

test('undoing the decision withdraws the statement that was not sent', async () => {
  const { site, owner, decision, own, outbox } = await turnedDown();
  await owner.ask('POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  expect((await outbox()).map(({ state }) => state)).toEqual(['withdrawn']);
  expect((await own())?.own?.statement).toBeNull();
});

test('one appeal with a sentence goes to another moderator where there is one, and its outcome is told', async () => {
  const { site, author, owner, comment, own, outbox } = await turnedDown();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const path = `/api/sites/${site}/comments/${comment.id}/appeal`;
  expect((await author.ask('POST', path, { body: { text: 'Das war doch sachlich.' } })).status).toBe(202);
  expect((await own())?.own?.statement?.appeal).toBe('open');
  expect((await author.refused('POST', path, { body: { text: 'Noch einmal' } })).type).toBe(
    '/problems/already-appealed',
  );

  expect((await owner.queue(site, 'state=appealed')).items).toEqual([]);
  expect((await owner.queue(site, 'state=any')).items[0]?.waiting).toBe('appealed');
  const [item] = (await ben.queue(site, 'state=appealed')).items;
  expect(item).toMatchObject({ appeal: 'Das war doch sachlich.', decision: { by: 'Anna', reason: 'Am Thema vorbei' } });

  const texts = { [comment.id]: item?.version ?? 0 };
  const upheld = await ben.decide(site, 'reject', [comment.id], { reason: 'Bleibt dabei', texts });
  expect((await own())?.own?.statement).toMatchObject({ appeal: 'kept', reason: 'Bleibt dabei' });
  expect((await author.refused('POST', path, { body: { text: 'Und doch' } })).type).toBe('/problems/already-appealed');
  expect((await outbox()).map(({ kind }) => kind)).toEqual(['appeal-decided', 'appeal-received', 'statement']);

  await ben.ask('POST', `/api/sites/${site}/decisions/${upheld.id}/undo`);
  expect((await own())?.own?.statement?.appeal).toBe('open');
  await ben.decide(site, 'approve', [comment.id], { texts });
  expect((await own())?.status).toBe('published');
  expect((await outbox())[0]).toMatchObject({ kind: 'appeal-decided', to: 'Nora' });
});

test('who decides alone decides about the appeal, too', async () => {
  const { site, author, owner, comment } = await turnedDown();
  await author.ask('POST', `/api/sites/${site}/comments/${comment.id}/appeal`, { body: { text: 'Bitte' } });
  expect((await owner.queue(site, 'state=appealed')).items).toHaveLength(1);
});

/** Opens a plain page, or sends its form. */
async function page(path: string, form?: Record<string, string>) {
  const response = await send(
    new Request(base + path, {
      method: form ? 'POST' : 'GET',
      headers: form ? { 'Content-Type': 'application/x-www-form-urlencoded', Origin: base } : {},
      body: form ? new URLSearchParams(form).toString() : null,
      redirect: 'manual',
    }),
  );
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('the private page tells the same to whoever has its address, and takes the appeal', async () => {
  const { own, owner, site } = await turnedDown();
  const link = (await own())?.own?.link ?? '';
  const before = await page(link);
  expect(before.status).toBe(200);
  for (const part of ['nicht veröffentlicht', 'Am Thema vorbei', '<form']) expect(before.text).toContain(part);
  expect(before.headers.get('Cache-Control')).toBe('no-store');
  expect(before.headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(before.headers.get('X-Robots-Tag')).toBe('noindex');

  const empty = await page(link, { text: ' ' });
  expect([empty.status, empty.text.includes('Bitte ausfüllen')]).toEqual([422, true]);
  expect((await page(link, { text: 'Das war sachlich.' })).status).toBe(303);
  const after = await page(link);
  expect([after.text.includes('<form'), after.text.includes('wartet auf Antwort')]).toEqual([false, true]);
  expect((await owner.queue(site, 'state=appealed')).items[0]?.appeal).toBe('Das war sachlich.');
});

test('without the right key there is no private page', async () => {
  const { own } = await turnedDown();
  const link = (await own())?.own?.link ?? '';
  for (const wrong of [link.slice(0, -1), `${link}x`, link.replace(/\.[^.]+$/, '.'), link.replace(/\.[^.]+$/, '')]) {
    expect((await page(wrong)).status).toBe(404);
    expect((await page(wrong, { text: 'x' })).status).toBe(404);
  }
});

test('a notice of illegal content is confirmed, comes into the queue, and gets an answer', async () => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Verleumdung' });
  const reader = new Visitor();
  const path = `/api/sites/${site}/comments/${comment.id}/notices`;
  const body = { explanation: 'Das ist eine Verleumdung.', name: 'Ole', email: 'ole@example.de', goodFaith: true };
  const { notice } = await reader.get(Noticed, 'POST', path, { body }, 202);
  expect((await reader.get(Noticed, 'POST', path, { body }, 202)).notice).toBe(notice);

  const owner = await ownerOf(site);
  const [item] = (await owner.queue(site, 'state=reported')).items;
  expect(item?.notices).toMatchObject([{ id: notice, explanation: 'Das ist eine Verleumdung.', name: 'Ole' }]);
  const decision = await owner.decide(site, 'reject', [comment.id], { reason: 'Verstößt gegen ein Gesetz' });
  const messages = async () => (await owner.get(Outbox, 'GET', `/api/sites/${site}/outbox`)).messages;
  expect((await messages()).map(({ kind, to, state }) => [kind, to, state])).toEqual([
    ['notice-decided', 'Ole', 'unsent'],
    ['notice-received', 'Ole', 'unsent'],
  ]);
  await owner.ask('POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  expect((await messages())[0]?.state).toBe('withdrawn');
  expect((await owner.queue(site, 'state=reported')).items[0]?.notices).toHaveLength(1);
});

test.each([
  [{ goodFaith: false }, '/goodFaith'],
  [{ email: 'ole' }, '/email'],
  [{ explanation: '' }, '/explanation'],
  [{ name: ' ' }, '/name'],
])('a notice with %j says what is wrong', async (wrong, pointer) => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const body = { explanation: 'Warum', name: 'Ole', email: 'ole@example.de', goodFaith: true, ...wrong };
  const problem = await new Visitor().refused('POST', `/api/sites/${site}/comments/${comment.id}/notices`, { body });
  expect(problem.errors?.[0]?.pointer).toBe(pointer);
});

test('reporting and giving notice work without a script', async () => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const path = `/pages/${site}/report`;
  expect((await page(`${path}?comment=${comment.id}`)).text).toContain('Kommentar melden');
  const wrong = await page(path, { comment: comment.id, explanation: 'Darum', name: 'Ole', email: 'ole' });
  expect([wrong.status, wrong.text.includes('Darum'), wrong.text.includes('email-error')]).toEqual([422, true, true]);
  expect((await page(path, { comment: comment.id, reason: 'spam', note: '' })).status).toBe(303);
  const good = { comment: comment.id, explanation: 'Darum', name: 'Ole', email: 'ole@example.de', goodFaith: 'on' };
  expect((await page(path, good)).status).toBe(303);
  const [item] = (await (await ownerOf(site)).queue(site, 'state=reported')).items;
  expect([item?.reports.length, item?.notices.length]).toEqual([1, 1]);
  expect((await page(`${path}?comment=x`)).status).toBe(404);
});
