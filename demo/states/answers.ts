import type { Comment, Submitted, ThreadPage } from '../../worker/contract/comment';
import { problems } from '../../worker/contract/problem';
import { comment, own } from './comments';
import type { Answer, Operation, State } from './state';

/** Where all goes well. */
const usual: Record<Operation, (state: State, body: Record<string, unknown>) => Answer> = {
  'GET /comments': ({ thread, comments = [], page }) =>
    ({
      thread: {
        key: '/',
        title: null,
        url: null,
        count: comments.filter(({ status, html }) => status === 'published' && html !== null).length,
        open: true,
        votes: 'off',
        language: 'en',
        tone: 'formal',
        ...thread,
      },
      comments,
      pinned: comments.filter(({ pinned }) => pinned).map(({ id }) => id),
      previous: null,
      next: null,
      more: [],
      ...page,
    }) satisfies ThreadPage,
  'GET /own': ({ own }) => ({ comments: [], votes: {}, next: null, ...own }),
  'POST /comments': (_, body) => submitted(`${body.body}`),
  'PATCH /comments/{id}': (_, body) => submitted(`${body.body}`),
  'DELETE /comments/{id}': () => ({}),
  'PUT /comments/{id}/vote': (_, { value }) => ({ score: 4, value, token: 'token' }),
  'POST /comments/{id}/reports': () => ({}),
  'POST /comments/{id}/appeal': () => ({}),
  'POST /comments/{id}/notices': () => ({ notice: '01KSTATES00000000000000NOT' }),
  'GET /mine': () => ({ comments: [], votes: [], mail: [], ban: null, next: null }),
  'POST /mine/link': () => ({ link: '/' }),
  'POST /mine/mail': () => ({ status: 202 }),
  'DELETE /mine': () => ({}),
  'GET /counts': () => ({ counts: { '/': 42 } }),
  // Nothing comes while one looks.
  'GET /newest': ({ comments = [] }) => ({ count: comments.length, comments: [] }),
  'GET /since': () => ({ comments: [], complete: true }),
  'GET /former': () => ({ id: '01KSTATES00000000000000001' }),
  'GET /latest': ({ comments = [] }) => ({
    language: 'en',
    comments: comments.map(({ id, author, html, created }) => ({
      ...{ id, created, author: author?.name ?? '', team: false, url: `/#plausch-${id}` },
      excerpt: (html ?? '').replace(/<[^>]+>/g, ''),
      thread: { key: '/', title: 'A post' },
    })),
  }),
  // No work: this is not about that.
  'GET /challenge': () => ({ challenge: null, trap: 'topic', turnstile: null, notify: true }),
  'POST /preview': (_, { body }) => ({ html: `<p>${body}</p>` }),
};

function submitted(body: string): Submitted {
  const sent: Comment = comment('Nora', body, { status: 'held', ...own(body, { usualWait: 7_200_000 }) });
  return { comment: sent, status: 'held', token: 'token', why: [] };
}

/** Stands in for the server of all sites: `fetch`, as far as the widget calls it. */
export function answering(states: State[]): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(`${input}`, location.href);
    const [, site, path = ''] = /^\/api\/sites\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
    const state = states.find(({ name }) => `${name}.example` === site);
    const operation = `${init?.method ?? 'GET'} ${path.replace(/(?<=^\/comments\/)\w+/, '{id}')}` as Operation;
    if (!state || !(operation in usual)) throw new Error(`Nothing answers to ${operation} of ${site}.`);
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
    return respond(state.answers?.[operation] ?? usual[operation](state, body));
  };
}

function respond(answer: Answer): Promise<Response> | Response {
  if (answer === 'never') return new Promise(() => {});
  if (answer === 'lost') throw new TypeError('Failed to fetch');
  if (answer === 'other') return new Response('<h1>Bad gateway</h1>', { status: 502 });
  if (!('problem' in answer)) return Response.json(answer);
  const { problem, errors = [], wait } = answer;
  const { status, title } = problems[problem];
  const json = { type: `/problems/${problem}`, title, status, errors };
  return Response.json(json, { status, ...(wait && { headers: { 'Retry-After': `${wait}` } }) });
}
