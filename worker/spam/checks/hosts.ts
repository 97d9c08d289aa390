import disposable from 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' with { type: 'json' };
import type { Check, Findings } from '../signal';
import { hostsOf } from '../urls';
import referrers from './referrers.json' with { type: 'json' };

const spammers = new Set(referrers.domains);
let throwaway: Set<string> | undefined;

/** Mail addresses that live for ten minutes, and pages that are known for advertising themselves with spam. */
export const hosts: Check = {
  name: 'hosts',
  run({ body, email, website }) {
    const signals: Findings = [];
    const mail = email?.slice(email.lastIndexOf('@') + 1).toLowerCase();
    throwaway ??= new Set(disposable);
    const domain = mail && withParents(mail).find((one) => throwaway?.has(one));
    if (domain) signals.push({ weight: 2, text: 'disposable-mail', values: { host: domain } });
    const host = [...(website ? hostsOf(website) : []), ...hostsOf(body)].find((one) =>
      withParents(one).some((parent) => spammers.has(parent)),
    );
    if (host) signals.push({ weight: 6, text: 'spam-host', values: { host } });
    return signals;
  },
};

/** A host and what it is a part of: a.b.example → a.b.example, b.example. Longer ones than DNS allows are none. */
function withParents(host: string): string[] {
  const labels = host.length > 253 ? [] : host.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
