import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { mailServers } from '#host';
import type { Sent } from '../../worker/notify/channel';
import type { Letter } from '../../worker/notify/mail/letter';
import { mailChannel } from '../../worker/notify/mail/mail';
import type { SmtpConfig } from '../../worker/notify/mail/ways/smtp';
import { type MailServers, mailLogin, type Received } from './mail-known';

export const sender = 'comments@mail.example';

/** An address that no other test writes to. */
export const address = (kind: string) => `${kind}.${crypto.randomUUID().slice(0, 8)}@reader.example`;

export const letter = (to: string, more: Partial<Letter> = {}): Letter => ({
  id: `letter-${to.split('@')[0]}`,
  to,
  voice: 'en',
  from: { name: 'Nora', site: 'blog.example.de' },
  say: () => ({
    subject: 'Nora has answered you',
    parts: [
      { kind: 'heading', text: 'Nora has answered you' },
      { kind: 'quote', by: 'Nora', text: 'Thank you.\n\nThat helped a lot.' },
      { kind: 'links', links: [{ label: 'Read it there', url: 'https://blog.example.de/post/?a=1&b=2#c' }] },
    ],
    footer: { text: 'You asked to be told of answers.' },
    own: ['blog.example.de'],
  }),
  ...more,
});

type Server = Exclude<keyof MailServers, 'control'>;

/** Sends by one of the servers, as somebody who has set up everything rightly would. */
export function sendBy(
  server: Server,
  what: Letter,
  { most, from = sender, ...more }: Partial<SmtpConfig> & { most?: number; from?: string } = {},
): Promise<Sent> {
  const wantsLogin = !['plain', 'silent', 'dying'].includes(server);
  const way = {
    kind: 'smtp' as const,
    // A name would be looked up outside of Cloudflare's runtime, where nobody knows this machine's own.
    host: '127.0.0.1',
    port: mailServers[server],
    implicitTls: server === 'tls' || server === 'stranger',
    tls: ['startTls', 'tls', 'stranger'].includes(server) ? ('demanded' as const) : ('optional' as const),
    login: wantsLogin ? mailLogin : undefined,
    dkim: undefined,
    ...more,
  };
  return mailChannel({ sender: from, way }, undefined, most).send(what);
}

/** What has come in for an address. */
export async function receivedBy(to: string): Promise<Received[]> {
  return (await fetch(`${mailServers.control}/received?to=${encodeURIComponent(to)}`)).json();
}

/** The one mail that has come in for an address, as a mail program reads it. */
export async function theMailTo(to: string) {
  const received = await receivedBy(to);
  expect(received).toHaveLength(1);
  const [one] = received as [Received];
  const bytes = Uint8Array.from(one.raw, (byte) => byte.charCodeAt(0));
  return { ...one, mail: await PostalMime.parse(bytes) };
}
