import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/ready.mjs';
import { type MailServers, mailKey, mailLogin } from '../mail-known';
import { address, receivedBy, theMailTo } from '../mail-steps';
import { run } from './server';

const servers: MailServers = JSON.parse(process.env.PLAUSCH_TEST_MAIL ?? '');
const login = `${encodeURIComponent(mailLogin.user)}:${encodeURIComponent(mailLogin.password)}`;
const from = { PLAUSCH_MAIL_FROM: 'comments@mail.example' };

const mailTest = (variables: Record<string, string>, ...args: string[]) =>
  run('dist/site.js', ['mail-test', ...args], variables);

test.each([
  [
    'a server on this machine',
    { PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${servers.plain}` },
    `smtp://127.0.0.1:${servers.plain}`,
  ],
  [
    'one that demands STARTTLS and a login',
    { PLAUSCH_SMTP_URL: `smtp://${login}@localhost:${servers.startTls}`, PLAUSCH_SMTP_TLS: 'demanded' },
    `smtp://localhost:${servers.startTls}`,
  ],
  [
    'one with TLS from the first byte on',
    { PLAUSCH_SMTP_URL: `smtps://${login}@localhost:${servers.tls}`, PLAUSCH_SMTP_TLS: 'demanded' },
    `smtps://localhost:${servers.tls}`,
  ],
])('whoever tries the mail over %s reads what it answered, and gets the mail', async (_, variables, way) => {
  const to = address('operator');
  const { code, out, err } = await mailTest({ ...from, ...variables }, to);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^smtps?:\/\/\S+ has taken it: 250 2\.0\.0 Taken as \d+\n$/);
  expect(out).toContain(`${way} has taken it`);
  const { mail } = await theMailTo(to);
  expect([mail.from, mail.subject]).toEqual([
    { name: 'Plausch', address: 'comments@mail.example' },
    'Plausch kann Mails verschicken',
  ]);
  expect(mail.text?.replaceAll('\u200a', '')).toContain(`Sie ging über ${way} hinaus.`);
});

test('over a service for mail, too, and in English', async () => {
  const to = address('operator');
  const api = { PLAUSCH_MAIL_API_KEY: mailKey, PLAUSCH_MAIL_API_URL: `${servers.control}/emails` };
  const { code, out } = await mailTest({ ...from, ...api }, to, '--language', 'en');
  expect([code, out]).toEqual([0, expect.stringMatching(/^127\.0\.0\.1:\d+ has taken it: 200 \{"id":"mail-\d+"\}\n$/)]);
  expect(JSON.parse((await receivedBy(to))[0]?.raw ?? '')).toMatchObject({ subject: 'Plausch can send mail' });
});

test('what the server refused is said as it said it, and no password with it', async () => {
  const to = address('nobody');
  const refused = await mailTest({ ...from, PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${servers.plain}` }, to);
  const way = `smtp://127.0.0.1:${servers.plain}`;
  expect(refused).toEqual({ code: 1, out: '', err: `${way} did not take it: 550 5.1.1 Nobody of this name here\n` });
  const wrong = { PLAUSCH_SMTP_URL: `smtps://${encodeURIComponent(mailLogin.user)}:hunter2@localhost:${servers.tls}` };
  const { code, err } = await mailTest({ ...from, ...wrong }, to);
  expect([code, err.includes('refused to let us sign in: 535 5.7.8'), err.includes('hunter2')]).toEqual([
    1,
    true,
    false,
  ]);
});

test('where no mail is set up, the three lines that change it are said, and nothing is left behind', async () => {
  const { code, out, err } = await mailTest({}, 'nora@reader.example');
  expect([code, out]).toEqual([1, '']);
  expect(err.split('\n').slice(1, 4)).toEqual([
    'PLAUSCH_MAIL_FROM=comments@example.de',
    'PLAUSCH_SMTP_URL=smtp://USER:PASSWORD@mail.example.de:587',
    'npm run site -- mail-test ADDRESS',
  ]);
});

test.each([
  [['nora'], 'nora: An e-mail address such as name@example.de.\n'],
  [['nora@reader.example', '--url', 'https://plausch.example'], 'mail-test sends from here'],
  [['nora@reader.example', '--language', 'tlh'], 'Usage'],
  [[], 'Usage'],
])('npm run site -- mail-test %j says what is wrong', async (args, said) => {
  const { code, err } = await mailTest(from, ...args);
  expect([code, err.includes(said)]).toEqual([1, true]);
});

test('what sends mail stands in a file of its own, which nothing loads before the first mail', () => {
  const built = (name: string) => readFileSync(join(root, 'dist', name), 'utf8');
  const ofTheLibrary = 'all recipients were rejected';
  expect(built('nodemailer.js')).toContain(ofTheLibrary);
  expect(built('site.js')).toContain('import("./nodemailer.js")');
  for (const name of ['server.js', 'site.js']) {
    expect(built(name)).not.toContain(ofTheLibrary);
    expect(built(name)).not.toMatch(/^(import|export)\b[^(]*nodemailer/m);
  }
});
