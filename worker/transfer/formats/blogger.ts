import { copied } from '../copied';
import { commentItem, emailOf, leftOut, momentOf, threadItem, websiteOf } from '../fields';
import type { Format, SourceItem, SourceStatus } from '../source';
import { findInXml, rootOf, type XmlElement } from '../xml';

/**
 * Blogger's export: one Atom feed of settings, posts and comments. Until 2024 from the blog's settings
 * (https://developers.google.com/blogger/docs/2.0/developers_guide_protocol for its elements), since then by Google Takeout
 * (`feed.atom`), which has elements of its own in `blogger:`.
 *
 * Until 2024 the comment that is answered stands in a link of `rel="related"`. Drafts' comments come as held: nobody has seen them.
 */
export const blogger: Format = {
  name: 'blogger',
  system: 'Blogger',
  matches: (head) =>
    rootOf(head) === 'feed' && /schemas\.google\.com\/(?:blogger|g)\/20\d\d|tag:blogger\.com,1999/.test(head),

  async *read(text) {
    const told = new Set<string>();
    const drafts = new Set<string>();
    for await (const entry of findInXml(text, { records: ['entry'], fields })) {
      const kind = kindOf(entry);
      if (kind === 'comment') yield* comment(entry, told, drafts);
      else if (kind === 'post' || kind === 'page') {
        const id = entry.field('id');
        // A post's text may be as long as it likes.
        if (!id) yield leftOut('?', 'without-id', entry.field('title') ?? '');
        else {
          if (entry.at('app:control', 'app:draft') === 'yes' || entry.field('blogger:status') === 'DRAFT')
            drafts.add(copied(id));
          told.add(copied(id));
          yield threadItem(id, {
            url: linkOf(entry, 'alternate') ?? entry.field('blogger:filename'),
            title: entry.field('title'),
          });
        }
      }
    }
  },
};

const fields = [
  'id',
  'title',
  'published',
  'updated',
  'link',
  'category',
  'author',
  'name',
  'uri',
  'email',
  'thr:in-reply-to',
  'app:control',
  'app:draft',
  'gd:extendedProperty',
  'blogger:type',
  'blogger:status',
  'blogger:filename',
  'blogger:parent',
  'blogger:inReplyTo',
  'blogger:created',
  'content',
];

const kindOf = (entry: XmlElement): string | null =>
  entry.field('blogger:type')?.toLowerCase() ??
  entry
    .children('category')
    .map(({ attributes }) => /blogger\/2008\/kind#(\w+)$/.exec(attributes.term ?? '')?.[1])
    .find((kind) => kind !== undefined) ??
  null;

const linkOf = (entry: XmlElement, rel: string): string | null =>
  entry.children('link').find(({ attributes }) => attributes.rel === rel)?.attributes.href ?? null;

function* comment(entry: XmlElement, told: Set<string>, drafts: Set<string>): Generator<SourceItem> {
  const id = entry.field('id');
  const about = entry.child('thr:in-reply-to')?.attributes;
  const page = about?.ref ?? entry.field('blogger:parent');
  const text = entry.child('content');
  if (!id || !page || entry.tooLarge) {
    yield leftOut(id ?? '?', entry.tooLarge ? 'too-large' : id ? 'without-page' : 'without-id', text?.text ?? '');
    return;
  }
  if (!told.has(page) && about?.href) {
    told.add(copied(page));
    yield threadItem(page, { url: about.href });
  }
  const created = momentOf(entry.field('published')) ?? momentOf(entry.field('blogger:created'));
  const updated = momentOf(entry.field('updated'));
  const uri = entry.at('author', 'uri');
  const email = emailOf(entry.at('author', 'email'));
  yield commentItem({
    id,
    thread: page,
    parent: entry.field('blogger:inReplyTo') ?? answered(id, linkOf(entry, 'related')),
    author: {
      id: /\/profile\/(\w+)/.exec(uri ?? '')?.[1] ?? null,
      name: entry.at('author', 'name') ?? '',
      // Blogger writes this one for everybody.
      email: email === 'noreply@blogger.com' ? null : email,
      website: websiteOf(uri),
    },
    text: { form: text?.attributes.type === 'text' ? 'plain' : 'html', value: text?.text ?? '' },
    created,
    edited: created !== null && updated !== null && updated > created + 60_000 ? updated : null,
    status: drafts.has(page) ? 'held' : statusOf(entry),
  });
}

/** The id of the comment at the end of a feed's address, as the blog names its comments. */
function answered(id: string, address: string | null): string | null {
  const parent = /\/comments\/default\/(\d+)/.exec(address ?? '')?.[1];
  return parent === undefined ? null : id.replace(/\d+$/, parent);
}

function statusOf(entry: XmlElement): SourceStatus {
  const properties = entry.children('gd:extendedProperty').map(({ attributes }) => attributes.name);
  if (properties.includes('blogger.contentRemoved')) return 'gone';
  switch (entry.field('blogger:status')) {
    case null:
    case 'LIVE':
      return 'published';
    case 'SPAM':
    case 'SPAM_COMMENT':
      return 'spam';
    case 'REMOVED':
    case 'SOFT_TRASHED':
    case 'GHOSTED':
      return 'gone';
    default:
      return 'held';
  }
}
