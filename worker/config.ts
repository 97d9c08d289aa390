import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import { Email } from './contract/fields';
import type { SmtpConfig } from './notify/mail/ways/smtp';
import type { MailConfig } from './notify/mail/ways/ways';
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

const mailServer = 'needs to be an address such as smtp://user:password@mail.example.de:587 or smtps://mail.example.de';
/** A mail server's address: who signs in, where, and nothing else. */
const SmtpUrl = z
  .string()
  .refine((text) => smtpOf(text) !== undefined, mailServer)
  .transform((text) => smtpOf(text) as Server);

type Server = Pick<SmtpConfig, 'host' | 'port' | 'implicitTls' | 'login'>;

function smtpOf(text: string): Server | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const scheme = ['smtp:', 'smtps:'].indexOf(protocol);
  const beyond = pathname.replace('/', '') + search + hash;
  if (scheme < 0 || hostname === '' || beyond !== '' || (username === '') !== (password === '')) return undefined;
  try {
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (scheme === 0 ? 587 : 465),
      implicitTls: scheme === 1,
      login:
        username === '' ? undefined : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    };
  } catch {
    return undefined;
  }
}

/** Whether mails can be signed with it. With another one they would go out unsigned, and nobody would know. */
function isRsaKey(key: string): boolean {
  try {
    return createPrivateKey(key).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

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
  PLAUSCH_LOOPBACK: z.enum(['on', 'off']).default('off'),
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
  PLAUSCH_MAIL_FROM: optional(Email),
  PLAUSCH_SMTP_URL: optional(SmtpUrl),
  PLAUSCH_SMTP_TLS: optional(z.enum(['demanded', 'optional'])),
  PLAUSCH_DKIM_SELECTOR: optional(
    z.string().regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i, 'needs to be a name in the DNS'),
  ),
  PLAUSCH_DKIM_KEY: optional(
    z
      .string()
      // A file of variables often has no room for more than one line.
      .transform((key) => key.replaceAll('\\n', '\n'))
      .refine(isRsaKey, 'needs to be a private RSA key in PEM'),
  ),
  PLAUSCH_MAIL_API_KEY: optional(z.string()),
  PLAUSCH_MAIL_API_URL: optional(ServiceUrl),
  PLAUSCH_BACKUP: optional(z.string()),
  PLAUSCH_BACKUP_AT: optional(
    z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'needs to be a time of the day such as 03:00'),
  ),
  PLAUSCH_BACKUP_KEEP: optional(z.coerce.number().int().min(1).max(10_000)),
  PLAUSCH_BACKUP_SECRET: optional(z.enum(['on', 'off'])),
  PLAUSCH_SAVE_EVERY: optional(z.coerce.number().int().min(1).max(720)),
  PLAUSCH_SAVE_KEEP: optional(z.coerce.number().int().min(1).max(500)),
  PLAUSCH_MAIL_EVENTS_SECRET: optional(
    z.string().regex(/^whsec_[A-Za-z0-9+/]{24,}=*$/, 'needs to be the secret of the webhook, which begins with whsec_'),
  ),
});

/** Variables that only make sense together. */
const pairs = [
  ['PLAUSCH_TURNSTILE_SITEKEY', 'PLAUSCH_TURNSTILE_SECRET'],
  ['PLAUSCH_AI_ACCOUNT', 'PLAUSCH_AI_TOKEN'],
  ['PLAUSCH_DKIM_SELECTOR', 'PLAUSCH_DKIM_KEY'],
] as const;

/** Variables that make sense only beside another. */
const details = [
  ['PLAUSCH_SMTP_TLS', 'PLAUSCH_SMTP_URL'],
  ['PLAUSCH_DKIM_KEY', 'PLAUSCH_SMTP_URL'],
  ['PLAUSCH_MAIL_API_URL', 'PLAUSCH_MAIL_API_KEY'],
  ['PLAUSCH_MAIL_EVENTS_SECRET', 'PLAUSCH_MAIL_API_KEY'],
  ['PLAUSCH_SMTP_URL', 'PLAUSCH_MAIL_FROM'],
  ['PLAUSCH_MAIL_API_KEY', 'PLAUSCH_MAIL_FROM'],
  ['PLAUSCH_BACKUP_AT', 'PLAUSCH_BACKUP'],
  ['PLAUSCH_BACKUP_KEEP', 'PLAUSCH_BACKUP'],
  ['PLAUSCH_BACKUP_SECRET', 'PLAUSCH_BACKUP'],
] as const;

