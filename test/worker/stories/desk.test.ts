import { expect, test } from 'vitest';
import * as z from 'zod';
import { Decisions, Session, Settings, Undone } from '../../../worker/contract/desk';
import { openSite, ownerLink, ownerOf, Visitor } from '../visitor';

test('an owner’s link opens one session, once', async () => {
  const site = await openSite();
  const link = await ownerLink(site);
  const owner = new Visitor();
  expect(await owner.signIn(link)).toMatchObject({ name: 'Anna', sites: [{ site, role: 'owner' }], passkeys: 0 });
  expect((await owner.ask('GET', '/api/session')).status).toBe(200);
  expect((await new Visitor().refused('POST', '/api/session', { body: { link } })).type).toBe('/problems/link-used');
});

test('signing out ends the session', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  expect((await owner.ask('DELETE', '/api/session')).status).toBe(204);
  expect((await owner.refused('GET', '/api/session')).type).toBe('/problems/not-signed-in');
  expect((await owner.refused('GET', `/api/sites/${site}/queue`)).status).toBe(401);
});

test.each(['', 'x', '.', '01ARZ3NDEKTSV4RRFFQ69G5FAV.secret', `${'A'.repeat(150)}.b`])(
  'the link "%s" opens nothing',
  async (link) => {
    const { status } = await new Visitor().refused('POST', '/api/session', { body: { link } });
    expect(status).toBe(link === '' ? 422 : 401);
  },
);

test('the session cookie is out of reach of scripts and of other sites', async () => {
  const site = await openSite();
  const answer = await new Visitor().ask('POST', '/api/session', { body: { link: await ownerLink(site) } });
  const cookie = answer.headers.get('Set-Cookie') ?? '';
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Strict/);
  expect(cookie).toMatch(/; Path=\//);
});

test('the queue shows what waits, oldest first, with what is needed to decide', async () => {
  const site = await openSite();
  const first = await new Visitor().write(site, { body: 'Erster' });
  const links = 'Das steht bei https://a.example und bei https://b.example, und anders sieht es https://c.example';
  const second = await new Visitor().write(site, { body: links });
  const owner = await ownerOf(site);
  const { items, waiting } = await owner.queue(site);
  expect(waiting).toEqual({ held: 2, reported: 0, appealed: 0, spam: 0 });
  expect(items.map(({ comment }) => comment.id)).toEqual([first.comment.id, second.comment.id]);
  expect(items[1]?.signals).toContainEqual({ check: 'links', weight: 2, text: 'many-links', values: { count: 3 } });
  expect(items[0]?.author).toMatchObject({ published: 0, rejected: 0, spam: 0 });

  const page = await owner.queue(site, 'limit=1');
  expect(page.items.map(({ comment }) => comment.id)).toEqual([first.comment.id]);
  expect((await owner.queue(site, `limit=1&after=${page.next}`)).items[0]?.comment.id).toBe(second.comment.id);
});

test('a reply in the queue shows the comment it answers', async () => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Frage' });
  const owner = await ownerOf(site);
  await owner.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { publish: 'nobody' } });
  await new Visitor().write(site, { body: 'Antwort', parent: comment.id });
  expect((await owner.queue(site)).items[0]?.answers?.html).toBe('<p>Frage</p>');
});

test('what its author has taken back is shown at the desk neither below an answer nor as a question', async () => {
  const site = await openSite({ publish: 'everyone' });
  const author = new Visitor();
  const { comment } = await author.write(site, { body: 'Lieber doch nicht' });
  const owner = await ownerOf(site);
  const path = `/api/sites/${site}`;
  const { account } = await owner.get(Session, 'GET', '/api/session');
  const question = { to: account, note: 'Was meinst du?' };
  expect((await owner.ask('POST', `${path}/comments/${comment.id}/consults`, { body: question })).status).toBe(201);
  await owner.get(Settings, 'PATCH', `${path}/settings`, { body: { publish: 'nobody' } });
  await new Visitor().write(site, { body: 'Antwort', parent: comment.id });
  expect((await owner.queue(site, 'state=asked')).items).toHaveLength(1);

  expect((await author.ask('DELETE', `${path}/comments/${comment.id}`)).status).toBe(204);
  const queue = await owner.queue(site);
  expect([queue.items.map(({ answers }) => answers), queue.asked]).toEqual([[null], 0]);
  expect((await owner.queue(site, 'state=asked')).items).toEqual([]);
});

