import { DeskProblem, readProblem } from './desk-problem';

/** What is sent with a call: parameters, a body, an Idempotency-Key, and by their names the parts of the path. */
export interface Sent {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  key?: string;
  [name: string]: unknown;
}

/**
 * Calls an operation of the API below `base` and reads its JSON. Its types are those of the contract: `DeskClient` and
 * `account-client.ts` say which. @throws DeskProblem whatever the server says, or `offline`.
 */
export async function call(base: string, operation: string, sent: Sent = {}): Promise<unknown> {
  const [method = ''] = operation.split(' ');
  const response = await send(method, addressOf(base, operation, sent), sent);
  if (!response.ok) throw await readProblem(response);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** Where an operation is called. */
export function addressOf(base: string, operation: string, { query, ...parts }: Sent = {}): string {
  const [, path = ''] = operation.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(parts[name])));
  return base + filled + (query ? `?${toQuery(query)}` : '');
}

async function send(method: string, address: string, { body, key }: Sent): Promise<Response> {
  const text = body === undefined ? null : JSON.stringify(body);
  const headers = new Headers(text === null ? {} : { 'Content-Type': 'application/json' });
  if (key !== undefined) headers.set('Idempotency-Key', key);
  try {
    return await fetch(address, {
      method,
      headers,
      body: text,
      // The screen does not wait: whoever closes the page right after a decision has decided. Browsers keep requests
      // of up to 64 KiB alive (Fetch Standard, HTTP-network-or-cache fetch).
      keepalive: method !== 'GET' && (text?.length ?? 0) < 60_000,
    });
  } catch {
    throw new DeskProblem('offline');
  }
}

/** The query of an address, without what is not given. */
function toQuery(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** An Idempotency-Key: 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
