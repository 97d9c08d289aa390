import { env, exports } from 'cloudflare:workers';

/** How stories reach a Plausch: here, the worker in the runtime that the tests themselves run in. */
export const base = 'https://plausch.example';
export const secret = env.PLAUSCH_SECRET;
export const send = (request: Request): Promise<Response> => exports.default.fetch(request);
