import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { NewAppeal } from '../../contract/comment';
import { Id } from '../../contract/fields';
import type { Voice } from '../../contract/languages';
import { placeOf } from '../../contract/place';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { formFields, limitBody, parse } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import type { PageTexts } from '../../locales/texts';
import { voiceOf } from '../../locales/voice';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import { keptHtml, refusedHtml, refusedTitle, respondRefused } from './problem';
import { pageHeaders, pageShell } from './shell';

const privateHeaders = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/** The private page that tells an author what became of their comment, and takes their appeal: no account, no script. */
export function statusRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/status/:ref', site(platform), async (c) => {
    const page = await statusHtml(c, ...readRef(c.req.param('ref')), {});
    return respond(c, 200, String(page), privateHeaders);
  });

  routes.post(
    '/:site/status/:ref',
    site(platform),
    sameOrigin(platform),
    limitBody,
    showAgain(async (c, refused) => {
      const { text } = await formFields(c);
      const page = await statusHtml(c, ...readRef(c.req.param('ref') ?? ''), { refused, text });
      return respondRefused(c, refused, page);
    }),
    limit(platform, 'report'),
    async (c) => {
      const [id, key] = readRef(c.req.param('ref'));
      const { text } = parse(NewAppeal, { text: (await formFields(c)).text });
      await c.var.site.appealByLink(id, key, text);
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

/** An appeal that was sent and not taken. */
interface Sent {
  text?: string | undefined;
  refused?: Refusal;
}

async function statusHtml(c: Context<AppEnv>, id: string, key: string, sent: Sent) {
  const { row, thread, statement, reversal } = await c.var.site.status(id, key);
  const voice = voiceOf(await c.var.site.settings());
  const texts = locales[voice].page;
  const status = row.waiting === 'spam' ? 'held' : row.status;
  const place = placeOf(c.var.entry.site, thread, row.status === 'published' ? row.id : undefined);
  const content = html`<h1>${texts.status.title}</h1>
<p><a href="${place}" dir="auto">${thread.title ?? thread.url ?? thread.key}</a></p>
<p role="status" class="said">${texts.status[status]}</p>
${row.status === 'erased' ? '' : html`<blockquote>${raw(row.html)}</blockquote>`}
${(statement ?? reversal)?.text.split('\n\n').map((part) => html`<p>${part}</p>`) ?? ''}
${statement?.appeal === 'possible' ? appealHtml(texts, voice, sent) : answerHtml(statement?.appeal, texts, voice, sent)}
<p class="muted">${texts.status.secret}</p>`;
  return pageShell(voice, refusedTitle(sent.refused, voice, texts.status.title ?? ''), '', content);
}

/** Where nothing can be appealed, or not any more. */
function answerHtml(appeal: string | undefined, texts: PageTexts, voice: Voice, { refused, text }: Sent) {
  const answer = appeal === undefined ? undefined : appeal === 'open' ? texts.appeal.open : texts.appeal.kept;
  return html`${answer ? html`<p><strong>${answer}</strong></p>` : ''}
${refused ? [refusedHtml(refused, voice, {}), keptHtml(text, voice)] : ''}`;
}

function appealHtml({ appeal, errors }: PageTexts, voice: Voice, { refused, text }: Sent) {
  const [wrong] = refused?.detail.errors ?? [];
  return html`<form method="post">
<h2><label for="text">${appeal.label}</label></h2>
${refused ? refusedHtml(refused, voice, { text: appeal.label }) : ''}
<p id="hint" class="muted">${appeal.hint}</p>
<p><textarea id="text" name="text" rows="3" aria-describedby="hint${wrong ? ' text-error' : ''}" aria-invalid="${String(wrong !== undefined)}">
${text ?? ''}</textarea>
${wrong ? html`<span class="error" id="text-error">${errors[wrong.code]}</span>` : ''}</p>
<p><button>${appeal.send}</button></p>
</form>`;
}
