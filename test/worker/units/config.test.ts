import { createExecutionContext, env } from 'cloudflare:test';
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../../../worker/config';

/** One that has just been started: nothing was right before. */
let worker: typeof import('../../../worker/index').default;
beforeAll(async () => {
  vi.resetModules();
  ({ default: worker } = await import('../../../worker/index'));
});

/** What the tests' worker is told, but for how it sends mail. */
const withoutMail = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PLAUSCH_MAIL')));

for (const [what, variables, said] of [
  ['without its secret', { PLAUSCH_SECRET: undefined }, 'PLAUSCH_SECRET: needs at least 32 characters'],
  ['with a secret that can be guessed', { PLAUSCH_SECRET: 'secret' }, 'PLAUSCH_SECRET: needs at least 32 characters'],
  ['with limits that are neither on nor off', { PLAUSCH_LIMITS: 'yes' }, 'PLAUSCH_LIMITS: '],
  [
    'with one half of a key',
    { PLAUSCH_TURNSTILE_SECRET: undefined },
    'PLAUSCH_TURNSTILE_SECRET: needed beside PLAUSCH_TURNSTILE_SITEKEY',
  ],
  ['with the other half', { PLAUSCH_AI_TOKEN: 'token' }, 'PLAUSCH_AI_ACCOUNT: needed beside PLAUSCH_AI_TOKEN'],
  [
    'that would send comments over the network in the clear',
    { PLAUSCH_AKISMET_URL: 'http://akismet.example' },
    'PLAUSCH_AKISMET_URL: needs to start with https://',
  ],
  [
    'that would send mail from nobody',
    { PLAUSCH_SMTP_URL: 'smtp://mail.example' },
    'PLAUSCH_MAIL_FROM: needed beside PLAUSCH_SMTP_URL',
  ],
  [
    'that would send mail by no way',
    { PLAUSCH_MAIL_FROM: 'a@mail.example' },
    'PLAUSCH_MAIL_FROM: needs PLAUSCH_SMTP_URL or PLAUSCH_MAIL_API_KEY beside it',
  ],
  [
    'that would send mail by two ways',
    { PLAUSCH_MAIL_FROM: 'a@mail.example', PLAUSCH_SMTP_URL: 'smtp://mail.example', PLAUSCH_MAIL_API_KEY: 'key' },
    'PLAUSCH_MAIL_API_KEY: not beside PLAUSCH_SMTP_URL',
  ],
  ['that would send mail from a name', { PLAUSCH_MAIL_FROM: 'Nora <a@mail.example>' }, 'PLAUSCH_MAIL_FROM: An e-mail'],
  [
    'with a mail server that is none',
    { PLAUSCH_SMTP_URL: 'mail.example:587' },
    'PLAUSCH_SMTP_URL: needs to be an address',
  ],
  [
    'with a name for a mail server and no password',
    { PLAUSCH_SMTP_URL: 'smtp://nora@mail.example' },
    'PLAUSCH_SMTP_URL: needs to be an address',
  ],
  [
    'with TLS for a mail server and none',
    { PLAUSCH_SMTP_TLS: 'optional' },
    'PLAUSCH_SMTP_URL: needed beside PLAUSCH_SMTP_TLS',
  ],
  ['with half a signature', { PLAUSCH_DKIM_SELECTOR: 'plausch' }, 'PLAUSCH_DKIM_KEY: needed beside'],
  [
    'with a signature that is no key',
    {
      PLAUSCH_DKIM_SELECTOR: 'plausch',
      PLAUSCH_DKIM_KEY: '-----BEGIN PRIVATE KEY-----\\nc2VjcmV0\\n-----END PRIVATE KEY-----',
    },
    'PLAUSCH_DKIM_KEY: needs to be a private RSA key in PEM',
  ],
  [
    'that would send mails over the network in the clear',
    { PLAUSCH_MAIL_API_KEY: 'key', PLAUSCH_MAIL_API_URL: 'http://mail.example' },
    'PLAUSCH_MAIL_API_URL: needs to start with https://',
  ],
  [
    'with the address of a service and no key',
    { PLAUSCH_MAIL_API_URL: 'https://mail.example' },
    'PLAUSCH_MAIL_API_KEY: needed beside PLAUSCH_MAIL_API_URL',
  ],
] as const)
  test(`a worker ${what} says so to whoever opens it, and serves nothing`, async () => {
    const request = new Request('https://plausch.example/health');
    const response = await worker.fetch(
      request as never,
      { ...withoutMail, ...variables } as never,
      createExecutionContext(),
    );
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(said);
  });

/** How mail goes with these variables. */
const mailWith = (variables: Record<string, unknown>) =>
  readConfig({ PLAUSCH_SECRET: 's'.repeat(32), PLAUSCH_MAIL_FROM: 'comments@mail.example', ...variables }).mail?.way;

test('a mail server is reached as its address says, with STARTTLS unless it is this machine', () => {
  expect(mailWith({ PLAUSCH_SMTP_URL: 'smtp://nora%40mail.example:p%3Aw%2F@mail.example' })).toEqual({
    kind: 'smtp',
    host: 'mail.example',
    port: 587,
    implicitTls: false,
    tls: 'demanded',
    login: { user: 'nora@mail.example', password: 'p:w/' },
    dkim: undefined,
  });
  expect(mailWith({ PLAUSCH_SMTP_URL: 'smtps://mail.example' })).toMatchObject({ port: 465, implicitTls: true });
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(mailWith({ PLAUSCH_SMTP_URL: `smtp://${host}:25` })).toMatchObject({ port: 25, tls: 'optional' });
  const allowed = { PLAUSCH_SMTP_URL: 'smtp://mail.example:25', PLAUSCH_SMTP_TLS: 'optional' };
  expect(mailWith(allowed)).toMatchObject({ tls: 'optional' });
});

test('a key for signatures may stand on one line, as in a file of variables', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = { PLAUSCH_DKIM_SELECTOR: 'plausch', PLAUSCH_DKIM_KEY: key.replaceAll('\n', '\\n') };
  expect(mailWith({ PLAUSCH_SMTP_URL: 'smtp://mail.example', ...dkim })).toMatchObject({
    dkim: { selector: 'plausch', key },
  });
});

test('without a server or a service Cloudflare’s binding is the way, and an address of that name is none', () => {
  expect(mailWith({ EMAIL: { send: () => {} } })).toEqual({ kind: 'binding' });
  expect(mailWith({ PLAUSCH_MAIL_API_KEY: 'key', EMAIL: {} })).toMatchObject({ kind: 'api' });
  expect(() => mailWith({ EMAIL: 'nora@mail.example' })).toThrow('PLAUSCH_MAIL_FROM: needs');
  expect(readConfig({ PLAUSCH_SECRET: 's'.repeat(32), EMAIL: {} }).mail).toBe(undefined);
});
