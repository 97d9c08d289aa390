import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { type WebSocket, WebSocketServer } from 'ws';

/** How long a client may take, in milliseconds. What takes longer is cut off, so that connections are never used up. */
export interface Patience {
  /** From the connection, or the request before, to the end of the headers. */
  headers: number;
  /** To the end of the whole request: 160 KiB at most. */
  request: number;
  /** While nothing goes to or fro: a client that does not read its answer. */
  silence: number;
}

const patience: Patience = { headers: 15_000, request: 60_000, silence: 60_000 };

/** The connection of a request that asks for a WebSocket, and what came after the request. */
interface Asked {
  socket: Duplex;
  head: Buffer;
}

const asked = new WeakMap<IncomingMessage, Asked>();
/** The desk says nothing over it; a ping has at most 125 bytes. */
const webSockets = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: 1024 });

/**
 * An HTTP server around `fetch`. What asks to be upgraded is answered like every other request: as HTTP/1.1, which
 * ignores what it does not know (RFC 9110, section 7.8). Where the live connection is, `fetch` may answer with
 * `openWebSocket`.
 */
export function createHttpServer(
  fetch: Parameters<typeof getRequestListener>[0],
  limits: Partial<Patience> = {},
): Server {
  const { headers, request, silence } = { ...patience, ...limits };
  const answer = getRequestListener(fetch);
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      connectionsCheckingInterval: headers / 3,
      shouldUpgradeCallback: asksForWebSocket,
    },
    answer,
  );
  server.timeout = silence;
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    // From here on nobody but us looks after the connection. When an answer other than a WebSocket is out it is
    // closed, whatever the other end does.
    socket.on('error', () => socket.destroy());
    const outgoing = new ServerResponse(incoming);
    outgoing.shouldKeepAlive = false;
    outgoing.assignSocket(incoming.socket);
    outgoing.once('finish', () => incoming.socket.destroySoon());
    asked.set(incoming, { socket, head });
    void answer(incoming, outgoing);
  });
  return server;
}

/** Only the desk's live connection is one, in version 13 (RFC 6455), and with a key to answer. */
function asksForWebSocket({ method, headers, url = '' }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    headers['sec-websocket-key'] !== undefined &&
    /^(https?:\/\/[^/?#]*)?\/api\/sites\/[^/?#]*\/live([?#]|$)/.test(url)
  );
}

/** Whether `openWebSocket` may be called for a request. */
export const canOpenWebSocket = (incoming: IncomingMessage): boolean => asked.has(incoming);

/** Makes a WebSocket of a request that asks for one, and answers the request; `use` gets it, if the handshake is right. */
export function openWebSocket(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  use: (socket: WebSocket) => void,
): void {
  const waiting = asked.get(incoming);
  if (!waiting) throw new TypeError('This request asks for no WebSocket.');
  asked.delete(incoming);
  outgoing.detachSocket(incoming.socket);
  webSockets.handleUpgrade(incoming, waiting.socket, waiting.head, use);
}
