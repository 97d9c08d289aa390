import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call to a service, as it came. */
export interface Call {
  path: string;
  fields: Record<string, string>;
}

/** What opens the services here. */
export const keys = { akismet: 'akismet-key', sitekey: 'site-key', secret: 'turnstile-secret', ai: 'ai-token' };

/**
 * A server on loopback that speaks what Akismet, Turnstile and Workers AI document. How it behaves stands in the comment or
 * token: `[akismet spam]`, `[ai unsafe S10]`, … A mode for a blog (`PUT /mode?blog=…&mode=down`) goes before that. What a
 * blog has said to it is at `/calls?blog=…`. Beside them is the script of a widget that passes without asking anybody.
 */
export async function startServices(): Promise<{ url: string; close: () => void }> {
  const calls: Call[] = [];
  const modes = new Map<string, string>();
  const usedTokens = new Set<string>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const text = await textOf(request);
    if (url.pathname.startsWith('/hooks')) return hook(request, url, text, response);
    response.setHeader('Access-Control-Allow-Origin', '*');
    const blog = url.searchParams.get('blog') ?? '';
    if (url.pathname === '/calls') {
      response.end(
        JSON.stringify(
          calls.filter(
            ({ path, fields }) =>
              fields.blog === blog ||
              (blog === 'turnstile' && path.endsWith('siteverify')) ||
              (blog === 'ai' && path.startsWith('/ai/')),
          ),
        ),
      );
      return;
    }
    if (url.pathname === '/mode') {
      modes.set(blog, url.searchParams.get('mode') ?? '');
      response.end();
      return;
    }
    const fields: Record<string, string> = text.startsWith('{')
      ? JSON.parse(text)
      : Object.fromEntries(new URLSearchParams(text));
    calls.push({ path: url.pathname, fields });
    if (url.pathname.startsWith('/akismet/')) akismet(url.pathname, fields, modes, response);
    else if (url.pathname === '/turnstile/siteverify') siteverify(fields, usedTokens, response);
    else if (url.pathname === '/turnstile/api.js') response.setHeader('Content-Type', 'text/javascript').end(script);
    else if (url.pathname.startsWith('/ai/')) workersAi(request, fields, response);
    else response.writeHead(404).end();
  });
  // A connection is not closed just when somebody takes it up again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Whoever has started it may end without it.
  server.unref();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** What Plausch needs to be told to find these services. */
export const serviceVariables = (url: string) => ({
  PLAUSCH_AKISMET_KEY: keys.akismet,
  PLAUSCH_AKISMET_URL: `${url}/akismet`,
  PLAUSCH_TURNSTILE_SITEKEY: keys.sitekey,
  PLAUSCH_TURNSTILE_SECRET: keys.secret,
  PLAUSCH_TURNSTILE_URL: `${url}/turnstile`,
});

/** The same for the model, which is a binding on Cloudflare. */
export const modelVariables = (url: string) => ({
  PLAUSCH_AI_ACCOUNT: 'account',
  PLAUSCH_AI_TOKEN: keys.ai,
  PLAUSCH_AI_URL: `${url}/ai`,
});

