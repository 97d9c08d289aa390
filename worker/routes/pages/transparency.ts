import { Hono } from 'hono';
import { html } from 'hono/html';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { site } from '../../middleware/site';
import { joinTransparency, type Transparency, type TransparencyPart } from '../../site/running/transparency';
import { duration } from './duration';
import { pageHeaders, pageShell } from './shell';

/** How a site is moderated, in figures, with no person in it; there when the owner wants it. */
export function transparencyRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/transparency', site(platform), async (c) => {
    const frame = await c.var.site.transparency();
    if (!frame) throw new Refusal('not-found');
    const parts: TransparencyPart[] = [];
    for (const part of frame.parts) parts.push(await c.var.site.transparencyPart(part));
    const figures = joinTransparency(frame, parts);
    const page = String(transparencyHtml(c.var.entry.site, figures));
    return respond(c, 200, page, { ...pageHeaders, 'Cache-Control': 'public, max-age=600' });
  });

  return routes;
}

function transparencyHtml(site: string, figures: Transparency) {
  const { language, from, to, decided, median, appeals, reversed, notices, followed } = figures;
  const { transparency: texts } = locales[language].page;
  const day = (time: number) => new Date(time).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
  const number = (value: number) => value.toLocaleString(language);
  const figure = (name: string, value: string) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
  const rows = decided.map(
    ({ action, reason, count }) =>
      html`<tr><td>${texts.actions[action]}</td><td>${reason ?? texts.other}</td><td>${number(count)}</td></tr>`,
  );
  const content = html`<h1>${texts.title(site)}</h1>
<p class="muted">${texts.period(day(from), day(to))}</p>
${
  decided.length === 0
    ? html`<p>${texts.nothing}</p>`
    : html`<table><thead><tr><th scope="col">${texts.decision}</th><th scope="col">${texts.reason}</th><th scope="col">${texts.count}</th></tr></thead>
<tbody>${rows}</tbody></table>`
}
<table><tbody>
${median === null ? '' : figure(texts.median, duration(median, language))}
${figure(texts.appeals, number(appeals))}
${figure(texts.reversed, number(reversed))}
${figure(texts.notices, number(notices))}
${figure(texts.followed, number(followed))}
</tbody></table>`;
  return pageShell(language, texts.title(site), '', content);
}
