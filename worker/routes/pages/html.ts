import { html } from 'hono/html';
import { Sort } from '../../contract/comment';
import { addressesOf } from '../../contract/place';
import { voiceOf } from '../../locales/voice';
import { commentsHtml } from './comments';
import { keptHtml, refusedHtml, refusedTitle } from './problem';
import { isListed, searchHtml } from './search';
import { pageShell } from './shell';
import type { Entered, PageView } from './view';

/** A thread as a page of its own, with a form: works without scripts, and is there for search engines. */
export function pageHtml(view: PageView) {
  const { site, texts, page, query, addresses } = view;
  const { thread } = page;
  const title = thread.title ?? thread.key;
  const { after, root } = query;
  const head = html`${isListed(view) ? searchHtml(view) : ''}
<link rel="alternate" type="application/atom+xml" href="/feeds/${site}.atom?thread=${encodeURIComponent(thread.key)}">`;
  const elsewhere = [after, root, query.before, query.around].some((each) => each !== undefined);
  const content = html`${thread.url === null ? '' : html`<p><a href="${thread.url}">${texts.back}</a></p>`}
<h1 dir="auto">${title}</h1>
${view.gone === undefined ? '' : html`<p role="status" class="said">${view.gone}</p>`}
${view.sent === undefined || query.around !== undefined ? '' : html`<p role="status" class="said">${view.sent}</p>`}
<h2>${texts.comments(thread.count)}</h2>
${elsewhere ? html`<p><a href="${addresses.start}">${texts.all}</a></p>` : ''}
${root === undefined && thread.count > 1 ? ordersHtml(view) : ''}
${commentsHtml(view)}
${thread.votes === 'off' || page.comments.length === 0 ? '' : voteFormHtml(view)}
${thread.open ? formHtml(view) : closedHtml(view)}
${view.transparency ? html`<p><a href="/pages/${site}/transparency">${texts.transparency.link}</a></p>` : ''}`;
  const full = `${title} · ${texts.comments(thread.count)}`;
  const voice = voiceOf(thread);
  return pageShell(voice, refusedTitle(view.refused, voice, full), head, content);
}

/** The orders in which a thread can be read, with the one that this is. The addresses of the others are for people, not for search engines. */
function ordersHtml({ site, texts: { orders }, page: { thread }, query }: PageView) {
  const sorts = Sort.options.filter((sort) => sort !== 'best' || thread.votes !== 'off');
  const now = sorts.includes(query.sort) ? query.sort : 'oldest';
  const links = sorts.map((sort) =>
    sort === now
      ? html`<li><strong>${orders[sort]}</strong></li>`
      : html`<li><a href="${addressesOf(site, { thread: thread.key, sort }).start}" rel="nofollow">${orders[sort]}</a></li>`,
  );
  return html`<nav aria-label="${orders.label}"><ul class="row">${links}</ul></nav>`;
}

/** The form whose buttons stand at the comments. */
const voteFormHtml = ({ site, page, query }: PageView) =>
  html`<form method="post" action="/pages/${site}/vote" id="vote">
<input type="hidden" name="thread" value="${page.thread.key}"><input type="hidden" name="sort" value="${query.sort}">
</form>`;

function closedHtml({ texts, page, refused, entered }: PageView) {
  const voice = voiceOf(page.thread);
  return html`${refused ? refusedHtml(refused, voice, {}) : html`<p>${texts.closed}</p>`}
${keptHtml(entered.body, voice)}`;
}

function formHtml(view: PageView) {
  const { site, texts, page, answers, entered, refused, key, opened, trap } = view;
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
        html`<input id="${name}" name="${name}" value="${entered[name] ?? ''}" autocomplete="${name === 'website' ? 'url' : name}" aria-describedby="${described}" aria-invalid="${String(described !== '')}">`,
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
    html`<textarea id="body" name="body" rows="6" aria-describedby="${described}" aria-invalid="${String(described !== '')}">
${entered.body ?? ''}</textarea>`,
)}
${line('name', name)}
${line('email', email)}
${line('website', website)}
${view.notify ? notifyHtml(view) : ''}
<p class="trap" aria-hidden="true"><label>${texts.leaveEmpty} <input name="${trap}" tabindex="-1" autocomplete="off"></label></p>
<p><button>${texts.send}</button> <a href="/pages/${site}/privacy">${texts.privacy}</a></p>
</form>`;
}

/** The tick for mail about answers, and of which, and how often. */
function notifyHtml({ texts: { notify }, entered }: PageView) {
  const select = (name: 'of' | 'pace', label: string, options: Record<string, string>) =>
    html`<p><label for="${name}">${label}</label>
<select id="${name}" name="${name}">${Object.entries(options).map(([value, text]) => html`<option value="${value}"${entered[name] === value ? ' selected' : ''}>${text}</option>`)}</select></p>`;
  return html`<p><label><input type="checkbox" name="notify" value="on"${entered.notify === 'on' ? ' checked' : ''} aria-describedby="notify-hint"> ${notify.tick}</label></p>
${select('of', notify.of, notify.which)}
${select('pace', notify.pace, notify.paces)}
<p class="muted" id="notify-hint">${notify.hint}</p>`;
}