/** One machine makes a backup of itself every day. */
export interface BackupConfig {
  /** The folder that backups are in. */
  folder: string;
  /** At which time of the day, by the clock of the machine. */
  at: { hour: number; minute: number };
  /** How many stay. */
  keep: number;
  /** Whether the secret goes into them. */
  secret: boolean;
}

/** What the one who runs the server decides. */
export interface Config {
  /** Signs authors' tokens and hashes networks. At least 32 characters. */
  secret: string;
  limits: 'on' | 'off';
  /** What signs the word of a service that takes mails over HTTP about what became of them. */
  mailEvents: string | undefined;
  /** Whether addresses that somebody typed may be this machine itself, also without TLS: for tests alone. */
  loopback: boolean;
  /** How many proxies stand before the server and add to X-Forwarded-For; 0: the header is not believed. */
  proxies: number;
  /** The address readers and moderators use, where a proxy hides it. */
  url: string | undefined;
  /** Outside services that sites may switch on. */
  services: ServicesConfig;
  /** How mail goes out; undefined: not at all. */
  mail: MailConfig | undefined;
  /** Backups that the server makes by itself; undefined: none. On one machine alone. */
  backup: BackupConfig | undefined;
  /** After how many hours sites are saved into R2 again, and how many files of each stay. On Cloudflare alone. */
  saving: { every: number; keep: number };
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
  for (const [one, other] of details)
    if (data[one] !== undefined && data[other] === undefined) throw new WrongConfig(`${other}: needed beside ${one}`);
  return {
    secret: data.PLAUSCH_SECRET,
    limits: data.PLAUSCH_LIMITS,
    loopback: data.PLAUSCH_LOOPBACK === 'on',
    proxies: data.PLAUSCH_PROXIES,
    url: data.PLAUSCH_URL?.replace(/\/$/, ''),
    services: servicesOf(data),
    mail: mailOf(data, isBound(variables.EMAIL)),
    mailEvents: data.PLAUSCH_MAIL_EVENTS_SECRET,
    backup: backupOf(data),
    saving: { every: data.PLAUSCH_SAVE_EVERY ?? 24, keep: data.PLAUSCH_SAVE_KEEP ?? 7 },
  };
}

function backupOf(data: z.infer<typeof Variables>): BackupConfig | undefined {
  const { PLAUSCH_BACKUP: folder, PLAUSCH_BACKUP_AT: at = '03:00', PLAUSCH_BACKUP_KEEP: keep = 7 } = data;
  const [hour = 3, minute = 0] = at.split(':').map(Number);
  return folder === undefined
    ? undefined
    : { folder, at: { hour, minute }, keep, secret: data.PLAUSCH_BACKUP_SECRET === 'on' };
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

/** Whether it is Cloudflare's `send_email` binding. Elsewhere a variable of that name may be anybody's address. */
const isBound = (email: unknown) => typeof email === 'object' && email !== null;

/** The way for mail that is set up. With an address and no way, or with two ways, nobody could say how it goes. */
function mailOf(data: z.infer<typeof Variables>, bound: boolean): MailConfig | undefined {
  const { PLAUSCH_MAIL_FROM: sender, PLAUSCH_SMTP_URL: server, PLAUSCH_MAIL_API_KEY: key } = data;
  if (server && key) throw new WrongConfig('PLAUSCH_MAIL_API_KEY: not beside PLAUSCH_SMTP_URL: mail goes by one way');
  if (!sender) return undefined;
  if (server) return { sender, way: { kind: 'smtp', ...server, tls: tlsOf(data, server), dkim: dkimOf(data) } };
  if (key)
    return { sender, way: { kind: 'api', key, url: data.PLAUSCH_MAIL_API_URL ?? 'https://api.resend.com/emails' } };
  if (bound) return { sender, way: { kind: 'binding' } };
  throw new WrongConfig('PLAUSCH_MAIL_FROM: needs PLAUSCH_SMTP_URL or PLAUSCH_MAIL_API_KEY beside it');
}

/** On the way to this machine itself nobody can listen in. */
const tlsOf = ({ PLAUSCH_SMTP_TLS: said }: z.infer<typeof Variables>, { host }: Server) =>
  said ?? (['localhost', '127.0.0.1', '::1'].includes(host) ? 'optional' : 'demanded');

function dkimOf({ PLAUSCH_DKIM_SELECTOR: selector, PLAUSCH_DKIM_KEY: key }: z.infer<typeof Variables>) {
  return selector && key ? { selector, key } : undefined;
}
