import { html, raw } from 'hono/html';
import type { Voice } from '../../contract/languages';
import type { Mine, MyComment } from '../../contract/mine';
import { locales } from '../../locales/locales';
import { languageOf } from '../../locales/voice';
import { htmlOf } from '../../site/comments/html';
import { pageShell } from './shell';

interface View {
  mine: Mine;
  site: string;
  voice: Voice;
  /** Of this page. */
  path: string;
  /** Whether it was just asked for. */
  isErasing: boolean;
}

/** The page that shows readers what a site knows of them. */
export function mineHtml(view: View) {
  const { mine, site, voice, path, isErasing } = view;
  const texts = locales[voice].page.mine;
  const isEmpty = mine.comments.length + mine.votes.length + mine.mail.length === 0 && mine.ban === null;
  const content = html`<h1>${texts.title(site)}</h1>
<p>${texts.intro} <a href="/pages/${site}/mine">${texts.byMail.open}</a></p>
<p role="status" class="said">${isEmpty ? texts.nothing : isErasing ? texts.erasing : ''}</p>
${isEmpty ? '' : html`<p><a href="${path}/data.json">${texts.download}</a></p>`}
${mine.comments.length === 0 ? '' : html`<h2>${texts.comments}</h2>`}
${mine.comments.map((comment) => commentHtml(comment, voice))}
${votesHtml(view)}
${mailHtml(view)}
${mine.ban === null ? '' : html`<p>${texts.ban} <span dir="auto">${mine.ban.reason}</span></p>`}
${mine.next === null ? '' : html`<p><a href="${path}?after=${encodeURIComponent(mine.next)}">${texts.further}</a></p>`}
${
  isEmpty
    ? ''
    : html`<h2>${texts.erase}</h2>
<p>${texts.what}</p>
<details>
<summary>${texts.erase}</summary>
<form method="post">
<p>${texts.sure}</p>
<p><button>${texts.yes}</button></p>
</form>
</details>`
}`;
  return pageShell(voice, texts.title(site), '', content);
}

function commentHtml(
  { thread, name, website, email, body, status, created, decision, appeals }: MyComment,
  voice: Voice,
) {
  const { mine } = locales[voice].page;
  const said = new Intl.DateTimeFormat(languageOf(voice), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const signed = [website, email].filter((one) => one !== null);
  const why = [decision?.reason, decision?.explanation].filter((one) => one);
  return html`<p><bdi>${thread.title ?? thread.url ?? thread.key}</bdi><br>
<span class="muted"><time datetime="${created}">${said.format(new Date(created))} UTC</time>, <bdi>${mine.as(name)}</bdi>, ${mine.statuses[status]}${signed.map((one) => html`, <bdi>${one}</bdi>`)}</span></p>
<blockquote dir="auto">${raw(htmlOf(body))}</blockquote>
${why.length === 0 ? '' : html`<p>${mine.decided} <bdi>${why.join(' ')}</bdi></p>`}
${appeals.map(({ text }) => html`<p>${mine.appealed} <bdi>${text}</bdi></p>`)}`;
}

function votesHtml({ mine, voice }: View) {
  const { votes, vote } = locales[voice].page.mine;
  if (mine.votes.length === 0) return '';
  return html`<h2>${votes}</h2>
<ul>${mine.votes.map(
    ({ comment, value }) => html`<li>${value === 1 ? vote.up : vote.down} <code>${comment}</code></li>`,
  )}</ul>`;
}

function mailHtml({ mine, voice }: View) {
  const texts = locales[voice].page.mine;
  if (mine.mail.length === 0) return '';
  return html`<h2>${texts.mail}</h2>
<ul>${mine.mail.map(
    ({ address, confirmed }) =>
      html`<li><bdi>${address}</bdi>, ${confirmed === null ? texts.unconfirmed : texts.confirmed}</li>`,
  )}</ul>`;
}
