import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { base } from '#host';
import type { TargetAddress } from '../../../worker/contract/targets';
import { TargetSecret } from '../../../worker/contract/targets';
import { WebhookEvent } from '../../../worker/contract/webhooks';
import { addTarget, dispatchesOf, heardBy, hearing, hookAt, targetsOf, unique } from '../hook-steps';
import type { Heard } from '../services';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** A site whose comments wait, its owner, and something that is in each of its addresses. */
async function prepared() {
  const site = await openSite({ publish: 'nobody', language: 'en' });
  const owner = await ownerOf(site);
  return { site, owner, of: unique(), path: `/api/sites/${site}/targets` };
}

const waits = ['comment.waiting'];

/** What each program is told of one comment that waits, as it documents. */
const told: Record<
  Exclude<TargetAddress['kind'], 'webhook'>,
  {
    address: (of: string) => object;
    expected: (
      of: string,
      site: string,
      link: string,
    ) => { method: string; path: string; headers: object; body: object };
  }
> = {
  slack: {
    address: (of) => ({ kind: 'slack', url: hookAt('ok', of) }),
    expected: (of, site, link) => ({
      ...{ method: 'POST', path: `/hooks/ok/${of}`, headers: {} },
      body: {
        text: `A comment waits on ${site}`,
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: `A comment waits on ${site}`, emoji: false } },
          { type: 'section', text: { type: 'plain_text', text: '/post/\nNora: I was there.', emoji: false } },
          { type: 'context', elements: [{ type: 'mrkdwn', text: `<${link}|Open at the desk>`, verbatim: true }] },
        ],
        ...{ unfurl_links: false, unfurl_media: false },
      },
    }),
  },
  mattermost: {
    address: (of) => ({ kind: 'mattermost', url: hookAt('ok', of) }),
    expected: (of, site, link) => ({
      ...{ method: 'POST', path: `/hooks/ok/${of}`, headers: {} },
      body: { text: `**A comment waits on ${site}**\n/post/\n> Nora: I was there.\n\n[Open at the desk](${link})` },
    }),
  },
  discord: {
    address: (of) => ({ kind: 'discord', url: `${hookAt('ok', of)}?wait=true` }),
    expected: (of, site, link) => ({
      ...{ method: 'POST', path: `/hooks/ok/${of}?wait=true`, headers: {} },
      body: {
        content: `**A comment waits on ${site}**\n/post/\n> Nora\\: I was there.\n[Open at the desk](<${link}>)`,
        ...{ allowed_mentions: { parse: [] }, flags: 4 },
      },
    }),
  },
  telegram: {
    address: (of) => ({ kind: 'telegram', token: '123:abc_DEF', chat: '@room', url: hookAt('ok', of) }),
    expected: (of, site, link) => ({
      ...{ method: 'POST', path: `/hooks/ok/${of}/bot123:abc_DEF/sendMessage`, headers: {} },
      body: {
        chat_id: '@room',
        text: `A comment waits on ${site}\n/post/\nNora: I was there.\n\nOpen at the desk: ${link}`,
        link_preview_options: { is_disabled: true },
      },
    }),
  },
  matrix: {
    address: (of) => ({ kind: 'matrix', url: hookAt('ok', of), room: '!abc:matrix.example', token: 'syt_token' }),
    expected: (of, site, link) => ({
      method: 'PUT',
      path: `/hooks/ok/${of}/_matrix/client/v3/rooms/!abc%3Amatrix.example/send/m.room.message/ID`,
      headers: { authorization: 'Bearer syt_token' },
      body: {
        msgtype: 'm.text',
        body: `A comment waits on ${site}\n/post/\nNora: I was there.\n\nOpen at the desk: ${link}`,
        'm.mentions': {},
      },
    }),
  },
  ntfy: {
    address: (of) => ({ kind: 'ntfy', url: hookAt('ok', `${of}/topic`), token: 'tk_token' }),
    expected: (of, site, link) => ({
      ...{ method: 'POST', path: `/hooks/ok/${of}/`, headers: { authorization: 'Bearer tk_token' } },
      body: { topic: 'topic', title: `A comment waits on ${site}`, message: '/post/\nNora: I was there.', click: link },
    }),
  },
  gotify: {
    address: (of) => ({ kind: 'gotify', url: hookAt('ok', of), token: 'Atoken' }),
    expected: (of, site, link) => ({
      ...{ method: 'POST', path: `/hooks/ok/${of}/message`, headers: { 'x-gotify-key': 'Atoken' } },
      body: {
        title: `A comment waits on ${site}`,
        message: '/post/\nNora: I was there.',
        extras: {
          'client::display': { contentType: 'text/plain' },
          'client::notification': { click: { url: link } },
        },
      },
    }),
  },
};

