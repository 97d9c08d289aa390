import { type Format, post } from './format';
import { fitting, inCharacters, tidied } from './neutral';

/** A header block (https://docs.slack.dev/reference/block-kit/blocks/header-block). */
const mostTitle = 150;
/** The text of a section block (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
const mostText = 3000;

/** What Slack's markup is made of (https://docs.slack.dev/messaging/formatting-message-text). */
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => entities[sign] ?? '');
const asItIs = (character: string) => character;

/**
 * Slack's incoming webhooks (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). What somebody wrote stands in
 * objects of the type `plain_text`, in which nothing is markup and nobody is mentioned.
 */
export const slack: Format<'slack'> = {
  request({ url }, notice) {
    const { title, about, quote, more, link } = tidied(notice);
    const plain = (text: string, room: number) => ({
      type: 'plain_text',
      text: fitting(text, room, asItIs, inCharacters),
      emoji: false,
    });
    const said = [...(about === null ? [] : [about]), ...(quote ? [`${quote.by}: ${quote.text}`] : [])].join('\n');
    return post(url, {
      // What stands in notices: here markup would be read.
      text: escaped(title),
      blocks: [
        { type: 'header', text: plain(title, mostTitle) },
        ...(said === '' ? [] : [{ type: 'section', text: plain(said, mostText) }]),
        ...(more === null ? [] : [{ type: 'section', text: plain(more, mostText) }]),
        {
          type: 'context',
          elements: [{ type: 'mrkdwn', text: `<${escaped(link.url)}|${escaped(link.label)}>`, verbatim: true }],
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  },
};
