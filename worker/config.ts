import * as z from 'zod';

const Variables = z.object({
  PLAUSCH_SECRET: z
    .string()
    .min(32, 'PLAUSCH_SECRET needs at least 32 characters, for example from: openssl rand -hex 32'),
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

/** Reads the configuration from environment variables or a Worker's bindings. Throws a ZodError that names the variable. */
export function readConfig(variables: Record<string, unknown>): Config {
  const values = Variables.parse(variables);
  return {
    secret: values.PLAUSCH_SECRET,
    limits: values.PLAUSCH_LIMITS,
    proxies: values.PLAUSCH_PROXIES,
    url: values.PLAUSCH_URL?.replace(/\/$/, ''),
  };
}
