import type { Server, ServerResponse } from 'node:http';

/**
 * Makes an HTTP server one that can be ended without dropping anything: the function that comes back takes no new
 * connection, answers what is in flight, and closes each connection behind its answer. It resolves when all are closed.
 */
export function drainable(server: Server): () => Promise<void> {
  const active = new Set<ServerResponse>();
  let draining = false;
  server.prependListener('request', (_incoming, outgoing) => {
    active.add(outgoing);
    if (draining) outgoing.shouldKeepAlive = false;
    outgoing.once('close', () => {
      active.delete(outgoing);
      // Whoever had the headers before may still hold the connection open.
      if (draining) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () =>
    new Promise((resolve) => {
      draining = true;
      for (const outgoing of active) outgoing.shouldKeepAlive = false;
      server.close(() => resolve());
    });
}