test.each(Object.entries(told))(
  '%s is told that a comment waits, as it documents',
  async (_, { address, expected }) => {
    const { site, owner, of } = await prepared();
    await addTarget(owner, site, address(of), waits);
    await new Visitor().write(site, { body: 'I was there.' });
    const [request] = (await hearing(of, 1)) as [Heard];
    const wanted = expected(of, site, `${base}/desk/#/${site}/queue`);
    expect(request.method).toBe(wanted.method);
    expect(request.path.replace(/[0-9A-Z]{26}$/, 'ID')).toBe(wanted.path);
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', ...wanted.headers });
    expect(JSON.parse(request.body)).toEqual(wanted.body);
  },
);

test('a webhook is signed as Standard Webhooks says, with a secret that is told once', async () => {
  const { site, owner, of, path } = await prepared();
  const { target, secret } = await addTarget(owner, site, { kind: 'webhook', url: hookAt('ok', of) }, [
    ...waits,
    'decision.made',
    'comment.published',
  ]);
  const { comment } = await new Visitor().write(site, { body: 'I was *there*.' });
  const [first] = (await hearing(of, 1)) as [Heard];
  const verified = new Webhook(secret ?? '').verify(first.body, first.headers);
  expect(WebhookEvent.parse(verified)).toMatchObject({
    type: 'comment.waiting',
    data: {
      site,
      comment: { id: comment.id, status: 'held', author: { name: 'Nora', website: null }, html: expect.any(String) },
      thread: { key: '/post/' },
    },
  });
  expect(() => new Webhook(secret ?? '').verify(first.body.replace('Nora', 'Nova'), first.headers)).toThrow();
  // Both sign while one is put in place of the other.
  const { secret: newer } = await owner.get(TargetSecret, 'POST', `${path}/${target.id}/secret`, {}, 201);
  await owner.decide(site, 'approve', [comment.id]);
  const later = (await hearing(of, 3)).slice(1);
  for (const one of [secret, newer])
    for (const { body, headers } of later) expect(() => new Webhook(one ?? '').verify(body, headers)).not.toThrow();
  expect(later.map(({ body }) => JSON.parse(body).type).toSorted()).toEqual(['comment.published', 'decision.made']);
  const ids = [first, ...later].map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(3);
});

