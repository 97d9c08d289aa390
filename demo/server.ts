import { createServer } from 'node:http';
import german from './de.html';
import english from './en.html';
import styles from './styles.css';

interface DemoOptions {
  host: string;
  /** The port to listen on; when it is taken, any other. */
  port: number;
  plauschPort: number;
  site: string;
}

/**
 * Serves the demo post: a page as a site owner would have it, from an origin of its own, with the snippet in it.
 * Its policy is as strict as any owner's could be, which shows that the widget needs nothing more.
 */
export function startDemo({
  host,
  port,
  plauschPort,
  site,
}: DemoOptions): Promise<{ port: number; close: () => void }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const hostname = (request.headers.host ?? 'localhost').replace(/:\d+$/, '');
    const plausch = `http://${/^[\w.[\]:-]+$/.test(hostname) ? hostname : 'localhost'}:${plauschPort}`;
    const page = { '/': german, '/en/': english }[path];
    if (path === '/styles.css') {
      response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8' }).end(styles);
    } else if (page) {
      response
        .writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': [
            "default-src 'none'",
            "style-src 'self'",
            `script-src ${plausch}`,
            `connect-src ${plausch}`,
            "require-trusted-types-for 'script'",
            'trusted-types lit-html',
          ].join('; '),
        })
        .end(page.replaceAll('{{plausch}}', plausch).replaceAll('{{site}}', site));
    } else {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404');
    }
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') server.listen(0, host);
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : port, close: () => server.close() });
    });
  });
}
