import { expect, test } from 'vitest';
import { base } from '#host';
import { AlertChoice, MailLinks } from '../../../worker/contract/alerts';
import { Decisions } from '../../../worker/contract/desk';
import { MailAddress, People } from '../../../worker/contract/people';
import { confirmingPath, mailsTo } from '../inbox';
import { address } from '../mail-steps';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** What a browser sends with a button of the page. */
const press = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  new Visitor().ask('POST', path, {
    body: new URLSearchParams(fields).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: base,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
  });

const open = (path: string) => new Visitor().ask('GET', path);

/** What is filled in already in the form of a page. */
const hidden = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;

/** Opens a link and presses the button there, with what is written beside it. */
async function choose(path: string, fields: Record<string, string> = {}) {
  const answer = await press(path, { ...hidden((await open(path)).text), ...fields });
  expect([answer.status, answer.text]).toEqual([303, '']);
  return (await open(path)).text;
}

/** Somebody confirms an address and wants to hear at once. */
async function listen(person: Visitor, site: string, kind: string): Promise<string> {
  const to = address(kind);
  await person.get(MailAddress, 'PUT', '/api/account/mail', { body: { address: to, language: 'en' } });
  const [letter] = await mailsTo(to, 1);
  expect((await press(confirmingPath(letter ?? expect.unreachable()), {})).status).toBe(200);
  await person.get(AlertChoice, 'PUT', `/api/sites/${site}/alerts`, { body: { alerts: 'now' } });
  return to;
}

/** The links of the mail about the one comment that waits, by what they choose. */
async function linksTo(to: string) {
  const { text } = (await mailsTo(to, 2))[1] ?? expect.unreachable();
  const paths = [...text.matchAll(/\/decide\/\S+\?as=(\w+)/g)].map(([path, as]) => [as, path]);
  expect(paths.map(([as]) => as)).toEqual(['approve', 'reject', 'spam', 'answer']);
  return { text, ...Object.fromEntries(paths) } as Record<'text' | 'approve' | 'reject' | 'spam' | 'answer', string>;
}

/** Anna's site, Ben who hears of what waits, and a comment by Nora of which he has a mail. */
async function withMail(scope: string[] = []) {
  const site = await openSite({ publish: 'nobody', language: 'en' });
  const anna = await ownerOf(site);
  const ben = await invite(site, anna, { name: 'Ben', role: 'moderator', scope });
  const to = await listen(ben, site, 'ben');
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Is the number right?' });
  const links = await linksTo(to);
  const item = async () => (await anna.queue(site, `state=any&comment=${comment.id}`)).items[0];
  const status = async () => (await item())?.comment.status;
  const { people } = await anna.get(People, 'GET', `/api/sites/${site}/people`);
  const account = people.find(({ name }) => name === 'Ben')?.account ?? '';
  return { site, anna, ben, nora, comment: comment.id, links, item, status, account };
}

const dead = 'This link does not work any more';

/** The page says that the link is good for nothing, and the button does nothing. */
async function expectDead(path: string, fields = { as: 'approve', version: '1', seen: '' }): Promise<void> {
  for (const answer of [await open(path), await press(path, fields)])
    expect([path, answer.status, answer.text.includes(dead), answer.text.includes('number')]).toEqual([
      path,
      404,
      true,
      false,
    ]);
}

test('a mail scanner that follows every link with GET and HEAD decides nothing', async () => {
  const { links, item } = await withMail();
  const before = await item();
  for (const path of [links.approve, links.reject, links.spam, links.answer])
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) await new Visitor().ask(method, path);
  expect(await item()).toEqual(before);
});

