import { Hono } from 'hono';
import { Refusal } from './errors';
import type { Platform } from './host/platform';
import type { AppEnv } from './http/env';
import { tellProblems } from './http/problem';
import { ReadyAnswers } from './http/ready-answers';
import { formOrigin } from './middleware/same-origin';
import { authorRoutes } from './routes/authors';
import { deskRoutes } from './routes/desk';
import { exportRoutes, operatorExportRoutes } from './routes/exports';
import { feedRoutes } from './routes/feed';
import { fragmentRoutes } from './routes/fragment';
import { importRoutes, operatorImportRoutes } from './routes/imports';
import { loginRoutes } from './routes/login';
import { mailEventRoutes } from './routes/mail-events';
import { openapiRoutes } from './routes/openapi';
import { operatorRoutes } from './routes/operator';
import { decidePageRoutes } from './routes/pages/decide';
import { frontRoutes } from './routes/pages/front';
import { mailPageRoutes } from './routes/pages/mail';
import { minePageRoutes } from './routes/pages/mine';
import { privacyRoutes } from './routes/pages/privacy';
import { problemPage } from './routes/pages/problem';
import { confirmRoutes, stopRoutes } from './routes/pages/reader-mail';
import { reportPageRoutes } from './routes/pages/report';
import { statusRoutes } from './routes/pages/status';
import { pageRoutes } from './routes/pages/thread';
import { transparencyRoutes } from './routes/pages/transparency';
import { votePageRoutes } from './routes/pages/vote';
import { peopleRoutes } from './routes/people';
import { readerRoutes } from './routes/reader';
import { targetRoutes } from './routes/targets';

/** All that is served, on any platform. `fetch` is for a server, `routes` for whoever wants to look at them. */
export function createApp(platform: Platform) {
  const ready = new ReadyAnswers(platform);
  const routes = new Hono<AppEnv>();
  const tell = tellProblems(problemPage);
  routes.onError(tell);
  routes.notFound((c) => platform.asset(c) ?? tell(new Refusal('not-found'), c));

  routes.route('/', frontRoutes);
  routes.get('/health', (c) => c.text('ok'));
  routes.route('/feeds', feedRoutes(platform, ready));
  routes.route('/fragments', fragmentRoutes(platform, ready));
  for (const pages of ['/pages/*', '/mail/*', '/confirm/*', '/stop/*']) routes.use(pages, formOrigin(platform));
  routes.route('/pages', pageRoutes(platform));
  routes.route('/pages', statusRoutes(platform));
  routes.route('/pages', minePageRoutes(platform));
  routes.route('/pages', reportPageRoutes(platform));
  routes.route('/pages', votePageRoutes(platform));
  routes.route('/pages', transparencyRoutes(platform));
  routes.route('/pages', privacyRoutes(platform));
  routes.route('/mail', mailPageRoutes(platform));
  routes.route('/confirm', confirmRoutes(platform));
  routes.route('/stop', stopRoutes(platform));
  routes.route('/decide', decidePageRoutes(platform));
  routes.route('/mail-events', mailEventRoutes(platform));
  routes.route('/openapi.json', openapiRoutes);
  // Where the operations of the API are stands in worker/contract/operations.
  routes.route('/', operatorRoutes(platform));
  routes.route('/', loginRoutes(platform));
  routes.route('/', deskRoutes(platform));
  routes.route('/', peopleRoutes(platform));
  routes.route('/', authorRoutes(platform));
  routes.route('/', targetRoutes(platform));
  routes.route('/', importRoutes(platform));
  routes.route('/', operatorImportRoutes(platform));
  routes.route('/', exportRoutes(platform));
  routes.route('/', operatorExportRoutes(platform));
  routes.route('/', readerRoutes(platform, ready));

  const fetch: typeof routes.fetch = (request, ...rest) => ready.find(request) ?? routes.fetch(request, ...rest);
  return { fetch, routes };
}
