import type * as z from 'zod';
import type { ImportBatch, ImportedComment } from '../../worker/contract/transfer';

/** A comment of another system, as it is sent when nothing else is said. */
export const record = (id: string, more: Partial<z.input<typeof ImportedComment>> = {}) => ({
  id,
  thread: 't',
  parent: null,
  author: { id: null, name: 'Nora', email: null, website: null, team: false },
  body: `Text von ${id}`,
  created: Date.UTC(2015, 0, 1),
  edited: null,
  status: 'published' as const,
  ups: 0,
  downs: 0,
  pinned: false,
  network: null,
  ...more,
});

/** A thread of another system. */
export const thread = (id: string, more: Partial<ImportBatch['threads'][number]> = {}) => ({
  id,
  key: '/post/',
  url: null,
  title: null,
  closed: false,
  ...more,
});
