import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type Problem, problems, problemType } from '../contract/problem';
import { Refusal } from '../errors';
import type { AppEnv } from './env';
import { wantsPage } from './negotiate';
import { respond } from './respond';

/** Tells a person why something did not work, as a page. */
export type ProblemPage = (c: Context<AppEnv>, refusal: Refusal) => Promise<Response>;

/**
 * Turns every failure into an answer: a page for a person who looks at one, else an RFC 9457 problem document. What is
 * not a Refusal is ours: logged, and told as 500.
 */
export const tellProblems = (page: ProblemPage) => async (error: Error, c: Context<AppEnv>) => {
  if (isCutOff(error)) return respond(c, 400, null);
  if (!(error instanceof Refusal)) console.error(error);
  const refusal = error instanceof Refusal ? error : new Refusal('internal');
  return wantsPage(c) ? page(c, refusal) : problem(c, refusal);
};

/** Whether a client is gone before the end of what it sent, as Node.js says it: nobody's fault, and nobody reads the answer. */
const isCutOff = (error: Error) => error.message === 'aborted' && (error as { code?: string }).code === 'ECONNRESET';

/** From here on, a form that is not taken is shown again by `show`, with what was entered. */
export const showAgain = (show: ProblemPage) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set('again', (refusal) => show(c, refusal));
    await next();
  });

/** When it is worth trying again, as a header. */
export const retryHeaders = ({ detail: { retryAfter } }: Refusal): Record<string, string> =>
  retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };

function problem(c: Context, refusal: Refusal): Response {
  const { code } = refusal;
  const { detail, errors, decided, changed } = refusal.detail;
  const { status, title } = problems[code];
  const document: Problem = { type: problemType(code), title, status, detail, errors, decided, changed };
  const headers = { 'Content-Type': 'application/problem+json', ...retryHeaders(refusal) };
  return respond(c, status, JSON.stringify(document), headers);
}
