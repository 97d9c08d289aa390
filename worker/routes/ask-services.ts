import type { Context } from 'hono';
import type { NewComment, Submitted } from '../contract/comment';
import type { Settings } from '../contract/desk';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import { clientAddress } from '../http/network';
import { nobody, type Outside } from '../site/judging/judging';
import { unanswered } from '../site/judging/why';
import type { Site } from '../site/site';
import type { Editable, Proven } from '../site/writing/comments';
import type { Inquiry, Service } from '../spam/services/service';
import { type Answer, askServices } from '../spam/services/services';

/** What services are asked about. `turnstile`: what the form brought along for it. */
export type Asking = Pick<NewComment, 'body' | 'author' | 'parent' | 'thread'> & { turnstile?: string | undefined };

/**
 * Asks the services that are on for the site about a new comment while its author waits, a few seconds at most. Nobody
 * hears of one that is refused or was sent before. @throws Refusal as `Site.admissible`, where a service is offered.
 */
export async function askOutside(
  c: Context<AppEnv>,
  platform: Platform,
  asking: Asking,
  proven: Proven,
): Promise<Outside> {
  if (platform.services.length === 0) return nobody;
  const { thread, parent } = asking;
  const { as, settings } = await c.var.site.admissible({ thread, parent }, proven);
  return as === 'repeat' ? nobody : ask(c, platform, settings, asking);
}

/** The same about the changed text of a comment. @throws Refusal as `editable`, where a service is offered. */
export async function askOutsideAgain(
  c: Context<AppEnv>,
  platform: Platform,
  editable: () => Editable | Promise<Editable>,
  body: string,
): Promise<Outside> {
  if (platform.services.length === 0) return nobody;
  return ask(c, platform, await c.var.site.settings(), { ...(await editable()), body, changed: true });
}

const servicesOn = ({ services }: Platform, settings: Settings) =>
  services.filter(({ name }) => settings.services.includes(name));

async function ask(
  c: Context<AppEnv>,
  platform: Platform,
  settings: Settings,
  asking: Asking & { changed?: boolean },
): Promise<Outside> {
  const on = servicesOn(platform, settings);
  if (on.length === 0) return nobody;
  const now = on.filter(({ asked, about }) => asked === 'sending' && !(asking.changed && about === 'browser'));
  const sender = { address: clientAddress(c, platform) ?? '', agent: c.req.header('User-Agent')?.slice(0, 500) ?? '' };
  const answers = await askServices(now, inquiryOf(settings, asking, sender));
  const later = on.filter(({ asked }) => asked === 'waiting');
  return {
    signals: answers.flatMap((answer) => signalsOf(answer, now)),
    asked: [...now, ...later].map(({ name }) => name),
    inquiries: answers.flatMap((answer) => pendingOf(answer, now)),
    sender,
  };
}

function inquiryOf(
  { origins, language }: Settings,
  { body, author, parent, thread, turnstile }: Asking,
  sender: Inquiry['sender'],
): Inquiry {
  // An address that is not the site's own was invented.
  const own = thread.url !== undefined && origins.includes(new URL(thread.url).origin);
  return {
    blog: origins[0] ?? '',
    permalink: own ? (thread.url ?? null) : null,
    language,
    body,
    name: author.name,
    email: author.email ?? null,
    website: author.website ?? null,
    reply: parent !== undefined,
    created: Date.now(),
    sender,
    turnstile,
    again: false,
  };
}

const named = (services: Service[], { service }: Answer) => services.find(({ name }) => name === service);

function signalsOf(answer: Answer, services: Service[]): Outside['signals'] {
  if (answer.kind === 'answered') return answer.signals;
  if (named(services, answer)?.unreachable === 'ignore') return [];
  return [{ check: answer.service, weight: 0, text: unanswered, values: { service: answer.service } }];
}

/** A service that learns, or has to be asked again, is heard of later. */
function pendingOf(answer: Answer, services: Service[]): Outside['inquiries'] {
  const service = named(services, answer);
  if (!service) return [];
  const { service: name, kind } = answer;
  if (kind === 'failed')
    return service.unreachable === 'wait' ? [{ service: name, answered: null, retryAfter: answer.retryAfter }] : [];
  if (!service.teach) return [];
  return [{ service: name, answered: answer.signals.length > 0 ? 'spam' : 'ham', retryAfter: undefined }];
}

/** Asks the services that only look at the text of what waits, after its author was answered. `asked`: those this is for. */
export async function askAfterwards(
  c: Context<AppEnv>,
  platform: Platform,
  { asked }: Outside,
  { comment, status }: Submitted,
): Promise<void> {
  const { site } = c.var;
  const later = platform.services.filter((service) => service.asked === 'waiting' && asked.includes(service.name));
  if (status !== 'held' || later.length === 0) return;
  const settings = await site.settings();
  const asking = { body: comment.own?.body ?? '', author: { name: comment.author?.name ?? '' }, thread: { key: '' } };
  const inquiry = inquiryOf(settings, asking, nobody.sender);
  platform.later(
    c,
    askServices(later, inquiry).then(async (answers) => {
      for (const answer of answers) await site.hear(comment.id, asking.body, answer);
    }),
  );
}

/** What the form needs for Turnstile; null: the site does not use it. */
export async function turnstileFor(
  site: Remote<Site>,
  platform: Platform,
): Promise<{ sitekey: string; script: string } | null> {
  const { turnstile } = platform.config.services;
  if (!turnstile || !(await site.settings()).services.includes('turnstile')) return null;
  return { sitekey: turnstile.sitekey, script: `${turnstile.url}/api.js?render=explicit` };
}