test('the mail says why a comment waits, and its links approve, reject, call spam and answer, each undone from the same page', async () => {
  const { site, anna, links, item, status } = await withMail();
  expect(links.text).toContain('It waits because every comment waits here.');
  const page = await open(links.approve);
  expect(page.text).toContain('Is the number right?');
  expect(page.text.match(/<button/g)).toHaveLength(1);
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
  expect(page.headers.get('Referrer-Policy')).toBe('same-origin');
  expect(page.headers.get('Set-Cookie')).toBeNull();

  for (const [path, fields, then] of [
    [links.approve, {}, 'published'],
    [links.reject, { reason: 'Spam', explanation: 'Please no.' }, 'rejected'],
    [links.spam, {}, 'spam'],
    [links.answer, { reply: 'Yes, it is.' }, 'published'],
  ] as const) {
    const done = await choose(path, fields);
    expect([await status(), done.includes('Ben chose'), done.includes('Undo')]).toEqual([then, true, true]);
    if (path === links.reject)
      expect((await item())?.decision).toMatchObject({ by: 'Ben', reason: 'Spam', explanation: 'Please no.' });
    if (path === links.answer) expect((await anna.read(site)).comments.length).toBeGreaterThan(0);
    const undone = await choose(path);
    expect([await status(), undone.includes('Ben undid')]).toEqual(['held', true]);
  }
  const { decisions } = await anna.get(Decisions, 'GET', `/api/sites/${site}/decisions`);
  expect(decisions.filter(({ undone }) => undone?.by === 'Ben')).toHaveLength(4);
});

test('an answer without words is asked for again, and what was written stays', async () => {
  const { links, status } = await withMail();
  const again = await press(links.answer, { ...hidden((await open(links.answer)).text), reply: '' });
  expect([again.status, again.text.includes('aria-invalid="true"')]).toEqual([422, true]);
  expect(await status()).toBe('held');
});

test('what somebody else decided meanwhile is said, and neither button nor form changes it', async () => {
  const { site, anna, comment, links, status } = await withMail();
  const form = hidden((await open(links.reject)).text);
  const { id } = await anna.decide(site, 'approve', [comment]);
  const late = await press(links.reject, form);
  expect([late.status, late.text.includes('Anna chose “Approve”')]).toEqual([409, true]);
  const page = await open(links.reject);
  expect([page.text.includes('Anna chose “Approve”'), page.text.includes('<button')]).toEqual([true, false]);
  expect((await press(links.reject, { undo: id })).status).toBe(409);
  expect(await status()).toBe('published');

  await anna.ask('POST', `/api/sites/${site}/decisions/${id}/undo`);
  expect((await open(links.reject)).text).toContain('Anna undid “Approve”');
  await choose(links.reject);
  expect(await status()).toBe('rejected');
});

test('a changed text is shown anew, and the button asks again', async () => {
  const { site, nora, comment, links, status } = await withMail();
  const form = hidden((await open(links.approve)).text);
  const change = { body: { body: 'Is the sum right?' } };
  expect((await nora.ask('PATCH', `/api/sites/${site}/comments/${comment}`, change)).status).toBeLessThan(300);
  const late = await press(links.approve, form);
  expect([late.status, late.text.includes('Is the sum right?'), late.text.includes('has changed it since')]).toEqual([
    409,
    true,
    true,
  ]);
  expect(await status()).toBe('held');
  await choose(links.approve);
  expect(await status()).toBe('published');
});

test('what its author has taken back is not shown any more', async () => {
  const { site, nora, comment, links } = await withMail();
  await nora.ask('DELETE', `/api/sites/${site}/comments/${comment}`);
  const page = await open(links.approve);
  expect([page.text.includes('number'), page.text.includes('<button')]).toEqual([false, false]);
});

test('a link is for one person, one comment and one site, and what is changed of it is no link', async () => {
  const { site, anna, comment, links, status } = await withMail();
  const [path = '', as] = links.approve.split('?');
  const [account = '', , version = '', expires = '', mac = ''] = (path.split('/').at(-1) ?? '').split('.');
  const other = (await new Visitor().write(site, { body: 'Another number.' })).comment.id;
  const { people } = await anna.get(People, 'GET', `/api/sites/${site}/people`);
  const owner = people.find(({ name }) => name === 'Anna')?.account ?? '';
  const elsewhere = await openSite();
  const ref = (...parts: string[]) => `/decide/${site}/${parts.join('.')}?${as}`;
  expect((await open(ref(account, comment, version, expires, mac))).status).toBe(200);
  for (const wrong of [
    ref(owner, comment, version, expires, mac),
    ref(account, other, version, expires, mac),
    ref(account, comment, '2', expires, mac),
    ref(account, comment, version, `${Number(expires) + 1}`, mac),
    ref(account, comment, version, expires, `${mac}x`),
    ref(account, comment, version, expires),
    ref('x'),
    links.approve.replace(site, elsewhere),
  ])
    await expectDead(wrong);
  expect(await status()).toBe('held');
});

