import type { Voice } from '../../contract/languages';
import type { PushPayload } from '../../contract/push';
import { locales } from '../../locales/locales';
import { languageOf } from '../../locales/voice';
import type { Channel, Sent } from '../channel';
import { answered, type Outgoing, type OutgoingAnswer, offer, retryAfterOf } from '../outgoing/outgoing';
import { type BrowserKeys, encrypt } from './encrypt';
import type { Saying } from './notices';
import { authorization, type ServerKeys } from './vapid';

/** A browser that takes notices: where its push service takes them in, and what they are encrypted with. */
export interface PushTarget {
  endpoint: string;
  keys: BrowserKeys;
}

/** A notice before it is in words. */
export interface Notice {
  to: PushTarget;
  /** Whom a push service can ask about it. */
  contact: string;
  voice: Voice;
  /** What has not come to the browser yet is taken back for a newer one of the same topic. Up to 32 characters of base64url. */
  topic: string;
  say: Saying;
}

export type PushChannel = Channel<Notice>;

/** So long (seconds) a service keeps what a browser does not fetch: older news are in the queue. */
const kept = 24 * 60 * 60;
/** Messages are as long as the next multiple of this. */
const padded = 1024;

/**
 * Web Push (RFC 8030) as a channel. A browser says where its messages are taken in, and whoever is signed in could say anything: `outgoing` sees
 * to it that nothing goes to this machine and what is behind it. `most`: how long one may take (milliseconds).
 */
export function pushChannel(keys: ServerKeys, outgoing: Outgoing, most?: number): PushChannel {
  return {
    async send({ to, contact, voice, topic, say }: Notice): Promise<Sent> {
      const { push } = locales[voice];
      const payload: PushPayload = { ...say(push), language: languageOf(voice), words: push.words };
      // Whatever was stored long ago.
      if (!URL.canParse(to.endpoint)) return { kind: 'never', gone: true, said: 'this is not an address' };
      const body = encrypted(JSON.stringify(payload), to.keys);
      if (!body) return { kind: 'never', gone: true, said: 'these are not the keys of a browser' };
      const headers = {
        Authorization: await authorization(keys, to.endpoint, contact, Date.now()),
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: String(kept),
        // It is time that counts here: a phone that sleeps is woken.
        Urgency: 'high',
        Topic: topic,
      };
      return offer(outgoing, { method: 'POST', url: to.endpoint, headers, body }, outcomeOf, most);
    },
  };
}

function encrypted(message: string, keys: BrowserKeys): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(encrypt(message, keys, { padded }));
  } catch {
    return undefined;
  }
}

/** What an answer means (RFC 8030, sections 5 and 7.3; RFC 8292, section 4.2). */
function outcomeOf(answer: OutgoingAnswer): Sent {
  const { status } = answer;
  const said = answered(answer);
  if (status >= 200 && status < 300) return { kind: 'sent', said };
  if (status === 404 || status === 410) return { kind: 'never', gone: true, said };
  if (status === 400 || status === 413) return { kind: 'never', said };
  // Of the rest nothing is the browser's fault: who this server is (401, 403), how much it sends (429), or what ails the service.
  const after = retryAfterOf(answer);
  return { kind: 'again', ...(after !== undefined && after > 0 && { after }), said };
}
