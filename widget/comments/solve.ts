import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { NewChallenge } from '../../worker/contract/comment';

/** Solves a challenge and returns it as ALTCHA encodes it: base64 of JSON. Undefined: not in time. */
export async function solve(challenge: NewChallenge['challenge']): Promise<string | undefined> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution ? btoa(JSON.stringify({ challenge, solution })) : undefined;
}
