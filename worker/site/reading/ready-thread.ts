import type { ThreadQuery } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import type { Encoding, ReadyPage } from '../base/page-memo';
import { closesAt } from '../comments/threads';
import { readThread } from './thread-page';

/**
 * One page of a thread as the bytes that go out, ready-made.
 * @throws Refusal `unknown-comment`, `invalid-fields` for what is no cursor.
 */
export function readReadyThread(site: SiteContext, { thread, ...rest }: ThreadQuery, encoding: Encoding): ReadyPage {
  return site.pages.get({ thread, query: JSON.stringify(rest), encoding, now: site.now() }, () => ({
    json: JSON.stringify(readThread(site, { thread, ...rest })),
    until: closesAt(site, thread),
  }));
}
