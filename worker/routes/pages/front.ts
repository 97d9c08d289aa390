import { Hono } from 'hono';
import { html } from 'hono/html';
import packageJson from '../../../package.json' with { type: 'json' };
import { languageAsked } from '../../http/negotiate';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { pageHeaders, pageShell } from './shell';

/** What this server is, for whoever finds its address. It names none of its sites. */
export const frontRoutes = new Hono().get('/', (c) => {
  const language = languageAsked(c);
  const said = locales[language].front;
  const content = html`<h1>${said.title}</h1>
<p>${said.what}</p>
<p>${said.readers}</p>
<p>${said.desk} <a href="/desk/">${said.toDesk}</a></p>
<p>${said.docs} <a href="/openapi.json">${said.api}</a></p>
<p class="muted">${said.version(packageJson.version)}</p>`;
  const headers = { ...pageHeaders, Vary: 'Accept-Language', 'Cache-Control': 'no-cache' };
  return respond(c, 200, String(pageShell(language, said.title, '', content)), headers);
});