test.each([
  ['reject', 'rejected'],
  ['spam', 'spam'],
] as const)('after %s a comment is off the page, and undo puts it back', async (action, status) => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Streitbar' });
  const owner = await ownerOf(site);
  const decision = await owner.decide(site, action, [comment.id], { reason: 'Zu persönlich' });
  expect(decision).toMatchObject({ action, reason: 'Zu persönlich', by: 'Anna', undone: null });
  expect((await new Visitor().read(site)).thread.count).toBe(0);
  const [own] = (await nora.own(site)).comments;
  expect([own?.status, own?.own?.statement?.reason]).toEqual([status, 'Zu persönlich']);

  const path = `/api/sites/${site}/decisions/${decision.id}/undo`;
  const { decision: undone } = await owner.get(Undone, 'POST', path);
  expect(undone.undone?.by).toBe('Anna');
  expect((await new Visitor().read(site)).comments[0]?.id).toBe(comment.id);
  expect((await owner.refused('POST', path)).type).toBe('/problems/already-undone');
});

test('undo puts every comment back to where it was', async () => {
  const site = await openSite();
  const ids: string[] = [];
  for (const body of ['Eins', 'Zwei', '[url=x]y[/url] https://a.example']) {
    ids.push((await new Visitor().write(site, { body })).comment.id);
  }
  const owner = await ownerOf(site);
  const before = (await owner.queue(site, 'state=all')).items;
  const decision = await owner.decide(site, 'approve', ids);
  expect((await owner.queue(site, 'state=all')).items).toEqual([]);
  await owner.get(Undone, 'POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  expect((await owner.queue(site, 'state=all')).items).toEqual(before);
});

test('the second of two moderators learns who was first, and may undo it', async () => {
  const site = await openSite();
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const [first, second] = [await ownerOf(site), await ownerOf(site)];
  const decision = await first.decide(site, 'approve', [comment.id]);
  const problem = await second.refused('POST', `/api/sites/${site}/decisions`, {
    body: { comments: [comment.id], action: 'reject' },
  });
  expect([problem.status, problem.decided]).toEqual([
    409,
    { by: 'Anna', action: 'approve', at: decision.at, decision: decision.id },
  ]);
  await second.get(Undone, 'POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  expect((await second.decide(site, 'reject', [comment.id])).action).toBe('reject');
});

test('who says what they saw may decide anew, and undo goes back one step at a time', async () => {
  const site = await openSite();
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const owner = await ownerOf(site);
  const first = await owner.decide(site, 'approve', [comment.id]);
  const second = await owner.decide(site, 'reject', [comment.id], { expect: 'published' });
  const undo = (id: string) => `/api/sites/${site}/decisions/${id}/undo`;
  expect((await owner.refused('POST', undo(first.id))).type).toBe('/problems/decided-since');
  await owner.get(Undone, 'POST', undo(second.id));
  expect((await new Visitor().read(site)).thread.count).toBe(1);
  await owner.get(Undone, 'POST', undo(first.id));
  expect((await owner.queue(site)).waiting.held).toBe(1);
});

test('one comment that cannot be decided stops the whole decision', async () => {
  const site = await openSite();
  const nora = new Visitor();
  const [kept, gone] = [await nora.write(site, { body: 'Bleibt' }), await nora.write(site, { body: 'Geht' })];
  await nora.ask('DELETE', `/api/sites/${site}/comments/${gone.comment.id}`);
  const owner = await ownerOf(site);
  for (const other of [gone.comment.id, '01ARZ3NDEKTSV4RRFFQ69G5FAV']) {
    const problem = await owner.refused('POST', `/api/sites/${site}/decisions`, {
      body: { comments: [kept.comment.id, other], action: 'approve' },
    });
    expect(problem.status).toBe(404);
  }
  expect((await owner.queue(site)).waiting.held).toBe(1);
});

test('the log tells who decided what, when and why, newest first', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  for (const body of ['Eins', 'Zwei', 'Drei'])
    await owner.decide(site, 'approve', [(await new Visitor().write(site, { body })).comment.id], { reason: body });
  const path = `/api/sites/${site}/decisions`;
  const first = await owner.get(Decisions, 'GET', `${path}?limit=2`);
  expect(first.decisions.map(({ reason }) => reason)).toEqual(['Drei', 'Zwei']);
  const second = await owner.get(Decisions, 'GET', `${path}?limit=2&after=${first.next}`);
  expect([second.decisions.map(({ reason }) => reason), second.next]).toEqual([['Eins'], null]);
});

test('a reported comment stays on the page and comes into the queue; a decision closes the report', async () => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Umstritten' });
  const path = `/api/sites/${site}/comments/${comment.id}/reports`;
  const reader = new Visitor();
  for (let time = 0; time < 2; time += 1)
    expect((await reader.ask('POST', path, { body: { reason: 'insult', note: 'Das geht zu weit' } })).status).toBe(202);
  expect((await new Visitor().read(site)).thread.count).toBe(1);

  const owner = await ownerOf(site);
  const { items } = await owner.queue(site, 'state=reported');
  expect(items.map(({ waiting, reports }) => [waiting, reports.map(({ reason }) => reason)])).toEqual([
    ['reported', ['insult']],
  ]);
  const decision = await owner.decide(site, 'approve', [comment.id]);
  expect((await owner.queue(site, 'state=all')).items).toEqual([]);
  await owner.get(Undone, 'POST', `/api/sites/${site}/decisions/${decision.id}/undo`);
  expect((await owner.queue(site, 'state=reported')).items).toHaveLength(1);
});

