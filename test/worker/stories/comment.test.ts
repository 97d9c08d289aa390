import { expect, test } from 'vitest';
import { Submitted } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

test('a stranger’s first comment waits, and only they see it', async () => {
  const site = await openSite();
  const nora = new Visitor();
  const { code, status, why, comment } = await nora.write(site, { body: 'Guten Tag' });
  expect({ code, status, why }).toEqual({ code: 202, status: 'held', why: ['waits-for-a-person'] });

  const own = await nora.own(site);
  expect(own.comments.map(({ id, status }) => [id, status])).toEqual([[comment.id, 'held']]);
  for (const reader of [nora, new Visitor()]) {
    const { comments, thread } = await reader.read(site);
    expect([comments, thread.count]).toEqual([[], 0]);
  }
});

test('the owner approves it, and everyone reads it', async () => {
  const site = await openSite();
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Ein *guter* Gedanke' });
  const owner = await ownerOf(site);
  await owner.decide(site, 'approve', [comment.id]);

  const page = await new Visitor().read(site);
  expect(page.thread.count).toBe(1);
  expect(page.comments[0]?.html).toBe('<p>Ein <em>guter</em> Gedanke</p>');
  expect(page.comments[0]?.own).toBeUndefined();
});

test('an author with a published comment publishes without waiting', async () => {
  const site = await openSite();
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Zum ersten Mal hier' });
  await (await ownerOf(site)).decide(site, 'approve', [comment.id]);
  const second = await nora.write(site, { body: 'Und noch einmal', thread: '/other/' });
  expect([second.code, second.status]).toEqual([201, 'published']);
  const stranger = await new Visitor().write(site, { body: 'Ich bin neu', name: 'Nora' });
  expect(stranger.status).toBe('held');
});

test.each([
  ['everyone', 'published'],
  ['nobody', 'held'],
] as const)('where %s publishes without waiting, a stranger’s comment is %s', async (publish, status) => {
  const site = await openSite({ publish });
  expect((await new Visitor().write(site, { body: 'Hallo' })).status).toBe(status);
});

test('replies stand under what they answer', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const first = (await nora.write(site, { body: 'Frage' })).comment.id;
  const second = (await nora.write(site, { body: 'Andere Frage' })).comment.id;
  const reply = (await new Visitor().write(site, { body: 'Antwort', parent: first, name: 'Ben' })).comment.id;
  const nested = (await nora.write(site, { body: 'Danke', parent: reply })).comment.id;
  const { comments, thread } = await new Visitor().read(site);
  expect(comments.map(({ id, parent, level, answers }) => [id, parent, level, answers])).toEqual([
    [first, null, 0, null],
    [second, null, 0, null],
    [reply, first, 1, 'Nora'],
    [nested, reply, 2, 'Ben'],
  ]);
  expect(thread.count).toBe(4);
});

test('a reply to a comment that is not published, or stands elsewhere, is refused', async () => {
  const site = await openSite();
  const nora = new Visitor();
  const held = (await nora.write(site, { body: 'Wartet noch' })).comment.id;
  const path = `/api/sites/${site}/comments`;
  for (const [parent, thread] of [
    [held, '/post/'],
    [held, '/elsewhere/'],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '/post/'],
  ]) {
    const problem = await nora.refused('POST', path, {
      body: { thread: { key: thread }, author: { name: 'Nora' }, body: 'Antwort', parent },
    });
    expect([problem.type, problem.errors?.[0]?.pointer]).toEqual(['/problems/unknown-parent', '/parent']);
  }
});

test('the same Idempotency-Key gives the same comment once, and the same token', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const path = `/api/sites/${site}/comments`;
  const asked = {
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: {
      thread: { key: '/post/' },
      author: { name: 'Nora' },
      body: 'Nur einmal',
      form: { writing: 30_000, inputs: 12 },
    },
  };
  const answers = await Promise.all([nora.ask('POST', path, asked), nora.ask('POST', path, asked)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]?.text).toBe(answers[1]?.text);
  expect((await nora.read(site)).comments).toHaveLength(1);

  const other = { ...asked, body: { ...asked.body, body: 'Etwas anderes' } };
  expect((await nora.refused('POST', path, other)).type).toBe('/problems/key-reused');
});

