import { expect, test } from 'vitest';
import { openSite, ownerOf, Visitor } from '../visitor';

const good = { thread: { key: '/post/' }, author: { name: 'Nora' }, body: 'Guten Tag' };

test.each([
  ['no name', { ...good, author: {} }, '/author/name', 'required'],
  ['a blank name', { ...good, author: { name: ' \u0000 ' } }, '/author/name', 'required'],
  ['a long name', { ...good, author: { name: 'x'.repeat(81) } }, '/author/name', 'too-long'],
  ['no body', { ...good, body: undefined }, '/body', 'required'],
  ['an empty body', { ...good, body: ' \n\t ' }, '/body', 'required'],
  ['a body of 10 001 characters', { ...good, body: 'ß'.repeat(10_001) }, '/body', 'too-long'],
  ['a body that is no text', { ...good, body: 7 }, '/body', 'invalid'],
  ['a bad e-mail address', { ...good, author: { name: 'N', email: 'nora@' } }, '/author/email', 'invalid'],
  [
    'a script as website',
    { ...good, author: { name: 'N', website: 'javascript:alert(1)' } },
    '/author/website',
    'invalid',
  ],
  [
    'a website with a password',
    { ...good, author: { name: 'N', website: 'https://a:b@c.de' } },
    '/author/website',
    'invalid',
  ],
  ['no thread', { ...good, thread: undefined }, '/thread', 'required'],
  ['no thread key', { ...good, thread: { key: '' } }, '/thread/key', 'required'],
  ['a thread at no address', { ...good, thread: { key: '/a', url: 'file:///etc/passwd' } }, '/thread/url', 'invalid'],
  ['a parent that is no id', { ...good, parent: '1; DROP TABLE comment' }, '/parent', 'invalid'],
  ['an unknown field', { ...good, status: 'published' }, '/status', 'unknown'],
  [
    'an unknown field deeper down',
    { ...good, author: { name: 'N', 'is/admin~': true } },
    '/author/is~1admin~0',
    'unknown',
  ],
])('%s is refused, and the field is named', async (_what, body, pointer, code) => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const problem = await nora.refused('POST', `/api/sites/${site}/comments`, { body });
  expect([problem.status, problem.type]).toEqual([422, '/problems/invalid-fields']);
  expect(problem.errors).toContainEqual({ pointer, code, detail: expect.any(String) });
  expect((await nora.read(site)).comments).toEqual([]);
  expect((await nora.own(site)).comments).toEqual([]);
});

test('10 000 characters are welcome, whichever they are', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  for (const character of ['a', 'ß', '語', '👩']) {
    const { comment } = await nora.write(site, { body: character.repeat(10_000) });
    expect([...(comment.own?.body ?? '')]).toHaveLength(10_000);
  }
});

test.each([
  ['broken JSON', '{"body":', {}, 400, '/problems/malformed-json'],
  ['nothing at all', '', {}, 400, '/problems/malformed-json'],
  ['JSON that is deeper than anything', '['.repeat(60_000), {}, 400, '/problems/malformed-json'],
  ['a list', '[]', {}, 422, '/problems/invalid-fields'],
  ['null', 'null', {}, 422, '/problems/invalid-fields'],
  ['a form', 'body=a', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, '/problems/unsupported-type'],
  ['plain text', '{}', { 'Content-Type': 'text/plain' }, 415, '/problems/unsupported-type'],
  ['far too much', JSON.stringify({ ...good, body: 'a'.repeat(200_000) }), {}, 413, '/problems/too-large'],
  ['a key with a space', JSON.stringify(good), { 'Idempotency-Key': 'a b' }, 400, '/problems/bad-header'],
  ['a key without end', JSON.stringify(good), { 'Idempotency-Key': 'a'.repeat(201) }, 400, '/problems/bad-header'],
])('%s gets a problem document', async (_what, body, headers, status, type) => {
  const site = await openSite();
  const problem = await new Visitor().refused('POST', `/api/sites/${site}/comments`, { body, headers });
  expect([problem.status, problem.type]).toEqual([status, type]);
});

test('characters that mean something to SQL, HTML or JSON are just characters', async () => {
  const site = await openSite({ publish: 'everyone' });
  const body = `'; DROP TABLE comment; -- <script>alert(1)</script> \\u0000 {{x}} \u2028 \ud83d`;
  await new Visitor().write(site, { body, name: `<img src=x onerror=alert(1)>`, thread: `/'"<>%00/` });
  const page = await new Visitor().read(site, `thread=${encodeURIComponent(`/'"<>%00/`)}`);
  expect(page.comments[0]?.author?.name).toBe('<img src=x onerror=alert(1)>');
  expect(page.comments[0]?.html).not.toContain('<script');
});

test.each([
  ['thread=', '/thread'],
  ['', '/thread'],
  ['thread=/a&limit=0', '/limit'],
  ['thread=/a&limit=101', '/limit'],
  ['thread=/a&limit=many', '/limit'],
  ['thread=/a&sort=worst', '/sort'],
  ['thread=/a&after=x', '/after'],
  ['thread=/a&before=x', '/before'],
  ['thread=/a&around=x', '/around'],
  ['thread=/a&root=x', '/root'],
  [`thread=/a&after=1~${'0'.repeat(26)}&before=1~${'0'.repeat(26)}`, '/before'],
  [`thread=/a&around=${'0'.repeat(26)}&after=1~${'0'.repeat(26)}`, '/around'],
  [`thread=/a&around=${'0'.repeat(26)}&root=${'0'.repeat(26)}`, '/around'],
  [`thread=/a&root=${'0'.repeat(26)}&limit=201`, '/limit'],
  ['thread=/a&page=2', '/page'],
])('a list asked for with "%s" is refused', async (query, pointer) => {
  const site = await openSite({ publish: 'everyone' });
  await new Visitor().write(site, { body: 'Hallo', thread: '/a' });
  const problem = await new Visitor().refused('GET', `/api/sites/${site}/comments?${query}`);
  expect([problem.status, problem.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
});

test.each([
  '/api/sites',
  '/api/sites//comments',
  '/api/nothing',
  '/api/sites/%00/comments?thread=/a',
  '/api/sites/..%2f..%2fsecret/comments?thread=/a',
  '/api/sites/NOT.LOWER.CASE/comments?thread=/a',
  '/%E0%A4%A',
])('at %s there is nothing', async (path) => {
  expect((await new Visitor().refused('GET', path)).status).toBe(404);
});

test('no write to any address makes more than a problem', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const paths = ['comments', 'comments/x', 'comments/x/vote', 'decisions', 'decisions/x/undo', 'settings', 'preview'];
  for (const path of paths)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const body of ['{', 'null', '[]', '{"a":1}', '"x"', '1e999']) {
        const answer = await owner.ask(method, `/api/sites/${site}/${path}`, { body });
        expect([method, path, body, answer.status >= 400 && answer.status < 500]).toEqual([method, path, body, true]);
      }
});
