import { expect, test } from 'vitest';
import { base } from '#host';
import { AlertChoice } from '../../../worker/contract/alerts';
import { MailAddress, People, Profile } from '../../../worker/contract/people';
import { Outbox } from '../../../worker/contract/statement';
import { confirmingPath, inbox, mailsTo } from '../inbox';
import { address } from '../mail-steps';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** Somebody enters an address in the desk's profile. */
async function enter(person: Visitor, to: string, language = 'de'): Promise<string> {
  await person.get(MailAddress, 'PUT', '/api/account/mail', { body: { address: to, language } });
  const letters = await mailsTo(to, 1);
  return confirmingPath(letters[0] ?? expect.unreachable());
}

/** And presses the button behind the link that comes there. */
async function confirm(person: Visitor, kind: string, language?: string): Promise<string> {
  const to = address(kind);
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: base,
    'Sec-Fetch-Site': 'same-origin',
  };
  const path = await enter(person, to, language);
  expect((await new Visitor().ask('POST', path, { body: '', headers })).status).toBe(200);
  return to;
}

/** Anna's site with Ben, and a comment by Nora that waits. */
async function withBen(scope: string[] = []) {
  const site = await openSite({ publish: 'nobody' });
  const anna = await ownerOf(site);
  const ben = await invite(site, anna, { name: 'Ben', role: 'moderator', scope });
  const { comment } = await new Visitor().write(site, { body: 'Stimmt die Zahl?' });
  return { site, anna, ben, comment: comment.id };
}

async function ask(anna: Visitor, site: string, comment: string, note = 'Kennst du sie?') {
  const { people } = await anna.get(People, 'GET', `/api/sites/${site}/people`);
  const to = people.find(({ name }) => name === 'Ben')?.account;
  const path = `/api/sites/${site}/comments/${comment}/consults`;
  const answer = await anna.ask('POST', path, { body: { to, note } });
  expect(answer.status).toBe(201);
  return JSON.parse(answer.text).id as string;
}

const outbox = async (person: Visitor, site: string) =>
  (await person.get(Outbox, 'GET', `/api/sites/${site}/outbox`)).messages;
const deliveries = async (person: Visitor, site: string) => (await outbox(person, site))[0]?.deliveries;
/** What became of the newest message, once it does not wait any more. */
async function outcome(person: Visitor, site: string) {
  await expect.poll(async () => (await deliveries(person, site))?.every(({ state }) => state !== 'waiting')).toBe(true);
  return deliveries(person, site);
}

