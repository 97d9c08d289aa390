import { html, raw } from 'hono/html';
import type { Comment, Sort, ThreadPage } from '../contract/comment';
import { type Language, voiceIn } from '../contract/languages';
import { type Addresses, addressesOf } from '../contract/place';
import { locales } from '../locales/locales';
import { languageOf } from '../locales/voice';
import { deepest } from './pages/comments';
import { asData } from './pages/data';
import { inOrder, type Line } from './pages/order';

interface Fragment {
  site: string;
  /** The origin under which this server is known. */
  server: string;
  lang: Language | undefined;
  sort: Sort;
  /** The tag of the thread's page, with which a browser can ask whether it is still the same. */
  etag: string;
  page: ThreadPage;
}

/** All that the lines of a fragment are made with. */
interface View extends Fragment {
  texts: (typeof locales)[keyof typeof locales]['page'];
  addresses: Addresses;
  here: Set<string>;
}

/**
 * A thread's first page as the declarative shadow tree of `<plausch-comments>`: looks like what the element draws, and has its data with it
 * (`widget/comments/early.ts` takes it over). What only a script can do is a link to the plain page instead.
 */
export function fragmentHtml(fragment: Fragment) {
  const { site, server, lang, sort, etag, page } = fragment;
  const { thread } = page;
  const voice = voiceIn(lang ?? thread.language, thread.tone === 'familiar');
  const { page: texts } = locales[voice];
  const addresses = addressesOf(site, { thread: thread.key, sort });
  const view = { ...fragment, texts, addresses, here: new Set(page.comments.map(({ id }) => id)) };
  const write = html`<a part="write" class="write" href="${server}${addresses.start}#write"><b>${texts.write}</b><span></span></a>`;
  return html`<template shadowrootmode="open"><div class="early" id="early" lang="${languageOf(voice)}">
<link rel="stylesheet" href="${server}/fragment.css">
<div class="row"><h2 part="heading">${texts.comments(thread.count)}</h2>${thread.count > 1 ? html`<span part="order"></span>` : ''}</div>
${thread.open ? write : html`<p part="notice">${texts.closed}</p>`}
<p class="said"></p>
${page.comments.length === 0 ? html`<p part="notice">${texts.empty}</p>` : listHtml(view)}
${page.next === null ? '' : html`<p><a href="${server}${addresses.at({ after: page.next })}">${texts.more}</a></p>`}
<script type="application/json">${raw(asData({ site, sort, etag, page }))}</script>
</div></template>
`;
}

/** In a block, as in `widget/comments/drawing.ts`: what is far out of sight costs the browser nothing. */
const size = 6;
/** So many lines are always laid out. */
const few = 50;

function listHtml(view: View) {
  const lines = inOrder(view.page);
  const blocks = Array.from({ length: Math.ceil(lines.length / size) }, (_, at) =>
    lines.slice(at * size, (at + 1) * size),
  );
  return html`<div part="list" role="list"${lines.length > few ? html` class="long"` : ''}>${blocks.map((block) => html`<div role="presentation">${block.map((line) => lineHtml(line, view))}</div>`)}</div>`;
}

function lineHtml(line: Line, view: View) {
  if ('comment' in line) return commentHtml(line.comment, view);
  const { texts, addresses, server } = view;
  const { top, ...cursor } = line;
  const [withName, without] =
    'before' in cursor
      ? [texts.previousAnswers, texts.previousAnswersHere]
      : [texts.moreAnswers, texts.moreAnswersHere];
  const words = top.author ? withName(top.author.name) : without;
  return html`<div role="listitem" aria-level="2"><a class="link" href="${server}${addresses.at({ root: top.id, ...cursor })}">${words}</a></div>`;
}

function commentHtml(comment: Comment, { site, server, texts, addresses, here, page }: View) {
  const { id, level, parent, author, created, answers, team, postAuthor, pinned } = comment;
  const start = html`<div role="listitem" aria-level="${level + 1}"><article data-id="${id}">`;
  if (comment.html === null)
    return html`${start}<p class="muted">${comment.status === 'withdrawn' ? texts.withdrawn : texts.removed}</p></article></div>`;
  const far = parent !== null && (level > deepest || !here.has(parent));
  const { language } = page.thread;
  return html`${start}<header><h3 part="author"><bdi>${author?.website ? html`<a href="${author.website}" rel="nofollow ugc noopener" target="_blank">${author.name}</a>` : author?.name}</bdi></h3>
${team && !postAuthor ? html`<span part="team">${texts.team}</span>` : ''}${postAuthor ? html`<span part="post-author">${texts.postAuthor}</span>` : ''}${pinned ? html`<span part="pinned">${texts.pinned}</span>` : ''}
<a part="time" class="muted" href="${server}${addresses.of(id)}" rel="nofollow"><time datetime="${created}">${new Date(created).toLocaleDateString(language)}</time></a>
${far ? html`<a part="answered" class="muted" href="${server}${addresses.of(parent)}" rel="nofollow">${answers === null ? texts.answersGone : texts.answers(answers)}</a>` : ''}</header>
<div part="body" dir="auto">${raw(comment.html)}</div>
${page.thread.open ? html`<a class="link" href="${server}${addresses.answering(id)}" rel="nofollow">${texts.reply}</a>` : ''}<a class="link" href="${server}/pages/${site}/report?comment=${id}" rel="nofollow">${texts.report}</a></article></div>`;
}
