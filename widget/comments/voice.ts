import { type Language, voiceIn } from '../../worker/contract/languages';
import { load, type Occasions } from '../locales/occasions';
import type { Thread } from './thread';

/** The thread that an element of one stands in, however deep. */
export function threadAround(element: Element): Thread {
  let host: Element = element;
  while (host.localName !== 'plausch-comments') host = (host.getRootNode() as ShadowRoot).host;
  return host as Thread;
}

/**
 * What is said on an occasion, in the language of a thread, and with "du" where its site wants that, which is known with
 * the page. Throws where it does not arrive.
 */
export const textsFor = <Occasion extends keyof Occasions>(
  { texts, page }: Thread,
  occasion: Occasion,
): Promise<Occasions[Occasion]> =>
  load(voiceIn((texts?.language ?? 'en') as Language, page?.thread.tone === 'familiar'), occasion);
