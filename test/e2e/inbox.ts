import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that takes everything, and what it took. */
export async function startInbox() {
  const mails: { to: string; raw: string }[] = [];
  const unwanted = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, done) => {
      let raw = '';
      stream.on('data', (chunk) => {
        raw += chunk;
      });
      stream.on('end', () => {
        if (envelope.rcptTo.some(({ address }) => unwanted.has(address)))
          return done(Object.assign(new Error('5.6.0 We do not want this'), { responseCode: 554 }));
        for (const { address } of envelope.rcptTo) mails.push({ to: address, raw });
        done(null, 'Taken');
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  // A soft line break is no part of the text (RFC 2045, section 6.7).
  const lastTextTo = (address: string) =>
    (mails.findLast(({ to }) => to === address)?.raw ?? '').replace(/=\r\n/g, '').replaceAll('=3D', '=');
  return {
    port: (server.server.address() as AddressInfo).port,
    /** From now on nothing is taken for an address, or everything is again. */
    refuse: (address: string) => unwanted.add(address),
    takeAgain: (address: string) => unwanted.delete(address),
    /** How many have come for an address. */
    countTo: (address: string) => mails.filter(({ to }) => to === address).length,
    /** The link to a page of this server's for mail, in the last one for an address. */
    lastLinkTo: (address: string): string => /http:\S+\/(mail|confirm)\/[\w./-]+/.exec(lastTextTo(address))?.[0] ?? '',
    /** The link there that ends all mail of a site to a reader. */
    lastStopLinkTo: (address: string): string => /http:\S+\/stop\/[\w./-]+/.exec(lastTextTo(address))?.[0] ?? '',
    /** The link there by which one decides about a comment. */
    lastDecidingLinkTo: (address: string): string =>
      /http:\S+\/decide\/[\w./-]+\?as=\w+/.exec(lastTextTo(address))?.[0] ?? '',
    close: () => server.close(() => {}),
  };
}
