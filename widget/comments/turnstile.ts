import type { NewChallenge } from '../../worker/contract/comment';

/** As much of Cloudflare's script as is used (https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/). */
interface Turnstile {
  render(
    container: HTMLElement,
    options: {
      sitekey: string;
      execution: 'execute';
      appearance: 'interaction-only';
      language: string;
      callback: (token: string) => void;
      'error-callback': () => boolean;
    },
  ): string;
  execute(widget: string): void;
  remove(widget: string): void;
}

declare global {
  var turnstile: Turnstile | undefined;
}

/** Nobody waits longer than this (milliseconds): time for whoever is asked to tick a box. */
const patience = 30_000;

/** The script, loaded once a page. */
let loading: Promise<void> | undefined;

/**
 * Asks Cloudflare Turnstile for a token: when a comment is sent and not before, so that nobody else is told who reads.
 * Undefined: the browser did not get one; the server knows what that means. It stands in the page itself and not in a
 * shadow root, where Cloudflare's script would not find it.
 */
export async function askTurnstile(
  { sitekey, script }: NonNullable<NewChallenge['turnstile']>,
  language: string,
): Promise<string | undefined> {
  loading ??= load(script);
  try {
    await loading;
  } catch {
    // A blocker, no network, or a page whose policy forbids it: the next comment may try again.
    loading = undefined;
    return undefined;
  }
  const { turnstile } = globalThis;
  if (!turnstile) return undefined;
  const container = document.createElement('div');
  container.className = 'plausch-turnstile';
  // Where somebody is asked to tick a box, they see it wherever the form stands.
  Object.assign(container.style, { position: 'fixed', inset: 'auto 1rem 1rem auto', zIndex: '2147483647' });
  document.body.append(container);
  let widget: string | undefined;
  try {
    return await new Promise<string | undefined>((resolve) => {
      widget = turnstile.render(container, {
        sitekey,
        execution: 'execute',
        appearance: 'interaction-only',
        language,
        callback: resolve,
        'error-callback': () => {
          resolve(undefined);
          return true;
        },
      });
      turnstile.execute(widget);
      setTimeout(resolve, patience);
    });
  } finally {
    if (widget !== undefined) turnstile.remove(widget);
    container.remove();
  }
}

/** Pages with Trusted Types have to allow this policy. Made once, since a second of the same name is refused. */
let policy: { createScriptURL(url: string): string } | undefined;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): NonNullable<typeof policy>;
}

function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    policy ??= trustedTypes?.createPolicy('plausch', { createScriptURL: (url) => url });
    const script = document.createElement('script');
    script.onload = () => resolve();
    script.onerror = reject;
    script.src = policy?.createScriptURL(address) ?? address;
    document.head.append(script);
  });
}
