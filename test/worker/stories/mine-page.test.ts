import { expect, test } from 'vitest';
import { MineFile, MineLink } from '../../../worker/contract/mine';
import { open, press } from '../reader-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

const linkOf = async (reader: Visitor, site: string) =>
  (await reader.get(MineLink, 'POST', `/api/sites/${site}/mine/link`, {}, 201)).link;

test('readers open a page with all that is known of them, take it along, and have it erased', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const [nora, lea] = [new Visitor(), new Visitor()];
  const { comment } = await nora.write(site, { body: 'Nur der *Chef* entscheidet.', email: 'nora@example.org' });
  const answer = await lea.write(site, { body: 'Bei uns auch.', parent: comment.id, name: 'Lea' });
  await nora.ask('PUT', `/api/sites/${site}/comments/${answer.comment.id}/vote`, { body: { value: 1 } });
  await owner.decide(site, 'reject', [comment.id], { reason: 'Zu kurz' });

  const link = await linkOf(nora, site);
  const page = await open(link);
  expect(page.status).toBe(200);
  for (const known of ['<em>Chef</em>', 'Nora', 'nora@example.org', 'Zu kurz', answer.comment.id])
    expect(page.text).toContain(known);
  expect(page.text).not.toContain('Bei uns auch');
  expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  expect(page.headers.get('Referrer-Policy')).toMatch(/no-referrer|same-origin/);

  const file = await open(`${link}/data.json`);
  expect(file.headers.get('Content-Disposition')).toContain('attachment');
  expect(MineFile.parse(JSON.parse(file.text))).toMatchObject({
    site,
    comments: [{ id: comment.id, email: 'nora@example.org' }],
    votes: [{ comment: answer.comment.id, value: 1 }],
  });

  // Looking at it, also by what looks at every link, erases nothing; nor does a form on somebody else's page.
  expect((await press(link, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await open(link)).text).toContain('nora@example.org');

  const pressed = await press(link);
  expect(pressed.status).toBe(303);
  await expect.poll(async () => (await open(link)).text).not.toContain('nora@example.org');
  expect((await open(pressed.headers.get('Location') ?? '')).text).toContain('ist hier nichts bekannt');
  expect(MineFile.parse(JSON.parse((await open(`${link}/data.json`)).text))).toMatchObject({ comments: [], votes: [] });
  const { comments } = await new Visitor().read(site);
  expect(comments.map(({ author, status }) => [author?.name ?? null, status])).toEqual([
    [null, 'erased'],
    ['Lea', 'published'],
  ]);
});

test('more than fits on a page comes on further ones, and into one file', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  for (let number = 0; number < 105; number += 1) {
    const other: Visitor = new Visitor();
    other.token = nora.token;
    await other.write(site, { body: `Gedanke ${number}` });
    nora.token ??= other.token;
  }
  const link = await linkOf(nora, site);
  const further = /\?after=[^"]+/.exec((await open(link)).text)?.[0];
  expect((await open(link + further)).text).toContain('Gedanke 0<');
  const file = MineFile.parse(JSON.parse((await open(`${link}/data.json`)).text));
  expect(new Set(file.comments.map(({ body }) => body)).size).toBe(105);
});

test('an address that was changed, is of another site, or of nobody, opens nothing', async () => {
  const [site, elsewhere] = [await openSite({ publish: 'everyone' }), await openSite()];
  const [nora, lea] = [new Visitor(), new Visitor()];
  await nora.write(site, { body: 'Meiner' });
  await lea.write(site, { body: 'Ihrer' });
  const link = await linkOf(nora, site);
  const [author = '', until = '', signature = ''] = link.split('/').at(-1)?.split('.') ?? [];
  const other = (await linkOf(lea, site)).split('/').at(-1)?.split('.')[0];
  const page = `/pages/${site}/mine`;
  for (const changed of [
    `${page}/${other}.${until}.${signature}`,
    `${page}/${author}.${Number(until) + 1}.${signature}`,
    `${page}/${author}.${until}.`,
    `${page}/x`,
    link.replace(site, elsewhere),
  ]) {
    expect((await open(changed)).status).toBe(404);
    expect((await open(`${changed}/data.json`)).status).toBe(404);
    expect((await press(changed)).status).toBe(404);
  }
  expect((await new Visitor().refused('POST', `/api/sites/${site}/mine/link`)).type).toBe('/problems/token-needed');
  expect((await nora.refused('POST', `/api/sites/${elsewhere}/mine/link`)).type).toBe('/problems/token-needed');
  expect((await open(link)).text).toContain('Meiner');
});

test('what somebody has typed to break the page is shown as they typed it', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const hostile = '"><script>alert(1)</script>\u202e';
  await nora.write(site, {
    body: `${hostile} [x](javascript:alert(1))`,
    name: `N ${hostile}`.slice(0, 60),
    title: hostile,
  });
  const link = await linkOf(nora, site);
  const { text } = await open(link);
  expect(text).not.toContain('<script');
  expect(text).not.toContain('href="javascript');
  expect(JSON.parse((await open(`${link}/data.json`)).text).comments).toHaveLength(1);
});
