import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { services } from '#host';
import { NewChallenge, Submitted } from '../../../worker/contract/comment';
import { Chores, Settings } from '../../../worker/contract/desk';
import { Services } from '../../../worker/contract/services';
import type { Call } from '../services';
import { openSite, operator, ownerOf, Visitor } from '../visitor';

/** For what hangs, not for what is slow. */
const patient = { timeout: 60_000 };

/** What Plausch has said to the services about a site; to Turnstile and the model, which know no sites: about any. */
const calls = async (site: string): Promise<Call[]> => {
  const blog = ['turnstile', 'ai'].includes(site) ? site : `https://${site}`;
  return (await fetch(`${services}/calls?blog=${encodeURIComponent(blog)}`)).json();
};
/** Makes Akismet behave in a way, whatever the comment says. */
const behave = (site: string, mode: string) =>
  fetch(`${services}/mode?blog=${encodeURIComponent(`https://${site}`)}&mode=${mode}`, { method: 'PUT' });
/** Does now what is done every quarter of an hour. */
const doChores = () => operator().get(Chores, 'POST', '/api/operator/chores');

/** How a comment is sent beside its text. */
interface Sent {
  turnstile?: string | undefined;
  headers?: Record<string, string>;
  url?: string;
}

/** Writes a comment that nothing but the services could find doubtful; the status, and what the desk sees. */
async function write(site: string, body: string, { turnstile, headers, url }: Sent = {}) {
  const visitor = new Visitor();
  const submitted = await send(visitor, site, body, { turnstile, headers: headers ?? {}, ...(url && { url }) });
  return { ...submitted, visitor };
}

async function send(visitor: Visitor, site: string, body: string, { turnstile, headers = {}, url }: Sent = {}) {
  const form = { writing: 60_000, inputs: 60, pasted: 0, turnstile };
  const answer = await visitor.ask('POST', `/api/sites/${site}/comments`, {
    body: { thread: { key: '/post/', url }, author: { name: 'Nora', email: 'nora@example.de' }, body, form },
    headers,
  });
  expect([201, 202]).toContain(answer.status);
  const submitted = Submitted.parse(JSON.parse(answer.text));
  visitor.token = submitted.token;
  return submitted;
}

const seen = async (owner: Visitor, site: string, id: string) => {
  const { items } = await owner.queue(site, 'state=any&limit=100');
  const item = items.find(({ comment }) => comment.id === id);
  if (!item) throw new Error('The desk does not see it.');
  // The visitors here do no work.
  const signals = item.signals.filter(({ text }) => text !== 'no-proof');
  return { ...item, signals, texts: signals.map(({ text }) => text) };
};

test('no service is asked until the owner of a site switches it on', async () => {
  const site = await openSite({ publish: 'everyone' });
  const owner = await ownerOf(site);
  expect(await owner.get(Services, 'GET', `/api/sites/${site}/services`)).toEqual({
    offered: ['akismet', 'turnstile', 'workers-ai'],
  });
  expect((await owner.get(Settings, 'GET', `/api/sites/${site}/settings`)).services).toEqual([]);
  const { status } = await write(site, 'Ein Gedanke. [akismet spam] [ai unsafe S10]');
  expect([status, await calls(site)]).toEqual(['published', []]);
  const { turnstile } = await new Visitor().get(NewChallenge, 'GET', `/api/sites/${site}/challenge?thread=/post/`);
  expect(turnstile).toBeNull();
  const problem = await owner.refused('PATCH', `/api/sites/${site}/settings`, { body: { services: ['recaptcha'] } });
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/services/0']);
});

describe('Akismet', () => {
  const opened = () => openSite({ publish: 'everyone', services: ['akismet'] });

  test('is told what it needs to judge, and what it lets through is published', async () => {
    const site = await opened();
    const headers = { 'User-Agent': 'Mozilla/5.0 (test)' };
    const url = `https://${site}/post/`;
    const { status, visitor } = await write(site, 'Ein Gedanke.', { headers, url });
    expect(status).toBe('published');
    const [call] = await calls(site);
    expect(call).toMatchObject({
      path: '/akismet/comment-check',
      fields: {
        blog: `https://${site}`,
        user_ip: visitor.address,
        user_agent: 'Mozilla/5.0 (test)',
        permalink: url,
        comment_type: 'comment',
        comment_author: 'Nora',
        comment_author_email: 'nora@example.de',
        comment_content: 'Ein Gedanke.',
        blog_lang: 'de',
      },
    });
  });

  test('an address that is not the site’s own is no post of it', async () => {
    const site = await opened();
    await write(site, 'Ein Gedanke.', { url: 'https://elsewhere.example/post/' });
    expect((await calls(site))[0]?.fields.permalink).toBeUndefined();
  });

  test('what it calls spam waits for a person, what it would throw away is filed, and neither is lost', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const spam = await write(site, 'Ein Gedanke. [akismet spam]');
    const discard = await write(site, 'Noch ein Gedanke. [akismet discard]');
    expect((await seen(owner, site, spam.comment.id)).texts).toEqual(['akismet-spam']);
    expect(await seen(owner, site, spam.comment.id)).toMatchObject({ waiting: 'held', doubt: 5.5 });
    expect((await seen(owner, site, discard.comment.id)).texts).toEqual(['akismet-discard']);
    expect(await seen(owner, site, discard.comment.id)).toMatchObject({ waiting: 'spam', doubt: 9.5 });
  });

  test.each(['down', 'odd', 'slow'])(
    'while it is %s a comment waits, also an author’s with a good record; afterwards it is asked again',
    async (mode) => {
      const site = await opened();
      const owner = await ownerOf(site);
      await behave(site, mode);
      const { comment, status } = await write(site, 'Ein Gedanke.');
      expect(status).toBe('held');
      expect((await seen(owner, site, comment.id)).texts).toEqual(['service-unsure']);
      expect((await seen(owner, site, comment.id)).why).toEqual([{ kind: 'service', service: 'akismet' }]);
      // The next time is a quarter of an hour away: nothing is asked before.
      const asked = (await calls(site)).length;
      await doChores();
      expect((await calls(site)).length).toBe(asked);
    },
  );

  test('when it asks for time it is asked again then, and its answer decides', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    await behave(site, 'later');
    const [good, bad] = [await write(site, 'Ein Gedanke.'), await write(site, 'Kein Gedanke. [akismet discard]')];
    expect([good.status, bad.status]).toEqual(['held', 'held']);
    await behave(site, '');
    // The site wakes by itself.
    await vi.waitFor(
      async () => {
        expect((await seen(owner, site, good.comment.id)).comment.status).toBe('published');
        expect(await seen(owner, site, bad.comment.id)).toMatchObject({ waiting: 'spam', texts: ['akismet-discard'] });
      },
      { ...patient, interval: 500 },
    );
    const { comments } = await new Visitor().read(site);
    expect(comments.map(({ id }) => id)).toEqual([good.comment.id]);
    expect((await calls(site)).at(-1)?.fields).toMatchObject({ recheck_reason: 'retry', user_ip: expect.any(String) });
  });

  test('a changed text is judged anew', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const { comment, visitor } = await write(site, 'Ein Gedanke.');
    const change = async (body: string) => {
      const answer = await visitor.ask('PATCH', `/api/sites/${site}/comments/${comment.id}`, { body: { body } });
      return Submitted.parse(JSON.parse(answer.text)).status;
    };
    expect(await change('Ein Gedanke. [akismet spam]')).toBe('held');
    expect((await seen(owner, site, comment.id)).texts).toEqual(['akismet-spam']);
    expect(await change('Ein besserer Gedanke.')).toBe('published');
    expect((await seen(owner, site, comment.id)).texts).toEqual([]);

    // The same by whoever has the comment's private link.
    const answer = await new Visitor().ask('POST', comment.own?.link ?? '', {
      body: new URLSearchParams({ body: 'Ein Gedanke mehr. [akismet spam]' }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, (await seen(owner, site, comment.id)).texts]).toEqual([303, ['akismet-spam']]);
  });

  test('the plain page asks it, too', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const answer = await new Visitor().ask('POST', `/pages/${site}`, {
      body: new URLSearchParams({ thread: '/post/', name: 'Nora', body: 'Ein Gedanke. [akismet spam]' }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(303);
    const { items } = await owner.queue(site, 'state=any');
    expect(items[0]?.signals.map(({ text }) => text)).toContain('akismet-spam');
  });
});

describe('no service hears of', () => {
  /** How often any service was asked about a text with this in it. */
  const heard = async (site: string, part: string) => {
    const all = [...(await calls(site)), ...(await calls('ai'))];
    return all.filter(({ fields }) => JSON.stringify(fields).includes(part)).length;
  };
  const opened = (publish = 'everyone') =>
    openSite({ publish, editMinutes: 0, services: ['akismet', 'turnstile', 'workers-ai'] });
  /** A text like no other, and what goes with it. */
  const sent = (more: object = {}) => ({
    thread: { key: '/post/' },
    author: { name: 'Nora' },
    body: `Ein Gedanke ${crypto.randomUUID()}.`,
    form: { writing: 60_000, inputs: 60, turnstile: `good-${crypto.randomUUID()}` },
    ...more,
  });
  const post = (visitor: Visitor, site: string, body: object, headers = {}) =>
    visitor.ask('POST', `/api/sites/${site}/comments`, { body, headers });
  const plain = (site: string, fields: Record<string, string>) =>
    new Visitor().ask('POST', `/pages/${site}`, {
      body: new URLSearchParams({ thread: '/post/', name: 'Nora', ...fields }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  const nobody = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

  test('an answer to nothing, from the form and from the plain page', async () => {
    const site = await opened();
    const comment = sent({ parent: nobody });
    expect((await post(new Visitor(), site, comment)).status).toBe(422);
    const body = `Ein Gedanke ${crypto.randomUUID()}.`;
    expect((await plain(site, { body, parent: nobody })).status).toBe(422);
    expect([await heard(site, comment.body), await heard(site, body)]).toEqual([0, 0]);
    const { turnstile } = comment.form;
    expect((await calls('turnstile')).filter(({ fields }) => fields.response === turnstile)).toEqual([]);
  });

  test('a repeat, from the form and from the plain page, also of one that waits', async () => {
    for (const publish of ['everyone', 'nobody']) {
      const site = await opened(publish);
      const comment = sent();
      const headers = { 'Idempotency-Key': crypto.randomUUID() };
      const first = await post(new Visitor(), site, comment, headers);
      await vi.waitFor(async () => expect(await heard(site, comment.body)).toBe(publish === 'nobody' ? 2 : 1), patient);
      const again = await post(new Visitor(), site, comment, headers);
      expect(JSON.parse(again.text).comment.id).toBe(JSON.parse(first.text).comment.id);
      expect((await new Visitor().refused('POST', `/api/sites/${site}/comments`, { body: sent(), headers })).type).toBe(
        '/problems/key-reused',
      );
      const form = { body: `Ein Gedanke ${crypto.randomUUID()}.`, key: crypto.randomUUID() };
      await plain(site, form);
      // Without Turnstile's script a comment waits, and the model is asked about it, too.
      await vi.waitFor(async () => expect(await heard(site, form.body)).toBe(2), patient);
      expect((await plain(site, form)).status).toBe(303);
      // What comes after all these is heard after them.
      const last = sent();
      await post(new Visitor(), site, last);
      await vi.waitFor(async () => expect(await heard(site, last.body)).toBe(publish === 'nobody' ? 2 : 1), patient);
      expect([await heard(site, comment.body), await heard(site, form.body)]).toEqual([
        publish === 'nobody' ? 2 : 1,
        2,
      ]);
    }
  });

  test('somebody who is banned, and a change that comes too late', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const nora = new Visitor();
    const { comment: own, token } = Submitted.parse(JSON.parse((await post(nora, site, sent())).text));
    nora.token = token;
    const late = `Ein Gedanke ${crypto.randomUUID()}.`;
    const path = `/api/sites/${site}/comments/${own.id}`;
    expect((await nora.refused('PATCH', path, { body: { body: late } })).type).toBe('/problems/window-closed');
    const { id } = (await seen(owner, site, own.id)).author;
    await owner.ask('PUT', `/api/sites/${site}/authors/${id}/ban`, { body: { kind: 'ban', reason: 'r', days: null } });
    const comment = sent();
    expect((await nora.refused('POST', `/api/sites/${site}/comments`, { body: comment })).type).toBe(
      '/problems/banned',
    );
    expect([await heard(site, late), await heard(site, comment.body)]).toEqual([0, 0]);
  });

  test('somebody who is banned and changes what waits', async () => {
    const site = await opened('nobody');
    const owner = await ownerOf(site);
    const nora = new Visitor();
    const { comment, token } = Submitted.parse(JSON.parse((await post(nora, site, sent())).text));
    nora.token = token;
    const { id } = (await seen(owner, site, comment.id)).author;
    await owner.ask('PUT', `/api/sites/${site}/authors/${id}/ban`, { body: { kind: 'ban', reason: 'r', days: null } });
    const body = `Ein Gedanke ${crypto.randomUUID()}.`;
    const path = `/api/sites/${site}/comments/${comment.id}`;
    expect((await nora.refused('PATCH', path, { body: { body } })).type).toBe('/problems/banned');
    expect(await heard(site, body)).toBe(0);
  });

  test('a proof of work that was used', async () => {
    const site = await opened();
    const nora = new Visitor();
    const path = `/api/sites/${site}/challenge?thread=/post/`;
    const { challenge } = await nora.get(NewChallenge, 'GET', path);
    const proof = btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }));
    expect((await post(nora, site, sent({ form: { writing: 60_000, inputs: 60, proof } }))).status).toBe(202);
    const again = sent({ form: { writing: 60_000, inputs: 60, proof } });
    expect((await nora.refused('POST', `/api/sites/${site}/comments`, { body: again })).type).toBe(
      '/problems/challenge-used',
    );
    expect(await heard(site, again.body)).toBe(0);
  });
});

