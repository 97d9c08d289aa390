import { checkAddress } from '../../notify/outgoing/address';
import { mostRead, NotReached, type Outgoing, readFor, userAgent } from '../../notify/outgoing/outgoing';

/**
 * The way out on Cloudflare. Literals and names are looked at here; to what a name leads, the platform does not tell. It reaches
 * no private network: its requests leave from outside of everybody's.
 */
export const cloudflareOutgoing =
  (loopback: boolean): Outgoing =>
  async ({ method, url, headers, body }, signal) => {
    const address = checkAddress(url, loopback);
    const response = await fetch(address, {
      method,
      headers: { 'User-Agent': userAgent, ...headers },
      body,
      redirect: 'manual',
      signal,
    }).catch(() => {
      // What it says may name the address.
      throw new NotReached('the connection failed');
    });
    const text = await beginning(response);
    return { status: response.status, retryAfter: response.headers.get('Retry-After'), text };
  };

/** The beginning of an answer's body, as far as it comes soon. */
async function beginning({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const signal = AbortSignal.timeout(readFor);
  const late = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  let text = '';
  let length = 0;
  try {
    while (length < mostRead) {
      const part = await Promise.race([reader.read(), late]);
      if (!part || part.done) break;
      length += part.value.byteLength;
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {
    // It broke off: what had come is what was said.
  }
  void reader.cancel().catch(() => {});
  return text.slice(0, mostRead);
}