test('a question to a colleague comes by mail, the answer comes back, and the outbox says so', async () => {
  const { site, anna, ben, comment } = await withBen();
  const toAnna = await confirm(anna, 'anna');
  const toBen = await confirm(ben, 'ben', 'en');
  const question = await ask(anna, site, comment);
  const [, letter] = await mailsTo(toBen, 2);
  expect(letter).toMatchObject({ from: expect.stringMatching(/^"Anna on .*" <comments@mail\.example>$/) });
  expect(letter?.text).toContain('> Kennst du sie?');
  // The comment it is about stands there, too, with the links to decide.
  expect(letter?.text).toContain('> Stimmt die Zahl?');
  expect(letter?.text.match(/\/decide\/\S+\?as=(approve|reject|spam|answer)/g)).toHaveLength(4);
  expect(letter?.text).toContain(`/desk/#/${site}/queue/asked`);
  expect(letter?.text).toContain(`/desk/#/${site}/profile`);
  expect(await outcome(anna, site)).toMatchObject([{ name: 'Ben', state: 'sent', why: null, way: expect.any(String) }]);
  expect((await outbox(anna, site))[0]).toMatchObject({ kind: 'consult', state: 'sent' });

  await ben.ask('POST', `/api/sites/${site}/consults/${question}/answer`, { body: { note: 'Ja, sie stimmt.' } });
  const [, answer] = await mailsTo(toAnna, 2);
  expect(answer?.text).toContain('> Ja, sie stimmt.');
  expect(answer?.from).toMatch(/^"Ben auf /);
});

test('nothing goes to an address that is not confirmed, and the outbox says so', async () => {
  const { site, anna, ben, comment } = await withBen();
  const to = address('unconfirmed');
  await enter(ben, to);
  await ask(anna, site, comment);
  expect(await outcome(anna, site)).toMatchObject([{ name: 'Ben', state: 'unsent', why: 'no-address', way: null }]);
  expect((await outbox(anna, site))[0]?.state).toBe('unsent');
  expect(await inbox(to)).toHaveLength(1);
});

test('who has changed or removed their address gets nothing at the old one', async () => {
  const { site, anna, ben, comment } = await withBen();
  const old = await confirm(ben, 'old');
  const other = address('other');
  await enter(ben, other);
  await ask(anna, site, comment);
  expect(await outcome(anna, site)).toMatchObject([{ state: 'unsent', why: 'no-address' }]);
  const removed = await confirm(ben, 'removed');
  await ben.ask('DELETE', '/api/account/mail');
  await ask(anna, site, comment, 'Und jetzt?');
  expect(await outcome(anna, site)).toMatchObject([{ state: 'unsent', why: 'no-address' }]);
  for (const to of [old, other, removed]) expect(await inbox(to)).toHaveLength(1);
});

test('an appeal comes to everyone who may decide about it, and to nobody else', async () => {
  const { site, anna, ben } = await withBen(['/elsewhere/']);
  const [toAnna, toBen] = [await confirm(anna, 'anna'), await confirm(ben, 'ben')];
  const cleo = await invite(site, anna, { name: 'Cleo', role: 'moderator', scope: ['/post/'] });
  const toCleo = await confirm(cleo, 'cleo');
  const author = new Visitor();
  const { comment } = await author.write(site, { body: 'Hallo' });
  await anna.decide(site, 'reject', [comment.id]);
  const body = { text: 'Das war nur ein Gruß.' };
  expect((await author.ask('POST', `/api/sites/${site}/comments/${comment.id}/appeal`, { body })).status).toBeLessThan(
    300,
  );
  for (const to of [toAnna, toCleo]) expect((await mailsTo(to, 2))[1]?.text).toContain('> Das war nur ein Gruß.');
  const told = await outcome(anna, site);
  expect(told?.map(({ name, state }) => [name, state]).toSorted()).toEqual([
    ['Anna', 'sent'],
    ['Cleo', 'sent'],
  ]);
  expect(await inbox(toBen)).toHaveLength(1);
});

test('a mail server that refuses a recipient for good is heard, and nothing more is sent there before it is confirmed anew', async () => {
  const { site, anna, ben, comment } = await withBen();
  const to = await confirm(ben, 'refused-later');
  await ask(anna, site, comment);
  const said = await outcome(anna, site);
  expect(said).toMatchObject([{ name: 'Ben', state: 'failed', said: expect.stringMatching(/gone/i) }]);
  // Of the service that takes mails over HTTP nobody can tell whether it is the recipient that it refuses.
  if (!/5\.1\.1/.test(said?.[0]?.said ?? '')) return;
  expect((await ben.get(Profile, 'GET', '/api/account')).mail).toEqual({ address: to, confirmed: null });
  await ask(anna, site, comment, 'Und jetzt?');
  expect(await outcome(anna, site)).toMatchObject([{ name: 'Ben', state: 'unsent', why: 'no-address' }]);
});

test('a mail server that refuses a mail for good is heard, and it is tried again when somebody wants it', async () => {
  const { site, anna, ben, comment } = await withBen();
  await confirm(ben, 'unwanted-later');
  await ask(anna, site, comment);
  const said = await outcome(anna, site);
  expect(said).toMatchObject([{ name: 'Ben', state: 'failed', said: expect.stringMatching(/do not want/i) }]);
  expect((await outbox(anna, site))[0]?.state).toBe('failed');
  const { id } = (await outbox(anna, site))[0] ?? expect.unreachable();
  const work = { kind: 'message', subject: `${id} ${said?.[0]?.account}` };
  expect((await anna.ask('POST', `/api/sites/${site}/due`, { body: work })).status).toBe(204);
  expect(await outcome(anna, site)).toMatchObject([{ state: 'sent' }]);
});

test('a mail server that is busy is tried again later, and the outbox says when and what it said', async () => {
  const { site, anna, ben, comment } = await withBen();
  await confirm(ben, 'busy-later');
  await ask(anna, site, comment);
  await expect.poll(async () => (await deliveries(anna, site))?.[0]?.said).toMatch(/busy/i);
  const [delivery] = (await deliveries(anna, site)) ?? [];
  expect(delivery?.state).toBe('waiting');
  expect(Date.parse(delivery?.at ?? '')).toBeGreaterThan(Date.now());
});

test.each([
  ['Anna\r\nBcc: ben@example.de', 'x'],
  ['=?utf-8?q?=0D=0ABcc:_ben=40example.de?=', '\r\n.\r\nMAIL FROM:<a@b.de>\r\n'],
  ['"Anna" <anna@evil.example>, Ben', '\u202egnp.exe https://evil.example/ <script>alert(1)</script>'],
])(
  'whatever people are called and write, a message has one sender, one recipient and one text: %j',
  async (name, note) => {
    const site = await openSite({ publish: 'nobody' });
    const anna = await ownerOf(site);
    const ben = await invite(site, anna, { name: 'Ben', role: 'moderator' });
    const evil = await invite(site, anna, { name, role: 'owner' });
    const to = await confirm(ben, 'hostile');
    const { comment } = await new Visitor().write(site, { body: 'Hallo' });
    await ask(evil, site, comment.id, note);
    const [, letter] = await mailsTo(to, 2);
    expect(letter?.from.match(/<[^>]*>/g)).toEqual(['<comments@mail.example>']);
    expect(letter?.from).not.toMatch(/[\r\n]/);
    expect(letter?.html).not.toMatch(/<script|href="https:\/\/evil/);
    expect(letter?.text).toMatch(/^> /m);
  },
);

test('each says when they want to hear, and what cannot be is refused with its field', async () => {
  const { site, anna, ben } = await withBen([]);
  const path = `/api/sites/${site}/alerts`;
  const choice: AlertChoice = {
    ...{ alerts: 'unread', after: 45, at: '07:15', zone: 'Pacific/Chatham', quiet: { from: '22:30', to: '06:00' } },
    ...{ reports: false, appeals: true, questions: false },
  };
  expect(await ben.get(AlertChoice, 'PUT', path, { body: choice })).toEqual(choice);
  expect(await ben.get(AlertChoice, 'GET', path)).toEqual(choice);
  expect(await anna.get(AlertChoice, 'GET', path)).toMatchObject({ alerts: 'off', zone: 'UTC' });
  for (const [wrong, pointer] of [
    [{ zone: 'Mars/Olympus' }, '/zone'],
    [{ at: '24:00' }, '/at'],
    [{ after: 4 }, '/after'],
    [{ quiet: { from: '22:00', to: '22:00' } }, '/quiet'],
    [{ quiet: { from: '22:00', to: '7:00' } }, '/quiet/to'],
  ] as const) {
    const refused = await ben.refused('PUT', path, { body: { ...choice, ...wrong } });
    expect([refused.status, refused.errors?.[0]?.pointer]).toEqual([422, pointer]);
  }
  expect(await ben.get(AlertChoice, 'GET', path)).toEqual(choice);
});

test('who wants to hear that comments wait gets a mail that says so, and nobody else does', async () => {
  const { site, anna, ben } = await withBen(['/in/']);
  const [toAnna, toBen] = [await confirm(anna, 'anna'), await confirm(ben, 'ben', 'en')];
  const path = `/api/sites/${site}/alerts`;
  expect(await ben.get(AlertChoice, 'GET', path)).toMatchObject({ alerts: 'off', quiet: null });
  await ben.get(AlertChoice, 'PUT', path, { body: { alerts: 'now' } });
  expect(await anna.get(AlertChoice, 'GET', path)).toMatchObject({ alerts: 'off' });
  expect((await ben.refused('PUT', path, { body: { alerts: 'often' } })).status).toBe(422);
  await new Visitor().write(site, { body: 'Draußen', thread: '/out/' });
  await new Visitor().write(site, { body: 'Drinnen steht mehr dazu: beispiel.example', thread: '/in/' });
  const [, letter] = await mailsTo(toBen, 2);
  expect(letter?.subject).toBe(`A comment waits on ${site}`);
  expect(letter?.text).toContain('Drinnen');
  expect(letter?.text).not.toMatch(/Draußen|beispiel\.example/);
  expect(await inbox(toAnna)).toHaveLength(1);
});
