import { html, raw } from 'hono/html';
import type { Voice } from '../../contract/languages';
import { addressesOf, placeOf } from '../../contract/place';
import type { Refusal } from '../../errors';
import { locales } from '../../locales/locales';
import { languageOf } from '../../locales/voice';
import { isHeld } from '../../site/comments/comment-row';
import type { StatusView } from '../../site/messages/status';
import { duration } from './duration';
import { keptHtml, refusedHtml, refusedTitle } from './problem';
import { pageShell } from './shell';

/** What was just done: the comment was sent, or its new text saved. */
export type Done = 'sent' | 'saved';

/** A form that was sent and not taken: an appeal's text, or the comment's. */
export interface Sent {
  text?: string | undefined;
  body?: string | undefined;
  /** …and which text it is to take the place of. */
  version?: string | undefined;
  refused?: Refusal;
}

interface View extends StatusView, Sent {
  done?: Done | undefined;
  site: string;
  voice: Voice;
  /** Of this page, to be kept. */
  address: string;
}

/** The private page of a comment. */
export function statusHtml(view: View) {
  const { row, thread, statement, reversal, refused, voice, site, done } = view;
  const texts = locales[voice].page;
  const status = isHeld(row) ? 'held' : row.status;
  const place = placeOf(site, thread, row.status === 'published' ? row.id : undefined);
  const content = html`<h1>${texts.status.title}</h1>
<p><a href="${place}" dir="auto">${thread.title ?? thread.url ?? thread.key}</a></p>
<p role="status" class="said">${done === undefined ? '' : `${texts.own[done]} `}${texts.status[status]}</p>
${waitHtml(view)}
${done === 'sent' ? sentHtml(view) : ''}
${row.status === 'erased' ? '' : html`<blockquote dir="auto">${raw(row.html)}</blockquote>`}
${(statement ?? reversal)?.text.split('\n\n').map((part) => html`<p>${part}</p>`) ?? ''}
${refused && !isShown(view) ? [refusedHtml(refused, voice, {}), keptHtml(view.body ?? view.text, voice)] : ''}
${statement === null ? '' : statement.appeal === 'possible' ? appealHtml(view) : html`<p><strong>${texts.appeal[statement.appeal]}</strong></p>`}
${changeHtml(view)}
${answersHtml(view)}
<p class="muted">${texts.status.secret}</p>`;
  return pageShell(voice, refusedTitle(refused, voice, texts.status.title ?? ''), feedsHtml(view), content);
}

/** The feeds of answers, for programs that look for them. */
const feedsHtml = ({ answers }: View) =>
  answers === null
    ? ''
    : html`<link rel="alternate" type="application/atom+xml" href="${answers}.atom">
<link rel="alternate" type="application/feed+json" href="${answers}.json">`;

/** The same for people. */
function answersHtml({ answers, voice }: View) {
  if (answers === null) return '';
  const { feed, feedHint } = locales[voice].page.own;
  return html`<p>${feed} <a href="${answers}.atom">Atom</a> · <a href="${answers}.json">JSON Feed</a><br>
<span class="muted">${feedHint}</span></p>`;
}

/** Whether the form is on the page that was sent and not taken: it says why itself. */
function isShown({ body, text, statement, changing }: View): boolean {
  if (body !== undefined) return changing !== null;
  return text !== undefined && statement?.appeal === 'possible';
}

/** How long waiting takes, and where one hears of its end. */
function waitHtml({ row, usualWait, mail, voice }: View) {
  if (!isHeld(row)) return '';
  const { own } = locales[voice].page;
  return html`<p>${usualWait === null ? '' : `${own.usual(duration(usualWait, languageOf(voice)))} `}${own.heard[mail]}</p>`;
}

/** What somebody reads who has just sent the comment: where it stands, and the address by which they find it again. */
function sentHtml({ row, thread, site, address, voice }: View) {
  const texts = locales[voice].page;
  const { start, at } = addressesOf(site, { thread: thread.key, sort: 'oldest' });
  const there = row.status === 'published' ? `${at({ around: row.id })}&sent=published#plausch-${row.id}` : start;
  return html`<p><a href="${there}">${row.status === 'published' ? texts.own.there : texts.all}</a></p>
<p>${texts.own.keep}<br><a href="${address}">${address}</a></p>`;
}

/** The form that changes the text; and, behind one more step, the button that takes the comment back. */
function changeHtml({ row, changing, body, version, refused, voice }: View) {
  if (changing === null) return '';
  const { own, text, errors } = locales[voice].page;
  const language = languageOf(voice);
  const mine = body === undefined ? undefined : refused;
  const [wrong] = mine?.detail.errors ?? [];
  // Only who was told that there is another text by now has seen it.
  const replaced = mine && mine.code !== 'changed-elsewhere' ? version : row.wording;
  const time = new Date(changing.until).toISOString();
  const said = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const until = html`${own.left(duration(changing.left, language))} <time datetime="${time}">${said.format(changing.until)} UTC</time>. ${own.judged}`;
  return html`<form method="post">
<h2><label for="body">${own.change}</label></h2>
${mine ? refusedHtml(mine, voice, { body: text }) : ''}
<p id="body-hint" class="muted">${isHeld(row) ? own.whileHeld : until}</p>
<p><textarea id="body" name="body" rows="8" dir="auto" aria-describedby="body-hint${wrong ? ' body-error' : ''}" aria-invalid="${String(wrong !== undefined)}">
${body ?? row.body}</textarea>
${wrong ? html`<span class="error" id="body-error">${errors[wrong.code]}</span>` : ''}</p>
<input type="hidden" name="version" value="${replaced}">
<p><button>${own.save}</button></p>
</form>
<details>
<summary>${own.withdraw}</summary>
<form method="post">
<p>${own.sure}</p>
<p><button name="withdraw" value="yes">${own.yes}</button></p>
</form>
</details>`;
}

function appealHtml({ refused, text, voice }: View) {
  const { appeal, errors } = locales[voice].page;
  const mine = text === undefined ? undefined : refused;
  const [wrong] = mine?.detail.errors ?? [];
  return html`<form method="post">
<h2><label for="text">${appeal.label}</label></h2>
${mine ? refusedHtml(mine, voice, { text: appeal.label }) : ''}
<p id="hint" class="muted">${appeal.hint}</p>
<p><textarea id="text" name="text" rows="3" aria-describedby="hint${wrong ? ' text-error' : ''}" aria-invalid="${String(wrong !== undefined)}">
${text ?? ''}</textarea>
${wrong ? html`<span class="error" id="text-error">${errors[wrong.code]}</span>` : ''}</p>
<p><button>${appeal.send}</button></p>
</form>`;
}
