import { expect, test } from 'vitest';
import { base } from '#host';
import { inbox, mailsTo } from '../inbox';
import { address } from '../mail-steps';
import { linkIn, listen, open, outbox, outcome, press, tick } from '../reader-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

/** A site on which nothing waits, and nothing can be changed afterwards: so what is written is told of at once. */
const openPrompt = (more: Record<string, unknown> = {}) =>
  openSite({ publish: 'everyone', editMinutes: 0, language: 'en', holdFrom: 20, spamFrom: 20, ...more });

/** Somebody answers, and something else is written that is no answer. */
async function answer(site: string, parent: string, body = 'Yes, it is right.', name = 'Uwe') {
  return (await new Visitor().write(site, { body, parent, name })).comment.id;
}

test('the mail that asks for a confirmation has no text by anybody, and nothing else is sent before', async () => {
  const site = await openPrompt();
  const nora = new Visitor();
  const comment = { body: 'BUY this at evil.example', name: 'Evil Name', title: 'Evil Title' };
  const { to, letter, comment: id } = await tick(nora, site, 'nora', { of: 'thread', pace: 'now' }, comment);
  expect(letter.from).toBe(`"${site}" <comments@mail.example>`);
  for (const part of [letter.subject, letter.text, letter.html]) expect(part).not.toMatch(/evil|buy/i);
  expect(letter.text).not.toContain(to);
  await answer(site, id);
  const anna = await ownerOf(site);
  const other = await listen(new Visitor(), site, 'other', { of: 'thread', pace: 'now' });
  await answer(site, id, 'And another.');
  await mailsTo(other.to, 2);
  expect(await inbox(to)).toHaveLength(1);
  expect(JSON.stringify(await outbox(anna, site))).not.toContain(to);
});

test('who has confirmed hears of an answer, by whom it is, and where it is to be read; and not of others', async () => {
  const site = await openPrompt();
  const nora = new Visitor();
  const { to, comment } = await listen(nora, site, 'nora');
  await new Visitor().write(site, { body: 'Something else.' });
  await nora.write(site, { body: 'I answer myself.', parent: comment });
  const id = await answer(site, comment);
  const [, letter] = await mailsTo(to, 2);
  expect(letter?.from).toBe(`"Uwe on ${site}" <comments@mail.example>`);
  expect(letter?.text).toContain('Uwe:\n> Yes, it is right.\n');
  expect(letter?.text).not.toMatch(/Something else|I answer myself/);
  expect(letter?.text).toContain(`/pages/${site}?thread=%2Fpost%2F&around=${id}#plausch-${id}`);
  expect(letter?.headers['in-reply-to']).toMatch(/^<conversation\./);
  expect(letter?.headers['auto-submitted']).toBe('auto-generated');
  expect(letter?.text).not.toContain('@');
  const anna = await ownerOf(site);
  expect(await outcome(anna, site, 'answers')).toMatchObject({
    state: 'sent',
    to: 'n…@reader.example',
    text: expect.not.stringContaining('right'),
    deliveries: [{ state: 'sent', address: 'n…@reader.example', way: expect.any(String) }],
  });
});

test('who listens to a thread hears of everything there, and of nothing elsewhere', async () => {
  const site = await openPrompt();
  const { to } = await listen(new Visitor(), site, 'nora', { of: 'thread', pace: 'now' });
  await new Visitor().write(site, { body: 'Elsewhere.', thread: '/other/' });
  await new Visitor().write(site, { body: 'First in here.' });
  const [, letter] = await mailsTo(to, 2);
  expect(letter?.text).toContain('> First in here.');
  expect(letter?.text).not.toContain('Elsewhere');
});

