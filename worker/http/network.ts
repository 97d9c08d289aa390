import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import type { Platform } from '../host/platform';

const day = 24 * 60 * 60_000;

/** A network, and after it the wider ones that it is in. */
type Networks = [string, ...string[]];

/**
 * The sender's networks as hashes that are others tomorrow, keyed with the secret and the day. Who cannot be told apart
 * shares one.
 */
export function hashedNetworks(c: Context, platform: Platform, now = Date.now()): Networks {
  const key = dayKey(platform.config.secret, Math.floor(now / day));
  const hash = (network: string) => createHmac('sha256', key).update(network).digest('base64url').slice(0, 22);
  const [own, ...wider] = networksOf(clientAddress(c, platform));
  return [hash(own), ...wider.map(hash)];
}

/** The hash that somebody at an address had on a day. */
export function hashedNetworkAt(address: string, secret: string, at: number): string {
  return createHmac('sha256', dayKey(secret, Math.floor(at / day)))
    .update(networksOf(address)[0])
    .digest('base64url')
    .slice(0, 22);
}

/** The key of the day that was asked for last: read in once, which costs more than to sign with it. */
let today: { secret: string; day: number; key: KeyObject } | undefined;

function dayKey(secret: string, day: number): KeyObject {
  if (today?.day !== day || today.secret !== secret)
    today = { secret, day, key: createSecretKey(createHmac('sha256', secret).update(`network\n${day}`).digest()) };
  return today.key;
}

/**
 * The networks of an address: of IPv4 the address alone; of IPv6 the /64, what one household has, and the /48, the most
 * that one customer usually gets (RFC 6177). An unreadable address counts as one network with all others like it.
 */
export function networksOf(address: string | undefined): Networks {
  if (!address || !ipaddr.isValid(address)) return ['unknown'];
  // `process` turns an IPv4 address that is written as IPv6 back into what it is.
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return [parsed.toString()];
  const bytes = parsed.toByteArray();
  return [`${bytes.slice(0, 8).join('.')}/64`, `${bytes.slice(0, 6).join('.')}/48`];
}

/**
 * The client's address. Behind `proxies` trusted proxies it is that many places from the right in X-Forwarded-For;
 * whatever stands further left was written by the client.
 */
export function clientAddress(c: Context, platform: Platform): string | undefined {
  const { proxies } = platform.config;
  const peer = platform.peerAddress(c);
  if (proxies === 0) return bare(peer);
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
  return bare(forwarded.at(-proxies)) ?? bare(peer);
}

/** An address without what some proxies write around it: quotes, brackets, a port. */
function bare(address: string | undefined): string | undefined {
  const [, unquoted = ''] = /^"?(.*?)"?$/.exec(address ?? '') ?? [];
  const [, inside] = /^\[(.*)\](?::\d+)?$/.exec(unquoted) ?? /^([\d.]+):\d+$/.exec(unquoted) ?? [];
  return inside ?? (unquoted || undefined);
}
