import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** How stories reach a Plausch: here, over HTTP, the Node.js server that `start-node.ts` started. */
export const base = inject('base');
export const secret = readFileSync(join(inject('data'), 'secret'), 'utf8').trim();
export const send = (request: Request): Promise<Response> => fetch(request);