test('a mail scanner that follows every link with GET and HEAD confirms nothing and stops nothing', async () => {
  const site = await openPrompt();
  const { to, comment, letter } = await tick(new Visitor(), site, 'nora');
  const scan = async (paths: string[]) => {
    for (const path of paths)
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) {
        const seen = await new Visitor().ask(method, path);
        expect([path, seen.headers.get('Set-Cookie')]).toEqual([path, null]);
      }
  };
  const confirm = linkIn(letter, 'confirm');
  await scan([confirm, linkIn(letter, 'stop')]);
  const page = await open(confirm);
  expect(page.text).toContain('<button>Confirm</button>');
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  expect((await press(confirm)).text).toContain('Confirmed');
  await answer(site, comment);
  const [, told] = await mailsTo(to, 2);
  await scan([linkIn(told ?? expect.unreachable(), 'stop'), confirm]);
  const again = await new Visitor().write(site, { body: 'Once more.', parent: comment, name: 'Zoe' });
  expect(again.status).toBe('published');
  const anna = await ownerOf(site);
  await expect
    .poll(async () => (await outbox(anna, site)).flatMap(({ deliveries }) => deliveries.map(({ why }) => why)))
    .not.toContain('stopped');
  // The mailbox is still there: the confirming page says so.
  expect((await open(confirm)).text).toContain('Confirmed');
});

test('one request with POST ends it, as RFC 8058 has it: from anywhere, without a cookie; and the page for people does', async () => {
  const site = await openPrompt();
  const ends = async (way: 'one-click' | 'multipart' | 'page') => {
    const { to, comment, letter } = await listen(new Visitor(), site, way, undefined, { body: `Listening ${way}` });
    await answer(site, comment, `For ${way}`);
    const [, told = expect.unreachable()] = await mailsTo(to, 2);
    expect(told.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const header = /^<(https?:\/\/[^>]+)>$/.exec(told.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    const { pathname, origin } = new URL(header);
    expect(origin).toBe(base);
    expect(pathname).toBe(linkIn(told, 'stop'));
    const foreign = { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' };
    const boundary = '----x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n----x--\r\n';
    const stopped =
      way === 'page'
        ? await press(pathname)
        : await new Visitor().ask('POST', pathname, {
            body: way === 'multipart' ? boundary : 'List-Unsubscribe=One-Click',
            headers: {
              ...foreign,
              'Content-Type':
                way === 'multipart' ? 'multipart/form-data; boundary=--x' : 'application/x-www-form-urlencoded',
            },
          });
    expect([stopped.status, stopped.text.includes('Ended')]).toEqual([200, true]);
    // It is gone for good, and the link goes on saying the same.
    expect((await press(pathname)).status).toBe(200);
    expect((await open(linkIn(letter, 'confirm'))).status).toBe(404);
    expect((await press(linkIn(letter, 'confirm'))).status).toBe(404);
  };
  await Promise.all([ends('one-click'), ends('multipart'), ends('page')]);
  // Nobody of them hears of what comes then, as one who listens to all of it shows.
  const witness = await listen(new Visitor(), site, 'witness', { of: 'thread', pace: 'now' });
  await new Visitor().write(site, { body: 'After the end.' });
  await mailsTo(witness.to, 2);
});

test('who has ended it and ticks again confirms again; and a link of old mail ends that, too', async () => {
  const site = await openPrompt();
  const nora = new Visitor();
  const { to, comment, letter } = await listen(nora, site, 'nora');
  await answer(site, comment);
  const [, told = expect.unreachable()] = await mailsTo(to, 2);
  await press(linkIn(told, 'stop'));
  await nora.write(site, { body: 'Again, please.', email: to, notify: { of: 'thread', pace: 'now' } });
  const [, , anew = expect.unreachable()] = await mailsTo(to, 3);
  expect(linkIn(anew, 'confirm')).not.toBe(linkIn(letter, 'confirm'));
  expect((await press(linkIn(letter, 'confirm'))).status).toBe(404);
  expect((await press(linkIn(anew, 'confirm'))).status).toBe(200);
  await press(linkIn(told, 'stop'));
  expect((await open(linkIn(anew, 'confirm'))).status).toBe(404);
});

test('twenty at once, from twenty browsers, send an address three mails; and nobody hears which address is known', async () => {
  const site = await openPrompt();
  const to = address('crowd');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      new Visitor().write(site, {
        body: `Number ${number} of the crowd`,
        email: to,
        notify: { of: 'mine', pace: 'now' },
      }),
    ),
  );
  const shapes = new Set(answers.map((one) => JSON.stringify(Object.keys(one).toSorted())));
  expect(shapes.size).toBe(1);
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([201]));
  await mailsTo(to, 3);
  const variant = to.replace('@', '+x@');
  await new Visitor().write(site, { body: 'A variant.', email: variant, notify: { of: 'mine', pace: 'now' } });
  const last = await tick(new Visitor(), site, 'last', undefined, { body: 'And the last of all.' });
  expect(last.letter).toBeDefined();
  expect([(await inbox(to)).length, (await inbox(variant)).length]).toEqual([3, 0]);
});