test('what came back is told at the desk, and nothing of what opens the target', async () => {
  const { site, owner, of } = await prepared();
  const saying = async (mode: string) => {
    const { target } = await addTarget(
      owner,
      site,
      { kind: 'webhook', url: hookAt(mode, `${of}-hidden`) },
      waits,
      mode,
    );
    return target.id;
  };
  const ids = {
    ok: await saying('ok'),
    down: await saying('down'),
    busy: await saying('busy'),
    away: await saying('away'),
  };
  const lost = await addTarget(
    owner,
    site,
    { kind: 'ntfy', url: hookAt('lost', `${of}/topic-hidden`), token: 'tk_hidden_token' },
    waits,
  );
  await new Visitor().write(site, { body: 'I was there.' });
  await hearing(of, 5);
  const last = async (id: string) => (await dispatchesOf(owner, site, id))[0];
  await expect.poll(() => last(ids.ok)).toMatchObject({ state: 'sent', said: '200 ok', tries: 1 });
  await expect.poll(() => last(ids.down)).toMatchObject({ state: 'waiting', said: '500 We fell over.', tries: 1 });
  await expect.poll(() => last(ids.away)).toMatchObject({ said: '307: redirects are not followed' });
  await expect.poll(() => last(ids.busy)).toMatchObject({ state: 'waiting', said: '429 Slow down.' });
  await expect
    .poll(() => last(lost.target.id))
    .toMatchObject({ state: 'waiting', said: expect.stringContaining('404') });
  const busy = await last(ids.busy);
  expect(Date.parse(busy?.next ?? '') - Date.parse(busy?.tried ?? '')).toBeGreaterThanOrEqual(76_000);
  // Where the redirect leads nobody has come.
  expect((await heardBy(of)).filter(({ path }) => path.includes('inside'))).toEqual([]);
  const answers: string[] = [];
  for (const what of ['targets', `targets/${lost.target.id}/dispatches`, 'decisions', 'outbox', 'due'])
    answers.push((await owner.ask('GET', `/api/sites/${site}/${what}`)).text);
  expect(answers.join()).not.toMatch(/hidden/);
  expect(answers.join()).not.toContain(of);
});

test('who says that it is gone gets nothing more, and the owners a message', async () => {
  const { site, owner, of } = await prepared();
  await addTarget(owner, site, { kind: 'webhook', url: hookAt('gone', of) }, waits, 'Zähler');
  await new Visitor().write(site, { body: 'I was there.' });
  await expect
    .poll(async () => (await targetsOf(owner, site))[0])
    .toMatchObject({ on: false, stopped: { why: 'gone' } });
  await new Visitor().write(site, { body: 'So was I.' });
  const { text } = await owner.ask('GET', `/api/sites/${site}/outbox`);
  expect(JSON.parse(text).messages).toMatchObject([
    { kind: 'target-stopped', to: site, subject: 'Nothing goes to “Zähler” any more', deliveries: [{ name: 'Anna' }] },
  ]);
  expect(await heardBy(of)).toHaveLength(1);
});

test('a target that never answers keeps no other waiting', async () => {
  const { site, owner, of } = await prepared();
  const { target } = await addTarget(owner, site, { kind: 'webhook', url: hookAt('silent', of) }, waits);
  await addTarget(owner, site, { kind: 'webhook', url: hookAt('ok', `${of}/quick`) }, waits);
  for (let number = 0; number < 3; number += 1) {
    await new Visitor().write(site, { body: `I was there ${number}.` });
    await hearing(`${of}/quick`, number + 1);
  }
  expect((await dispatchesOf(owner, site, target.id)).map(({ state }) => state)).toContain('waiting');
});

