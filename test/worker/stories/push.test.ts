import { expect, test } from 'vitest';
import { base } from '#host';
import { GivenUpList } from '../../../worker/contract/due';
import { MailAddress, People } from '../../../worker/contract/people';
import { DeviceChoice, type PushPayload } from '../../../worker/contract/push';
import { confirmingPath, mailsTo } from '../inbox';
import { address } from '../mail-steps';
import { endSubscription, listen, profileOf, pushedTo, subscribe, switchOn, theNoticeAt } from '../push-steps';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** Anna's site, and Ben, who gets notices in his browser. */
async function withBen({ scope = [], ...device }: { scope?: string[]; kind?: string; language?: string } = {}) {
  const site = await openSite({ publish: 'nobody', language: 'en' });
  const anna = await ownerOf(site);
  const ben = await invite(site, anna, { name: 'Ben', role: 'moderator', scope });
  return { site, anna, ben, device: await listen(ben, site, device) };
}

/** What the desk's service worker sends when somebody presses "approve" on a notice: no cookie, no more than it was sent. */
function pressApprove({ approve }: PushPayload, headers: Record<string, string> = {}) {
  const { path, version, seen } = approve ?? expect.unreachable();
  return new Visitor().ask('POST', path, {
    body: new URLSearchParams({ as: 'approve', version: String(version), seen: seen ?? '' }).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/problem+json',
      Origin: base,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
  });
}

test('what waits comes to the browser as a notice that only it can read: whose comment, how it begins, how many', async () => {
  const { site, device } = await withBen();
  const body = `Is **the number** right? <b>Here</b> ${'and again '.repeat(30)}`;
  await new Visitor().write(site, { body, name: 'Nora \u202e<b>' });
  const { payload, bytes, ...sent } = await theNoticeAt(device.endpoint);
  expect(payload).toMatchObject({ site, title: `A comment waits on ${site}`, language: 'en', waiting: 1 });
  expect(payload.body).toMatch(/^\u2068Nora <b>\u2069: \u2068Is the number right\? <b>Here/);
  expect([...payload.body].length).toBeLessThan(240);
  expect(payload.path).toBe(`/desk/#/${site}/queue`);
  expect(payload.approve?.label).toBe('Approve');
  expect(sent).toMatchObject({ ttl: 86_400, urgency: 'high', contact: 'mailto:comments@mail.example' });
  expect(sent.topic).not.toContain(site.slice(0, 8));
  expect(bytes % 1024).toBe(86 + 16);
});

test('“approve” on the notice publishes the comment, without a login and once', async () => {
  const { site, anna, device } = await withBen();
  const { comment } = await new Visitor().write(site, { body: 'Is the number right?' });
  const { payload } = await theNoticeAt(device.endpoint);
  const foreign = { Origin: 'https://foreign.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await pressApprove(payload, foreign)).status).toBe(403);
  const pressed = await Promise.all(Array.from({ length: 20 }, () => pressApprove(payload)));
  expect(pressed.map(({ status }) => status).toSorted()).toEqual([303, ...Array.from({ length: 19 }, () => 409)]);
  const problems = pressed.filter(({ status }) => status === 409).map(({ text }) => JSON.parse(text).type);
  expect(new Set(problems)).toEqual(new Set(['/problems/already-decided']));
  const [item] = (await anna.queue(site, `state=any&comment=${comment.id}`)).items;
  expect([item?.comment.status, item?.decision?.by]).toEqual(['published', 'Ben']);
});

test('what somebody else decided, or its author changed, is said to whoever presses “approve”', async () => {
  const { site, anna, device } = await withBen();
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Is the number right?' });
  const { payload } = await theNoticeAt(device.endpoint);
  await nora.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body: 'Is the sum right?' } });
  expect(JSON.parse((await pressApprove(payload)).text).type).toBe('/problems/text-changed');
  await anna.decide(site, 'reject', [comment.id], { texts: { [comment.id]: 2 } });
  expect(JSON.parse((await pressApprove(payload)).text).type).toBe('/problems/already-decided');
  const { people } = await anna.get(People, 'GET', `/api/sites/${site}/people`);
  await anna.ask('DELETE', `/api/sites/${site}/people/${people.find(({ name }) => name === 'Ben')?.account}`);
  expect((await pressApprove(payload)).status).toBe(404);
});

test('each hears in their own browsers, of their own part of the site, in their language', async () => {
  const { site, anna, ben, device } = await withBen({ scope: ['/in/'] });
  const phone = await switchOn(anna, { name: 'Phone', language: 'de' });
  const laptop = new Visitor();
  const { link } = JSON.parse(
    (await anna.ask('POST', `/api/sites/${site}/people`, { body: { name: 'Cem', role: 'moderator' } })).text,
  );
  await laptop.signIn(link);
  const cem = await listen(laptop, site, { language: 'de' });
  await new Visitor().write(site, { body: 'Außerhalb.', thread: '/out/' });
  expect((await theNoticeAt(cem.endpoint)).payload.title).toBe(`Auf ${site} wartet ein Kommentar`);
  await new Visitor().write(site, { body: 'Inside.', thread: '/in/a/' });
  const { payload } = await theNoticeAt(device.endpoint);
  expect([payload.title, payload.body, payload.waiting]).toEqual([
    `A comment waits on ${site}`,
    '\u2068Nora\u2069: \u2068Inside.\u2069',
    1,
  ]);
  // Anna has a device, and has not asked to hear of anything on this site.
  expect(await pushedTo(phone.endpoint)).toEqual([]);
  expect((await profileOf(ben)).devices).toMatchObject([{ name: 'Firefox', here: true }]);
});

