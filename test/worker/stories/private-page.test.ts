import { expect, test } from 'vitest';
import { base, secret } from '#host';
import { statusPath } from '../../../worker/site/messages/private-link';
import { linkIn, press, tick } from '../reader-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

const browser = {
  Accept: 'text/html',
  'Content-Type': 'application/x-www-form-urlencoded',
  Origin: base,
  'Sec-Fetch-Site': 'same-origin',
};

/** Sends a form of a private page from a browser that knows nothing but the address. */
const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  new Visitor().ask('POST', path, {
    body: new URLSearchParams(fields).toString(),
    headers: { ...browser, ...headers },
  });
const open = (path: string) => new Visitor().ask('GET', path, { headers: { Accept: 'text/html' } });

/** Somebody has written a comment; what they have of it is the address of its private page. */
async function written(settings: Record<string, unknown> = {}, body = 'Ein *Tippfeler*') {
  const site = await openSite(settings);
  const { comment } = await new Visitor().write(site, { body });
  const link = comment.own?.link ?? expect.unreachable();
  return { site, comment, link, texts: async () => (await new Visitor().read(site)).comments.map(({ html }) => html) };
}

const area = (text: string) => /<textarea id="body"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(text)?.[1];

test('whoever has the address changes the comment from another browser, and reads how it stands', async () => {
  const { link, site, comment } = await written();
  const before = await open(link);
  expect(area(before.text)).toBe('Ein *Tippfeler*');
  expect(before.text).toContain('Solange er wartet, können Sie ihn ändern oder zurücknehmen.');
  expect(before.text).toContain('Was entschieden wird, steht dann auf dieser Seite.');
  expect(before.text).not.toContain('Meist dauert das');

  const saved = await send(link, { body: 'Ein *Tippfehler*\r\n\r\nbehoben' });
  expect([saved.status, saved.headers.get('Location')]).toEqual([303, `${link}?saved`]);
  const after = await open(`${link}?saved`);
  expect(after.text).toContain('Ihre Änderung ist gespeichert. Ihr Kommentar wartet auf Freigabe.');
  expect(area(after.text)).toBe('Ein *Tippfehler*\n\nbehoben');
  const [item] = (await (await ownerOf(site)).queue(site)).items;
  expect([item?.comment.id, item?.comment.html]).toEqual([
    comment.id,
    '<p>Ein <em>Tippfehler</em></p>\n<p>behoben</p>',
  ]);
});

test('where enough was decided, it says how long that usually takes', async () => {
  const site = await openSite({ publish: 'nobody' });
  const nora = await new Visitor().write(site, { body: 'Wann denn?' });
  const five = await Promise.all([1, 2, 3, 4, 5].map((number) => new Visitor().write(site, { body: `Nr. ${number}` })));
  const others = five.map(({ comment }) => comment.id);
  await (await ownerOf(site)).decide(site, 'approve', others);
  expect((await open(nora.comment.own?.link ?? '')).text).toContain('Meist dauert das hier etwa 1 Minute.');
  expect((await open(five[0]?.comment.own?.link ?? '')).text).not.toContain('Meist dauert das');
});

test('who wanted mail reads whether it comes, and nobody reads where to', async () => {
  const site = await openSite({ publish: 'nobody', language: 'en' });
  const nora = new Visitor();
  const { to, letter } = await tick(nora, site, 'nora');
  const link = (await nora.own(site)).comments[0]?.own?.link ?? '';
  const before = await open(link);
  expect(before.text).toContain('so will a mail once you have confirmed your address.');
  await press(linkIn(letter, 'confirm'));
  const after = await open(link);
  expect(after.text).toContain('This page will tell what is decided, and so will a mail.');
  expect(before.text + after.text).not.toContain(to);
  await (await ownerOf(site)).ask('PATCH', `/api/sites/${site}/settings`, { body: { notify: false } });
  expect((await open(link)).text).toContain('This page will tell what is decided.');
});

test('a published comment can be changed for as long as the site allows, and is checked as by the API', async () => {
  const { link, texts, site } = await written({ publish: 'everyone', editMinutes: 90 });
  expect((await open(link)).text).toMatch(
    /Noch etwa 90 Minuten lang können Sie ihn ändern[^<]*<time datetime="[^"]+Z">/,
  );
  expect((await send(link, { body: 'Besser' })).status).toBe(303);
  expect(await texts()).toEqual(['<p>Besser</p>']);
  // What would have had to wait at once has to wait now.
  const spam = 'http://a.example/ http://b.example/ http://c.example/ http://d.example/ free casino';
  expect((await send(link, { body: spam })).status).toBe(303);
  expect(await texts()).toEqual([]);
  expect((await open(link)).text).toContain('Ihr Kommentar wartet auf Freigabe.');
  expect((await (await ownerOf(site)).queue(site, 'state=any')).items).toHaveLength(1);
});