test('a test is sent and said to have arrived; something is sent again under its own id', async () => {
  const { site, owner, of, path } = await prepared();
  const { target } = await addTarget(owner, site, { kind: 'webhook', url: hookAt('ok', of) }, waits);
  expect((await owner.ask('POST', `${path}/${target.id}/test`)).status).toBe(202);
  const [request] = (await hearing(of, 1)) as [Heard];
  expect(JSON.parse(request.body)).toMatchObject({ type: 'test', data: { site } });
  await expect
    .poll(async () => (await dispatchesOf(owner, site, target.id))[0])
    .toMatchObject({ event: 'test', state: 'sent' });
  const down = await addTarget(owner, site, { kind: 'webhook', url: hookAt('down', `${of}/down`) }, waits);
  await new Visitor().write(site, { body: 'I was there.' });
  await hearing(`${of}/down`, 1);
  const tried = async () => (await dispatchesOf(owner, site, down.target.id))[0];
  await expect.poll(tried).toMatchObject({ tries: 1 });
  const { id = '' } = (await tried()) ?? {};
  const again = (dispatch: string) => owner.ask('POST', `${path}/${down.target.id}/again`, { body: { dispatch } });
  expect((await again(id)).status).toBe(202);
  const both = await hearing(`${of}/down`, 2);
  expect(new Set(both.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
  expect((await again('01ARZ3NDEKTSV4RRFFQ69G5FAV')).status).toBe(404);
});

test('whoever sends something again twenty times at once has it sent hardly more than once', async () => {
  const { site, owner, of, path } = await prepared();
  const { target } = await addTarget(owner, site, { kind: 'webhook', url: hookAt('ok', of) }, waits);
  await new Visitor().write(site, { body: 'I was there.' });
  await hearing(of, 1);
  const sent = async () => (await dispatchesOf(owner, site, target.id))[0];
  await expect.poll(sent).toMatchObject({ state: 'sent' });
  const { id: dispatch } = (await sent()) ?? {};
  const again = () => owner.ask('POST', `${path}/${target.id}/again`, { body: { dispatch } });
  const answers = await Promise.all(Array.from({ length: 20 }, again));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  await expect.poll(sent).toMatchObject({ state: 'sent' });
  // What has just arrived is not sent again by the same hand.
  expect(await heardBy(of)).toHaveLength(1);
});

/** What some programs would obey, and what nobody should see. */
const hostile =
  '@everyone <!channel> <@U1> [bank](https://evil.example) ![x](https://evil.example/a) **b** ||c|| `d` {{7*7}} <%= 1 %> $(id) \u202ereversed\u2066 \r\nX-Evil: 1\r\n\r\n';

test.each(Object.entries(told))('%s is told hostile words as words', async (kind, { address }) => {
  const { site, owner, of } = await prepared();
  await addTarget(owner, site, address(of), [...waits, 'comment.filed']);
  const visitor = new Visitor();
  const body = { thread: { key: `/${hostile.trim()}/`, title: hostile, url: `https://${site}/` } };
  const answer = await visitor.ask('POST', `/api/sites/${site}/comments`, {
    body: {
      ...body,
      author: { name: hostile.slice(0, 80) },
      body: hostile + 'x'.repeat(9500),
      form: { writing: 600_000, inputs: 9999 },
    },
  });
  expect(answer.status).toBe(202);
  const [request, ...more] = await hearing(of, 1);
  expect(more).toEqual([]);
  expect(Object.keys(request?.headers ?? {})).not.toContain('x-evil');
  const { body: text } = request as Heard;
  JSON.parse(text);
  expect(text.length).toBeLessThan(8000);
  expect(text).not.toMatch(/\\u202e|\u202e|\u2066|\\r/);
  expect(text).toContain('evil.example');
  // In Slack it stands where nothing is markup; see the unit tests of the formats.
  if (kind !== 'slack') expect(text).not.toContain('@everyone');
  if (kind === 'mattermost' || kind === 'discord')
    expect(Object.values(JSON.parse(text))[0]).not.toMatch(/(?<!\\)\[bank/);
});

const inside = [
  ...[
    'https://localhost/a',
    'https://127.0.0.2/',
    'https://2130706434/',
    'https://10.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
  ],
  ...[
    'https://169.254.169.254/latest/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://intranet/',
  ],
  ...['http://hooks.example/a', 'https://hooks.example:25/', 'https://[64:ff9b::7f00:1]/', 'https://hooks.example./'],
];

test('an address that is not called is refused when it is typed, and the refusal does not repeat it', async () => {
  const { site, owner, path, of } = await prepared();
  const { target } = await addTarget(owner, site, { kind: 'webhook', url: hookAt('ok', of) }, waits);
  for (const url of inside) {
    const address = { kind: 'webhook', url: `${url.replace(/\/$/, '')}/hidden` };
    for (const answer of [
      await owner.ask('POST', path, { body: { name: 'Z', address, events: waits } }),
      await owner.ask('PATCH', `${path}/${target.id}`, { body: { address } }),
    ]) {
      expect([url, answer.status]).toEqual([url, 422]);
      expect(JSON.parse(answer.text).errors).toMatchObject([{ pointer: '/address/url', code: 'invalid' }]);
      expect(answer.text).not.toContain('hidden');
    }
  }
  expect(await targetsOf(owner, site)).toHaveLength(1);
});

test('fields that are wrong are named, and none of them is repeated', async () => {
  const { owner, path } = await prepared();
  const wrong: object[] = [
    { kind: 'webhook', url: 'https://user:hidden@hooks.example/' },
    { kind: 'telegram', token: 'hidden', chat: '-1' },
    { kind: 'telegram', token: '1:hidden', chat: 'hid den' },
    { kind: 'matrix', url: 'https://m.example', room: '!a:m.example', token: 'hidden\r\nX-Evil: 1' },
    { kind: 'ntfy', url: 'https://ntfy.example/', token: 'hidden' },
    { kind: 'slack', url: 'https://hooks.example/hidden', token: 'hidden' },
    { kind: 'unknown', url: 'https://hooks.example/hidden' },
  ];
  for (const address of wrong) {
    const answer = await owner.ask('POST', path, { body: { name: 'Z', address, events: waits } });
    expect([address, answer.status]).toEqual([address, 422]);
    expect(JSON.parse(answer.text).errors[0].pointer).toMatch(/^\/address/);
    expect(answer.text).not.toContain('hidden');
  }
  for (const events of [[], ['comment.liked'], 'comment.waiting'])
    expect(
      (
        await owner.ask('POST', path, {
          body: { name: 'Z', address: { kind: 'webhook', url: 'https://a.example/' }, events },
        })
      ).status,
    ).toBe(422);
});

test('only owners see and change targets, and nobody those of another site', async () => {
  const { site, owner, of, path } = await prepared();
  const { target } = await addTarget(owner, site, { kind: 'webhook', url: hookAt('ok', of) }, waits);
  const other = await prepared();
  const moderator = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const calls = (at: string, id: string): [string, string, unknown?][] => [
    ['GET', at],
    ['POST', at, { name: 'Z', address: { kind: 'webhook', url: hookAt('ok', of) }, events: waits }],
    ['PATCH', `${at}/${id}`, { on: false }],
    ['POST', `${at}/${id}/secret`],
    ['GET', `${at}/${id}/dispatches`],
    ['POST', `${at}/${id}/test`],
    ['POST', `${at}/${id}/again`, { dispatch: id }],
    ['DELETE', `${at}/${id}`],
  ];
  for (const [who, visitor, refused] of [
    ['a moderator', moderator, 403],
    ['the owner of another site', other.owner, 403],
    ['a reader', new Visitor(), 401],
  ] as const)
    for (const [method, address, body] of calls(path, target.id))
      expect([who, method, address, (await visitor.ask(method, address, { body })).status]).toEqual([
        ...[who, method, address, refused],
      ]);
  for (const [method, address, body] of calls(other.path, target.id).slice(2))
    expect([method, address, (await other.owner.ask(method, address, { body })).status]).toEqual([
      method,
      address,
      404,
    ]);
  expect(await targetsOf(owner, site)).toMatchObject([{ id: target.id, on: true }]);
  expect(await heardBy(of)).toEqual([]);
});

test('the page about privacy says where comments are sent, as long as they are', async () => {
  const { site, owner, of, path } = await prepared();
  const page = async () => (await new Visitor().ask('GET', `/pages/${site}/privacy`)).text;
  expect(await page()).not.toContain('Slack');
  const { target } = await addTarget(owner, site, { kind: 'slack', url: hookAt('ok', of) }, waits);
  expect(await page()).toContain('Slack');
  expect(await page()).not.toContain(of);
  await owner.ask('PATCH', `${path}/${target.id}`, { body: { on: false } });
  expect(await page()).not.toContain('Slack');
});

test('the OpenAPI document describes every event', async () => {
  const { webhooks } = JSON.parse((await new Visitor().ask('GET', '/openapi.json')).text);
  const types = WebhookEvent.options.map(({ shape }) => shape.type.value);
  expect(Object.keys(webhooks).toSorted()).toEqual(types.toSorted());
  for (const type of types) {
    const { post } = webhooks[type];
    expect(post.requestBody.content['application/json'].schema.properties.type).toMatchObject({ const: type });
    expect(post.parameters.map(({ name }: { name: string }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
  }
});
