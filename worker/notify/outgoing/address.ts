import ipaddr from 'ipaddr.js';

/** What keeps an address that somebody typed from being called. */
export type AddressTrouble =
  /** It is no absolute address. */
  | 'unreadable'
  /** It does not begin with https://. */
  | 'not-https'
  /** A name or a password stands in it. */
  | 'credentials'
  /** A port on which other things than web servers listen. */
  | 'port'
  /** A place that is not everybody's: this machine, its network, or a range that is kept for something else. */
  | 'not-public';

/** An address that is not called. The sentence is fit for a log and for the desk: nothing of the address stands in it. */
export class RefusedAddress extends Error {
  readonly trouble: AddressTrouble;

  constructor(trouble: AddressTrouble) {
    super(sentences[trouble]);
    this.name = 'RefusedAddress';
    this.trouble = trouble;
  }
}

const sentences: Record<AddressTrouble, string> = {
  unreadable: 'this is not an address',
  'not-https': 'only addresses that begin with https:// are called',
  credentials: 'addresses with a name or password in them are not called',
  port: 'only port 443 and ports from 1024 on are called',
  'not-public': 'only places on the public network are called',
};

/**
 * Names that lead nobody outside: those kept for this machine and private networks (RFC 6761, 6762, 8375, ICANN's `internal`),
 * those that are widely used for them, and what is asked backwards. The metadata of Google's and Amazon's machines are below `internal`.
 */
const insideNames = [
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'arpa'],
  ...['test', 'invalid', 'onion'],
];

/** Public by its number, and yet a part of the machine: where Azure answers the machines that run there. */
const insideAddresses = ['168.63.129.16'];

/** Below this, of all ports only that of https: others speak to mail servers and the like. */
const firstFreePort = 1024;

/**
 * An address that somebody typed, if it may be called, as the URL standard reads it: a host written as a number, in octal or in
 * hexadecimal is an IPv4 address by then. What a name leads to is for whoever connects to look at (`isPublic`). `loopback`: whether
 * 127.0.0.1 and [::1] may be called, also without TLS; for tests alone.
 * @throws RefusedAddress.
 */
export function checkAddress(text: string, loopback: boolean): URL {
  if (!URL.canParse(text)) throw new RefusedAddress('unreadable');
  const url = new URL(text);
  const { protocol, username, password, hostname, port } = url;
  if (protocol !== 'https:' && protocol !== 'http:') throw new RefusedAddress('not-https');
  if (username !== '' || password !== '') throw new RefusedAddress('credentials');
  if (loopback && isLoopback(hostname)) return url;
  if (protocol !== 'https:') throw new RefusedAddress('not-https');
  if (port !== '' && Number(port) < firstFreePort) throw new RefusedAddress('port');
  if (!isPublicHost(hostname)) throw new RefusedAddress('not-public');
  return url;
}

/** The two literals of loopback that tests use; no name is looked up for it. */
const isLoopback = (hostname: string) => hostname === '127.0.0.1' || hostname === '[::1]';

function isPublicHost(hostname: string): boolean {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.isValid(literal)) return isPublic(literal);
  const labels = hostname.split('.');
  // A name with one part, or with a dot at its end, is looked up in other ways on other machines.
  return labels.length > 1 && !labels.includes('') && !insideNames.includes(labels.at(-1) ?? '');
}

/**
 * Whether an IP address is on the public network: of IPv4 what is assigned to be, of IPv6 what is below 2000::/3 (all that was given
 * out so far: RFC 4291, section 2.4) and no range kept for something else. IPv4 in the guise of IPv6 (mapped, NAT64, 6to4, Teredo) is not.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || insideAddresses.includes(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // What nobody was given is `unicast` to the library.
  return parsed.kind() === 'ipv4' || ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
}
