import { inTime, oneLine, type Sent } from '../channel';

/** Something to be sent to an address that somebody typed. */
export interface OutgoingRequest {
  method: 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

/** What came back: of a body only the beginning. */
export interface OutgoingAnswer {
  status: number;
  /** Retry-After, as it was sent. */
  retryAfter: string | null;
  text: string;
}

/**
 * The one way out for requests to addresses that somebody typed. An address is called only if it may be (`checkAddress`), and what
 * its name leads to is looked at when the connection is made, where the platform lets us; redirects are not followed. It ends when
 * `signal` says so. @throws RefusedAddress, NotReached.
 */
export type Outgoing = (request: OutgoingRequest, signal: AbortSignal) => Promise<OutgoingAnswer>;

/** Nobody answered. The sentence has nothing of the request in it. */
export class NotReached extends Error {}

/** Nobody waits longer than this for an answer (milliseconds). */
export const outgoingPatience = 10_000;

/** So much of an answer is read (bytes)… */
export const mostRead = 4096;
/** …and for so long (milliseconds): its status has come by then. */
export const readFor = 2000;

/** What every request says of its sender. */
export const userAgent = 'Plausch';

/** Sends something, and says what became of it: `judge` by the answer. What goes wrong on the way is tried again. */
export const offer = (
  outgoing: Outgoing,
  request: OutgoingRequest,
  judge: (answer: OutgoingAnswer) => Sent,
  most = outgoingPatience,
): Promise<Sent> => inTime(async (signal) => judge(await outgoing(request, signal)), most);

/** An answer as it is kept: its status and the beginning of what it said. */
export const answered = ({ status, text }: OutgoingAnswer): string => oneLine(`${status} ${text}`);

/** In how many seconds it wants to be asked again (RFC 9110, section 10.2.3); undefined: it does not say. */
export function retryAfterOf({ retryAfter }: Pick<OutgoingAnswer, 'retryAfter'>, now = Date.now()): number | undefined {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text));
  const seconds = text.endsWith('GMT') ? Math.ceil((Date.parse(text) - now) / 1000) : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
