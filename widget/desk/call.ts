import { DeskProblem, readProblem } from './desk-problem';

/** Calls the desk's API and reads its JSON. @throws DeskProblem whatever the server says, or `offline`. */
export async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await send(method, path, body);
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? (undefined as Answer) : await response.json();
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const text = body === undefined ? null : JSON.stringify(body);
  try {
    return await fetch(path, {
      method,
      headers: text === null ? {} : { 'Content-Type': 'application/json' },
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
