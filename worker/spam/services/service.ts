import type { ServiceName } from '../../contract/services';
import type { Findings } from '../signal';

/** All that an outside service may be told of a comment. Each takes from it only what it needs. */
export interface Inquiry {
  /** The address of the site's pages: scheme and host. */
  blog: string;
  /** The address of the post, where it is known. */
  permalink: string | null;
  /** The site's language (BCP 47). */
  language: string;
  body: string;
  name: string;
  email: string | null;
  website: string | null;
  /** Whether it answers another comment. */
  reply: boolean;
  /** When it was sent (milliseconds since 1970). */
  created: number;
  /** Who sent it. */
  sender: Sender;
  /** What the form brought along for Turnstile. */
  turnstile: string | undefined;
  /** Whether the service could not be reached before. */
  again: boolean;
}

/** What tells an outside service one sender from another. Kept only as long as the service may need it again. */
export interface Sender {
  /** The IP address, as far as it can be believed. */
  address: string;
  /** The browser's User-Agent. */
  agent: string;
}

/** What a person decided, as a service can learn it. */
export type Label = 'spam' | 'ham';

/** One service outside of this server: from an inquiry to findings. */
export interface Service {
  name: ServiceName;
  /** What it judges: the text, also when that is changed; or the browser that a comment is first sent by. */
  about: 'text' | 'browser';
  /** When it is asked: while its author waits for the answer, or afterwards and only about comments that wait. */
  asked: 'sending' | 'waiting';
  /** What becomes of a comment about which it cannot be reached: it waits until it answers, or goes on without. */
  unreachable: 'wait' | 'ignore';
  /** @throws ServiceFailed, or whatever else the network throws. */
  ask(inquiry: Inquiry, signal: AbortSignal): Promise<Findings>;
  /** Tells it what a person decided. @throws as `ask`. */
  teach?(inquiry: Inquiry, label: Label, signal: AbortSignal): Promise<void>;
}

/** A service has answered with something else than an answer. */
export class ServiceFailed extends Error {
  /** Seconds after which it wants to be asked again; undefined: it does not say. */
  readonly retryAfter: number | undefined;

  constructor(message: string, retryAfter?: number) {
    super(message);
    this.name = 'ServiceFailed';
    this.retryAfter = retryAfter;
  }
}

/** A body of a form. */
export const form = (fields: Record<string, string | undefined>): URLSearchParams =>
  new URLSearchParams(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined));
