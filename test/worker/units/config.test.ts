import { createExecutionContext, env } from 'cloudflare:test';
import { beforeAll, expect, test, vi } from 'vitest';

/** One that has just been started: nothing was right before. */
let worker: typeof import('../../../worker/index').default;
beforeAll(async () => {
  vi.resetModules();
  ({ default: worker } = await import('../../../worker/index'));
});

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
] as const)
  test(`a worker ${what} says so to whoever opens it, and serves nothing`, async () => {
    const request = new Request('https://plausch.example/health');
    const response = await worker.fetch(request as never, { ...env, ...variables } as never, createExecutionContext());
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(said);
  });