test('the same request twenty times at once is one comment and one mail', async () => {
  const site = await openPrompt();
  const to = address('repeat');
  const comment = { body: 'Once.', email: to, notify: { of: 'mine', pace: 'now' } as const, key: crypto.randomUUID() };
  const written = await Promise.all(Array.from({ length: 20 }, () => new Visitor().write(site, comment)));
  expect(new Set(written.map(({ comment: { id } }) => id)).size).toBe(1);
  await mailsTo(to, 1);
});

test('one network causes ten confirming mails a day, also for addresses that differ', async () => {
  const site = await openPrompt();
  const addresses = Array.from({ length: 12 }, (_, number) => address(`many${number}`));
  const network = new Visitor().address;
  for (const [number, email] of addresses.entries())
    await new Visitor(network).write(site, {
      body: `A quite different text with number ${number} ${'and more '.repeat(number)}`,
      email,
      notify: { of: 'mine', pace: 'now' },
    });
  const count = async () => (await Promise.all(addresses.map(inbox))).flat().length;
  await expect.poll(count).toBe(10);
  await tick(new Visitor(), site, 'elsewhere', undefined, { body: 'From elsewhere.' });
  expect(await count()).toBe(10);
});

test('without an address there is no mail, and the field says so', async () => {
  const site = await openPrompt();
  const problem = await new Visitor().refused('POST', `/api/sites/${site}/comments`, {
    body: { thread: { key: '/post/' }, author: { name: 'Nora' }, body: 'Hello', notify: { of: 'mine', pace: 'now' } },
  });
  expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/author/email', code: 'required' }] });
});

test('an owner who does not want it switches it off: the tick is not offered, and a wish changes nothing', async () => {
  const site = await openPrompt();
  const challenge = async () =>
    JSON.parse((await new Visitor().ask('GET', `/api/sites/${site}/challenge?thread=%2Fpost%2F`)).text).notify;
  expect(await challenge()).toBe(true);
  const { comment } = await listen(new Visitor(), site, 'nora');
  const anna = await ownerOf(site);
  expect((await anna.ask('PATCH', `/api/sites/${site}/settings`, { body: { notify: false } })).status).toBe(200);
  expect(await challenge()).toBe(false);
  await answer(site, comment);
  const to = address('late');
  await new Visitor().write(site, { body: 'Me, too.', email: to, notify: { of: 'thread', pace: 'now' } });
  await anna.ask('PATCH', `/api/sites/${site}/settings`, { body: { notify: true } });
  await tick(new Visitor(), site, 'witness', undefined, { body: 'A witness.' });
  expect(await inbox(to)).toHaveLength(0);
  expect((await outbox(anna, site)).map(({ kind }) => kind)).not.toContain('answers');
});

