import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt('zero', { html: false, breaks: true, linkify: true }).enable([
  'blockquote',
  'code',
  'fence',
  'list',
  'linkify',
  'autolink',
  'backticks',
  'emphasis',
  'escape',
  'entity',
  'link',
  'newline',
  'balance_pairs',
  'fragments_join',
]);

markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url.trim());
markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index]?.attrSet('rel', 'nofollow ugc noopener');
  return renderer.renderToken(tokens, index, options);
};
// A language name after ``` would become a class: nothing here colours code, so the name is left out.
markdown.renderer.rules.fence = (tokens, index) =>
  `<pre><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;

/**
 * Controls, direction overrides and noncharacters: stripped from texts as they come, and here from what character
 * references such as &#x202e; make of them.
 */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;

/**
 * Turns a comment's Markdown into the HTML that readers get: paragraphs, emphasis, links (http, https,
 * mailto), lists, quotes, code. Everything else stays text.
 * @param language of the text, where that is known: its paragraphs, quotes and lists say so (`lang`); code is in none.
 */
export function toHtml(body: string, language?: string): string {
  const env = {};
  const tokens = markdown.parse(body, env);
  if (language !== undefined)
    for (const token of tokens) if (token.level === 0 && token.nesting === 1) token.attrSet('lang', language);
  return withoutUnprintable(markdown.renderer.render(tokens, markdown.options, env)).trim();
}

/** HTML without what has no use in it and can disguise it. */
export const withoutUnprintable = (html: string): string => html.replace(unprintable, '');