test('several that wait are one notice, about the newest', async () => {
  const { site, device } = await withBen();
  for (const body of ['One.', 'Two.', 'Three.']) await new Visitor().write(site, { body });
  const { payload } = await theNoticeAt(device.endpoint);
  expect(payload).toMatchObject({ title: `3 comments wait on ${site}`, body: '\u2068Nora\u2069: \u2068Three.\u2069' });
  expect(payload.approve?.label).toBe('Approve this one');
});

test('nothing comes of what was decided before it was time', async () => {
  const { site, anna, device } = await withBen();
  const first = await new Visitor().write(site, { body: 'One.' });
  await anna.decide(site, 'approve', [first.comment.id]);
  await new Visitor().write(site, { body: 'Two.' });
  expect((await theNoticeAt(device.endpoint)).payload).toMatchObject({
    body: expect.stringContaining('Two.'),
    waiting: 1,
  });
});

test('mail goes beside notices, or not, as one likes; and alone where there is no device any more', async () => {
  const { site, ben, device } = await withBen();
  const to = address('ben');
  await ben.get(MailAddress, 'PUT', '/api/account/mail', { body: { address: to, language: 'en' } });
  const [letter] = await mailsTo(to, 1);
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: base,
    'Sec-Fetch-Site': 'same-origin',
  };
  await new Visitor().ask('POST', confirmingPath(letter ?? expect.unreachable()), { body: '', headers });
  expect((await profileOf(ben)).mailToo).toBe(true);
  await new Visitor().write(site, { body: 'Both.' });
  await mailsTo(to, 2);
  await theNoticeAt(device.endpoint);

  const again = { body: { alerts: 'now' } };
  await ben.get(DeviceChoice, 'PUT', '/api/account/notifications', { body: { mailToo: false } });
  await ben.ask('PUT', `/api/sites/${site}/alerts`, again);
  await new Visitor().write(site, { body: 'Notice alone.' });
  await expect.poll(async () => (await pushedTo(device.endpoint)).length).toBe(2);

  expect((await ben.ask('DELETE', `/api/account/devices/${device.id}`)).status).toBe(204);
  await ben.ask('PUT', `/api/sites/${site}/alerts`, again);
  await new Visitor().write(site, { body: 'Mail alone.' });
  const letters = await mailsTo(to, 3);
  expect(letters[2]?.text).toContain('Mail alone.');
  expect(await pushedTo(device.endpoint)).toHaveLength(2);
});

test.each(['nobody', 'gone-later'])(
  'who is gone at the push service (%s) is forgotten, and nothing is left undone',
  async (kind) => {
    const { site, anna, ben, device } = await withBen({ kind });
    if (kind === 'gone-later')
      expect((await ben.ask('POST', `/api/account/devices/${device.id}/test`)).status).toBe(200);
    await new Visitor().write(site, { body: 'Is the number right?' });
    await expect.poll(async () => (await profileOf(ben)).devices).toEqual([]);
    expect((await anna.get(GivenUpList, 'GET', `/api/sites/${site}/due`)).works).toEqual([]);
  },
);

test('what is refused for now is offered again when the service says so', async () => {
  const { site, device } = await withBen({ kind: 'many-once' });
  await new Visitor().write(site, { body: 'Is the number right?' });
  expect((await theNoticeAt(device.endpoint)).payload.waiting).toBe(1);
});

test('what the service will never take is listed as left undone', async () => {
  const { site, anna, ben } = await withBen({ kind: 'large' });
  await new Visitor().write(site, { body: 'Is the number right?' });
  const works = async () => (await anna.get(GivenUpList, 'GET', `/api/sites/${site}/due`)).works;
  await expect.poll(async () => (await works()).length).toBe(1);
  expect(await works()).toMatchObject([{ kind: 'push', trouble: '413 Too large', comment: null, service: null }]);
  expect((await profileOf(ben)).devices).toHaveLength(1);
});

test('a test says what the push service answered', async () => {
  const { ben } = await withBen();
  for (const [kind, status, detail] of [
    ['good', 200, undefined],
    ['many', 409, '429 Slow down'],
    ['down', 409, '503 We fell over'],
    ['away', 409, '302'],
    ['nobody', 409, '404 Nobody is here'],
  ] as const) {
    const device = await switchOn(ben, { kind });
    const answer = await new Visitor('198.51.100.9').ask('POST', `/api/account/devices/${device.id}/test`);
    expect(answer.status).toBe(401);
    const tested = await ben.ask('POST', `/api/account/devices/${device.id}/test`);
    expect([kind, tested.status, JSON.parse(tested.text).detail]).toEqual([kind, status, detail]);
    if (kind === 'good') {
      const { payload } = await theNoticeAt(device.endpoint);
      expect(payload).toMatchObject({ site: null, title: 'Notifications arrive', approve: null, waiting: null });
      expect((await profileOf(ben)).devices[0]?.used).not.toBeNull();
    }
    expect((await profileOf(ben)).devices).toHaveLength(kind === 'nobody' ? 0 : 1);
  }
});

