import type { TargetAddress } from '../../contract/targets';
import type { Sent } from '../channel';
import type { OutgoingAnswer, OutgoingRequest } from '../outgoing/outgoing';
import type { Notice } from './notice';

/** A program for chat or notices. */
export type ChatKind = Exclude<TargetAddress['kind'], 'webhook'>;

/** Where one of a kind is, and what opens it. */
export type AddressOf<Kind extends TargetAddress['kind']> = Extract<TargetAddress, { kind: Kind }>;

/** How a notice is told in one kind of program: facts in, a request out, and nothing else. */
export interface Format<Kind extends ChatKind> {
  /** `id`: the same for each repeat of the same notice. */
  request(address: AddressOf<Kind>, notice: Notice, id: string): OutgoingRequest;
  /** What an answer means, where it is not what it means everywhere. */
  judge?(answer: OutgoingAnswer): Sent;
}

/** A request with JSON. */
export const post = (url: string, body: unknown, headers: Record<string, string> = {}): OutgoingRequest => ({
  method: 'POST',
  url,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** An address below another one, whatever it ends with. */
export const below = (base: string, path: string): string => {
  const url = new URL(base);
  return `${url.origin}${url.pathname.replace(/\/$/, '')}${path}`;
};
