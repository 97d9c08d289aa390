import { topicOf } from '../../contract/targets';
import { type Format, post } from './format';
import { asOneText, inBytes, tidied, unmentioned } from './neutral';

/** A message; what is longer would become a file (https://docs.ntfy.sh/config/#message-limits). */
const room = 4096;

/** ntfy, with JSON (https://docs.ntfy.sh/publish/#publish-as-json): nothing of it stands in a header. */
export const ntfy: Format<'ntfy'> = {
  request({ url, token }, notice) {
    const { title, link } = tidied(notice);
    const topic = topicOf(url);
    const { origin, pathname } = new URL(url);
    const message = asOneText(notice, {
      room,
      size: inBytes,
      write: unmentioned,
      title: () => '',
      quote: (text) => text,
    }).trim();
    return post(
      origin + pathname.replace(/[^/]+\/?$/, ''),
      { topic, title, message: message || title, click: link.url },
      token === undefined ? {} : { Authorization: `Bearer ${token}` },
    );
  },
};