/** Names, titles and texts of people who want to send something else than an answer. */
const hostile: [name: string, title: string, body: string][] = [
  ['Uwe\r\nBcc: evil@evil.example', 'Title\r\nBcc: evil@evil.example', 'x'],
  [
    '=?utf-8?q?=0D=0ABcc:_evil=40evil.example?=',
    '=?utf-8?b?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=',
    '\r\n.\r\nMAIL FROM:<a@b.de>\r\n',
  ],
  [
    '"Uwe" <evil@evil.example>, You',
    '\u202egnp.exe <b>bold</b>',
    'See [this](https://evil.example/) <script>alert(1)</script>',
  ],
  ['аррӏе.example', '{{title}} $title %s', 'https://evil.example and www.evil.example or mailto:evil@evil.example'],
  ['U'.repeat(80), 'T'.repeat(300), `${'long '.repeat(1990)}`],
];

test('whatever people and posts are called, an answer is one mail with one sender to one reader', () =>
  Promise.all(
    hostile.map(async ([name, title, body]) => {
      const site = await openPrompt();
      const { to, comment } = await listen(new Visitor(), site, 'hostile');
      const anna = await ownerOf(site);
      await new Visitor().write(site, { body, name, title, parent: comment });
      for (const {
        comment: { id },
      } of (await anna.queue(site, 'state=all')).items)
        await anna.decide(site, 'approve', [id]);
      const [, letter = expect.unreachable()] = await mailsTo(to, 2);
      expect(letter.from.match(/<[^>]*>/g)).toEqual(['<comments@mail.example>']);
      expect([letter.from, letter.subject].join('')).not.toMatch(/[\r\n\u202e]/);
      expect(Object.keys(letter.headers)).not.toContain('bcc');
      expect(letter.html).not.toMatch(/<script|<b>|href="[^"]*evil|href="mailto:/);
      expect([...letter.subject].length).toBeLessThanOrEqual(150);
      expect(letter.text).not.toMatch(/https?:\/\/evil/);
      expect(letter.text).toMatch(/^> /m);
      for (const [, href = ''] of letter.html.matchAll(/href="([^"]+)"/g)) expect(href.startsWith(base)).toBe(true);
    }),
  ));

test('nobody is there: what the mail server refuses for good ends it, and the outbox says so without the address', async () => {
  const site = await openPrompt();
  const { to, comment } = await listen(new Visitor(), site, 'refused-later');
  await answer(site, comment);
  const anna = await ownerOf(site);
  const message = await outcome(anna, site, 'answers').catch(() => undefined);
  expect(JSON.stringify(message)).not.toContain(to.split('@')[0]);
  expect(['unsent', 'failed']).toContain(message?.state);
});

test('what is decided about a comment comes to its author where they wanted mail and have confirmed it', async () => {
  const site = await openPrompt({ publish: 'nobody' });
  const anna = await ownerOf(site);
  const nora = new Visitor();
  const { to, comment } = await listen(nora, site, 'nora');
  await anna.decide(site, 'approve', [comment]);
  const [, published] = await mailsTo(to, 2);
  expect(published?.text).toContain('is published: “Stimmt die Zahl?”');
  expect(published?.headers['list-unsubscribe']).toContain('/stop/');
  await anna.decide(site, 'reject', [comment], { reason: 'Off topic', expect: 'published' });
  const [, , rejected] = await mailsTo(to, 3);
  expect(rejected?.text).toContain('Ground: Off topic.');
  const page = /\/pages\/\S+\/status\/\S+/.exec(rejected?.text ?? '')?.[0] ?? '';
  expect((await open(page)).text).toContain('Your comment is not published.');
  await nora.ask('POST', `/api/sites/${site}/comments/${comment}/appeal`, { body: { text: 'But it is on topic.' } });
  const [item] = (await anna.queue(site, 'state=appealed')).items;
  await anna.decide(site, 'approve', [comment], { texts: { [comment]: item?.version ?? 0 } });
  const [, , , won] = await mailsTo(to, 4);
  expect(won?.text).toContain('Your appeal succeeded');
  const kinds = (await outbox(anna, site)).map(({ kind, state }) => [kind, state]);
  expect(kinds).toEqual([
    ['appeal-decided', 'sent'],
    ['appeal-received', 'unsent'],
    ['statement', 'sent'],
    ['published', 'sent'],
  ]);
});