describe('Turnstile', () => {
  const opened = () => openSite({ publish: 'everyone', services: ['turnstile'] });

  test('the form is told where its script is, and a good token publishes', async () => {
    const site = await opened();
    const { turnstile } = await new Visitor().get(NewChallenge, 'GET', `/api/sites/${site}/challenge?thread=/post/`);
    expect(turnstile).toEqual({ sitekey: 'site-key', script: `${services}/turnstile/api.js?render=explicit` });
    const { status } = await write(site, 'Ein Gedanke.', { turnstile: `good-${crypto.randomUUID()}` });
    expect(status).toBe('published');
  });

  test('a token that is missing, wrong or used is a sign, never a refusal', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const token = `good-${crypto.randomUUID()}`;
    await write(site, 'Ein Gedanke.', { turnstile: token });
    for (const [turnstile, text] of [
      [undefined, 'turnstile-missing'],
      ['made up', 'turnstile-refused'],
      [token, 'turnstile-refused'],
      ['x'.repeat(3000), 'turnstile-refused'],
    ] as const) {
      const { comment, status } = await write(site, `Ein Gedanke mit ${turnstile?.length ?? 'ohne'}.`, { turnstile });
      expect([status, (await seen(owner, site, comment.id)).texts]).toEqual(['held', [text]]);
    }
  });

  test.each(['down', 'internal', 'slow'])('while it is %s, comments go on without it', async (token) => {
    const site = await opened();
    expect((await write(site, 'Ein Gedanke.', { turnstile: token })).status).toBe('published');
  });

  test('whoever changes their text is not asked again, and what was said of the first stays', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const { comment, visitor } = await write(site, 'Ein Gedanke.');
    const change = (visitor: Visitor, id: string) =>
      visitor.ask('PATCH', `/api/sites/${site}/comments/${id}`, { body: { body: 'Ein anderer Gedanke.' } });
    await change(visitor, comment.id);
    expect((await seen(owner, site, comment.id)).texts).toEqual(['turnstile-missing']);
    const passed = await write(site, 'Ein Gedanke mehr.', { turnstile: `good-${crypto.randomUUID()}` });
    const changed = await change(passed.visitor, passed.comment.id);
    expect(Submitted.parse(JSON.parse(changed.text)).status).toBe('published');
  });
});