test('taking it back takes one more step, is done once, and nothing brings it back', async () => {
  const { link, texts } = await written({ publish: 'everyone' });
  const { text } = await open(link);
  expect(text).toMatch(/<details>\s*<summary>Kommentar zurücknehmen<\/summary>[\s\S]*Ja, zurücknehmen/);
  const twice = await Promise.all([send(link, { withdraw: 'yes' }), send(link, { withdraw: 'yes' })]);
  expect(twice.map(({ status, headers }) => [status, headers.get('Location')])).toEqual([
    [303, link],
    [303, link],
  ]);
  expect(await texts()).toEqual([]);
  const after = await open(link);
  expect(after.text).toContain('Sie haben diesen Kommentar zurückgenommen.');
  expect(after.text).not.toContain('<form');
  expect((await send(link, { body: 'Doch wieder da' })).status).toBe(409);
  expect(await texts()).toEqual([]);
});

test('looking changes nothing, whatever the address says besides', async () => {
  const { link, texts } = await written({ publish: 'everyone' });
  for (const method of ['GET', 'HEAD'])
    for (const more of ['', '?withdraw=yes', '?body=Fremd', '?saved&withdraw', '?sent'])
      expect((await new Visitor().ask(method, link + more)).status).toBe(200);
  expect(await texts()).toEqual(['<p>Ein <em>Tippfeler</em></p>']);
});

test('after the time is over the text is shown to be kept, and nothing is changed', async () => {
  const { link, texts } = await written({ publish: 'everyone', editMinutes: 0 });
  expect((await open(link)).text).not.toContain('<form');
  for (const fields of [{ body: 'Zu <spät>' }, { withdraw: 'yes' }] as Record<string, string>[]) {
    const { status, text, headers } = await send(link, fields);
    expect(status).toBe(409);
    expect(text).toContain('Dieser Kommentar lässt sich nicht mehr ändern oder zurücknehmen');
    expect(text.includes('readonly>\nZu &lt;spät&gt;</textarea>')).toBe('body' in fields);
    expect([headers.get('X-Robots-Tag'), headers.get('Cache-Control'), headers.get('Referrer-Policy')]).toEqual([
      'noindex',
      'no-store',
      'no-referrer',
    ]);
  }
  expect(await texts()).toEqual(['<p>Ein <em>Tippfeler</em></p>']);
});

test('a text that cannot be taken stands in the form again, with what is wrong with it', async () => {
  const { link } = await written();
  const empty = await send(link, { body: ' \u200b ' });
  expect(empty.status).toBe(422);
  expect(empty.text).toMatch(/role="alert" tabindex="-1" autofocus>[\s\S]*<a href="#body">Text<\/a>/);
  expect(empty.text).toContain('<span class="error" id="body-error">Bitte ausfüllen.</span>');
  const long = `</textarea><script>x</script>${'x'.repeat(10_000)}`;
  const { status, text } = await send(link, { body: long });
  expect([status, text.includes('Das ist zu lang.')]).toEqual([422, true]);
  expect(area(text)).toBe(`&lt;/textarea&gt;&lt;script&gt;x&lt;/script&gt;${'x'.repeat(10_000)}`);
  expect(text).not.toContain('<script');
});

test('somebody decides while another writes: what was decided stands, and the text is kept', async () => {
  const { link, site, comment } = await written();
  const owner = await ownerOf(site);
  await owner.decide(site, 'reject', [comment.id], { reason: 'Werbung' });
  const { status, text } = await send(link, { body: 'Ohne Werbung' });
  expect(status).toBe(409);
  expect(text).toMatch(/readonly>\nOhne Werbung<\/textarea>/);
  expect(text).toContain('Werbung');
  // Objecting goes on from the same page.
  expect(text).toContain('name="text"');
  expect((await send(link, { text: 'Das war keine.' })).status).toBe(303);
  expect((await open(link)).text).toContain('Ein <em>Tippfeler</em>');
});

