import { Import, ImportBatch, ImportEnd, ImportReceived, Imports, mostBatchBytes, NewImport } from '../transfer';
import type { Api } from './operation';

/** Bringing in what was written elsewhere: begin, send records, end. Whatever is sent twice changes nothing. It is undone from the log. */
const list = { summary: 'What was brought from other systems, newest first', answers: { 200: Imports } } as const;
const read = { summary: 'How far an import is, and what it came to', answers: { 200: Import } } as const;
const begin = {
  summary: 'Begin an import, or take up the one of the same file that is being received',
  limit: 'import',
  body: NewImport,
  answers: { 201: Import },
} as const;
const send = {
  summary: 'Send some of its records; the same again changes nothing',
  limit: 'import',
  body: ImportBatch,
  mostBytes: mostBatchBytes,
  answers: { 200: ImportReceived },
} as const;
const end = {
  summary: 'Say that all was sent: its records become comments, step by step',
  limit: 'import',
  body: ImportEnd,
  answers: { 200: Import },
} as const;

/** For whoever owns the site. */
export const imports = {
  base: '/api/sites/{site}',
  operations: {
    'GET /imports': { ...list, door: 'owner' },
    'POST /imports': { ...begin, door: 'owner' },
    'GET /imports/{id}': { ...read, door: 'owner' },
    'POST /imports/{id}/records': { ...send, door: 'owner' },
    'POST /imports/{id}/end': { ...end, door: 'owner' },
  },
} as const satisfies Api;

/** The same for `npm run site -- import`, in the name of the site’s owner. */
export const operatorImports = {
  base: '/api/operator',
  operations: {
    'GET /sites/{site}/imports': { ...list, door: 'operator' },
    'POST /sites/{site}/imports': { ...begin, door: 'operator' },
    'GET /sites/{site}/imports/{id}': { ...read, door: 'operator' },
    'POST /sites/{site}/imports/{id}/records': { ...send, door: 'operator' },
    'POST /sites/{site}/imports/{id}/end': { ...end, door: 'operator' },
  },
} as const satisfies Api;