test('a link never undoes what it is not for', async () => {
  const { site, ben, comment, links } = await withMail();
  const other = (await new Visitor().write(site, { body: 'Another one.' })).comment.id;
  const one = await ben.decide(site, 'approve', [other]);
  expect((await press(links.approve, { undo: one.id })).status).toBe(409);
  const ours = await ben.decide(site, 'reject', [
    comment,
    (await new Visitor().write(site, { body: 'Third.' })).comment.id,
  ]);
  expect((await press(links.approve, { undo: ours.id })).status).toBe(409);
  expect((await open(links.approve)).text).not.toContain('<button');
});

test('links end with the person, also when they come back', async () => {
  const { site, anna, links, status, account } = await withMail();
  await anna.ask('DELETE', `/api/sites/${site}/people/${account}`);
  await expectDead(links.approve);
  const { decisions } = await anna.get(Decisions, 'GET', `/api/sites/${site}/decisions`);
  expect((await anna.ask('POST', `/api/sites/${site}/decisions/${decisions[0]?.id}/undo`)).status).toBe(200);
  await expectDead(links.approve);
  expect(await status()).toBe('held');
});

test('links end where the comment is not in one’s part of the site any more', async () => {
  const { site, anna, links, status, account } = await withMail();
  const body = { scope: ['/elsewhere/'] };
  expect((await anna.ask('PATCH', `/api/sites/${site}/people/${account}`, { body })).status).toBe(200);
  await expectDead(links.approve);
  expect(await status()).toBe('held');
});

test('somebody ends the links sent to them so far, and nobody else’s', async () => {
  const { site, anna, ben, links, status } = await withMail();
  await anna.get(MailLinks, 'POST', `/api/sites/${site}/alerts/end-links`);
  expect((await open(links.approve)).status).toBe(200);
  await ben.get(MailLinks, 'POST', `/api/sites/${site}/alerts/end-links`);
  await expectDead(links.approve);
  expect(await status()).toBe('held');
});

test('a button that somebody else’s page presses decides nothing', async () => {
  const { links, status } = await withMail();
  const form = hidden((await open(links.approve)).text);
  const foreign = { Origin: 'https://foreign.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await press(links.approve, form, foreign)).status).toBe(403);
  expect(await status()).toBe('held');
});

test('an appeal comes with the comment, and is decided from the mail; by whom it is against, only where nobody else can', async () => {
  const { site, anna, ben, nora, comment, links, status } = await withMail();
  const toAnna = address('anna');
  await anna.get(MailAddress, 'PUT', '/api/account/mail', { body: { address: toAnna, language: 'en' } });
  await press(confirmingPath((await mailsTo(toAnna, 1))[0] ?? expect.unreachable()), {});
  await choose(links.reject, { reason: 'Spam' });
  const text = 'It is no spam.\n<b>Really</b> not.';
  expect((await nora.ask('POST', `/api/sites/${site}/comments/${comment}/appeal`, { body: { text } })).status).toBe(
    202,
  );
  const own = await open(links.approve);
  expect(own.text).toContain('An appeal against your own decision: somebody else answers it.');
  expect(own.text).not.toContain('<button');

  const letter = (await mailsTo(toAnna, 2))[1] ?? expect.unreachable();
  expect(letter.text).toContain('> Is the number right?');
  const [path = ''] = letter.text.match(/\/decide\/\S+\?as=approve/) ?? [];
  const page = await open(path);
  expect(page.text).toContain('<p>It is no spam.</p><p>&lt;b&gt;Really&lt;/b&gt; not.</p>');
  expect(await choose(path)).toContain('Undo');
  expect(await status()).toBe('published');
  expect(await choose(path)).toContain('The author appeals:');
  expect(await status()).toBe('rejected');
  expect((await anna.queue(site, 'state=appealed')).items).toHaveLength(1);
  expect((await ben.queue(site, 'state=appealed')).items).toHaveLength(0);
});
