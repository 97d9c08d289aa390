import { expect, test } from 'vitest';
import { base } from '#host';
import { MailAddress, MailTested, Profile } from '../../../worker/contract/people';
import { confirmingPath, inbox, mailsTo } from '../inbox';
import { address } from '../mail-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

const enter = (person: Visitor, address: string, language = 'de') =>
  person.get(MailAddress, 'PUT', '/api/account/mail', { body: { address, language } });
const profile = (person: Visitor) => person.get(Profile, 'GET', '/api/account');
const mailOf = async (person: Visitor) => (await profile(person)).mail;
/** What a browser sends with the one button of the page. */
const press = (path: string, person = new Visitor()) =>
  person.ask('POST', path, {
    body: '',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: base, 'Sec-Fetch-Site': 'same-origin' },
  });
const newOwner = async () => ownerOf(await openSite());

test('somebody at the desk enters an address, and confirms it with the button that the link leads to', async () => {
  const owner = await newOwner();
  expect(await profile(owner)).toMatchObject({ mail: null, sendsMail: true });
  const to = address('anna');
  expect(await enter(owner, to)).toEqual({ address: to, confirmed: null });
  const [letter] = await mailsTo(to, 1);
  expect(letter?.subject).toBe('E-Mail-Adresse bestätigen');
  const path = confirmingPath(letter ?? expect.unreachable());
  const page = await new Visitor().ask('GET', path);
  expect([page.status, page.text.includes(to), page.text.match(/<button/g)?.length]).toEqual([200, true, 1]);
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  expect(await mailOf(owner)).toEqual({ address: to, confirmed: null });

  const pressed = await press(path);
  expect([pressed.status, pressed.text.includes('Bestätigt')]).toEqual([200, true]);
  expect(await mailOf(owner)).toEqual({ address: to, confirmed: expect.any(String) });
});

test('a mail scanner that follows every link with GET and HEAD confirms nothing', async () => {
  const owner = await newOwner();
  const to = address('scanned');
  await enter(owner, to);
  const [letter] = await mailsTo(to, 1);
  const path = confirmingPath(letter ?? expect.unreachable());
  for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await new Visitor().ask(method, path);
  expect((await mailOf(owner))?.confirmed).toBeNull();
  expect((await press(path)).status).toBe(200);
});

