import { type MailApiConfig, mailApi } from './api';
import { type EmailBinding, emailBinding } from './binding';
import { type SmtpConfig, smtp } from './smtp';
import type { Way } from './way';

/** By which way mail goes, and from which address. */
export interface MailConfig {
  /** What stands in `From`, beside the name. */
  sender: string;
  way: ({ kind: 'smtp' } & SmtpConfig) | ({ kind: 'api' } & MailApiConfig) | { kind: 'binding' };
}

/** The way that is set up. `binding`: Cloudflare's, where it is bound. @throws Error where the configuration names one that is not. */
export function wayOf({ way }: MailConfig, binding: EmailBinding | undefined): Way {
  switch (way.kind) {
    case 'smtp':
      return smtp(way);
    case 'api':
      return mailApi(way);
    case 'binding':
      if (!binding) throw new Error('The binding EMAIL is missing.');
      return emailBinding(binding);
  }
}

/** What a way is called, without anything that is secret. */
export function nameOf({ way }: MailConfig): string {
  switch (way.kind) {
    case 'smtp':
      return `${way.implicitTls ? 'smtps' : 'smtp'}://${way.host}:${way.port}`;
    case 'api':
      return new URL(way.url).host;
    case 'binding':
      return 'Cloudflare';
  }
}
