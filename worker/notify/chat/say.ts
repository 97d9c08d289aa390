import type { WebhookEvent } from '../../contract/webhooks';
import type { ChatTexts } from '../../locales/texts';
import { excerpt } from '../../text/excerpt';
import { most, type Notice } from './notice';

/** What chat is told of an event. `desk`: the address of the site's desk, to which a view is added. */
export function noticeOf(event: WebhookEvent, texts: ChatTexts, desk: string): Notice {
  const link = (view: string) => ({ label: texts.open, url: `${desk}/${view}` });
  const { type, data } = event;
  if (type === 'test')
    return { title: texts.titles.test(data.site), about: null, quote: null, more: null, link: link('settings') };
  if ('decision' in data) {
    const { site, decision, comments } = data;
    const { by, action, reason, explanation, undone } = decision;
    const title = undone
      ? texts.undone(undone.by, action, comments.length, site)
      : texts.decided(by, action, comments.length, site);
    const more = [reason, explanation].filter(Boolean).join(' · ');
    return { title, about: null, quote: null, more: more || null, link: link('decisions') };
  }
  const { site, comment, thread } = data;
  const { author, html } = comment;
  return {
    title: texts.titles[type as keyof ChatTexts['titles']](site),
    about: thread.title ?? thread.key,
    quote: author && html !== null ? { by: author.name, text: excerpt(html, most.text) } : null,
    more: 'reason' in data ? texts.reported(data.reason) : 'appeal' in data ? data.appeal : null,
    link: link(views[type] ?? 'queue/any'),
  };
}

/** Where at the desk it stands. */
const views: Partial<Record<WebhookEvent['type'], string>> = {
  'comment.waiting': 'queue',
  'comment.reported': 'queue/reported',
  'comment.appealed': 'queue/appealed',
  'comment.filed': 'queue/spam',
};
