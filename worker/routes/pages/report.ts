import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { NewReport } from '../../contract/comment';
import { Id } from '../../contract/fields';
import { NewNotice } from '../../contract/statement';
import type { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { formFields, limitBody, parse, part } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { voiceOf } from '../../locales/voice';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import { refusedHtml, refusedTitle, respondRefused } from './problem';
import { pageHeaders, pageShell } from './shell';

const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/** Reporting a comment, and giving notice of illegal content, without a script. */
export function reportPageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/report', site(platform), async (c) => {
    const comment = part(Id, c.req.query('comment'));
    const done = c.req.query('done') !== undefined;
    return respond(c, 200, String(await reportHtml(c, comment, {}, { done })), headers);
  });

  routes.post(
    '/:site/report',
    site(platform),
    sameOrigin(platform),
    limitBody,
    showAgain(async (c, refusal) => {
      const entered = await formFields(c);
      return respondRefused(c, refusal, await reportHtml(c, part(Id, entered.comment), entered, { refused: refusal }));
    }),
    limit(platform, 'report'),
    async (c) => {
      const entered = await formFields(c);
      const comment = part(Id, entered.comment);
      const { reason, note, explanation, name, email, goodFaith } = entered;
      if (reason !== undefined) await c.var.site.report(comment, parse(NewReport, { reason, note }), c.var.network);
      else {
        const notice = parse(NewNotice, { explanation, name, email, goodFaith: goodFaith === 'on' });
        await c.var.site.notice(comment, notice, c.var.network);
      }
      return respond(c, 303, null, { Location: `${c.req.path}?comment=${comment}&done` });
    },
  );

  return routes;
}

type Entered = Record<string, string | undefined>;

/** Two forms: a report in a word, and a notice with all that the law wants of one. */
async function reportHtml(
  c: Context<AppEnv>,
  comment: string,
  entered: Entered,
  { done = false, refused }: { done?: boolean; refused?: Refusal },
) {
  const voice = voiceOf(await c.var.site.settings());
  const { reporting, errors: wrong } = locales[voice].page;
  const error = (name: string) => {
    const found = refused?.detail.errors?.find(({ pointer }) => pointer === `/${name}`);
    return found && html`<span class="error" id="${name}-error">${wrong[found.code]}</span>`;
  };
  const described = (name: string) =>
    html`aria-describedby="${error(name) ? `${name}-error` : ''}" aria-invalid="${String(error(name) !== undefined)}"`;
  const id = html`<input type="hidden" name="comment" value="${comment}">`;
  const line = (name: 'name' | 'email') => html`<p><label for="${name}">${reporting[name]}</label>
<input id="${name}" name="${name}" value="${entered[name] ?? ''}" autocomplete="${name}" ${described(name)}>${error(name)}</p>`;
  const area = (name: 'note' | 'explanation', rows: number) =>
    html`<p><label for="${name}">${reporting[name]}</label><textarea id="${name}" name="${name}" rows="${rows}" ${described(name)}>
${entered[name] ?? ''}</textarea>${error(name)}</p>`;
  const { reason, note, explanation, name, email, goodFaith } = reporting;
  const labels = { reason, note, explanation, name, email, goodFaith };
  const content = html`<h1>${reporting.title}</h1>
${done ? html`<p role="status" class="said">${reporting.done}</p>` : ''}
${refused ? refusedHtml(refused, voice, labels) : ''}
<form method="post">${id}
<p><label for="reason">${reporting.reason}</label>
<select id="reason" name="reason" ${described('reason')}>${Object.entries(reporting.reasons).map(([value, text]) => html`<option value="${value}"${value === entered.reason ? ' selected' : ''}>${text}</option>`)}</select>${error('reason')}</p>
${area('note', 2)}
<p><button>${reporting.send}</button></p>
</form>
<form method="post">${id}
<h2>${reporting.notice}</h2>
<p class="muted">${reporting.noticeHint}</p>
${area('explanation', 4)}
${line('name')}
${line('email')}
<p><label><input type="checkbox" id="goodFaith" name="goodFaith"${entered.goodFaith === 'on' ? ' checked' : ''} ${described('goodFaith')}> ${reporting.goodFaith}</label>${error('goodFaith')}</p>
<p><button>${reporting.sendNotice}</button></p>
</form>`;
  return pageShell(voice, refusedTitle(refused, voice, reporting.title), '', content);
}
