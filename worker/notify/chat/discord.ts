import { type Format, post } from './format';
import { asOneText, escapedMarkdown, inCharacters } from './neutral';

/** The content of a message (https://discord.com/developers/docs/resources/webhook#execute-webhook). */
const room = 2000;
/** No pictures of what is linked (https://discord.com/developers/docs/resources/message#message-object-message-flags). */
const suppressEmbeds = 4;

/** Discord's webhooks. Nobody is mentioned, whatever the text says. */
export const discord: Format<'discord'> = {
  request: ({ url }, notice) =>
    post(url, {
      content: asOneText(notice, {
        room,
        size: inCharacters,
        write: escapedMarkdown('\\`*_[]#>~|<:'),
        title: (text) => `**${text}**`,
        quote: (text) => `> ${text}`,
        link: (label, url) => `[${label}](<${url}>)`,
      }),
      allowed_mentions: { parse: [] },
      flags: suppressEmbeds,
    }),
};
