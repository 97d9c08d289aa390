import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import WebSocket from 'ws';
import type { MailServers } from '../mail-known';

/** How stories reach a Plausch: here, over HTTP, the Node.js server that `start-node.ts` started. */
export const base = inject('base');
export const secret = readFileSync(join(inject('data'), 'secret'), 'utf8').trim();
/** Where the stand-ins for outside services listen. */
export const services = inject('services');
/** The mail servers. */
export const mailServers: MailServers = JSON.parse(process.env.PLAUSCH_TEST_MAIL ?? '');
/** The push service. */
export const pushService = process.env.PLAUSCH_TEST_PUSH ?? '';
export const send = (request: Request): Promise<Response> => fetch(request);

/**
 * Opens a WebSocket and passes on what is heard, and with which code the server ends it; throws the status when it is
 * refused. Returns how to close it.
 */
export function openLive(
  path: string,
  headers: Record<string, string>,
  hear: (text: string) => void,
  end: (code: number) => void,
) {
  const socket = new WebSocket(base.replace('http', 'ws') + path, { headers });
  socket.on('message', (data) => hear(String(data)));
  socket.on('close', end);
  return new Promise<() => void>((resolve, reject) => {
    socket.once('open', () => resolve(() => socket.close()));
    socket.once('unexpected-response', (_request, { statusCode }) => reject(new Error(`${statusCode}`)));
    socket.once('error', reject);
  });
}
