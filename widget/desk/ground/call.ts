import { DeskProblem, readProblem } from './desk-problem';

/** Calls the desk's API and reads its JSON. @throws DeskProblem whatever the server says, or `offline`. */
export async function call<Answer>(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
  const response = await send(method, path, body, key);
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? (undefined as Answer) : await response.json();
}

async function send(method: string, path: string, body: unknown, key: string | undefined): Promise<Response> {
  const text = body === undefined ? null : JSON.stringify(body);
  const headers = new Headers(text === null ? {} : { 'Content-Type': 'application/json' });
  if (key !== undefined) headers.set('Idempotency-Key', key);
  try {
    return await fetch(path, {
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
export function toQuery(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** An Idempotency-Key: 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
