import type { Voice } from '../contract/languages';
import type { TargetAddress } from '../contract/targets';
import type { WebhookEvent } from '../contract/webhooks';
import { locales } from '../locales/locales';
import type { Channel, Sent } from './channel';
import type { ChatKind, Format } from './chat/format';
import { formats } from './chat/formats';
import { noticeOf } from './chat/say';
import { judged } from './outgoing/judged';
import { type Outgoing, type OutgoingAnswer, type OutgoingRequest, offer, outgoingPatience } from './outgoing/outgoing';
import { webhookRequest } from './webhook/webhook';

/** An event for a target, before it is in words. */
export interface TargetMessage {
  /** The same for each repeat. */
  id: string;
  address: TargetAddress;
  /** What signs a webhook. */
  secrets: string[];
  event: WebhookEvent;
  voice: Voice;
  /** The address of the site's desk. */
  desk: string;
}

/** Chat and webhooks, by the one way out to addresses that somebody typed. `most`: how long one may take (milliseconds). */
export function targetChannel(
  outgoing: Outgoing,
  { now = Date.now, most = outgoingPatience }: { now?: () => number; most?: number } = {},
): Channel<TargetMessage> {
  return {
    async send(message): Promise<Sent> {
      let said: ReturnType<typeof told>;
      try {
        said = told(message, now());
      } catch {
        // Whatever was stored long ago: what cannot be said keeps nothing else waiting. The error may name what opens the target.
        return { kind: 'again', onlyThis: true, said: 'it could not be put into words' };
      }
      // Before it is cut: half of a secret is one, too.
      const clean = (answer: OutgoingAnswer) => ({ ...answer, text: withoutSecrets(answer.text, message) });
      return offer(outgoing, said.request, (answer) => said.judge(clean(answer)), most);
    },
  };
}

function told(
  { id, address, secrets, event, voice, desk }: TargetMessage,
  at: number,
): { request: OutgoingRequest; judge: (answer: OutgoingAnswer) => Sent } {
  if (address.kind === 'webhook')
    return { request: webhookRequest(address.url, event, { id, at, secrets }), judge: judged };
  const { request, judge = judged } = formats[address.kind] as Format<ChatKind>;
  return { request: request(address as never, noticeOf(event, locales[voice].chat, desk), id), judge };
}

/** Parts of an address that are shorter are found in too many other words. */
const shortest = 6;

/**
 * An answer without what must not be shown again: many a server repeats the address that it was asked for. The name of its
 * host stays.
 */
function withoutSecrets(said: string, { address, secrets }: Pick<TargetMessage, 'address' | 'secrets'>): string {
  const { kind: _, url, ...others } = address;
  const { pathname, search, hash } = new URL(url ?? 'https://api.telegram.org');
  const parts = [pathname + search, pathname, search, hash, ...`${pathname}${search}${hash}`.split(/[/?&=#]/)];
  const hidden = [...parts, ...Object.values(others), ...secrets, ...secrets.map((one) => one.replace('whsec_', ''))]
    .flatMap((part) => [part, decoded(part), encodeURIComponent(part)])
    .filter((part) => part.length >= shortest)
    .toSorted((one, other) => other.length - one.length);
  return hidden.reduce((text, part) => text.replaceAll(part, '…'), said);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
