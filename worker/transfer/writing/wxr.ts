import type { Status } from '../../contract/comment';
import { xmlText } from '../../text/xml';
import type { OpenFile, OutComment, OutItem, OutSite, OutThread, Writer } from './writer';

/**
 * WordPress' export, WXR 1.2: its own code reads it (https://github.com/WordPress/wordpress-importer, `src/parsers`), and Disqus does, by
 * which `dsq:thread_identifier` is known (https://help.disqus.com/en/articles/1717222-custom-xml-import-format). Each thread is a post without
 * a text: WordPress puts the comments under the post of the same title and date where it has that.
 *
 * What was taken back or erased has no place in it, since there a comment is its text.
 */
export const wxr: Writer = {
  type: 'application/xml',
  extension: 'xml',
  packed: false,
  open: (site) => new Wxr(site),
};

/** As WordPress says it. Whatever is not published is not approved there. */
const approved: Readonly<Record<Status, string | null>> = {
  published: '1',
  held: '0',
  spam: 'spam',
  rejected: 'trash',
  withdrawn: null,
  erased: null,
};

class Wxr implements OpenFile {
  readonly #site: OutSite;
  #isInPost = false;

  constructor(site: OutSite) {
    this.#site = site;
  }

  begin(): string {
    const { name, origin } = this.#site;
    return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dsq="http://www.disqus.com/">
<channel>
<title>${xmlText(name)}</title>
<link>${xmlText(origin)}</link>
<description></description>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>${xmlText(origin)}</wp:base_site_url>
<wp:base_blog_url>${xmlText(origin)}</wp:base_blog_url>
`;
  }

  item(item: OutItem): string {
    if (item.kind === 'ban') return '';
    if (item.kind === 'comment') return commentOf(item.comment);
    const before = this.#endPost();
    this.#isInPost = true;
    return before + postOf(item.thread);
  }

  end(): string {
    return `${this.#endPost()}</channel>\n</rss>\n`;
  }

  #endPost(): string {
    const text = this.#isInPost ? '</item>\n' : '';
    this.#isInPost = false;
    return text;
  }
}

const postOf = ({ id, key, url, title, created }: OutThread): string => `<item>
<title>${xmlText(title ?? key)}</title>
<link>${xmlText(url)}</link>
<pubDate>${new Date(created).toUTCString()}</pubDate>
<guid isPermaLink="false">${xmlText(url)}</guid>
<description></description>
<content:encoded></content:encoded>
<excerpt:encoded></excerpt:encoded>
<dsq:thread_identifier>${xmlText(key)}</dsq:thread_identifier>
<wp:post_id>${id}</wp:post_id>
<wp:post_date>${timeOf(created)}</wp:post_date>
<wp:post_date_gmt>${timeOf(created)}</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status>
<wp:ping_status>closed</wp:ping_status>
<wp:status>publish</wp:status>
<wp:post_parent>0</wp:post_parent>
<wp:menu_order>0</wp:menu_order>
<wp:post_type>post</wp:post_type>
<wp:is_sticky>0</wp:is_sticky>
`;

function commentOf({ number, parent, author, html, created, status }: OutComment): string {
  const how = approved[status];
  if (how === null) return '';
  const answered = parent && approved[parent.status] !== null ? parent.number : 0;
  return `<wp:comment>
<wp:comment_id>${number}</wp:comment_id>
<wp:comment_author>${xmlText(author.name)}</wp:comment_author>
<wp:comment_author_email>${xmlText(author.email ?? '')}</wp:comment_author_email>
<wp:comment_author_url>${xmlText(author.website ?? '')}</wp:comment_author_url>
<wp:comment_author_IP></wp:comment_author_IP>
<wp:comment_date>${timeOf(created)}</wp:comment_date>
<wp:comment_date_gmt>${timeOf(created)}</wp:comment_date_gmt>
<wp:comment_content>${xmlText(onOneLine(html))}</wp:comment_content>
<wp:comment_approved>${how}</wp:comment_approved>
<wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>${answered}</wp:comment_parent>
<wp:comment_user_id>0</wp:comment_user_id>
</wp:comment>
`;
}

/** UTC, to the second, as WordPress writes it. */
const timeOf = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** HTML in which line breaks count, as they do in WordPress' comments: those between elements, and behind a break, are none. Code keeps its own. */
const onOneLine = (html: string): string =>
  html
    .split(/(<pre[\s\S]*?<\/pre>)/)
    .map((part) =>
      part.startsWith('<pre') ? part : part.replace(/(<br\s*\/?>|>)\n\s*/g, '$1').replace(/\n\s*(?=<)/g, ''),
    )
    .join('')
    .trim();
