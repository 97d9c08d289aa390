import * as z from 'zod';

const longSecret = 'needs at least 32 characters, for example from: openssl rand -hex 32';

const Variables = z.object({
  PLAUSCH_SECRET: z.string(longSecret).min(32, longSecret),
  PLAUSCH_LIMITS: z.enum(['on', 'off']).default('on'),
  PLAUSCH_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  PLAUSCH_URL: z.url().optional(),
});

/** What the one who runs the server decides. */
export interface Config {
  /** Signs authors' tokens and hashes networks. At least 32 characters. */
  secret: string;
  limits: 'on' | 'off';
  /** How many proxies stand before the server and add to X-Forwarded-For; 0: the header is not believed. */
  proxies: number;
  /** The address readers and moderators use, where a proxy hides it. */
  url: string | undefined;
}

/** A variable is missing or wrong; the message names it, in one sentence. */
export class WrongConfig extends Error {}

/** Reads the configuration from environment variables or a Worker's bindings. Throws WrongConfig. */
export function readConfig(variables: Record<string, unknown>): Config {
  const { data, error } = Variables.safeParse(variables);
  if (error) throw new WrongConfig(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  return {
    secret: data.PLAUSCH_SECRET,
    limits: data.PLAUSCH_LIMITS,
    proxies: data.PLAUSCH_PROXIES,
    url: data.PLAUSCH_URL?.replace(/\/$/, ''),
  };
}
