import * as z from 'zod';
import type { ServicesConfig } from './spam/services/services';

const longSecret = 'needs at least 32 characters, for example from: openssl rand -hex 32';

/** A setting that is left empty, as in a file of variables, is not there. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
/** The address of a service: over the open network with TLS alone. */
const ServiceUrl = z
  .url()
  .refine((url) => url.startsWith('https://') || isLoopback(url), 'needs to start with https://')
  .transform((url) => url.replace(/\/$/, ''));
const isLoopback = (url: string) =>
  URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

const ownAddress = 'needs to be an address such as https://comments.example.de';
/** Whether an address has nothing that no server's address has. */
function isPlain(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password, search, hash } = new URL(address);
  return username + password + search + hash === '';
}

const Variables = z.object({
  PLAUSCH_SECRET: z.string(longSecret).min(32, longSecret),
  PLAUSCH_LIMITS: z.enum(['on', 'off']).default('on'),
  PLAUSCH_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  PLAUSCH_URL: z
    .url({ protocol: /^https?$/, error: ownAddress })
    .refine(isPlain, ownAddress)
    .optional(),
  PLAUSCH_AKISMET_KEY: optional(z.string()),
  PLAUSCH_AKISMET_URL: ServiceUrl.default('https://rest.akismet.com/1.1'),
  PLAUSCH_TURNSTILE_SITEKEY: optional(z.string()),
  PLAUSCH_TURNSTILE_SECRET: optional(z.string()),
  PLAUSCH_TURNSTILE_URL: ServiceUrl.default('https://challenges.cloudflare.com/turnstile/v0'),
  PLAUSCH_AI_ACCOUNT: optional(z.string()),
  PLAUSCH_AI_TOKEN: optional(z.string()),
  PLAUSCH_AI_URL: ServiceUrl.default('https://api.cloudflare.com/client/v4'),
});

/** Variables that only make sense together. */
const pairs = [
  ['PLAUSCH_TURNSTILE_SITEKEY', 'PLAUSCH_TURNSTILE_SECRET'],
  ['PLAUSCH_AI_ACCOUNT', 'PLAUSCH_AI_TOKEN'],
] as const;

/** What the one who runs the server decides. */
export interface Config {
  /** Signs authors' tokens and hashes networks. At least 32 characters. */
  secret: string;
  limits: 'on' | 'off';
  /** How many proxies stand before the server and add to X-Forwarded-For; 0: the header is not believed. */
  proxies: number;
  /** The address readers and moderators use, where a proxy hides it. */
  url: string | undefined;
  /** Outside services that sites may switch on. */
  services: ServicesConfig;
}

/** A variable is missing or wrong; the message names it, in one sentence. */
export class WrongConfig extends Error {}

/** Reads the configuration from environment variables or a Worker's bindings. Throws WrongConfig. */
export function readConfig(variables: Record<string, unknown>): Config {
  const { data, error } = Variables.safeParse(variables);
  if (error) throw new WrongConfig(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  for (const pair of pairs)
    for (const [one, other] of [pair, pair.toReversed()] as (keyof typeof data)[][])
      if (one && other && data[one] !== undefined && data[other] === undefined)
        throw new WrongConfig(`${other}: needed beside ${one}`);
  return {
    secret: data.PLAUSCH_SECRET,
    limits: data.PLAUSCH_LIMITS,
    proxies: data.PLAUSCH_PROXIES,
    url: data.PLAUSCH_URL?.replace(/\/$/, ''),
    services: servicesOf(data),
  };
}

function servicesOf(data: z.infer<typeof Variables>): ServicesConfig {
  const { PLAUSCH_AKISMET_KEY: key, PLAUSCH_TURNSTILE_SITEKEY: sitekey, PLAUSCH_TURNSTILE_SECRET: secret } = data;
  const { PLAUSCH_AI_ACCOUNT: account, PLAUSCH_AI_TOKEN: token } = data;
  return {
    akismet: key ? { key, url: data.PLAUSCH_AKISMET_URL } : undefined,
    turnstile: sitekey && secret ? { sitekey, secret, url: data.PLAUSCH_TURNSTILE_URL } : undefined,
    workersAi: account && token ? { account, token, url: data.PLAUSCH_AI_URL } : undefined,
  };
}
