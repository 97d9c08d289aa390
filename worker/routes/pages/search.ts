import { html, raw } from 'hono/html';
import { asData } from './data';
import { discussion } from './discussion';
import type { PageView } from './view';

/** Whether this is a page for search engines: its comments stand on no other page of them. */
export const isListed = ({ query, answers, gone, refused, sent }: PageView): boolean =>
  query.sort === 'oldest' &&
  query.limit === undefined &&
  [query.before, query.around, answers, gone, refused, sent].every((each) => each === undefined);

/**
 * The address under which a listed page is to be known. What stands on the first one is on its post, where that is known; what
 * stands on the others is there only for whoever asks for more, so that each of these is known as itself (decision 27).
 */
export function canonicalOf({ origin, query, page, addresses }: PageView): string {
  const { after, root } = query;
  const isFirst = after === undefined && root === undefined;
  return (isFirst ? page.thread.url : null) ?? origin + addresses.at({ root, after });
}

/** What a listed page tells search engines in its head: its address, the pages beside it, and the discussion as data. */
export function searchHtml(view: PageView) {
  const { page, query, addresses } = view;
  const canonical = canonicalOf(view);
  const below = query.root === undefined ? {} : { root: query.root };
  const link = (rel: string, address: string) => html`<link rel="${rel}" href="${address}">`;
  const data = discussion(view, canonical);
  return html`${link('canonical', canonical)}
${page.previous === null ? '' : link('prev', addresses.at({ ...below, before: page.previous }))}
${page.next === null ? '' : link('next', addresses.at({ ...below, after: page.next }))}
${data === null ? '' : html`<script type="application/ld+json">${raw(asData(data))}</script>`}`;
}
