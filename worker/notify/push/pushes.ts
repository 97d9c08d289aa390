import { createHash } from 'node:crypto';
import type { Language } from '../../contract/languages';
import type { Sent } from '../channel';
import { checkAddress, RefusedAddress } from '../outgoing/address';
import type { Outgoing } from '../outgoing/outgoing';
import type { Saying } from './notices';
import { type PushTarget, pushChannel } from './push';
import { serverKeys } from './vapid';

/** A browser that gets notices, how they speak to its owner, and the origin under which that one knows this server. */
export interface PushDevice extends PushTarget {
  language: Language;
  server: string;
}

/** Notices, as this server sends them. */
export interface Pushes {
  /** What a browser is given when somebody switches notices on: it takes them from nobody else. */
  key: string;
  /** Whether an address is one that notices may be sent to. */
  serves(endpoint: string): boolean;
  /** Sends one. What is about the same (`about`) and has not come there yet is taken back for it. */
  send(device: PushDevice, about: string, say: Saying): Promise<Sent>;
}

/** What is asked of the configuration. `mail`: a push service can ask at the address that mails come from; else it is told where this server is. */
interface PushConfig {
  secret: string;
  loopback: boolean;
  mail: { sender: string } | undefined;
}

/** Nothing has to be set up: the keys belong to the server's secret. */
export function pushesOf({ secret, loopback, mail }: PushConfig, outgoing: Outgoing, most?: number): Pushes {
  const keys = serverKeys(secret);
  const channel = pushChannel(keys, outgoing, most);
  return {
    key: keys.publicKey,
    serves: (endpoint) => isCallable(endpoint, loopback),
    send: ({ endpoint, keys: browser, language, server }, about, say) =>
      channel.send({
        to: { endpoint, keys: browser },
        contact: mail === undefined ? server : `mailto:${mail.sender}`,
        voice: language,
        topic: topicOf(about),
        say,
      }),
  };
}

function isCallable(endpoint: string, loopback: boolean): boolean {
  try {
    checkAddress(endpoint, loopback);
    return true;
  } catch (error) {
    if (error instanceof RefusedAddress) return false;
    throw error;
  }
}

/** A topic has 32 characters at most (RFC 8030, section 5.4), and says nothing to the service. */
const topicOf = (about: string) => createHash('sha256').update(about).digest('base64url').slice(0, 32);
