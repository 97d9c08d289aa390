import { Hono } from 'hono';
import { Refusal } from './errors';
import type { Platform } from './host/platform';
import { handleError } from './middleware/problem';
import { securityHeaders } from './middleware/security';
import type { AppEnv } from './middleware/types';
import { accountRoutes } from './routes/account';
import { deskRoutes } from './routes/desk';
import { ownerRoutes } from './routes/owner';
import { readerRoutes } from './routes/reader';

/** All that is served, on any platform. */
export function createApp(platform: Platform) {
  const app = new Hono<AppEnv>();
  app.onError(handleError);
  app.notFound((c) => platform.asset(c) ?? handleError(new Refusal('not-found'), c));

  app.get('/health', (c) => c.text('ok'));
  app.use(securityHeaders);
  app.route('/api/operator', ownerRoutes(platform));
  app.route('/api/session', accountRoutes(platform));
  app.route('/api/sites/:site', deskRoutes(platform));
  app.route('/api/sites/:site', readerRoutes(platform));
  return app;
}