test('an author changes and withdraws their comment inside the window, nobody else does', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Tippfeler' });
  const path = `/api/sites/${site}/comments/${comment.id}`;

  expect((await new Visitor().refused('PATCH', path, { body: { body: 'Fremd' } })).status).toBe(401);
  expect((await nora.ask('PATCH', path, { body: { body: 'Tippfehler' } })).status).toBe(201);
  const [edited] = (await new Visitor().read(site)).comments;
  expect([edited?.html, edited?.edited === null]).toEqual(['<p>Tippfehler</p>', false]);

  expect((await new Visitor().refused('DELETE', path)).status).toBe(401);
  expect((await nora.ask('DELETE', path)).status).toBe(204);
  expect((await new Visitor().read(site)).comments).toEqual([]);
});

test('after the window a published comment stays as it is', async () => {
  const site = await openSite({ publish: 'everyone', editMinutes: 0 });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Gesagt ist gesagt' });
  const path = `/api/sites/${site}/comments/${comment.id}`;
  expect((await nora.refused('PATCH', path, { body: { body: 'Doch nicht' } })).type).toBe('/problems/window-closed');
  expect((await nora.refused('DELETE', path)).type).toBe('/problems/window-closed');
});

test('where others have answered, a withdrawn comment keeps its place without its words', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Das nehme ich zurück' });
  await new Visitor().write(site, { body: 'Schade', parent: comment.id });
  await nora.ask('DELETE', `/api/sites/${site}/comments/${comment.id}`);
  const { comments, thread } = await new Visitor().read(site);
  expect(comments[0]).toMatchObject({ id: comment.id, status: 'withdrawn', author: null, html: null });
  expect(thread.count).toBe(1);
});

test('an edit that looks like spam waits again', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Harmlos' });
  const body = '[url=https://casino.example]Gewinnen[/url]';
  const answer = await nora.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body } });
  expect(answer.status).toBe(202);
  expect((await new Visitor().read(site)).comments).toEqual([]);
});

test('how a comment was sent counts on when its text is changed', async () => {
  const site = await openSite({ publish: 'everyone' });
  const bot = new Visitor();
  const thread = { key: '/post/' };
  const body = 'Ein ganz gewöhnlicher Satz über diesen Beitrag.';
  const sent = { thread, author: { name: 'Nora' }, body, form: { trap: 'x', writing: 3, inputs: 0 } };
  const { comment, token } = await bot.get(Submitted, 'POST', `/api/sites/${site}/comments`, { body: sent }, 202);
  bot.token = token;
  const path = `/api/sites/${site}/comments/${comment.id}`;
  for (const text of [body, 'Ein ganz anderer Satz.'])
    expect((await bot.get(Submitted, 'PATCH', path, { body: { body: text } }, 202)).status).toBe('held');
  expect((await new Visitor().read(site)).comments).toEqual([]);
  const { items } = await (await ownerOf(site)).queue(site, 'state=spam');
  expect(items[0]?.signals.map(({ text }) => text)).toEqual(['trap-filled', 'sent-at-once', 'not-typed', 'no-proof']);
});

test('what looks like spam is held for a person, and its author is told that it waits', async () => {
  const site = await openSite({ publish: 'everyone' });
  const bot = new Visitor();
  const answer = await bot.ask('POST', `/api/sites/${site}/comments`, {
    body: {
      thread: { key: '/post/' },
      author: { name: 'SEO' },
      body: '<a href="https://pills.example">pills</a>',
      form: { trap: 'https://pills.example', writing: 3 },
    },
  });
  expect([answer.status, JSON.parse(answer.text).status]).toEqual([202, 'held']);
  const { items } = await (await ownerOf(site)).queue(site, 'state=spam');
  expect(items[0]?.signals.map(({ check, text }) => [check, text])).toEqual([
    ['words', 'words-spam'],
    ['links', 'only-links'],
    ['markup', 'html-link'],
    ['trap', 'trap-filled'],
    ['speed', 'sent-at-once'],
    ['proof', 'no-proof'],
  ]);
});
