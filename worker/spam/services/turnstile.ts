import * as z from 'zod';
import { form, type Service, ServiceFailed } from './service';

/** How Cloudflare Turnstile is reached (https://developers.cloudflare.com/turnstile/get-started/server-side-validation/). */
export interface TurnstileConfig {
  sitekey: string;
  secret: string;
  /** Where `siteverify` and the widget's script are: https://challenges.cloudflare.com/turnstile/v0 */
  url: string;
}

const Answer = z.object({ success: z.boolean(), 'error-codes': z.array(z.string()).default([]) });
/** Errors that are about the token; all others are about this server or Cloudflare's. */
const ofToken = new Set(['missing-input-response', 'invalid-input-response', 'timeout-or-duplicate']);

const weight = { missing: 3, refused: 5 };

/** Cloudflare Turnstile: whether it takes the sender's browser for one that a person uses. */
export function turnstile({ secret, url }: TurnstileConfig): Service {
  return {
    name: 'turnstile',
    about: 'browser',
    asked: 'sending',
    unreachable: 'ignore',
    async ask({ turnstile: token, sender }, signal) {
      if (!token) return [{ weight: weight.missing, text: 'turnstile-missing', values: {} }];
      const body = form({ secret, response: token, remoteip: sender.address || undefined });
      const response = await fetch(`${url}/siteverify`, { method: 'POST', body, signal, redirect: 'manual' });
      const { success, data } = Answer.safeParse(await response.json());
      if (!success) throw new ServiceFailed(`Turnstile answered ${response.status}.`);
      if (data.success) return [];
      const codes = data['error-codes'];
      if (codes.length === 0 || !codes.every((code) => ofToken.has(code)))
        throw new ServiceFailed(`Turnstile answered ${codes.join(', ') || response.status}.`);
      return [{ weight: weight.refused, text: 'turnstile-refused', values: {} }];
    },
  };
}
