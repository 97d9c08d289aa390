import { env, exports } from 'cloudflare:workers';
import type { MailServers } from '../mail-known';

/** How stories reach a Plausch: here, the worker in the runtime that the tests themselves run in. */
export const base = 'https://plausch.example';
export const secret = env.PLAUSCH_SECRET;
/** Where the stand-ins for outside services listen. */
export const services = env.PLAUSCH_TEST_SERVICES;
/** The mail servers. */
export const mailServers: MailServers = JSON.parse(env.PLAUSCH_TEST_MAIL);
/** The push service. */
export const pushService = env.PLAUSCH_TEST_PUSH;
export const send = (request: Request): Promise<Response> => exports.default.fetch(request);

/**
 * Opens a WebSocket and passes on what is heard, and with which code the server ends it; throws the status when it is
 * refused. Returns how to close it.
 */
export async function openLive(
  path: string,
  headers: Record<string, string>,
  hear: (text: string) => void,
  end: (code: number) => void,
) {
  const response = await send(new Request(base + path, { headers: { ...headers, Upgrade: 'websocket' } }));
  const { webSocket } = response;
  if (!webSocket) throw new Error(`${response.status}`);
  webSocket.accept();
  webSocket.addEventListener('message', ({ data }) => hear(String(data)));
  webSocket.addEventListener('close', ({ code }) => end(code));
  return () => webSocket.close();
}
