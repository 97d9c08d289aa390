import * as z from 'zod';
import type { Api } from './operation';

/** All of a site as one file: a line of JSON each (docs/export.md). A file whose last line is not the one with counts is not whole. */
const read = {
  summary: 'All of a site as one file, a line of JSON each; its last line has the counts',
  type: 'application/jsonl',
  answers: { 200: z.string() },
} as const;

/** For whoever owns the site. */
export const exports = {
  base: '/api/sites/{site}',
  operations: { 'GET /export': { ...read, door: 'owner' } },
} as const satisfies Api;

/** The same for `npm run site -- export`. */
export const operatorExports = {
  base: '/api/operator',
  operations: { 'GET /sites/{site}/export': { ...read, door: 'operator' } },
} as const satisfies Api;