test('signing out ends the notices of that browser, and of no other', async () => {
  const { site, anna, ben, device } = await withBen();
  const tablet = new Visitor();
  const { people } = await anna.get(People, 'GET', `/api/sites/${site}/people`);
  const account = people.find(({ name }) => name === 'Ben')?.account;
  const { link } = JSON.parse((await anna.ask('POST', `/api/sites/${site}/people/${account}/link`)).text);
  await tablet.signIn(link);
  const other = await switchOn(tablet, { name: 'Tablet' });
  const devices = async (person: Visitor) => (await profileOf(person)).devices.map(({ name, here }) => [name, here]);
  expect(await devices(tablet)).toEqual([
    ['Firefox', false],
    ['Tablet', true],
  ]);
  await ben.ask('DELETE', '/api/session');
  expect(await devices(tablet)).toEqual([['Tablet', true]]);
  await new Visitor().write(site, { body: 'Is the number right?' });
  await theNoticeAt(other.endpoint);
  expect(await pushedTo(device.endpoint)).toEqual([]);
});

test('the same browser said many times at once is one device', async () => {
  const { ben, device } = await withBen();
  const body = { ...device.subscription, name: 'Firefox', language: 'en' };
  const put = () => ben.ask('PUT', '/api/account/devices', { body });
  const answers = await Promise.all(Array.from({ length: 15 }, put));
  expect(new Set(answers.map(({ status, text }) => `${status} ${JSON.parse(text).id}`))).toEqual(
    new Set([`200 ${device.id}`]),
  );
  expect((await profileOf(ben)).devices).toHaveLength(1);
});

test('a browser that subscribes anew is the same device; one whose owner ended the subscription is none', async () => {
  const { site, ben, device } = await withBen();
  const { subscription } = device;
  for (const name of ['Firefox', 'Renamed'])
    await ben.ask('PUT', '/api/account/devices', { body: { ...subscription, name, language: 'de' } });
  expect((await profileOf(ben)).devices).toMatchObject([{ id: device.id, name: 'Renamed' }]);
  const moved = await switchOn(ben);
  expect((await profileOf(ben)).devices.map(({ id }) => id)).toEqual([moved.id]);
  await endSubscription(moved.endpoint);
  await new Visitor().write(site, { body: 'Is the number right?' });
  await expect.poll(async () => (await profileOf(ben)).devices).toEqual([]);
});

test('no address is taken that leads inside, and none without the keys of a browser', async () => {
  const { ben } = await withBen();
  const { keys } = await subscribe('');
  const put = (body: unknown) => ben.refused('PUT', '/api/account/devices', { body });
  for (const endpoint of [
    ...['https://10.0.0.1/push', 'https://169.254.169.254/latest/meta-data/', 'https://intranet/push'],
    ...['http://fcm.googleapis.com/fcm/send/1', 'https://user:secret@fcm.googleapis.com/', 'https://[fd00::1]/'],
    ...['https://0xa000001/', 'https://push.example.de:25/', 'ftp://push.example.de/', 'https://metadata.internal/'],
  ])
    expect([endpoint, (await put({ endpoint, keys, name: 'x', language: 'en' })).type]).toEqual([
      endpoint,
      '/problems/unknown-push-service',
    ]);
  const good = { endpoint: 'https://fcm.googleapis.com/fcm/send/1', name: 'x', language: 'en' };
  for (const bad of [
    { ...good, keys: { ...keys, auth: 'short' } },
    { ...good, keys: { ...keys, p256dh: `${keys.p256dh}A` } },
    { ...good, keys: { ...keys, more: 1 } },
    { ...good, keys, name: '' },
    { ...good, keys, language: 'xx' },
    { ...good, keys, endpoint: 'not an address' },
    { ...good, keys, endpoint: `https://push.example.de/${'a'.repeat(2000)}` },
  ])
    expect((await put(bad)).status).toBe(422);
  expect((await profileOf(ben)).devices).toHaveLength(1);
});

test('nobody removes or tries somebody else’s browser', async () => {
  const { anna, ben, device } = await withBen();
  expect((await anna.ask('DELETE', `/api/account/devices/${device.id}`)).status).toBe(204);
  expect((await ben.refused('POST', '/api/account/devices/01ARZ3NDEKTSV4RRFFQ69G5FAV/test')).type).toBe(
    '/problems/unknown-device',
  );
  expect((await anna.refused('POST', `/api/account/devices/${device.id}/test`)).type).toBe('/problems/unknown-device');
  expect((await profileOf(ben)).devices.map(({ id }) => id)).toEqual([device.id]);
});
