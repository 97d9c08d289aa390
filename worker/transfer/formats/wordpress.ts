import { copied } from '../copied';
import { commentItem, emailOf, leftOut, momentOf, networkOf, threadChanges, threadItem, websiteOf } from '../fields';
import type { Format, SourceItem, SourceStatus } from '../source';
import { findInXml, rootOf, type XmlElement } from '../xml';

/**
 * WordPress' export (WXR 1.0 to 1.2), as its code writes it: https://github.com/WordPress/WordPress, `wp-admin/includes/export.php`; and what others write so for Disqus
 * (https://help.disqus.com/en/articles/1717222-custom-xml-import-format).
 *
 * A comment's text is HTML in which line breaks count. Posts without comments are passed over. Comments of other kinds than comments
 * and reviews are left out: pingbacks and trackbacks, and what plugins keep as comments, such as notes to an order.
 */
export const wordpress: Format = {
  name: 'wordpress',
  system: 'WordPress',
  matches: (head) => rootOf(head) === 'rss' && (/xmlns:wp\s*=/.test(head) || /<wp:(?:wxr_version|comment)>/.test(head)),
  read: (text) => read(text, false),
};

/** The same with pingbacks and trackbacks as comments. */
export const wordpressWithPings: Format = {
  name: 'wordpress-pings',
  system: 'WordPress, with pingbacks',
  matches: () => false,
  read: (text) => read(text, true),
};

const fields = [
  'title',
  'link',
  'dsq:thread_identifier',
  'wp:post_id',
  'wp:comment_status',
  'wp:author_id',
  'wp:comment_id',
  'wp:comment_author',
  'wp:comment_author_email',
  'wp:comment_author_url',
  'wp:comment_author_IP',
  'wp:comment_date',
  'wp:comment_date_gmt',
  'wp:comment_content',
  'wp:comment_approved',
  'wp:comment_type',
  'wp:comment_parent',
  'wp:comment_user_id',
];

async function* read(text: AsyncIterable<string>, withPings: boolean): AsyncGenerator<SourceItem> {
  const team = new Set<string>();
  const names = new WeakMap<XmlElement, string>();
  const changes = threadChanges();
  const clock = siteClock();
  let items = 0;
  for await (const record of findInXml(text, { records: ['wp:author', 'item', 'wp:comment'], fields })) {
    if (record.name === 'wp:author') {
      const id = record.field('wp:author_id');
      if (id && team.size < 100_000) team.add(copied(id));
    } else if (record.name === 'item') {
      items++;
      const id = names.get(record);
      if (id !== undefined) yield* changes(thread(id, record));
    } else {
      const item = record.within;
      const id = item && (names.get(item) ?? item.field('wp:post_id') ?? item.field('link') ?? `item ${items + 1}`);
      if (item && id) {
        if (!names.has(item)) yield* changes(thread(id, item));
        names.set(item, id);
      }
      yield comment(record, id, team, clock, withPings);
    }
  }
}

const thread = (id: string, item: XmlElement): SourceItem =>
  threadItem(id, {
    identifier: item.field('dsq:thread_identifier'),
    url: item.field('link'),
    title: item.field('title'),
    closed: item.field('wp:comment_status') === 'closed',
  });

function comment(
  record: XmlElement,
  page: string | null,
  team: Set<string>,
  clock: ReturnType<typeof siteClock>,
  withPings: boolean,
): SourceItem {
  const id = record.field('wp:comment_id');
  const kind = record.field('wp:comment_type')?.toLowerCase() ?? 'comment';
  const content = record.field('wp:comment_content') ?? '';
  if (!id || !page || record.tooLarge)
    return leftOut(id ?? '?', record.tooLarge ? 'too-large' : id ? 'without-page' : 'without-id', content);
  const isPing = kind === 'pingback' || kind === 'trackback';
  const isTaken = kind === 'comment' || kind === 'review' || (isPing && withPings);
  if (!isTaken) return leftOut(id, isPing ? kind : 'other-kind', isPing ? content : `${kind}: ${content}`);
  const user = record.field('wp:comment_user_id');
  const parent = record.field('wp:comment_parent');
  return commentItem({
    id,
    thread: page,
    parent: parent === '0' ? null : parent,
    author: {
      id: user === '0' ? null : user,
      name: record.field('wp:comment_author') ?? '',
      email: emailOf(record.field('wp:comment_author_email')),
      website: websiteOf(record.field('wp:comment_author_url')),
      team: user !== null && team.has(user),
    },
    text: { form: 'html-lines', value: content },
    created: clock(record.field('wp:comment_date_gmt'), record.field('wp:comment_date')),
    status: statusOf(record.field('wp:comment_approved')),
    network: networkOf(record.field('wp:comment_author_IP')),
  });
}

/** What is not known is not shown before somebody has seen it. */
function statusOf(approved: string | null): SourceStatus {
  switch (approved?.toLowerCase()) {
    case '1':
    case 'approve':
    case 'approved':
      return 'published';
    case 'spam':
      return 'spam';
    case 'trash':
    case 'post-trashed':
      return 'rejected';
    default:
      return 'held';
  }
}

/**
 * When a comment was written. Old imports have `0000-00-00 00:00:00` for UTC; then the site's own time counts, as far from UTC as
 * with the last comment that has both.
 */
function siteClock(): (utc: string | null, local: string | null) => number | null {
  let ahead = 0;
  return (utc, local) => {
    const [moment, here] = [momentOf(utc), momentOf(local)];
    if (moment !== null && here !== null && Math.abs(here - moment) <= 86_400_000) ahead = here - moment;
    return moment ?? (here === null ? null : here - ahead);
  };
}
