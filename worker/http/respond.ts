import type { Context } from 'hono';

/**
 * Headers of everything that is data: never sniffed as something else, never framed, never run.
 * (OWASP REST Security Cheat Sheet, "Security Headers".)
 */
export const dataHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

type Headers = Record<string, string>;

/**
 * Answers with a body and its headers: those of all data, those that let the site's pages read it, a session's cookie
 * anew, and the given ones over them. Headers stay a plain object to the end: building a Headers object costs more than a page's bytes.
 */
export function respond(c: Context, status: number, body: BodyInit | null, headers: Headers = {}): Response {
  const renewal = c.get('renewal');
  const own = renewal ? { 'Set-Cookie': renewal, ...headers } : headers;
  return new Response(body, { status, headers: { ...dataHeaders, ...c.get('cors'), ...own } });
}

/** Answers with JSON that nobody keeps, unless the headers say otherwise. */
export function json(c: Context, value: unknown, status = 200, headers: Headers = {}): Response {
  return respond(c, status, JSON.stringify(value), { 'Content-Type': 'application/json', ...headers });
}

/** Answers that it is done and there is nothing to say. */
export const done = (c: Context, status: 202 | 204, headers: Headers = {}) => respond(c, status, null, headers);
