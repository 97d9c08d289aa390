import { describe, expect, test } from 'vitest';
import { secret } from '#host';
import { stamp } from '../../../worker/proof/stamp';
import { statusPath } from '../../../worker/site/messages/private-link';
import { openSite, ownerOf, Visitor } from '../visitor';

const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const german = { ...browser, 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.7' };
const english = { ...browser, 'Accept-Language': 'en-GB,en;q=0.9,de;q=0.8' };
const form = { ...german, 'Content-Type': 'application/x-www-form-urlencoded' };
const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const key = () => crypto.randomUUID();

/** Sends a plain form, as somebody's browser does. */
const submit = (reader: Visitor, path: string, fields: Record<string, string>, headers = {}) =>
  reader.ask('POST', path, { body: encode(fields), headers: { ...form, ...headers } });

const titleOf = (text: string) => /<title>(.*)<\/title>/.exec(text)?.[1];
const languageOf = (text: string) => /<html lang="(\w+)">/.exec(text)?.[1];

describe('whoever finds the server', () => {
  test.each([
    [german, 'de', 'Hier läuft Plausch'],
    [english, 'en', 'Plausch is running here'],
    [{ ...browser, 'Accept-Language': 'fr, de;q=0.3' }, 'de', 'Hier läuft Plausch'],
    [{ ...browser, 'Accept-Language': 'fr, de;q=0, *;q=0.1' }, 'en', 'Plausch is running here'],
  ])('with %j reads in %s what it is, and no site is named', async (headers, language, title) => {
    const site = await openSite();
    const { status, text, ...answer } = await new Visitor().ask('GET', '/', { headers });
    expect([status, languageOf(text), titleOf(text)]).toEqual([200, language, title]);
    expect(text).toContain('href="/desk/"');
    expect(text).not.toContain(site);
    expect(answer.headers.get('Vary')).toContain('Accept-Language');
  });
});

describe('an address where nothing is', () => {
  const addresses = ['/nothing', '/pages', '/pages/nobody.example/', '/pages/%E0%A4%A', '/feeds/nobody.example.atom'];

  test.each(addresses)('at %s says so on a page, in the language of whoever looks', async (path) => {
    const visitor = new Visitor();
    const { status, headers, text } = await visitor.ask('GET', path, { headers: german });
    expect([status, headers.get('Content-Type'), languageOf(text)]).toEqual([404, 'text/html; charset=utf-8', 'de']);
    expect(text).toContain('href="/"');
    expect(languageOf((await visitor.ask('GET', path, { headers: english })).text)).toBe('en');
    const head = await visitor.ask('HEAD', path, { headers: german });
    expect([head.status, head.headers.get('Content-Type'), head.text]).toEqual([404, 'text/html; charset=utf-8', '']);
  });

  test.each(['application/json', 'application/problem+json, text/html;q=0.5', '*/*', 'text/html;q=0'])(
    'is a problem document for a program that accepts %s',
    async (Accept) => {
      const problem = await new Visitor().refused('GET', '/nothing', { headers: { Accept } });
      expect(problem).toMatchObject({ status: 404, type: '/problems/not-found' });
    },
  );

  test('is a problem document for everybody below /api', async () => {
    const problem = await new Visitor().refused('GET', '/api/sites/nobody.example/comments', { headers: german });
    expect(problem).toMatchObject({ status: 404, type: '/problems/unknown-site' });
  });

  test('speaks the language of its site where there is one, and leads to it', async () => {
    const site = await openSite({ language: 'en' });
    const { status, text } = await new Visitor().ask('GET', `/pages/${site}`, { headers: german });
    expect([status, languageOf(text), titleOf(text)]).toEqual([422, 'en', 'This address is incomplete']);
    expect(text).toContain(`href="https://${site}"`);
  });

  test('loads nothing, runs nothing, is framed nowhere and kept nowhere', async () => {
    const { headers } = await new Visitor().ask('GET', '/nothing', { headers: german });
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect([headers.get('X-Content-Type-Options'), headers.get('Referrer-Policy')]).toEqual(['nosniff', 'no-referrer']);
    expect([headers.get('Cache-Control'), headers.get('X-Robots-Tag')]).toEqual(['no-store', 'noindex']);
    expect(headers.get('Vary')).toBe('Accept, Accept-Language');
  });
});

describe('what somebody wrote is kept', () => {
  const comment = { thread: '/post/', name: 'Ole & Co', email: 'ole@example.de', website: '', body: 'Mein <Text>' };

  test('when fields need another look: they are listed, and the list takes the focus', async () => {
    const site = await openSite();
    const { status, text } = await submit(new Visitor(), `/pages/${site}`, { ...comment, key: key(), name: '' });
    expect([status, titleOf(text)]).toEqual([422, 'Noch nicht abgeschickt · /post/ · Kommentare: 0']);
    expect(text).toMatch(/role="alert" tabindex="-1" autofocus>[\s\S]*<a href="#name">Name<\/a>/);
    expect(text).toContain('id="name" name="name" value="" autocomplete="name" aria-describedby="name-error"');
    expect(text).toContain('Mein &lt;Text&gt;</textarea>');
  });

  test('when it was a lot at once: the form comes back with it, and says for how long', async () => {
    const site = await openSite();
    const reader = new Visitor();
    let answer = await submit(reader, `/pages/${site}`, comment);
    for (let sent = 1; answer.status === 303 && sent < 40; sent += 1)
      answer = await submit(reader, `/pages/${site}`, comment);
    expect([answer.status, Number(answer.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect(answer.text).toMatch(/Das war viel auf einmal[\s\S]*In \d+ Minuten geht es weiter/);
    expect(answer.text).toContain('Mein &lt;Text&gt;</textarea>');
    expect(answer.text).toContain('value="Ole &amp; Co"');
  });

  test('when its form has sent another comment already: sent once more it is a new one', async () => {
    const site = await openSite();
    const reader = new Visitor();
    const sent = { ...comment, key: key(), opened: stamp(secret, site, Date.now() - 60_000) };
    expect((await submit(reader, `/pages/${site}`, sent)).status).toBe(303);
    const { status, text } = await submit(reader, `/pages/${site}`, { ...sent, body: 'Noch etwas' });
    expect(status).toBe(422);
    expect(text).toContain('Aus diesem Formular ist schon ein Kommentar gekommen');
    const next = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await submit(reader, `/pages/${site}`, { ...sent, body: 'Noch etwas', key: next })).status).toBe(303);
    expect((await (await ownerOf(site)).queue(site)).waiting.held).toBe(2);
  });

  test('when the comment it answers is gone: it can be sent as one of its own', async () => {
    const site = await openSite({ publish: 'everyone' });
    const nora = new Visitor();
    const { comment: gone } = await nora.write(site, { body: 'Gleich weg' });
    await nora.ask('DELETE', `/api/sites/${site}/comments/${gone.id}`);
    const sent = { ...comment, parent: gone.id, key: key() };
    const { status, text } = await submit(new Visitor(), `/pages/${site}`, sent);
    expect(status).toBe(422);
    expect(text).toContain('Der Kommentar, auf den Sie antworten, ist nicht mehr da');
    expect(text).not.toContain('name="parent"');
    expect(text).toContain('Mein &lt;Text&gt;</textarea>');
  });

  test('when the form has lost its thread: it stands there to be copied', async () => {
    const site = await openSite();
    const { status, text } = await submit(new Visitor(), `/pages/${site}`, { ...comment, thread: '' });
    expect(status).toBe(422);
    expect(text).toMatch(/readonly>\nMein &lt;Text&gt;<\/textarea>/);
  });

  test('in a report, and in a notice', async () => {
    const site = await openSite({ publish: 'everyone' });
    const { comment: bad } = await new Visitor().write(site, { body: 'Hallo' });
    const path = `/pages/${site}/report`;
    const long = 'x'.repeat(5000);
    const report = await submit(new Visitor(), path, { comment: bad.id, reason: 'insult', note: long });
    expect(report.status).toBe(422);
    expect(report.text).toContain('<option value="insult" selected>');
    expect(report.text).toContain(`${long}</textarea>`);
    const notice = { comment: bad.id, explanation: 'Darum', name: 'Ole', email: 'ole', goodFaith: 'on' };
    const { text } = await submit(new Visitor(), path, notice);
    expect(text).toMatch(/name="goodFaith" checked/);
    expect(text).toContain('<a href="#email">E-Mail</a>');
    const gone = await submit(new Visitor(), path, { ...notice, email: 'ole@example.de', comment: '0'.repeat(26) });
    expect([gone.status, gone.text.includes('Diesen Kommentar gibt es nicht mehr')]).toEqual([404, true]);
    expect(gone.text).toContain('Darum</textarea>');
  });

  test('in an appeal', async () => {
    const site = await openSite();
    const nora = new Visitor();
    const { comment: rejected } = await nora.write(site, { body: 'Hallo' });
    await (await ownerOf(site)).decide(site, 'reject', [rejected.id]);
    const link = statusPath({ name: site, secret }, rejected.id);
    const long = 'x'.repeat(2001);
    const { status, text } = await submit(new Visitor(), link, { text: long });
    expect([status, titleOf(text)]).toEqual([422, 'Noch nicht abgeschickt · Ihr Kommentar']);
    expect(text).toContain(`${long}</textarea>`);
    expect((await submit(new Visitor(), link, { text: 'Doch' })).status).toBe(303);
    const again = await submit(new Visitor(), link, { text: 'Und noch etwas' });
    expect([again.status, again.text.includes('Sie haben schon widersprochen')]).toEqual([409, true]);
    expect(again.text).toMatch(/readonly>\nUnd noch etwas<\/textarea>/);
  });
});

test('a form that is too long is told on a page', async () => {
  const site = await openSite();
  const sent = { thread: '/post/', name: 'Ole', body: 'x'.repeat(200_000) };
  const { status, text } = await submit(new Visitor(), `/pages/${site}`, sent);
  expect([status, titleOf(text)]).toEqual([413, 'Das ist zu lang']);
});

test('a form that another website sends is refused on a page, without what it wrote', async () => {
  const site = await openSite();
  const sent = { thread: '/post/', name: 'Ole', body: 'Untergeschoben' };
  const { status, text } = await submit(new Visitor(), `/pages/${site}`, sent, { Origin: 'https://evil.example' });
  expect([status, titleOf(text)]).toEqual([403, 'Dieses Formular kam von einer fremden Seite']);
  expect(text).not.toContain('Untergeschoben');
});

test('a form that a program sends is refused with a problem document', async () => {
  const site = await openSite();
  const headers = { ...form, Accept: 'application/json' };
  const problem = await new Visitor().refused('POST', `/pages/${site}`, { body: encode({ thread: '/a' }), headers });
  expect(problem.errors?.map(({ pointer }) => pointer)).toContain('/body');
});
