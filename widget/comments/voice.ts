import type { Thread } from './thread';

/** The thread that an element of one stands in, however deep. */
export function threadAround(element: Element): Thread {
  let host: Element = element;
  while (host.localName !== 'plausch-comments') host = (host.getRootNode() as ShadowRoot).host;
  return host as Thread;
}

/**
 * Under what the texts that speak to somebody are listed: their language, and `-du` after it where the site says so. That
 * is known with the page.
 */
export const voiceOf = ({ texts, page }: Thread): string =>
  `${texts?.language}${page?.thread.tone === 'familiar' ? '-du' : ''}`;
