import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import type { Platform } from '../host/platform';

const day = 24 * 60 * 60_000;

/**
 * The sender's network as a hash that is another one tomorrow: the address cut to /32 (IPv4) or /64 (IPv6, what one
 * household has), keyed with the secret and the day. Who cannot be told apart shares one.
 */
export function hashedNetwork(c: Context, platform: Platform, now = Date.now()): string {
  return createHmac('sha256', dayKey(platform.config.secret, Math.floor(now / day)))
    .update(network(clientAddress(c, platform)))
    .digest('base64url')
    .slice(0, 22);
}

/** The key of the day that was asked for last. */
let today: { secret: string; day: number; key: Buffer } | undefined;

function dayKey(secret: string, day: number): Buffer {
  if (today?.day !== day || today.secret !== secret)
    today = { secret, day, key: createHmac('sha256', secret).update(`network\n${day}`).digest() };
  return today.key;
}

/** The address cut to its network; an unreadable one counts as one network with all others like it. */
export function network(address: string | undefined): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  // `process` turns an IPv4 address that is written as IPv6 back into what it is.
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed.toByteArray().slice(0, 8).join('.')}/64`;
}

/**
 * The client's address. Behind `proxies` trusted proxies it is that many places from the right in X-Forwarded-For;
 * whatever stands further left was written by the client.
 */
export function clientAddress(c: Context, platform: Platform): string | undefined {
  const { proxies } = platform.config;
  const peer = platform.peerAddress(c);
  if (proxies === 0) return peer;
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
  return forwarded.at(-proxies) || peer;
}
