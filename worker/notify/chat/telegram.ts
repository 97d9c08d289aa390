import type { Sent } from '../channel';
import { judged } from '../outgoing/judged';
import type { OutgoingAnswer } from '../outgoing/outgoing';
import { below, type Format, post } from './format';
import { asOneText, inCharacters, unmentioned } from './neutral';

/** A message (https://core.telegram.org/bots/api#sendmessage). */
const room = 4096;

/** Telegram's bots. Without a `parse_mode` nothing is markup. */
export const telegram: Format<'telegram'> = {
  request: ({ token, chat, url = 'https://api.telegram.org' }, notice) =>
    post(below(url, `/bot${token}/sendMessage`), {
      chat_id: chat,
      text: asOneText(notice, {
        room,
        size: inCharacters,
        write: unmentioned,
        title: (text) => text,
        quote: (text) => text,
        link: (label, url) => `\n${label}: ${url}`,
      }),
      link_preview_options: { is_disabled: true },
    }),
  judge,
};

/** It says in its answer when to come again (https://core.telegram.org/bots/api#responseparameters). */
function judge(answer: OutgoingAnswer): Sent {
  const [, seconds = null] = /"retry_after"\s*:\s*(\d{1,9})/.exec(answer.text) ?? [];
  return judged({ ...answer, retryAfter: answer.retryAfter ?? seconds });
}
