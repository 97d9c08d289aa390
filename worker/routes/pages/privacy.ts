import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { voiceOf } from '../../locales/voice';
import { site } from '../../middleware/site';
import { privacySections, privacyText, type Section } from './privacy-sections';
import { pageHeaders, pageShell } from './shell';

/**
 * What the comments of a site learn about those who read and write, and which outside services are on; and the same as texts for whoever
 * runs the site: for a page of their own, and for their record of what they do with data about people.
 */
export function privacyRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/privacy', site(platform), async (c) => {
    const { voice, sections } = await tell(c, platform);
    const texts = locales[voice].privacy;
    const { byMail } = locales[voice].page.mine;
    const title = texts.title(c.var.entry.site);
    const content = html`<h1>${title}</h1>
<p>${texts.intro}</p>
${sections.map((section) => sectionHtml(section, texts.more))}
<p><a href="/pages/${c.var.entry.site}/mine">${byMail.title(c.var.entry.site)}</a></p>`;
    return page(c, String(pageShell(voice, title, '', content)));
  });

  routes.get('/:site/privacy/texts', site(platform), async (c) => {
    const { voice, sections } = await tell(c, platform);
    const { operator } = locales[voice].privacy;
    const { site: name } = c.var.entry;
    const record = operator.record.rows.map(([what, says]) => `${what}: ${says}`).join('\n');
    const title = operator.title(name);
    const content = html`<h1>${title}</h1>
<p>${operator.intro}</p>
<h2>${operator.page.title}</h2>
<p>${operator.page.text}</p>
${copied(operator.page.title, privacyText(sections))}
<h2>${operator.record.title}</h2>
<p>${operator.record.text}</p>
${copied(operator.record.title, record)}
<h2>${operator.agreement.title}</h2>
<p>${operator.agreement.text}</p>
${copied(operator.agreement.title, operator.agreement.clauses(name).join('\n\n'))}`;
    return page(c, String(pageShell(voice, title, html`<meta name="robots" content="noindex">`, content)));
  });

  return routes;
}

/** What is told, and in which words. */
async function tell(c: Context<AppEnv>, platform: Platform) {
  const settings = await c.var.site.settings();
  const services = platform.services.map(({ name }) => name).filter((name) => settings.services.includes(name));
  const { targets } = await c.var.site.targets();
  const told = [...new Set(targets.filter((target) => target.on).map(({ kind }) => kind))];
  const voice = voiceOf(settings);
  return { voice, sections: privacySections(locales[voice].privacy, { settings, services, targets: told }) };
}

const page = (c: Context<AppEnv>, body: string) =>
  respond(c, 200, body, { ...pageHeaders, 'Cache-Control': 'no-cache' });

function sectionHtml({ title, text, list, parts }: Section, more: string) {
  return html`<h2>${title}</h2>
${text.map((paragraph) => html`<p>${paragraph}</p>`)}
${list.length === 0 ? '' : html`<ul>${list.map((line) => html`<li>${line}</li>`)}</ul>`}
${parts.map(
  (part) => html`<h3>${part.title}</h3>
<p>${part.text.join(' ')}${part.more === null ? '' : html` <a href="${part.more}" rel="noopener">${more}</a>`}</p>`,
)}`;
}

/** A text to be taken along: selected as a whole by one key, and with a scroll bar of its own. */
const copied = (label: string, text: string) =>
  html`<textarea readonly rows="14" aria-label="${label}">${text}</textarea>`;
