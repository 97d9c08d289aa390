import type { PlauschComments } from './plausch-comments';

/** The thread that an element of one stands in, however deep. */
export function threadAround(element: Element): PlauschComments {
  let host: Element = element;
  while (host.localName !== 'plausch-comments') host = (host.getRootNode() as ShadowRoot).host;
  return host as PlauschComments;
}

/**
 * Under what the texts that speak to somebody are listed: their language, and `-du` after it where the site says so. That
 * is known with the page.
 */
export const voiceOf = ({ texts, page }: PlauschComments): string =>
  `${texts?.language}${page?.thread.tone === 'familiar' ? '-du' : ''}`;
