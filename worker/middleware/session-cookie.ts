import type { Context } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';
import { sessionLifetime } from '../account/account';
import type { Platform } from '../host/platform';
import { ownOrigin } from '../http/own-origin';

/** The name of the session cookie; over https the prefix binds it to this host (RFC 6265bis, section 4.1.3). */
const cookieName = (secure: boolean) => (secure ? '__Host-plausch' : 'plausch');

/** The header that gives a browser its session, or with an empty value takes it. */
export function sessionCookie(c: Context, platform: Platform, value: string): string {
  const secure = ownOrigin(c, platform).startsWith('https:');
  const maxAge = value === '' ? 0 : sessionLifetime / 1000;
  return generateCookie(cookieName(secure), value, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge });
}

/** What a browser sent as its session: the account and the secret; empty where it has none. */
export function sentSession(c: Context, platform: Platform): [id: string, secret: string] {
  const secure = ownOrigin(c, platform).startsWith('https:');
  const [id = '', secret = ''] = (getCookie(c, cookieName(secure)) ?? '').split('.');
  return [id, secret];
}