test('an author appeals once, and the appeal waits for a person', async () => {
  const site = await openSite();
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Das war ernst gemeint' });
  const path = `/api/sites/${site}/comments/${comment.id}/appeal`;
  const body = { text: 'Bitte noch einmal lesen' };
  expect((await nora.refused('POST', path, { body })).status).toBe(403);
  const owner = await ownerOf(site);
  await owner.decide(site, 'reject', [comment.id]);
  expect((await new Visitor().refused('POST', path, { body })).status).toBe(401);
  expect((await nora.ask('POST', path, { body })).status).toBe(202);
  expect((await nora.refused('POST', path, { body })).type).toBe('/problems/already-appealed');
  const [item] = (await owner.queue(site, 'state=appealed')).items;
  expect(item?.appeal).toBe(body.text);
  await owner.decide(site, 'approve', [comment.id], { texts: { [comment.id]: item?.version ?? 0 } });
  expect((await new Visitor().read(site)).thread.count).toBe(1);
});

test('settings take effect at once', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const path = `/api/sites/${site}/settings`;
  const change = { publish: 'known', knownAfter: 2, language: 'en', origins: ['https://www.example.de'] };
  const settings = await owner.get(Settings, 'PATCH', path, { body: change });
  expect(settings).toMatchObject(change);
  expect(await owner.get(Settings, 'GET', path)).toEqual(settings);

  const nora = new Visitor();
  const statuses: string[] = [];
  for (const body of ['Eins', 'Zwei', 'Drei']) {
    const { comment, status } = await nora.write(site, { body });
    statuses.push(status);
    if (status === 'held') await owner.decide(site, 'approve', [comment.id]);
  }
  expect(statuses).toEqual(['held', 'held', 'published']);
  expect((await nora.read(site)).thread.language).toBe('en');
  const headers = { Origin: 'https://www.example.de' };
  const answer = await nora.ask('GET', `/api/sites/${site}/comments?thread=/post/`, { headers });
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://www.example.de');
});

test.each([
  [{ origins: [] }, '/origins'],
  [{ origins: ['https://example.de/path'] }, '/origins/0'],
  [{ origins: ['*'] }, '/origins/0'],
  [{ publish: 'friends' }, '/publish'],
  [{ closeAfterDays: 0 }, '/closeAfterDays'],
  [{ knownAfter: 1.5 }, '/knownAfter'],
  [{ colour: 'red' }, '/colour'],
])('settings such as %j are refused and change nothing', async (change, pointer) => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const path = `/api/sites/${site}/settings`;
  const before = await owner.get(Settings, 'GET', path);
  expect((await owner.refused('PATCH', path, { body: change })).errors?.[0]?.pointer).toBe(pointer);
  expect(await owner.get(Settings, 'GET', path)).toEqual(before);
});

test('what another site makes a moderator’s browser send is refused', async () => {
  const site = await openSite();
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const owner = await ownerOf(site);
  const body = { comments: [comment.id], action: 'approve' };
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: `https://${site}` },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ] as Record<string, string>[])
    expect((await owner.refused('POST', `/api/sites/${site}/decisions`, { body, headers })).status).toBe(403);
  const answer = await owner.ask('POST', `/api/sites/${site}/decisions`, {
    body,
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(answer.status).toBe(201);
});

test('the owner of one site has no say on another', async () => {
  const [ours, theirs] = [await openSite(), await openSite()];
  const { comment } = await new Visitor().write(theirs, { body: 'Hallo' });
  const owner = await ownerOf(ours);
  const body = { comments: [comment.id], action: 'approve' };
  expect((await owner.refused('GET', `/api/sites/${theirs}/queue`)).status).toBe(403);
  expect((await owner.refused('POST', `/api/sites/${theirs}/decisions`, { body })).status).toBe(403);
  expect((await owner.refused('POST', `/api/sites/${ours}/decisions`, { body })).status).toBe(404);
});

test('only the one who runs the server opens sites', async () => {
  const visitor = new Visitor();
  for (const token of [undefined, 'guess', 'A'.repeat(43)]) {
    visitor.token = token;
    for (const [method, path] of [
      ['GET', '/api/operator/sites'],
      ['POST', '/api/operator/sites'],
      ['POST', '/api/operator/sites/blog.example.de/owner-link'],
    ] as const)
      expect((await visitor.refused(method, path, { body: method === 'GET' ? undefined : {} })).status).toBe(403);
  }
  expect(z.string().parse(visitor.token)).toHaveLength(43);
});
