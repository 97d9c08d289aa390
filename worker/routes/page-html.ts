import { html, raw } from 'hono/html';
import type { Comment, ThreadPage } from '../contract/comment';
import type { Refusal } from '../errors';
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
  /** Where the post itself is, when that is known. */
  url: string | null;
  texts: PageTexts;
  page: ThreadPage;
  /** The comment that is being answered. */
  answers: Comment | undefined;
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

/** A thread as a page of its own, with a form: works without scripts, and is there for search engines. */
export function pageHtml(view: PageView) {
  const { texts, page, url } = view;
  const { thread, comments, next } = page;
  const here = `?thread=${encodeURIComponent(thread.key)}`;
  const names = new Map(comments.map((comment) => [comment.id, comment.author?.name ?? '']));
  const title = thread.title ?? thread.key;
  const head = html`${url === null ? '' : html`<link rel="canonical" href="${url}">`}
<link rel="alternate" type="application/atom+xml" href="/feeds/${view.site}.atom${here}">`;
  const content = html`${url === null ? '' : html`<p><a href="${url}">${texts.back}</a></p>`}
<h1>${title}</h1>
${view.sent ? html`<p role="status" class="said">${view.sent}</p>` : ''}
<h2>${texts.comments(thread.count)}</h2>
${comments.map((comment) => commentHtml(comment, names, here, view))}
${next ? html`<p><a href="${here}&amp;after=${next}">${texts.more}</a></p>` : ''}
${thread.open ? formHtml(view) : closedHtml(view)}
${view.transparency ? html`<p><a href="/pages/${view.site}/transparency">${texts.transparency.link}</a></p>` : ''}`;
  const full = `${title} · ${texts.comments(thread.count)}`;
  return pageShell(thread.language, refusedTitle(view.refused, thread.language, full), head, content);
}

function commentHtml(comment: Comment, names: Map<string, string>, here: string, { site, texts, page }: PageView) {
  if (comment.html === null)
    return html`<article id="plausch-${comment.id}"><p class="muted">${texts.removed}</p></article>`;
  const { author, created, parent } = comment;
  return html`<article id="plausch-${comment.id}">
<header><b>${author?.website ? html`<a href="${author.website}" rel="nofollow ugc noopener">${author.name}</a>` : author?.name}</b>${comment.team ? html` <span class="team">${texts.team}</span>` : ''}
${parent ? html`<a class="muted" href="#plausch-${parent}">${texts.answers(names.get(parent) ?? '')}</a>` : ''}
<time class="muted" datetime="${created}">${new Date(created).toLocaleDateString(page.thread.language)}</time></header>
${raw(comment.html)}
<p>${page.thread.open ? html`<a href="${here}&amp;reply=${comment.id}#write">${texts.reply}</a> · ` : ''}<a href="/pages/${site}/report?comment=${comment.id}" rel="nofollow">${texts.report}</a></p>
</article>`;
}

function closedHtml({ texts, page, refused, entered }: PageView) {
  const { language } = page.thread;
  return html`${refused ? refusedHtml(refused, language, {}) : html`<p>${texts.closed}</p>`}
${keptHtml(entered.body, language)}`;
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
${refused ? refusedHtml(refused, page.thread.language, { body: text, name, email, website }) : ''}
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
