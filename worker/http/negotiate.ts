import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { Language } from '../contract/fields';
import type { AppEnv } from './env';

const page = ['text/html', 'application/xhtml+xml'];
const document = ['application/problem+json', 'application/json'];

/** Programs call what is below `/api`, whatever they accept. Elsewhere whoever asks for HTML before JSON looks at pages. */
export function wantsPage(c: Context<AppEnv>): boolean {
  if (/^\/api(\/|$)/.test(c.req.path)) return false;
  // Forms are sent by people; who accepts anything gets what a form gives.
  const otherwise = String((c.var.again ? page : document)[0]);
  const wanted = accepts(c, { header: 'Accept', supports: [...page, ...document], default: otherwise });
  return page.includes(wanted);
}

/** The first language of a reader's that Plausch speaks (Accept-Language); English where there is none. */
export function languageAsked(c: Context): Language {
  const asked = accepts(c, {
    header: 'Accept-Language',
    supports: [],
    default: 'en',
    match: (tags) =>
      tags
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')
        .find((tag) => Language.safeParse(tag).success) ?? 'en',
  });
  return Language.parse(asked);
}