test('an address that somebody else types says nothing in their name, and takes nothing of its owner’s away', async () => {
  const site = await openPrompt();
  const { to, comment } = await listen(new Visitor(), site, 'nora');
  const thief = new Visitor();
  const { comment: stolen } = await thief.write(site, {
    body: 'In the name of another.',
    email: to,
    notify: { of: 'thread', pace: 'now' },
  });
  const [, asked = expect.unreachable()] = await mailsTo(to, 2);
  const anna = await ownerOf(site);
  await anna.decide(site, 'reject', [stolen.id], { expect: 'published' });
  const delivery = async () => (await outbox(anna, site))[0]?.deliveries[0];
  await expect.poll(async () => (await delivery())?.why).toBe('not-confirmed');
  expect(await delivery()).toMatchObject({ state: 'waiting', address: 'n…@reader.example' });
  await answer(site, comment);
  const [, , told] = await mailsTo(to, 3);
  expect(told?.text).toContain('> Yes, it is right.');
  expect(linkIn(asked, 'stop')).toBe(linkIn(told ?? expect.unreachable(), 'stop'));
});

test('a link of one site is none on another, and what is changed of it is no link', async () => {
  const [site, elsewhere] = [await openPrompt(), await openPrompt()];
  const { to, comment, letter } = await tick(new Visitor(), site, 'nora');
  const confirm = linkIn(letter, 'confirm');
  const [id = '', asked = '', mac = ''] = (confirm.split('/').at(-1) ?? '').split('.');
  const mine = await tick(new Visitor(), elsewhere, 'nora');
  for (const wrong of [
    confirm.replace(site, elsewhere),
    `/confirm/${site}/${id}.${asked}.${mac}x`,
    `/confirm/${site}/${id}.${Number(asked) + 1}.${mac}`,
    `/confirm/${site}/${mine.comment}.${asked}.${mac}`,
    `/confirm/${site}/${id}`,
    `/confirm/${site}/x`,
  ])
    for (const seen of [await open(wrong), await press(wrong)])
      expect([wrong, seen.status, seen.text.includes(to)]).toEqual([wrong, 404, false]);
  const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await press(confirm, foreign)).status).toBe(403);
  expect((await open(confirm)).text).toContain('<button>Confirm</button>');
  expect((await press(confirm)).status).toBe(200);
  const stop = linkIn(letter, 'stop');
  for (const wrong of [
    stop.replace(site, elsewhere),
    `${stop}x`,
    `/stop/${site}/%00`,
    `/stop/${site}/${'x'.repeat(5000)}`,
  ])
    expect([wrong.slice(0, 80), (await press(wrong)).status]).toEqual([wrong.slice(0, 80), 200]);
  await answer(site, comment);
  await mailsTo(to, 2);
});

test('the form without a script wishes, too', async () => {
  const site = await openPrompt({ origins: [base] });
  const page = `/pages/${site}?thread=%2Fpost%2F`;
  const form = (await open(page)).text;
  expect(form).toContain('name="notify"');
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
  );
  const to = address('plain');
  const fields = { ...hidden, body: 'Without a script.', name: 'Ole', notify: 'on', of: 'thread', pace: 'now' };
  const send = (more: Record<string, string>) =>
    new Visitor().ask('POST', `/pages/${site}`, {
      body: new URLSearchParams({ ...fields, ...more } as Record<string, string>).toString(),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: base,
        'Sec-Fetch-Site': 'same-origin',
      },
    });
  const again = await send({});
  expect([again.status, /<option value="thread" selected>/.test(again.text)]).toEqual([422, true]);
  expect((await send({ email: to })).status).toBe(303);
  const [letter = expect.unreachable()] = await mailsTo(to, 1);
  await press(linkIn(letter, 'confirm'));
  await new Visitor().write(site, { body: 'Something new here.' });
  await mailsTo(to, 2);
});