describe('Workers AI', () => {
  const opened = () => openSite({ publish: 'nobody', services: ['workers-ai'] });

  test('what its model finds harmful stands first in the queue, and weighs nothing', async () => {
    const site = await opened();
    const owner = await ownerOf(site);
    const ids: string[] = [];
    for (const body of [
      'Eins.',
      'Zwei. [ai unsafe S10]',
      'Drei. [ai odd]',
      'Vier. [ai down]',
      'Fünf. [ai json S1,S10]',
    ])
      ids.push((await write(site, body)).comment.id);
    const [one, two, three, four, five] = ids;
    await vi.waitFor(async () => {
      const { items } = await owner.queue(site);
      expect(items.map(({ comment }) => comment.id)).toEqual([two, five, one, three, four]);
    }, patient);
    const { items, next } = await owner.queue(site, 'limit=1');
    expect(items[0]).toMatchObject({ first: true, doubt: 1.5 });
    expect(items[0]?.signals.at(-1)).toMatchObject({ weight: 0, text: 'harmful', values: { hazards: 'S10' } });
    const rest = await owner.queue(site, `limit=10&after=${encodeURIComponent(next ?? '')}`);
    expect(rest.items.map(({ comment }) => comment.id)).toEqual([five, one, three, four]);
    expect(rest.items[0]?.signals.at(-1)?.values).toEqual({ hazards: 'S1 S10' });
  });

  test('it is not asked about what is published at once', async () => {
    const site = await openSite({ publish: 'everyone', services: ['workers-ai'] });
    const owner = await ownerOf(site);
    const number = crypto.randomUUID();
    const { comment, status } = await write(site, `Ein Gedanke. [ai unsafe S10] ${number}`);
    const links = 'Nur Links: https://a.example https://b.example https://c.example';
    const held = await write(site, `${links} [ai unsafe S2] ${number}`);
    await vi.waitFor(async () => expect((await seen(owner, site, held.comment.id)).first).toBe(true), patient);
    expect([status, (await seen(owner, site, comment.id)).texts]).toEqual(['published', []]);
    const asked = (await calls('ai')).map(({ fields }) => JSON.stringify(fields));
    expect(asked.filter((text) => text.includes(number)).length).toBe(1);
  });
});

test('who runs the server alone can have the chores done', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  for (const visitor of [owner, new Visitor()])
    expect((await visitor.refused('POST', '/api/operator/chores')).status).toBe(403);
  expect(await operator().get(z.unknown(), 'POST', '/api/operator/chores')).toMatchObject({ erased: 0 });
});

test('the page about privacy names the services that are on, and no other', async () => {
  const site = await openSite({ services: ['akismet', 'turnstile'] });
  const read = async () => (await new Visitor().ask('GET', `/pages/${site}/privacy`)).text;
  const named = async () => {
    const text = await read();
    return ['Akismet', 'Turnstile', 'Workers AI'].filter((name) => text.includes(name));
  };
  expect(await named()).toEqual(['Akismet', 'Turnstile']);
  const owner = await ownerOf(site);
  const settings = { body: { services: ['workers-ai'], language: 'en' } };
  await owner.get(Settings, 'PATCH', `/api/sites/${site}/settings`, settings);
  expect(await named()).toEqual(['Workers AI']);
  expect(await read()).toContain('shown to a language model, without names and addresses');
  expect((await new Visitor().ask('GET', '/pages/nobody.example/privacy')).status).toBe(404);
});
