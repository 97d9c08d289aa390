import { expect, test } from 'vitest';
import { secret } from '#host';
import { stamp } from '../../../worker/proof/stamp';
import { statusPath } from '../../../worker/site/messages/private-link';
import { openSite, ownerOf, Visitor } from '../visitor';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const key = () => crypto.randomUUID();

test('someone without JavaScript reads a thread and answers in it', async () => {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Eine *Frage*', name: 'Nora <b>' });
  const reader = new Visitor();
  const page = await reader.ask('GET', `/pages/${site}?thread=/post/`);
  expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.text).toContain('<p>Eine <em>Frage</em></p>');
  expect(page.text).toContain('Nora &lt;b&gt;');
  expect(page.text).toContain(`reply=${comment.id}#write`);

  const answering = await reader.ask('GET', `/pages/${site}?thread=/post/&reply=${comment.id}`);
  expect(answering.text).toContain(`name="parent" value="${comment.id}"`);
  const body = encode({
    thread: '/post/',
    parent: comment.id,
    key: key(),
    opened: stamp(secret, site, Date.now() - 60_000),
    name: 'Ole',
    email: '',
    website: '',
    body: 'Eine Antwort',
  });
  const posted = await reader.ask('POST', `/pages/${site}`, { body, headers: form });
  const [, answer = ''] = (await reader.read(site)).comments.map(({ id }) => id);
  const link = statusPath({ name: site, secret }, answer);
  expect([posted.status, posted.headers.get('Location')]).toEqual([303, `${link}?sent`]);
  const mine = await reader.ask('GET', `${link}?sent`);
  expect(mine.text).toContain('Danke! Ihr Kommentar ist veröffentlicht.');
  expect(mine.text).toMatch(/Heben Sie diese Adresse auf: [^<]*<br><a href="http[^"]*">/);
  expect(mine.text).toContain(`${link}</a>`);
  const there = `/pages/${site}?thread=%2Fpost%2F&around=${answer}&sent=published#plausch-${answer}`;
  expect(mine.text).toContain(`<a href="${there.replaceAll('&', '&amp;')}">Zu Ihrem Kommentar</a>`);
  const after = await reader.ask('GET', there);
  expect(after.text).not.toContain(link);
  expect(after.text).toContain('Danke! Der Kommentar ist veröffentlicht.');
  expect(after.text).toContain('Eine Antwort');
});

test('a form that is sent twice makes one comment, which waits like any other', async () => {
  const site = await openSite({ language: 'en' });
  const reader = new Visitor();
  const body = encode({ thread: '/post/', key: key(), name: 'Ole', body: 'Once' });
  const leads = new Set<string>();
  for (let time = 0; time < 2; time += 1) {
    const { status, headers } = await reader.ask('POST', `/pages/${site}`, { body, headers: form });
    expect(status).toBe(303);
    leads.add(headers.get('Location') ?? '');
  }
  const { waiting, items } = await (await ownerOf(site)).queue(site);
  const link = statusPath({ name: site, secret }, items[0]?.comment.id ?? '');
  expect([waiting.held, [...leads]]).toEqual([1, [`${link}?sent`]]);
  const { text } = await reader.ask('GET', `${link}?sent`);
  expect(text).toContain('Thank you! Your comment waits for approval.');
  expect(text).toContain(`<a href="/pages/${site}?thread=%2Fpost%2F">All comments</a>`);
});

test('what is wrong is said at its field, and what was entered is kept', async () => {
  const site = await openSite();
  const body = encode({ thread: '/post/', key: key(), name: '', email: 'x', website: 'javascript:x', body: '"<b>' });
  const { status, text } = await new Visitor().ask('POST', `/pages/${site}`, { body, headers: form });
  expect(status).toBe(422);
  expect(text).toContain('<span class="error" id="name-error">Bitte ausfüllen.</span>');
  expect(text).toContain('<span class="error" id="email-error">Bitte prüfen.</span>');
  expect(text).toContain('value="javascript:x"');
  expect(text).toContain('&quot;&lt;b&gt;</textarea>');
});

test('a page can load nothing but its style sheet, and its form goes nowhere else', async () => {
  const site = await openSite();
  const { headers } = await new Visitor().ask('GET', `/pages/${site}?thread=/post/`);
  expect(headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
});

test.each([
  ['a form from another site', { Origin: 'https://evil.example' }, 'body=x', 403],
  ['JSON', { 'Content-Type': 'application/json' }, '{}', 415],
  ['a form without a thread', {}, 'body=x', 422],
] as const)('%s is refused', async (_what, headers, body, status) => {
  const site = await openSite();
  const answer = await new Visitor().ask('POST', `/pages/${site}`, { body, headers: { ...form, ...headers } });
  expect(answer.status).toBe(status);
});

test.each(['', '?thread=', '?thread=/a&reply=x', '?thread=/a&sent=<script>'])(
  'the page at "%s" is refused',
  async (query) => {
    const site = await openSite();
    expect((await new Visitor().refused('GET', `/pages/${site}${query}`)).status).toBe(422);
  },
);
