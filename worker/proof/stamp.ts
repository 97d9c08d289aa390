import { createHmac } from 'node:crypto';

const day = 24 * 60 * 60_000;

/** When a plain form was handed out, signed: milliseconds since 1970 and what proves them. */
export function stamp(secret: string, site: string, now = Date.now()): string {
  const digest = createHmac('sha256', secret).update(`form\n${site}\n${now}`).digest('base64url');
  return `${now}.${digest}`;
}

/** How long ago a plain form was handed out (milliseconds); undefined: it was not by us, or too long ago. */
export function sinceStamp(secret: string, site: string, stamped: string, now = Date.now()): number | undefined {
  const at = Number(stamped.split('.')[0]);
  if (!Number.isInteger(at) || at > now || now - at > day || stamp(secret, site, at) !== stamped) return undefined;
  return now - at;
}
