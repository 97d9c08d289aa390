import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import type { Received } from './mail-known';
import { receivedBy } from './mail-steps';

/** What somebody reads in their mail program, by whichever way it came. */
export interface Letter {
  id: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
}

/** All mails that have come in for an address, oldest first. */
export const inbox = async (to: string): Promise<Letter[]> => Promise.all((await receivedBy(to)).map(read));

/** The same once there are as many. */
export async function mailsTo(to: string, count: number): Promise<Letter[]> {
  await expect.poll(async () => (await receivedBy(to)).length).toBe(count);
  return inbox(to);
}

async function read({ server, raw }: Received): Promise<Letter> {
  if (server === 'api') {
    const { from, subject, text, html, headers } = JSON.parse(raw);
    const lower = Object.entries<string>(headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { id: headers['Message-ID'], from, subject, text, html, headers: Object.fromEntries(lower) };
  }
  const mail = await PostalMime.parse(Uint8Array.from(raw, (byte) => byte.charCodeAt(0)));
  const { messageId = '', subject = '', text = '', html = '' } = mail;
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
  return { id: messageId, from: `"${mail.from?.name}" <${mail.from?.address}>`, subject, text, html, headers };
}

/** The one address in a mail that leads to a page of this server's for mail. */
export function confirmingPath({ text }: Letter): string {
  const found = text.match(/\/mail\/[\w.-]+/g) ?? [];
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}