test('twenty changes at once leave one of them, whole, and a decision meanwhile is about one text', async () => {
  const { link, site, comment } = await written();
  const owner = await ownerOf(site);
  const bodies = Array.from({ length: 20 }, (_, number) => `Fassung ${number}`);
  const decide = owner.ask('POST', `/api/sites/${site}/decisions`, {
    body: { comments: [comment.id], action: 'approve', texts: { [comment.id]: 1 } },
  });
  const [decided, ...answers] = await Promise.all([decide, ...bodies.map((body) => send(link, { body }))]);
  expect([201, 409]).toContain(decided.status);
  for (const { status } of answers) expect(status).toBe(303);
  const found = area((await open(link)).text) ?? '';
  expect(bodies).toContain(found);
  expect((await open(link)).text).toContain(`<p>${found}</p>`);
});

test('two windows change one comment: the second hears that it stands otherwise by now, keeps its text, and decides', async () => {
  const { link, texts } = await written({ publish: 'everyone' });
  const version = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? expect.unreachable();
  const first = version((await open(link)).text);
  expect((await send(link, { body: 'Im ersten Fenster', version: first })).status).toBe(303);

  // What is wrong with the text itself is said before, and tells nobody of the other one.
  const tooLong = await send(link, { body: 'x'.repeat(10_001), version: first });
  expect([tooLong.status, version(tooLong.text)]).toEqual([422, first]);
  const second = await send(link, { body: 'Im zweiten Fenster', version: first });
  expect([second.status, area(second.text)]).toEqual([409, 'Im zweiten Fenster']);
  expect(second.text).toContain('Dieser Kommentar wurde inzwischen anderswo geändert');
  expect(second.text).toContain('<p>Im ersten Fenster</p>');
  expect(await texts()).toEqual(['<p>Im ersten Fenster</p>']);
  // The same text once more is no other one.
  expect((await send(link, { body: 'Im ersten Fenster', version: first })).status).toBe(303);
  expect((await send(link, { body: 'Im zweiten Fenster', version: version(second.text) })).status).toBe(303);
  expect(await texts()).toEqual(['<p>Im zweiten Fenster</p>']);
  // Whoever says nothing of that, or nothing that makes sense, is the last one.
  for (const odd of [{}, { version: 'x' }, { version: '-1' }] as Record<string, string>[])
    expect((await send(link, { body: `Ohne ${JSON.stringify(odd)}`, ...odd })).status).toBeLessThan(500);
});

test('another site’s address, another comment’s key, and a form from elsewhere change nothing', async () => {
  const { link, site, comment, texts } = await written({ publish: 'everyone' });
  const other = await written({ publish: 'everyone' });
  const key = link.split('.').at(-1);
  for (const wrong of [
    link.replace(site, other.site),
    `/pages/${site}/status/${other.comment.id}.${key}`,
    `/pages/${other.site}/status/${other.comment.id}.${key}`,
    `/pages/${site}/status/${comment.id}`,
    `/pages/${site}/status/${comment.id}.${key?.toLowerCase()}`,
    `${link}%00`,
    // The server has another secret now.
    statusPath({ name: site, secret: `${secret}!` }, comment.id),
  ])
    for (const fields of [{ body: 'Fremd' }, { withdraw: 'yes' }] as Record<string, string>[])
      expect([wrong, (await send(wrong, fields)).status]).toEqual([wrong, 404]);
  for (const from of [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Content-Type': 'text/plain' },
  ] as Record<string, string>[])
    expect([403, 415]).toContain((await send(link, { withdraw: 'yes' }, from)).status);
  expect([await texts(), await other.texts()]).toEqual([
    ['<p>Ein <em>Tippfeler</em></p>'],
    ['<p>Ein <em>Tippfeler</em></p>'],
  ]);
});

test('who was banned changes nothing by the address either, and can still take the comment back', async () => {
  const { link, site, texts } = await written({ publish: 'everyone' });
  const owner = await ownerOf(site);
  const author = (await owner.queue(site, 'state=any')).items[0]?.author.id;
  const ban = { kind: 'ban', reason: 'Beleidigungen', days: 7 };
  expect((await owner.ask('PUT', `/api/sites/${site}/authors/${author}/ban`, { body: ban })).status).toBe(200);
  const { status, text } = await send(link, { body: 'Noch einmal' });
  expect([status, area(text)]).toEqual([403, 'Noch einmal']);
  expect((await send(link, { withdraw: 'yes' })).status).toBe(303);
  expect(await texts()).toEqual([]);
});

test('no public answer has the address', async () => {
  const { link, site } = await written({ publish: 'everyone' });
  const key = link.split('.').at(-1) ?? expect.unreachable();
  for (const path of [
    `/api/sites/${site}/comments?thread=/post/`,
    `/pages/${site}?thread=/post/`,
    `/feeds/${site}.atom`,
    `/feeds/${site}.json`,
  ])
    expect((await new Visitor().ask('GET', path)).text).not.toContain(key);
});
