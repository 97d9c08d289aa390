import { below, type Format, post } from './format';
import { asOneText, inCharacters, tidied, unmentioned } from './neutral';

/** Gotify says nothing of a limit; a notice is no place for more. */
const room = 4000;

/** Gotify (https://gotify.net/api-docs#/message/createMessage). As `text/plain` nothing is markup (https://gotify.net/docs/msgextras). */
export const gotify: Format<'gotify'> = {
  request({ url, token }, notice) {
    const { title, link } = tidied(notice);
    const message = asOneText(notice, {
      room,
      size: inCharacters,
      write: unmentioned,
      title: () => '',
      quote: (text) => text,
    }).trim();
    return post(
      below(url, '/message'),
      {
        title,
        message: message || title,
        extras: {
          'client::display': { contentType: 'text/plain' },
          'client::notification': { click: { url: link.url } },
        },
      },
      { 'X-Gotify-Key': token },
    );
  },
};