/** A request to what hears of what happens on a site, as it came. */
export interface Heard {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

const heard: Heard[] = [];

/**
 * Whatever a site tells of what happens there: `/hooks/MODE/…`. How it answers says the mode. What has come for a path that holds
 * something is at `/hooks-heard?of=…`.
 */
function hook(request: IncomingMessage, url: URL, body: string, response: ServerResponse): void {
  if (url.pathname === '/hooks-heard') {
    const of = url.searchParams.get('of') ?? '';
    response.end(JSON.stringify(heard.filter(({ path, body }) => `${path} ${body}`.includes(of))));
    return;
  }
  const { method = '', headers } = request;
  const path = url.pathname + url.search;
  heard.push({ method, path, headers: headers as Record<string, string>, body });
  const mode = url.pathname.split('/')[2];
  if (mode === 'silent') return;
  if (mode === 'gone') response.writeHead(410).end('It is gone.');
  else if (mode === 'busy') response.writeHead(429, { 'Retry-After': '77' }).end('Slow down.');
  else if (mode === 'down') response.writeHead(500).end('We fell over.');
  else if (mode === 'lost') response.writeHead(404).end(`Cannot ${method} ${path} with ${headers.authorization}`);
  else if (mode === 'away') response.writeHead(307, { Location: url.pathname.replace('away', 'inside') }).end();
  else response.end('ok');
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

/** https://akismet.com/developers/detailed-docs/comment-check/, …/submit-spam-missed-spam/, …/submit-ham-false-positives/ */
function akismet(
  path: string,
  fields: Record<string, string>,
  modes: Map<string, string>,
  response: ServerResponse,
): void {
  const { api_key, blog = '', user_ip, user_agent, comment_content = '' } = fields;
  const mode = modes.get(blog) || /\[akismet (\w+)\]/.exec(comment_content)?.[1];
  const method = path.slice('/akismet/'.length);
  if (mode === 'slow') return;
  if (mode === 'down') response.writeHead(503).end('Service Unavailable');
  else if (mode === 'odd') response.end('<html>Welcome to the hotel</html>');
  else if (api_key !== keys.akismet || !blog || !user_ip || !user_agent)
    response.writeHead(200, { 'X-akismet-debug-help': 'Something is missing.' }).end('invalid');
  else if (method === 'submit-spam' || method === 'submit-ham')
    response.end('Thanks for making the web a better place.');
  else if (method !== 'comment-check') response.writeHead(404).end();
  else if (mode === 'later') response.writeHead(200, { 'X-akismet-recheck-after': '1' }).end('false');
  else if (mode === 'discard') response.writeHead(200, { 'X-akismet-pro-tip': 'discard' }).end('true');
  else response.end(mode === 'spam' ? 'true' : 'false');
}

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
function siteverify(
  { secret, response: token = '' }: Record<string, string>,
  used: Set<string>,
  response: ServerResponse,
) {
  const say = (success: boolean, ...codes: string[]) =>
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ success, 'error-codes': codes }));
  if (token.startsWith('slow')) return;
  if (token.startsWith('down')) response.writeHead(500).end('error');
  else if (secret !== keys.secret) say(false, 'invalid-input-secret');
  else if (token.startsWith('internal')) say(false, 'internal-error');
  else if (used.has(token)) say(false, 'timeout-or-duplicate');
  else if (token.startsWith('good')) {
    used.add(token);
    say(true);
  } else say(false, 'invalid-input-response');
}

/** https://developers.cloudflare.com/workers-ai/models/llama-guard-3-8b/ and its REST API */
function workersAi(request: IncomingMessage, fields: Record<string, unknown>, response: ServerResponse): void {
  const say = (status: number, answer: object) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  const refused = (code: number, message: string) => ({ result: null, success: false, errors: [{ code, message }] });
  const [message] = (fields.messages ?? []) as { role: string; content: string }[];
  const mode = /\[ai (\w+) ?([\w,]*)\]/.exec(message?.content ?? '');
  if (request.headers.authorization !== `Bearer ${keys.ai}`) say(401, refused(10000, 'Authentication error'));
  else if (request.url !== '/ai/accounts/account/ai/run/@cf/meta/llama-guard-3-8b') say(404, refused(7000, 'No route'));
  else if (message?.role !== 'user' || mode?.[1] === 'down') say(500, refused(3040, 'Capacity temporarily exceeded'));
  else if (mode?.[1] === 'slow') return;
  else {
    const answers: Record<string, unknown> = {
      unsafe: `\n\nunsafe\n${mode?.[2]}`,
      json: { safe: false, categories: (mode?.[2] ?? '').split(',') },
      odd: 'I am sorry, but as a language model',
    };
    say(200, { result: { response: answers[mode?.[1] ?? ''] ?? '\n\nsafe' }, success: true, errors: [] });
  }
}

/** As much of Turnstile's script as a page uses: https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/ */
const script = `
let count = 0;
const widgets = new Map();
window.turnstile = {
  render(container, options) {
    const id = String(++count);
    widgets.set(id, options);
    container.dataset.sitekey = options.sitekey;
    return id;
  },
  execute(id) {
    const { callback, 'error-callback': failed, action, sitekey } = widgets.get(id);
    setTimeout(() => (sitekey === 'site-key' ? callback('good-' + crypto.randomUUID()) : failed('110100')));
  },
  remove(id) { widgets.delete(id); },
};
`;
