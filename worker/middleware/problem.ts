import type { Context } from 'hono';
import { type Problem, problems, problemType } from '../contract/problem';
import { Refusal } from '../errors';
import { respond } from './respond';

/** Turns every failure into an RFC 9457 problem document. What is not a Refusal is ours: logged, and told as 500. */
export function handleError(error: Error, c: Context): Response {
  if (error instanceof Refusal) return problem(c, error);
  console.error(error);
  return problem(c, new Refusal('internal'));
}

function problem(c: Context, { code, detail: { detail, errors, decided, changed, retryAfter } }: Refusal): Response {
  const { status, title } = problems[code];
  const document: Problem = { type: problemType(code), title, status, detail, errors, decided, changed };
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' };
  if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter);
  return respond(c, status, JSON.stringify(document), headers);
}
