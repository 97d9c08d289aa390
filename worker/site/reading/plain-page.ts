import type { ThreadPage, ThreadQuery } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { isoTimeOrNull } from '../base/time';
import { begunAt, findThread } from '../comments/threads';
import { readThread } from './thread-page';

/** A page of a thread, and when that began: with its first comment of those that are published now. null: it did not yet. */
export type PlainPage = ThreadPage & { begun: string | null };

/** One page of a thread for the plain page. @throws Refusal as `readThread` does. */
export function readPlainPage(site: SiteContext, query: ThreadQuery): PlainPage {
  const row = findThread(site, query.thread);
  return { ...readThread(site, query), begun: isoTimeOrNull(row ? begunAt(site, row) : null) };
}
