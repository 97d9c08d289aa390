import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Settings } from '../../contract/desk';
import type { Voice } from '../../contract/languages';
import { problems } from '../../contract/problem';
import { Refusal } from '../../errors';
import type { AppEnv } from '../../http/env';
import { languageAsked } from '../../http/negotiate';
import { formFields } from '../../http/parse';
import { retryHeaders } from '../../http/problem';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { languageOf, voiceOf } from '../../locales/voice';
import { duration } from './duration';
import { pageHeaders, pageShell } from './shell';

/** The fields of the plain forms that somebody has thought about. */
const written = ['body', 'text', 'explanation', 'note'];

/** Says on a page why something did not work: above the form that was sent, where there is one. */
export async function problemPage(c: Context<AppEnv>, refusal: Refusal): Promise<Response> {
  try {
    if (c.var.again) return await c.var.again(refusal);
  } catch (error) {
    // The form cannot be made again: its thread or the whole site cannot be read.
    if (!(error instanceof Refusal)) console.error(error);
  }
  return barePage(c, refusal);
}

/** Sends a page that shows why something was refused, with the status and headers of the refusal. */
export function respondRefused(c: Context, refusal: Refusal, page: unknown): Response {
  const { status } = problems[refusal.code];
  const headers = {
    ...pageHeaders,
    ...retryHeaders(refusal),
    'X-Robots-Tag': 'noindex',
    Vary: 'Accept, Accept-Language',
  };
  return respond(c, status, String(page), headers);
}

/** Why a form was not taken: what stands above it, and takes the focus. `labels` name its fields, by their ids. */
export function refusedHtml(refusal: Refusal, voice: Voice, labels: Record<string, string>) {
  const { title, text } = textOf(refusal, voice, true);
  const wrong = wrongFields(refusal).filter((name) => name in labels);
  return html`<div class="refused" role="alert" tabindex="-1" autofocus>
<p><strong>${title}</strong></p>
<p>${text}</p>
${wrong.length === 0 ? '' : html`<ul>${wrong.map((name) => html`<li><a href="#${name}">${labels[name]}</a></li>`)}</ul>`}
</div>`;
}

/** The title of a page above whose form `refusedHtml` stands. */
export const refusedTitle = (refusal: Refusal | undefined, voice: Voice, title: string) =>
  refusal ? `${textOf(refusal, voice, true).title} · ${title}` : title;

/** Why something was not done, in one line. */
export function refusedWords(refusal: Refusal, voice: Voice): string {
  const { title, text } = textOf(refusal, voice, true);
  return `${title}. ${text}`;
}

/** What somebody wrote, where there is no form to show it in. */
export const keptHtml = (text: string | undefined, voice: Voice) =>
  text
    ? html`<p><label for="kept">${locales[voice].problems.kept}</label>
<textarea id="kept" rows="8" readonly>
${text}</textarea></p>`
    : '';

/** The last part of a field's pointer: what the field is called in its form. */
const wrongFields = ({ detail: { errors = [] } }: Refusal): string[] => [
  ...new Set(errors.map(({ pointer }) => pointer.split('/').at(-1) ?? '')),
];

function textOf({ code, detail: { retryAfter } }: Refusal, voice: Voice, form: boolean) {
  const { told, statuses, other, fields, retry } = locales[voice].problems;
  if (form && code === 'invalid-fields') return fields;
  const { title, text } = told[code] ?? statuses[problems[code].status] ?? other;
  const seconds = retryAfter ?? 0;
  return { title, text: seconds > 0 ? `${text} ${retry(duration(seconds * 1000, languageOf(voice)))}` : text };
}

async function barePage(c: Context<AppEnv>, refusal: Refusal): Promise<Response> {
  const settings = await settingsOf(c);
  const voice = settings ? voiceOf(settings) : languageAsked(c);
  const texts = locales[voice].problems;
  const { title, text } = textOf(refusal, voice, false);
  const [origin] = settings?.origins ?? [];
  const content = html`<h1>${title}</h1>
<p>${text}</p>
${keptHtml(await writtenIn(c), voice)}
<p>${origin === undefined ? html`<a href="/">${texts.about}</a>` : html`<a href="${origin}">${texts.toSite(new URL(origin).host)}</a>`}</p>`;
  return respondRefused(c, refusal, pageShell(voice, title, '', content));
}

/** The settings of the site in the path, as far as there is one and it can be read. */
async function settingsOf(c: Context<AppEnv>): Promise<Settings | undefined> {
  try {
    return await c.var.site?.settings();
  } catch {
    return undefined;
  }
}

/** What was written into the form that was sent, as far as it was read. */
async function writtenIn(c: Context<AppEnv>): Promise<string | undefined> {
  if (!c.var.again) return undefined;
  try {
    const fields = await formFields(c);
    return written.map((name) => fields[name]).find(Boolean);
  } catch {
    return undefined;
  }
}
