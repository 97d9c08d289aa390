import { html, raw } from 'hono/html';
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

/**
 * JSON for a script element of data: nothing in it can end the element or begin a comment in it (HTML, section 4.12.1.3,
 * "Restrictions for contents of script elements"), nor end a line for programs that read it as JavaScript.
 */
const asData = (value: object) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
