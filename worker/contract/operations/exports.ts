import * as z from 'zod';
import { ExportQuery } from '../exports';
import type { Api } from './operation';

/**
 * A site as one file (docs/export.md): all of it, a line of JSON each, or its comments as other systems read them. A file of lines whose last is not
 * the one with counts is not whole.
 */
const read = {
  summary: 'All of a site as one file, or its comments in the format of another system; of a thread or a time',
  query: ExportQuery,
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
