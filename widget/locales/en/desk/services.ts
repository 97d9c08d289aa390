import type { ServiceName } from '../../../../worker/contract/services';
import { listOf } from '../../list';

/** Hazards that Llama Guard 3 names (MLCommons' taxonomy), in the words of the desk. */
const hazards: Record<string, string> = {
  S1: 'violence',
  S2: 'crime',
  S3: 'sexual violence',
  S4: 'abuse of children',
  S5: 'defamation',
  S6: 'dangerous advice',
  S7: 'private matters',
  S8: 'copyright',
  S9: 'weapons',
  S10: 'hate',
  S11: 'self-harm',
  S12: 'sexual content',
  S13: 'false claims about elections',
  S14: 'attacks on computers',
};

const names: Record<ServiceName, string> = {
  akismet: 'Akismet',
  turnstile: 'Cloudflare Turnstile',
  'workers-ai': 'Cloudflare Workers AI',
};

/** What the desk says of outside services, in English. */
export const services = {
  title: 'Outside services',
  hint: 'The site needs none of them. Each one that is on is named on the page about privacy:',
  none: 'None has been set up on this server.',
  names: names as Record<string, string>,
  hints: {
    akismet:
      'Sees every new comment with name, address, network address and browser, and learns from your decisions. While it does not answer, comments wait.',
    turnstile: 'Checks the reader’s browser when a comment is sent: with a script and a frame by Cloudflare.',
    'workers-ai': 'Reads the text of comments that wait, nothing else. What it finds harmful comes first in the queue.',
  } satisfies Record<ServiceName, string>,
  signals: {
    'akismet-spam': () => 'Akismet takes it for spam.',
    'akismet-discard': () => 'Akismet is sure that it is spam.',
    'service-unsure': ({ service }: Record<string, string | number>) =>
      `${names[service as ServiceName] ?? service} has not answered yet and is asked again.`,
    'turnstile-missing': () => 'The browser did not pass Cloudflare Turnstile: blocked, or without JavaScript.',
    'turnstile-refused': () => 'Cloudflare Turnstile did not let the browser pass.',
    harmful: ({ hazards: found }: Record<string, string | number>) =>
      `Looks harmful to a language model: ${listOf(found, hazards) || 'no reason given'}.`,
  },
};
