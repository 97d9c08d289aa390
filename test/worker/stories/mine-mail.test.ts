import { expect, test } from 'vitest';
import { base } from '#host';
import { MineFile } from '../../../worker/contract/mine';
import { inbox, mailsTo } from '../inbox';
import { address } from '../mail-steps';
import { linkIn, listen, open, press, tick } from '../reader-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

const ask = (site: string, email: unknown, who = new Visitor()) =>
  who.ask('POST', `/api/sites/${site}/mine/mail`, { body: { email } });

/** The form of the page, as a browser without a script sends it. */
const askByForm = (site: string, email: string) =>
  new Visitor().ask('POST', `/pages/${site}/mine`, {
    body: new URLSearchParams({ email }).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: base,
      'Sec-Fetch-Site': 'same-origin',
    },
  });

test('from any browser, by a link that comes by mail, one sees and erases all that has been written with one’s address', async () => {
  const site = await openSite({ publish: 'everyone', language: 'en' });
  // Two browsers of one person; both have confirmed.
  const [phone, laptop] = [new Visitor(), new Visitor()];
  const { to, comment } = await listen(phone, site, 'nora', undefined, { body: 'From the *tablet*.' });
  const other = await laptop.write(site, {
    body: 'From the laptop.',
    name: 'Nora',
    email: to,
    notify: { of: 'mine', pace: 'now' },
  });
  const [, confirming] = await mailsTo(to, 2);
  await press(linkIn(confirming ?? expect.unreachable(), 'confirm'));
  const lea = await new Visitor().write(site, { body: 'Me, too.', name: 'Lea', parent: comment });
  await laptop.ask('PUT', `/api/sites/${site}/comments/${lea.comment.id}/vote`, { body: { value: 1 } });
  // Somebody else has typed the address, and has confirmed nothing.
  const liar = new Visitor();
  const lie = await liar.write(site, { body: 'I only say that I am Nora.', name: 'Nora', email: to });

  const form = await open(`/pages/${site}/mine`);
  expect(form.text).toContain('<form method="post">');
  expect((await askByForm(site, to.toUpperCase())).headers.get('Location')).toBe(`/pages/${site}/mine?sent`);
  const letter = (await mailsTo(to, 3)).find(({ text }) => text.includes('/mine/')) ?? expect.unreachable();
  expect(letter.from).toBe(`"${site}" <comments@mail.example>`);
  for (const part of [letter.subject, letter.text, letter.html]) expect(part).not.toMatch(/tablet|laptop|Nora/);
  expect(letter.text).toContain(`/stop/${site}/`);

  const link = linkIn(letter, 'mine');
  const page = await open(link);
  for (const known of ['<em>tablet</em>', 'From the laptop.', to, lea.comment.id]) expect(page.text).toContain(known);
  for (const others of ['Me, too', 'I only say']) expect(page.text).not.toContain(others);
  const file = MineFile.parse(JSON.parse((await open(`${link}/data.json`)).text));
  expect(file.comments.map(({ id }) => id).toSorted()).toEqual([comment, other.comment.id].toSorted());
  expect(file.votes).toHaveLength(1);
  expect(file.mail).toHaveLength(2);
  // Programs that follow every link change nothing.
  await new Visitor().ask('HEAD', link);
  expect((await open(link)).text).toContain('From the laptop.');
  expect((await press(link, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);

  expect((await press(link)).status).toBe(303);
  await expect.poll(async () => (await open(link)).text).toContain('Nothing is known of you here.');
  const { comments } = await new Visitor().read(site);
  expect(Object.fromEntries(comments.map(({ id, status }) => [id, status]))).toEqual({
    [comment]: 'erased',
    [lea.comment.id]: 'published',
    [lie.comment.id]: 'published',
  });
  // It is nobody's any more.
  expect((await ask(site, to, new Visitor())).status).toBe(202);
  expect((await inbox(to)).length).toBe(3);
});

test('nobody learns from the answer whether an address is known, and only confirmed ones get a mail, few of them', async () => {
  const site = await openSite({ publish: 'everyone', language: 'de', tone: 'familiar' });
  const nora = new Visitor();
  const { to } = await listen(nora, site, 'nora');
  const unconfirmed = await tick(new Visitor(), site, 'lea');
  const typed = address('typed');
  await new Visitor().write(site, { body: 'Getippt', email: typed });
  const answers = await Promise.all(
    [to, unconfirmed.to, typed, address('nobody')].map(async (email) => {
      const { status, text } = await ask(site, email);
      const page = await askByForm(site, email);
      return [status, text, page.status, page.headers.get('Location')];
    }),
  );
  for (const answer of answers) expect(answer).toEqual([202, '', 303, `/pages/${site}/mine?sent`]);
  const [, letter] = await mailsTo(to, 2);
  expect(letter?.subject).toBe('Der Link zu dem, was über dich bekannt ist');
  // Twenty times at once, from everywhere: there was one a moment ago.
  const many = await Promise.all(Array.from({ length: 20 }, () => ask(site, to)));
  expect(many.map(({ status }) => status)).toEqual(Array(20).fill(202));
  // A mail to somebody else is sent after all of these, and comes.
  const later = await listen(new Visitor(), site, 'later');
  await ask(site, later.to);
  await mailsTo(later.to, 2);
  expect(await inbox(to)).toHaveLength(2);
  expect(await inbox(unconfirmed.to)).toHaveLength(1);
  expect(await inbox(typed)).toEqual([]);
});

test('a link works at its own site alone, unchanged, and what is no address is refused', async () => {
  const [site, elsewhere] = [await openSite({ publish: 'everyone' }), await openSite()];
  const { to } = await listen(new Visitor(), site, 'nora');
  await ask(elsewhere, to);
  await ask(site, to);
  const [, letter] = await mailsTo(to, 2);
  const link = linkIn(letter ?? expect.unreachable(), 'mine');
  const [who = '', until = '', signature = ''] = link.split('/').at(-1)?.split('.') ?? [];
  const page = `/pages/${site}/mine`;
  for (const changed of [
    `${page}/${who}.${Number(until) + 1}.${signature}`,
    `${page}/${who.slice(0, -1)}_.${until}.${signature}`,
    `${page}/${who}.${until}.`,
    link.replace(site, elsewhere),
  ]) {
    expect((await open(changed)).status).toBe(404);
    expect((await press(changed)).status).toBe(404);
  }
  const own = await openSite({ language: 'en' });
  for (const email of ['', 'x', 'a@b@c', '"><script>alert(1)</script>@example.org', 7, null]) {
    expect((await ask(own, email)).status).toBe(422);
    const shown = await askByForm(own, String(email));
    expect(shown.status).toBe(422);
    expect(shown.text).not.toContain('<script');
  }
  expect((await new Visitor().ask('POST', `/api/sites/${site}/mine/mail`, { body: '{' })).status).toBe(400);
  for (const after of ['9/', '0/x', 'x', '0/votes', '1e99/', '-1/', 'comments 5'])
    expect([200, 422]).toContain((await open(`${link}?after=${encodeURIComponent(after)}`)).status);
  const owner = await ownerOf(site);
  expect((await owner.ask('GET', `/api/sites/${site}/outbox`)).text).not.toContain(to);
});
