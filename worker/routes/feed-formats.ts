import { xmlText } from '../text/xml';

/** A feed, in the little that both formats know. Everything in it is text, but `html`. */
export interface Feed {
  /** Where it is, as Atom and as JSON; the Atom address is its id. */
  atom: string;
  json: string;
  /** The page that it follows; undefined: it is about more than one. */
  page: string | undefined;
  title: string;
  language: string;
  updated: string;
  entries: Entry[];
}

export interface Entry {
  id: string;
  url: string;
  title: string;
  author: string;
  published: string;
  updated: string;
  html: string;
}

/** The feed as Atom (RFC 4287). Whatever stands in it is escaped: nothing in it can close an element. */
export function toAtom(feed: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.language)}">
<id>${xmlText(feed.atom)}</id>
<title type="text">${xmlText(feed.title)}</title>
<updated>${feed.updated}</updated>
<link rel="self" type="application/atom+xml" href="${xmlText(feed.atom)}"/>
<link rel="alternate" type="application/feed+json" href="${xmlText(feed.json)}"/>
${feed.page === undefined ? '' : `<link rel="alternate" type="text/html" href="${xmlText(feed.page)}"/>`}
${feed.entries.map(toAtomEntry).join('\n')}
</feed>
`;
}

const toAtomEntry = (entry: Entry) => `<entry>
<id>${xmlText(entry.id)}</id>
<title type="text">${xmlText(entry.title)}</title>
<link rel="alternate" type="text/html" href="${xmlText(entry.url)}"/>
<published>${entry.published}</published>
<updated>${entry.updated}</updated>
<author><name>${xmlText(entry.author)}</name></author>
<content type="html">${xmlText(entry.html)}</content>
</entry>`;

/** The feed as JSON Feed 1.1, whose titles and names are plain text. */
export function toJsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.json,
    language: feed.language,
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: entry.html,
      date_published: entry.published,
      date_modified: entry.updated,
      authors: [{ name: entry.author }],
    })),
  });
}
