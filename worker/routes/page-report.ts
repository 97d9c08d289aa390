import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { NewReport } from '../contract/comment';
import { Id } from '../contract/fields';
import type { FieldError } from '../contract/problem';
import { NewNotice } from '../contract/statement';
import type { Platform } from '../host/platform';
import { limit } from '../middleware/limit';
import { fieldErrors, formFields, limitBody, part } from '../middleware/parse';
import { respond } from '../middleware/respond';
import { sameOrigin } from '../middleware/session';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';
import { pageHeaders, pageShell } from './page-shell';
import { pageTexts } from './page-texts';

const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/** Reporting a comment, and giving notice of illegal content, without a script. */
export function reportPageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/report', site(platform), async (c) => {
    const comment = part(Id, c.req.query('comment'));
    return show(c, 200, { comment, entered: {}, errors: [], done: c.req.query('done') !== undefined });
  });

  routes.post(
    '/:site/report',
    site(platform),
    sameOrigin(platform),
    limit(platform, 'report'),
    limitBody,
    async (c) => {
      const entered = await formFields(c);
      const { reason, note, explanation, name, email, goodFaith } = entered;
      const comment = part(Id, entered.comment);
      if (reason !== undefined) {
        const report = NewReport.safeParse({ reason, note });
        if (!report.success) return show(c, 422, { comment, entered, errors: fieldErrors(report.error), done: false });
        await c.var.site.report(comment, report.data, c.var.network);
      } else {
        const notice = NewNotice.safeParse({ explanation, name, email, goodFaith: goodFaith === 'on' });
        if (!notice.success) return show(c, 422, { comment, entered, errors: fieldErrors(notice.error), done: false });
        await c.var.site.notice(comment, notice.data, c.var.network);
      }
      return respond(c, 303, null, { Location: `${c.req.path}?comment=${comment}&done` });
    },
  );

  return routes;
}

interface ReportView {
  comment: string;
  entered: Record<string, string | undefined>;
  errors: FieldError[];
  done: boolean;
}

async function show(c: Context<AppEnv>, status: number, { comment, entered, errors, done }: ReportView) {
  const { language } = await c.var.site.settings();
  const { reporting, errors: wrong } = pageTexts[language];
  const error = (name: string) => {
    const found = errors.find(({ pointer }) => pointer === `/${name}`);
    return found && html`<span class="error" id="${name}-error">${wrong[found.code]}</span>`;
  };
  const described = (name: string) =>
    html`aria-describedby="${error(name) ? `${name}-error` : ''}" aria-invalid="${error(name) !== undefined}"`;
  const id = html`<input type="hidden" name="comment" value="${comment}">`;
  const line = (name: 'name' | 'email') => html`<p><label for="${name}">${reporting[name]}</label>
<input id="${name}" name="${name}" value="${entered[name] ?? ''}" autocomplete="${name}" ${described(name)}>${error(name)}</p>`;
  const content = html`<h1>${reporting.title}</h1>
${done ? html`<p role="status" class="said">${reporting.done}</p>` : ''}
<form method="post">${id}
<p><label for="reason">${reporting.reason}</label>
<select id="reason" name="reason">${Object.entries(reporting.reasons).map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></p>
<p><label for="note">${reporting.note}</label><textarea id="note" name="note" rows="2" ${described('note')}></textarea>${error('note')}</p>
<p><button>${reporting.send}</button></p>
</form>
<form method="post">${id}
<h2>${reporting.notice}</h2>
<p class="muted">${reporting.noticeHint}</p>
<p><label for="explanation">${reporting.explanation}</label><textarea id="explanation" name="explanation" rows="4" ${described('explanation')}>${entered.explanation ?? ''}</textarea>${error('explanation')}</p>
${line('name')}
${line('email')}
<p><label><input type="checkbox" name="goodFaith" ${described('goodFaith')}> ${reporting.goodFaith}</label>${error('goodFaith')}</p>
<p><button>${reporting.sendNotice}</button></p>
</form>`;
  return respond(c, status, String(pageShell(language, reporting.title, '', content)), headers);
}
