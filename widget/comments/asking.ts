import type { Operation, PartOf, PathOf, ThreadClient } from './thread-client';

/**
 * Asks as whoever has written in this browser, or with a body writes. The same key with the same content never makes a
 * second comment. Everything else is the same for everyone, and asked without the header: no preflight is needed then.
 */
export function ask<Key extends Operation>(
  client: ThreadClient,
  path: PathOf<Key>,
  part?: PartOf<Key>,
  body?: object,
  key?: string,
  method = body ? 'POST' : 'GET',
) {
  // Somebody else may have written there what no header can hold.
  const [token] = /^[!-~]+$/.exec(`${client.storage.get('token') ?? ''}`) ?? [];
  return client.call<Key>(path, part, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...(key && { 'Idempotency-Key': key }),
    },
    body: body && JSON.stringify(body),
  });
}
