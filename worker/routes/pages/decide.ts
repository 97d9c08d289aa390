import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import * as z from 'zod';
import { NewDecision } from '../../contract/desk';
import { Id } from '../../contract/fields';
import type { Language } from '../../contract/languages';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { languageAsked } from '../../http/negotiate';
import { formFields, limitBody, parse } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { type LinkChoice, linkChoices, type PageTexts } from '../../locales/texts';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import type { LinkedComment } from '../../site/deciding/by-link';
import { refusedHtml, refusedTitle, respondRefused } from './problem';
import { pageHeaders, pageShell } from './shell';

// The origin has to be known where a browser has no other way to say that a form is our own; no other site hears of it.
const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'same-origin' };

/** What the form sends: as what the comment was shown, and what is to become of it. */
const Sent = z.object({
  as: z.enum(linkChoices),
  version: z.coerce.number().int(),
  seen: Id.or(z.literal('')),
  reason: NewDecision.shape.reason,
  explanation: NewDecision.shape.explanation,
});
const Answer = z.object({ reply: NewDecision.shape.reply.unwrap() });
const Undo = z.object({ undo: Id });

/**
 * Where the links lead in a mail about a comment that waits: that one comment as it is now, with a button for what was chosen. Only the
 * button decides. Programs that look at every link in a mail come with GET or HEAD, and change nothing by that.
 */
export function decidePageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/:ref', site(platform), (c) => orUsed(c, async () => page(c, platform)));

  routes.post(
    '/:site/:ref',
    site(platform),
    limit(platform, 'change'),
    sameOrigin(platform),
    limitBody,
    showAgain((c, refused) => orUsed(c, async () => page(c, platform, refused, await formFields(c)))),
    (c) =>
      orUsed(c, async () => {
        const ref = c.req.param('ref');
        const fields = await formFields(c);
        if (fields.undo !== undefined) await c.var.site.undoLinked(ref, parse(Undo, fields).undo);
        else await decide(c, ref, fields);
        return respond(c, 303, null, { Location: c.req.path });
      }),
  );

  return routes;
}

async function decide(c: Context<AppEnv>, ref: string, fields: Fields): Promise<void> {
  const { as, version, seen, reason, explanation } = parse(Sent, fields);
  await c.var.site.decideLinked(ref, {
    version,
    seen: seen === '' ? null : seen,
    action: as === 'answer' ? 'approve' : as,
    ...(as === 'reject' && { reason, explanation }),
    ...(as === 'answer' && parse(Answer, fields)),
  });
}

type Fields = Record<string, string | undefined>;

async function page(c: Context<AppEnv>, platform: Platform, refused?: Refusal, fields: Fields = {}): Promise<Response> {
  const linked = await c.var.site.linked(c.req.param('ref') ?? '');
  const language = (await platform.account(linked.account).mailbox())?.language ?? languageAsked(c);
  const chosen = linkChoices.find((choice) => choice === (fields.as ?? c.req.query('as'))) ?? 'approve';
  const { decide: texts } = locales[language].page;
  const content = html`<h1>${texts.title}</h1>
${refused ? refusedHtml(refused, language, { reply: texts.answer, reason: texts.reason, explanation: texts.explanation }) : ''}
${commentHtml(linked, language)}
${formHtml(linked, locales[language].page, chosen, fields, refused)}`;
  const shell = pageShell(language, refusedTitle(refused, language, texts.title), '', content);
  if (!refused) return respond(c, 200, String(shell), headers);
  const answer = respondRefused(c, refused, shell);
  answer.headers.set('Referrer-Policy', headers['Referrer-Policy']);
  return answer;
}

