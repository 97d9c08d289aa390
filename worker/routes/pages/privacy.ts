import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Voice } from '../../contract/languages';
import type { ServiceName } from '../../contract/services';
import type { TargetKind } from '../../contract/targets';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { targetNames } from '../../locales/targets';
import { voiceOf } from '../../locales/voice';
import { site } from '../../middleware/site';
import { pageHeaders, pageShell } from './shell';

/** What the comments of a site learn about those who read and write, and which outside services are on. */
export function privacyRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/privacy', site(platform), async (c) => {
    const settings = await c.var.site.settings();
    const on = platform.services.map(({ name }) => name).filter((name) => settings.services.includes(name));
    const { targets } = await c.var.site.targets();
    const told = [...new Set(targets.filter((target) => target.on).map(({ kind }) => kind))];
    const page = String(privacyHtml(c.var.entry.site, voiceOf(settings), on, told));
    return respond(c, 200, page, { ...pageHeaders, 'Cache-Control': 'no-cache' });
  });

  return routes;
}

function privacyHtml(name: string, voice: Voice, on: ServiceName[], told: TargetKind[]) {
  const texts = locales[voice].privacy;
  const { reading, writing, checking, browser, outside, services } = texts;
  const content = html`<h1>${texts.title(name)}</h1>
<p>${texts.intro}</p>
<h2>${reading.title}</h2>
<p>${reading.text}</p>
<h2>${writing.title}</h2>
${writing.text.map((text) => html`<p>${text}</p>`)}
<h2>${checking.title}</h2>
<p>${checking.text}</p>
<h2>${browser.title}</h2>
<p>${browser.text}</p>
<h2>${outside.title}</h2>
<p>${on.length === 0 && told.length === 0 ? outside.none : outside.some}</p>
${on.map(
  (service) => html`<h3>${services[service].name}</h3>
<p>${services[service].text} <a href="${services[service].more}" rel="noopener">${texts.more}</a></p>`,
)}
${
  told.length === 0
    ? ''
    : html`<h3>${texts.targets.title}</h3>
<p>${texts.targets.text(told.map((kind) => targetNames[kind]).join(', '))}</p>`
}`;
  return pageShell(voice, texts.title(name), '', content);
}
