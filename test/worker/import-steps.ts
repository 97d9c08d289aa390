import { expect } from 'vitest';
import type * as z from 'zod';
import { Import, type ImportBatch, ImportReceived, type ImportState } from '../../worker/contract/transfer';
import { thread } from './import-records';
import type { Visitor } from './visitor';

/** Begins an import. */
export const begin = (owner: Visitor, site: string, more: { file?: string; system?: string } = {}) =>
  owner.get(
    Import,
    'POST',
    `/api/sites/${site}/imports`,
    { body: { format: 'disqus', system: 'disqus', file: 'export.xml', ...more } },
    201,
  );

/** Sends some records of it. */
export const send = (owner: Visitor, site: string, id: string, batch: z.input<typeof ImportBatch>) =>
  owner.get(ImportReceived, 'POST', `/api/sites/${site}/imports/${id}/records`, { body: batch });

/** How far it is. */
export const state = (owner: Visitor, site: string, id: string) =>
  owner.get(Import, 'GET', `/api/sites/${site}/imports/${id}`);

/** Waits until it is done, or undone, and reads what it came to. */
export async function until(owner: Visitor, site: string, id: string, wanted: ImportState = 'done') {
  await expect.poll(async () => (await state(owner, site, id)).state).toBe(wanted);
  const done = await state(owner, site, id);
  const { sent, brought, known, refused, remaining } = done.comments;
  expect(brought + known + refused + remaining).toBe(sent);
  return done;
}

/** Ends it, and waits until all of it has become comments. */
export async function finish(owner: Visitor, site: string, id: string) {
  await owner.get(Import, 'POST', `/api/sites/${site}/imports/${id}/end`, { body: {} });
  return until(owner, site, id);
}

/** Brings in all of this at once. */
export async function bring(
  owner: Visitor,
  site: string,
  batch: z.input<typeof ImportBatch>,
  more: { file?: string; system?: string } = {},
) {
  const { id } = await begin(owner, site, more);
  await send(owner, site, id, { threads: [thread('t')], ...batch });
  return finish(owner, site, id);
}
