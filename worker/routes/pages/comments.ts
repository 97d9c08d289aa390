import { html, raw } from 'hono/html';
import type { Comment } from '../../contract/comment';
import { inOrder, type Line } from './order';
import type { PageView } from './view';

/** Answers deeper than this stand below each other: a phone has no more room to the side. */
export const deepest = 3;

/** The comments of a page, with links to those that are not on it. */
export function commentsHtml(view: PageView) {
  const { texts, page, addresses, root, query } = view;
  const { previous, next, comments } = page;
  const below = root && { root: root.id };
  const [before, after] = root ? [texts.previousAnswersHere, texts.moreAnswersHere] : [texts.previous, texts.more];
  const here = new Set([...comments, ...(root ? [root] : [])].map(({ id }) => id));
  const empty = query.after === undefined && query.before === undefined ? texts.empty : texts.nothing;
  return html`${root ? commentHtml(root, here, view) : ''}
${previous === null ? '' : linkHtml(addresses.at({ ...below, before: previous }), before, 'prev')}
${comments.length === 0 ? html`<p>${empty}</p>` : inOrder(page).map((line) => lineHtml(line, here, view))}
${next === null ? '' : linkHtml(addresses.at({ ...below, after: next }), after, 'next')}`;
}

const linkHtml = (address: string, words: string, rel: string) =>
  html`<p><a href="${address}" rel="${rel}">${words}</a></p>`;

function lineHtml(line: Line, here: Set<string>, view: PageView) {
  if ('comment' in line) return commentHtml(line.comment, here, view);
  const { texts, addresses } = view;
  const { top, ...cursor } = line;
  const [withName, without] =
    'before' in cursor
      ? [texts.previousAnswers, texts.previousAnswersHere]
      : [texts.moreAnswers, texts.moreAnswersHere];
  const address = addresses.at({ root: top.id, ...cursor });
  return html`<p class="level-1"><a href="${address}">${top.author ? withName(top.author.name) : without}</a></p>`;
}

/** One comment. Every answer says whom it answers: not everybody sees how far to the side it stands. */
function commentHtml(comment: Comment, here: Set<string>, view: PageView) {
  const { id, level, author, created, team, postAuthor, pinned } = comment;
  const { site, texts, page, addresses, query, sent, voted } = view;
  const { language } = page.thread;
  const isSought = query.around === id;
  const date = html`<a class="muted" href="${addresses.of(id)}" rel="nofollow"><time datetime="${created}">${new Date(created).toLocaleDateString(language)}</time></a>`;
  const start = html`<article id="plausch-${id}"${level > 0 ? html` class="level-${Math.min(level, deepest)}"` : ''}>`;
  if (comment.html === null)
    return html`${start}<p class="muted">${comment.status === 'withdrawn' ? texts.withdrawn : texts.removed}</p></article>`;
  return html`${start}
<header><b dir="auto">${author?.website ? html`<a href="${author.website}" rel="nofollow ugc noopener">${author.name}</a>` : author?.name}</b>${team ? html` <span class="team">${postAuthor ? texts.postAuthor : texts.team}</span>` : ''}${pinned ? html` <span class="team">${texts.pinned}</span>` : ''}
${answersHtml(comment, here, view)}
${date}</header>
${sent !== undefined && isSought ? html`<p role="status" class="said">${sent}${voted === 'counted' ? html` ${voteButton('back', id, texts.votes.takeBack)}` : ''}</p>` : ''}
<div dir="auto">${raw(comment.html)}</div>
<p>${page.thread.open ? html`<a href="${addresses.answering(id)}" rel="nofollow">${texts.reply}</a> · ` : ''}<a href="/pages/${site}/report?comment=${id}" rel="nofollow">${texts.report}</a>${votesHtml(comment, view)}</p>
</article>`;
}

/** The buttons to vote on a comment, and the sum of votes as far as the site shows it. */
function votesHtml({ id, score }: Comment, { texts, page }: PageView) {
  const { votes } = page.thread;
  if (votes === 'off') return '';
  const sum = score ? html` <span>${score}</span>` : '';
  const against = votes === 'up' ? '' : html` ${voteButton('down', id, '▼', texts.votes.down)}`;
  return html` <span class="votes">${voteButton('up', id, '▲', texts.votes.up)}${sum}${against}</span>`;
}

/** A button of the one form for votes that the page has. */
const voteButton = (name: string, id: string, words: string, label?: string) =>
  html`<button form="vote" class="quiet" name="${name}" value="${id}"${label === undefined ? '' : html` aria-label="${label}"`}>${words}</button>`;

/** Whom a comment answers, with a link to there: on this page, or wherever it stands. */
function answersHtml({ parent, answers }: Comment, here: Set<string>, { texts, addresses }: PageView) {
  if (parent === null) return '';
  const words = answers === null ? texts.answersGone : texts.answers(answers);
  return here.has(parent)
    ? html`<a class="muted" href="#plausch-${parent}">${words}</a>`
    : html`<a class="muted" href="${addresses.of(parent)}" rel="nofollow">${words}</a>`;
}
