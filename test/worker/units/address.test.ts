import { expect, test } from 'vitest';
import { checkAddress, isPublic, RefusedAddress } from '../../../worker/notify/outgoing/address';
import { retryAfterOf } from '../../../worker/notify/outgoing/outgoing';

const troubleOf = (address: string, loopback = false) => {
  try {
    checkAddress(address, loopback);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(RefusedAddress);
    return (error as RefusedAddress).trouble;
  }
};

test.each([
  'https://hooks.slack.com/services/T0/B0/secret',
  'https://ntfy.sh/topic',
  'https://chat.example.de:8443/hooks/abc',
  'https://münchen.example.de/a?b=c#d',
  'https://93.184.215.14/',
  'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
  'https://comments.example/hook',
])('an address on the public network is called: %s', (address) => expect(troubleOf(address)).toBeNull());

test.each([
  ...['', 'hooks.slack.com', '/hook', 'https://', 'https://exa mple.de/', 'https://[::1', 'https://300.1.1.1/'],
])('what is no address is not called: %s', (address) => expect(troubleOf(address)).toBe('unreadable'));

test.each([
  ...['http://hooks.slack.com/', 'ftp://example.de/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/plain,a'],
  ...['ws://example.de/', 'gopher://example.de/', 'http://127.0.0.1/', 'http://169.254.169.254/latest/meta-data/'],
])('nothing is called but https: %s', (address) => expect(troubleOf(address)).toBe('not-https'));

test.each(['https://user@example.de/', 'https://:password@example.de/', 'https://a:b@127.0.0.1/', 'http://a@b.de/'])(
  'an address has no credentials: %s',
  (address) => expect(troubleOf(address)).toBe('credentials'),
);

test.each(['https://example.de:25/', 'https://example.de:22/', 'https://example.de:80/', 'https://example.de:1023/'])(
  'other servers than for the web are not called: %s',
  (address) => expect(troubleOf(address)).toBe('port'),
);

const names = [
  ...['localhost', 'LOCALHOST', 'a.localhost', 'localhost.', 'example.de.', '127.0.0.1.', 'intranet', 'db', 'metadata'],
  ...['metadata.google.internal', 'a.b.internal', 'printer.local', 'nas.lan', 'router.home', 'x.home.arpa', 'dc.corp'],
  ...['x.intranet', 'x.private', 'x.localdomain', 'localhost.localdomain', 'x.test', 'x.invalid', 'x.onion'],
  ...['1.0.0.127.in-addr.arpa', 'ｌｏｃａｌｈｏｓｔ', 'ⓛocalhost', 'foo。localhost', 'a..de'],
];
test.each(names)('a name that leads inside is not called: %s', (name) =>
  expect(troubleOf(`https://${name}/`)).toBe('not-public'),
);

const ipv4 = {
  loopback: ['127.0.0.1', '127.1.2.3', '127.255.255.255', '127.1', '127.0.1'],
  'a number': ['2130706433', '0x7f000001', '017700000001', '0'],
  'octal and hexadecimal': ['0177.0.0.1', '0x7f.0.0.1', '0x7f.1', '0251.0376.0251.0376', '0xa9.0xfe.0xa9.0xfe'],
  'other digits': ['１２７.０.０.１', '①②⑦.0.0.1', '127。0。0。1'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.1.1:8443'],
  'link-local and metadata': ['169.254.0.1', '169.254.169.254', '169.254.170.2', '168.63.129.16', '192.0.0.192'],
  'carrier-grade NAT': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.250'],
  reserved: ['0.0.0.0', '0.1.2.3', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '192.88.99.1'],
  'further reserved': ['240.0.0.1', '255.255.255.255', '192.0.0.1', '192.52.193.1', '192.175.48.1'],
};
const ipv6 = {
  loopback: ['::1', '0:0:0:0:0:0:0:1', '::'],
  mapped: ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:93.184.215.14', '::ffff:0:127.0.0.1'],
  compatible: ['::127.0.0.1', '::7f00:1', '::10.0.0.1'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::10.0.0.1', '64:ff9b::5db8:d70e'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:a00:1::1', '2001::1', '2001:0:7f00:1::'],
  'unique local': ['fc00::1', 'fd00::1', 'fdff:ffff::1', 'fd00:ec2::254'],
  'link-local and site-local': ['fe80::1', 'febf::1', 'fec0::1'],
  multicast: ['ff02::1', 'ff0e::1'],
  reserved: [
    '2001:db8::1',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '100::1',
    '3fff::1',
    '5f00::1',
    '4000::1',
    'e000::1',
  ],
};
const literals = [
  ...Object.entries(ipv4).flatMap(([form, hosts]) => hosts.map((host) => [form, host])),
  ...Object.entries(ipv6).flatMap(([form, hosts]) => hosts.map((host) => [form, `[${host}]`])),
];
test.each(literals)('an address inside is not called (%s): %s', (_, host) => {
  expect(troubleOf(`https://${host}/`)).toBe('not-public');
  expect(troubleOf(`https://${host}/`.toUpperCase())).toBe('not-public');
});

test.each(['fe80::1%eth0', '::1%1', '127.0.0.1\n', ' 127.0.0.1', 'example.de', '', '0x7f.1', '127.1', '2130706433'])(
  'what a name server says that is no plain public address is none: %j',
  (address) => expect(isPublic(address)).toBe(false),
);

test('where tests allow it, the two literals of loopback are called, and nothing else inside', () => {
  for (const address of ['http://127.0.0.1:8080/a', 'https://127.0.0.1/', 'http://[::1]:1/', 'http://2130706433:1/'])
    expect(troubleOf(address, true)).toBeNull();
  for (const address of [
    'https://localhost/',
    'https://127.0.0.2/',
    'https://10.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
  ])
    expect(troubleOf(address, true)).toBe('not-public');
  expect(troubleOf('http://localhost:8080/', true)).toBe('not-https');
  expect(troubleOf('http://a@127.0.0.1/', true)).toBe('credentials');
});

test('what it says of an address has nothing of the address', () => {
  for (const address of ['https://user:secret@example.de/', 'https://10.0.0.1/secret', 'http://example.de/secret'])
    expect(() => checkAddress(address, false)).toThrow(/^(?!.*(secret|example|10\.)).+$/);
});

test('when it wants to be asked again is read in seconds and as a date', () => {
  const now = Date.UTC(2026, 0, 1);
  const after = (retryAfter: string | null) => retryAfterOf({ retryAfter }, now);
  expect([after('120'), after(' 0 '), after('0.4'), after('Thu, 01 Jan 2026 00:01:00 GMT')]).toEqual([120, 0, 1, 60]);
  expect([after('Thu, 01 Jan 2025 00:00:00 GMT'), after(null), after('soon'), after('-5'), after('')]).toEqual([
    0,
    ...[undefined, undefined, undefined, undefined],
  ]);
});
