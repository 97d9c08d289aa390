import { createExecutionContext, env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import worker from '../../../worker/index';

for (const [what, variables, said] of [
  ['without its secret', { PLAUSCH_SECRET: undefined }, 'PLAUSCH_SECRET: needs at least 32 characters'],
  ['with a secret that can be guessed', { PLAUSCH_SECRET: 'secret' }, 'PLAUSCH_SECRET: needs at least 32 characters'],
  ['with limits that are neither on nor off', { PLAUSCH_LIMITS: 'yes' }, 'PLAUSCH_LIMITS: '],
] as const)
  test(`a worker ${what} says so to whoever opens it, and serves nothing`, async () => {
    const request = new Request('https://plausch.example/health');
    const response = await worker.fetch(request as never, { ...env, ...variables } as never, createExecutionContext());
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(said);
  });
