import { createHmac } from 'node:crypto';

const day = 24 * 60 * 60_000;
/** Names that no browser fills in by itself. */
const trapNames = ['topic', 'note', 'reference', 'remark', 'salutation'];

/** What the field is called that people do not see: another name each day and on each site. */
export function trapName(secret: string, site: string, now = Date.now()): string {
  const digest = createHmac('sha256', secret)
    .update(`trap\n${site}\n${Math.floor(now / day)}`)
    .digest();
  return `${trapNames[(digest[0] ?? 0) % trapNames.length]}-${digest.toString('hex', 1, 4)}`;
}

/** Today's name, and yesterday's for a form that was opened then. */
export const trapNamesNow = (secret: string, site: string, now = Date.now()) => [
  trapName(secret, site, now),
  trapName(secret, site, now - day),
];
