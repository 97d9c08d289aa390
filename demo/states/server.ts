import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/**
 * Serves the page of all states, and the widget from where it is built. For developers and tests alone: it is no part of what runs
 * elsewhere. @param dist the folder that everything is built into. @param port to listen on; 0: any.
 */
export function startStates(dist: string, port: number): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/states/index.html' : pathname;
    const folder = path.startsWith('/states/') ? dist : join(dist, 'assets');
    // A URL has no `..` in its path.
    const file = createReadStream(join(folder, path));
    file.once('open', () => {
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain; charset=utf-8' });
      file.pipe(response);
    });
    file.once('error', () => response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404'));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const at = typeof address === 'object' && address ? address.port : port;
      resolve({ url: `http://localhost:${at}/`, close: () => server.close() });
    });
  });
}