test('a button that somebody else’s page presses confirms nothing', async () => {
  const owner = await newOwner();
  const to = address('foreign');
  await enter(owner, to);
  const path = confirmingPath((await mailsTo(to, 1))[0] ?? expect.unreachable());
  const headers = { Origin: 'https://foreign.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await new Visitor().ask('POST', path, { body: '', headers })).status).toBe(403);
  expect((await mailOf(owner))?.confirmed).toBeNull();
});

test('a link confirms once, and one that is made up never', async () => {
  const owner = await newOwner();
  const to = address('once');
  await enter(owner, to, 'en');
  const path = confirmingPath((await mailsTo(to, 1))[0] ?? expect.unreachable());
  expect((await press(path)).status).toBe(200);
  const [account = '', secret = ''] = path.slice('/mail/'.length).split('.');
  const nobody = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  for (const wrong of [
    path,
    `/mail/${account}.`,
    `/mail/${nobody}.${secret}`,
    '/mail/x',
    `/mail/${account}.${secret}x`,
  ])
    for (const answer of [await new Visitor().ask('GET', wrong), await press(wrong)])
      expect([wrong, answer.status, answer.text.includes('This link does not work any more')]).toEqual([
        wrong,
        404,
        true,
      ]);
});

test('another address has to be confirmed anew, by a link of its own', async () => {
  const owner = await newOwner();
  const [first, second] = [address('first'), address('second')];
  await enter(owner, first);
  const old = confirmingPath((await mailsTo(first, 1))[0] ?? expect.unreachable());
  await press(old);
  expect(await enter(owner, second)).toEqual({ address: second, confirmed: null });
  expect((await press(old)).status).toBe(404);
  expect(await mailOf(owner)).toEqual({ address: second, confirmed: null });
  expect((await press(confirmingPath((await mailsTo(second, 1))[0] ?? expect.unreachable()))).status).toBe(200);
  expect((await mailOf(owner))?.confirmed).toEqual(expect.any(String));
});

test('an address that is removed is gone at once, with its link', async () => {
  const owner = await newOwner();
  const to = address('removed');
  await enter(owner, to);
  const path = confirmingPath((await mailsTo(to, 1))[0] ?? expect.unreachable());
  expect((await owner.ask('DELETE', '/api/account/mail')).status).toBe(204);
  expect(await mailOf(owner)).toBeNull();
  expect((await press(path)).status).toBe(404);
  expect(await mailOf(owner)).toBeNull();
});

test('nothing that anybody has written stands in the mail, whatever people are called', async () => {
  const name = 'Gewinnen Sie jetzt: https://prize.example';
  const site = await openSite();
  const owner = await ownerOf(site);
  const body = { name, role: 'moderator', scope: [] };
  const { link } = JSON.parse((await owner.ask('POST', `/api/sites/${site}/people`, { body })).text);
  const guest = new Visitor();
  await guest.signIn(link);
  const to = address('victim');
  await enter(guest, to);
  const [letter] = await mailsTo(to, 1);
  expect(JSON.stringify(letter)).not.toMatch(/prize|Gewinnen/);
  expect(JSON.stringify(letter)).not.toContain(site);
});

test('one login has five confirming mails a day sent, from however many networks, and removing the address gives no more', async () => {
  const owner = await newOwner();
  const to = address('flooded');
  const ask = () => {
    const elsewhere = new Visitor();
    elsewhere.cookie = owner.cookie;
    return elsewhere.ask('PUT', '/api/account/mail', { body: { address: to, language: 'en' } });
  };
  for (let time = 0; time < 5; time += 1) expect((await ask()).status).toBe(200);
  await owner.ask('DELETE', '/api/account/mail');
  const refused = await ask();
  expect([refused.status, Number(refused.headers.get('Retry-After')) > 80_000]).toEqual([429, true]);
  expect(await inbox(to)).toHaveLength(5);
});

test('one network has five confirming mails sent in ten minutes, with however many logins', async () => {
  const network = new Visitor().address;
  const to = address('cannon');
  const statuses: number[] = [];
  for (let time = 0; time < 7; time += 1) {
    const one = new Visitor(network);
    one.cookie = (await newOwner()).cookie;
    statuses.push((await one.ask('PUT', '/api/account/mail', { body: { address: to, language: 'en' } })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(await inbox(to)).toHaveLength(5);
});

test('an address that the mail server refuses is told as such', async () => {
  const owner = await newOwner();
  const body = { address: address('nobody'), language: 'en' };
  expect(await owner.refused('PUT', '/api/account/mail', { body })).toMatchObject({ type: '/problems/mail-not-taken' });
});

test.each(['anna@', 'anna@example.de, ben@example.de', 'anna@example.de\r\nBcc: ben@example.de', '"x" <a@b.de>'])(
  'what is not one address is refused: %j',
  async (wrong) => {
    const owner = await newOwner();
    const problem = await owner.refused('PUT', '/api/account/mail', { body: { address: wrong, language: 'en' } });
    expect([problem.status, problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/address']]);
  },
);

test('a button tests whether mail gets through to a confirmed address, and says what the other side answered', async () => {
  const owner = await newOwner();
  const test = () => owner.ask('POST', '/api/account/mail/test');
  expect((await test()).status).toBe(422);
  const to = address('tested');
  await enter(owner, to);
  expect((await test()).status).toBe(422);
  await press(confirmingPath((await mailsTo(to, 1))[0] ?? expect.unreachable()));
  expect(await owner.get(MailTested, 'POST', '/api/account/mail/test')).toMatchObject({ taken: true });
  expect((await mailsTo(to, 2))[1]?.subject).toBe('Plausch kann Mails verschicken');
});
