import { html } from 'hono/html';
import type { Comment, ThreadPage, ThreadQuery } from '../contract/comment';
import type { Refusal } from '../errors';
import { voiceOf } from '../site/voice';
import { commentsHtml } from './page-comments';
import type { Addresses } from './page-place';
import { keptHtml, refusedHtml, refusedTitle } from './page-problem';
import { pageShell } from './page-shell';
import type { PageTexts } from './page-texts';

/** What was entered, as it came: shown again when something is wrong with it. */
export type Entered = Partial<Record<'name' | 'email' | 'website' | 'body', string>>;

/** All that a plain page shows. */
export interface PageView {
  site: string;
  /** Whether there is a page about how the site is moderated. */
  transparency: boolean;
  texts: PageTexts;
  /** Which part of the thread was asked for. */
  query: ThreadQuery;
  addresses: Addresses;
  page: ThreadPage;
  /** The comment whose answers these are, where they stand on a page of their own. */
  root: Comment | undefined;
  /** The comment that is being answered. */
  answers: Comment | undefined;
  /** That the comment is not there any more to which the address leads, or that was to be answered. */
  gone: string | undefined;
  entered: Entered;
  /** Why the form that was sent was not taken. */
  refused: Refusal | undefined;
  /** What became of the comment that was just sent. */
  sent: string | undefined;
  /** Sent along, so that a form that is sent twice makes one comment. */
  key: string;
  /** When the form was handed out, signed. */
  opened: string;
  /** What the field is called that people do not see. */
  trap: string;
}

/** Whether this is a page for search engines: its comments stand on no other page of them. */
export const isListed = ({ query, answers, gone, refused, sent }: PageView): boolean =>
  query.sort === 'oldest' &&
  query.limit === undefined &&
  [query.before, query.around, answers, gone, refused, sent].every((each) => each === undefined);

/** A thread as a page of its own, with a form: works without scripts, and is there for search engines. */
export function pageHtml(view: PageView) {
  const { site, texts, page, query, addresses } = view;
  const { thread } = page;
  const title = thread.title ?? thread.key;
  const { after, root } = query;
  const canonical = isListed(view) ? (thread.url ?? addresses.at({ root, after })) : null;
  const head = html`${canonical === null ? '' : html`<link rel="canonical" href="${canonical}">`}
<link rel="alternate" type="application/atom+xml" href="/feeds/${site}.atom?thread=${encodeURIComponent(thread.key)}">`;
  const elsewhere = [after, root, query.before, query.around].some((each) => each !== undefined);
  const content = html`${thread.url === null ? '' : html`<p><a href="${thread.url}">${texts.back}</a></p>`}
<h1 dir="auto">${title}</h1>
${view.gone === undefined ? '' : html`<p role="status" class="said">${view.gone}</p>`}
${view.sent === undefined || query.around !== undefined ? '' : html`<p role="status" class="said">${view.sent}</p>`}
<h2>${texts.comments(thread.count)}</h2>
${elsewhere ? html`<p><a href="${addresses.start}">${texts.all}</a></p>` : ''}
${commentsHtml(view)}
${thread.open ? formHtml(view) : closedHtml(view)}
${view.transparency ? html`<p><a href="/pages/${site}/transparency">${texts.transparency.link}</a></p>` : ''}`;
  const full = `${title} · ${texts.comments(thread.count)}`;
  const voice = voiceOf(thread);
  return pageShell(voice, refusedTitle(view.refused, voice, full), head, content);
}

function closedHtml({ texts, page, refused, entered }: PageView) {
  const voice = voiceOf(page.thread);
  return html`${refused ? refusedHtml(refused, voice, {}) : html`<p>${texts.closed}</p>`}
${keptHtml(entered.body, voice)}`;
}

function formHtml({ site, texts, page, answers, entered, refused, key, opened, trap }: PageView) {
  const { text, name, email, website } = texts;
  const errorOf = (pointer: string) => refused?.detail.errors?.find((error) => error.pointer === pointer);
  const field = (name: keyof Entered, label: string, pointer: string, input: (described: string) => unknown) => {
    const error = errorOf(pointer);
    return html`<p><label for="${name}">${label}</label>${input(error ? `${name}-error` : '')}
${error ? html`<span class="error" id="${name}-error">${texts.errors[error.code]}</span>` : ''}</p>`;
  };
  const line = (name: 'name' | 'email' | 'website', label: string) =>
    field(
      name,
      label,
      `/author/${name}`,
      (described) =>
        html`<input id="${name}" name="${name}" value="${entered[name] ?? ''}" autocomplete="${name === 'website' ? 'url' : name}" aria-describedby="${described}" aria-invalid="${described !== ''}">`,
    );
  return html`<form method="post" action="/pages/${site}" id="write">
<h2>${answers ? texts.replyTo(answers.author?.name ?? '') : texts.write}</h2>
${refused ? refusedHtml(refused, voiceOf(page.thread), { body: text, name, email, website }) : ''}
<input type="hidden" name="thread" value="${page.thread.key}">
<input type="hidden" name="key" value="${key}">
<input type="hidden" name="opened" value="${opened}">
${answers ? html`<input type="hidden" name="parent" value="${answers.id}">` : ''}
${field(
  'body',
  text,
  '/body',
  (described) =>
    html`<textarea id="body" name="body" rows="6" aria-describedby="${described}" aria-invalid="${described !== ''}">
${entered.body ?? ''}</textarea>`,
)}
${line('name', name)}
${line('email', email)}
${line('website', website)}
<p class="trap" aria-hidden="true"><label>${texts.leaveEmpty} <input name="${trap}" tabindex="-1" autocomplete="off"></label></p>
<p><button>${texts.send}</button> <a href="/pages/${site}/privacy">${texts.privacy}</a></p>
</form>`;
}
