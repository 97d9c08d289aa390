import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { NewAppeal } from '../contract/comment';
import { Id } from '../contract/fields';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { limit } from '../middleware/limit';
import { fieldErrors, formFields, limitBody } from '../middleware/parse';
import { respond } from '../middleware/respond';
import { sameOrigin } from '../middleware/session';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';
import type { StatusView } from '../site/statements';
import { pageHeaders, pageShell } from './page-shell';
import { type PageTexts, pageTexts } from './page-texts';

const privateHeaders = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/** The private page that tells an author what became of their comment, and takes their appeal: no account, no script. */
export function statusRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/status/:ref', site(platform), async (c) => {
    const view = await c.var.site.status(...readRef(c.req.param('ref')));
    const { language } = await c.var.site.settings();
    return respond(c, 200, String(statusHtml(view, language, undefined)), privateHeaders);
  });

  routes.post(
    '/:site/status/:ref',
    site(platform),
    sameOrigin(platform),
    limit(platform, 'report'),
    limitBody,
    async (c) => {
      const [id, key] = readRef(c.req.param('ref'));
      const { text } = await formFields(c);
      const parsed = NewAppeal.safeParse({ text });
      if (!parsed.success) {
        const view = await c.var.site.status(id, key);
        const { language } = await c.var.site.settings();
        const wrong = pageTexts[language].errors[fieldErrors(parsed.error)[0]?.code ?? 'invalid'];
        return respond(c, 422, String(statusHtml(view, language, wrong)), privateHeaders);
      }
      await c.var.site.appealByLink(id, key, parsed.data.text);
      return respond(c, 303, null, { Location: c.req.path });
    },
  );

  return routes;
}

/** The comment and the key in an address. @throws Refusal `not-found`. */
function readRef(ref: string): [id: string, key: string] {
  const [id = '', key = ''] = ref.split('.');
  if (!Id.safeParse(id).success) throw new Refusal('not-found');
  return [id, key];
}

function statusHtml({ row, thread, statement }: StatusView, language: 'de' | 'en', wrong: string | undefined) {
  const texts = pageTexts[language];
  const status = row.waiting === 'spam' ? 'held' : row.status;
  const content = html`<h1>${texts.status.title}</h1>
<p>${thread.url === null ? thread.key : html`<a href="${thread.url}#plausch-${row.id}">${thread.title ?? thread.url}</a>`}</p>
<p role="status" class="said">${texts.status[status]}</p>
${row.status === 'erased' ? '' : html`<blockquote>${raw(row.html)}</blockquote>`}
${statement ? statement.text.split('\n\n').map((part) => html`<p>${part}</p>`) : ''}
${statement ? appealHtml(statement.appeal, texts, wrong) : ''}
<p class="muted">${texts.status.secret}</p>`;
  return pageShell(language, texts.status.title ?? '', '', content);
}

function appealHtml(appeal: string, texts: PageTexts, wrong: string | undefined) {
  if (appeal === 'open') return html`<p><strong>${texts.appeal.open}</strong></p>`;
  if (appeal !== 'possible') return html`<p><strong>${texts.appeal.kept}</strong></p>`;
  return html`<form method="post">
<h2><label for="text">${texts.appeal.label}</label></h2>
<p id="hint" class="muted">${texts.appeal.hint}</p>
<p><textarea id="text" name="text" rows="3" maxlength="2000" aria-describedby="hint${wrong ? ' text-error' : ''}" aria-invalid="${wrong !== undefined}"></textarea>
${wrong ? html`<span class="error" id="text-error">${wrong}</span>` : ''}</p>
<p><button>${texts.appeal.send}</button></p>
</form>`;
}
