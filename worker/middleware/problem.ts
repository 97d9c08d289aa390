import type { Context } from 'hono';
import { type Problem, problems, problemType } from '../contract/problem';
import { Refusal } from '../errors';

/** Turns every failure into an RFC 9457 problem document. What is not a Refusal is ours: logged, and told as 500. */
export function handleError(error: Error, c: Context): Response {
  if (error instanceof Refusal) return respond(c, error);
  console.error(error);
  return respond(c, new Refusal('internal'));
}

function respond(c: Context, { code, detail: { detail, errors, decided, retryAfter } }: Refusal): Response {
  const { status, title } = problems[code];
  const problem: Problem = { type: problemType(code), title, status, detail, errors, decided };
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problem), status);
}
