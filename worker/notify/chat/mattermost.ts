import { type Format, post } from './format';
import { asOneText, escapedMarkdown, inCharacters } from './neutral';

/**
 * What every server takes; newer ones whose database was changed take 16 383
 * (https://docs.mattermost.com/administration-guide/upgrade/important-upgrade-notes.html).
 */
const room = 4000;

/** Mattermost's incoming webhooks (https://developers.mattermost.com/integrate/webhooks/incoming/). */
export const mattermost: Format<'mattermost'> = {
  request: ({ url }, notice) =>
    post(url, {
      text: asOneText(notice, {
        room,
        size: inCharacters,
        write: escapedMarkdown('\\`*_[]#>~|$'),
        title: (text) => `**${text}**`,
        quote: (text) => `> ${text}`,
        link: (label, url) => `\n[${label}](${url})`,
      }),
    }),
};