/** What it answers, the comment itself, and what has become of it since. */
function commentHtml({ item, changed, undone }: LinkedComment, language: Language) {
  const { decide: texts, status } = locales[language].page;
  const { comment, answers, decision, waiting, appeal } = item;
  const at = (time: string) =>
    `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(time))} UTC`;
  const action = (name: string) => texts.buttons[name as LinkChoice] ?? name;
  const gone = isGone(item);
  const said = [
    changed && !gone ? texts.changed : '',
    undone && !decision ? texts.undone(undone.by, action(undone.action), at(undone.at)) : '',
    decision ? texts.decided(decision.by, action(decision.action), at(decision.at)) : '',
    gone ? locales[language].page[comment.status === 'withdrawn' ? 'withdrawn' : 'removed'] : '',
  ].filter(Boolean);
  return html`${said.length > 0 ? html`<div role="status" class="said">${said.map((line) => html`<p><bdi>${line}</bdi></p>`)}</div>` : ''}
${answers && !gone ? html`<p class="muted"><bdi>${texts.answersTo(answers.author?.name ?? '')}</bdi></p><blockquote>${raw(answers.html)}</blockquote>` : ''}
${gone ? '' : html`<p><strong><bdi>${comment.author?.name}</bdi></strong></p><blockquote>${raw(comment.html)}</blockquote>`}
${appeal !== null && waiting === 'appealed' ? html`<p>${texts.appeal}</p><blockquote dir="auto">${appeal.split('\n').map((line) => html`<p>${line}</p>`)}</blockquote>` : ''}
${waiting === null && !decision && !gone ? html`<p>${status[comment.status]}</p>` : ''}`;
}

const isGone = ({ comment: { status } }: LinkedComment['item']) => status === 'withdrawn' || status === 'erased';

/** The button for what was chosen, where the comment waits; the one that undoes it, where it was decided from here. */
function formHtml(
  { item, undoable, reasons }: LinkedComment,
  all: PageTexts,
  as: LinkChoice,
  fields: Fields,
  refused?: Refusal,
) {
  const texts = all.decide;
  const { decision, waiting, version } = item;
  if (undoable && waiting === null)
    return html`<form method="post"><input type="hidden" name="undo" value="${decision?.id}"><p><button>${texts.undo}</button></p></form>`;
  if (isGone(item) || waiting === null) return html`<p>${texts.nothing}</p>${deskHtml(all)}`;
  if (item.forOthers) return html`<p>${texts.forOthers}</p>${deskHtml(all)}`;
  const error = (name: string) => {
    const found = refused?.detail.errors?.find(({ pointer }) => pointer === `/${name}`);
    return found && html`<span class="error" id="${name}-error">${all.errors[found.code]}</span>`;
  };
  const area = (name: 'reply' | 'explanation', label: string, rows: number) => {
    const wrong = error(name);
    return html`<p><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="${rows}" aria-describedby="${wrong ? `${name}-error` : ''}" aria-invalid="${String(wrong !== undefined)}">
${fields[name] ?? ''}</textarea>${wrong ?? ''}</p>`;
  };
  const reasonsHtml = html`<p><label for="reason">${texts.reason}</label>
<select id="reason" name="reason"><option value="">${texts.noReason}</option>${reasons.map((reason) => html`<option${reason === fields.reason ? ' selected' : ''}>${reason}</option>`)}</select></p>
${area('explanation', texts.explanation, 3)}`;
  return html`<form method="post">
<input type="hidden" name="as" value="${as}"><input type="hidden" name="version" value="${version}"><input type="hidden" name="seen" value="${decision?.id ?? ''}">
${as === 'reject' ? reasonsHtml : ''}${as === 'answer' ? area('reply', texts.answer, 6) : ''}
<p><button>${texts.buttons[as]}</button></p>
</form>
<h2>${texts.others}</h2>
<ul>${linkChoices.filter((other) => other !== as).map((other) => html`<li><a href="?as=${other}">${texts.buttons[other]}</a></li>`)}</ul>`;
}

const deskHtml = ({ decide }: PageTexts) => html`<p><a href="/desk/">${decide.desk}</a></p>`;

/** What a link leads to; where it is good for nothing any more, that is said. */
async function orUsed(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-used') throw error;
    const language = languageAsked(c);
    const all = locales[language].page;
    const content = html`<h1>${all.decide.used}</h1>
<p>${all.decide.usedText}</p>
${deskHtml(all)}`;
    return respond(c, 404, String(pageShell(language, all.decide.used, '', content)), headers);
  }
}
