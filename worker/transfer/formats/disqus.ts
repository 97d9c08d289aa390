import { copied } from '../copied';
import { commentItem, emailOf, leftOut, momentOf, networkOf, threadItem, websiteOf } from '../fields';
import type { Format, SourceItem, SourceStatus } from '../source';
import { findInXml, rootOf, type XmlElement } from '../xml';

/**
 * Disqus' export, as it is published: https://docs.disqus.com/developers/export/ and http://disqus.com/api/schemas/1.0/disqus.xsd.
 *
 * `dsq:id` is Disqus' own id, by which threads and parents are named; `id` of a thread is what the page called it
 * (`disqus_identifier`). A thread that was deleted there was seen by nobody: what stands in it comes as rejected. Votes are not in it.
 */
export const disqus: Format = {
  name: 'disqus',
  system: 'Disqus',
  matches: (head) => rootOf(head) === 'disqus',

  async *read(text) {
    const deleted = new Set<string>();
    for await (const record of findInXml(text, { records: ['thread', 'post'], fields })) {
      if (record.name === 'post') yield comment(record, deleted);
      // In a post, `thread` says where it stands.
      else if (record.within === null) yield* thread(record, deleted);
      else record.within.attach(record);
    }
  },
};

const fields = [
  'id',
  'link',
  'title',
  'createdAt',
  'isClosed',
  'isDeleted',
  'isSpam',
  'isApproved',
  'message',
  'author',
  'email',
  'name',
  'url',
  'username',
  'ipAddress',
  'parent',
];

/** Where quotes are missing, the stroke that would end the element belongs to it. */
const idOf = (element: XmlElement | null): string | null =>
  element?.attributes['dsq:id']?.replace(/\/$/, '').trim() || null;

const isTrue = (record: XmlElement, name: string) => /^(?:true|1)$/i.test(record.field(name) ?? '');
const isFalse = (record: XmlElement, name: string) => /^(?:false|0|)$/i.test(record.field(name) ?? '');

function* thread(record: XmlElement, deleted: Set<string>): Generator<SourceItem> {
  const id = idOf(record);
  if (!id || record.tooLarge) {
    yield leftOut(
      id ?? record.field('link') ?? '?',
      record.tooLarge ? 'too-large' : 'without-id',
      record.field('title') ?? '',
    );
    return;
  }
  if (isTrue(record, 'isDeleted')) deleted.add(copied(id));
  yield threadItem(id, {
    identifier: record.field('id'),
    url: record.field('link'),
    title: record.field('title'),
    closed: isTrue(record, 'isClosed'),
  });
}

function comment(record: XmlElement, deleted: Set<string>): SourceItem {
  const own = record.field('id');
  const id = idOf(record) ?? (own && `id:${own}`);
  const within = record.child('thread');
  const page = idOf(within);
  const message = record.field('message') ?? '';
  if (!id || !page || record.tooLarge)
    return leftOut(id ?? '?', record.tooLarge ? 'too-large' : id ? 'without-page' : 'without-id', message);
  const status = statusOf(record);
  return commentItem({
    id,
    thread: page,
    // Without quotes `<thread dsq:id=2/>` does not end, and has what follows in it.
    parent: idOf(record.child('parent') ?? within?.child('parent') ?? null),
    author: {
      id: record.at('author', 'username'),
      name: record.at('author', 'name') ?? '',
      email: emailOf(record.at('author', 'email')),
      website: websiteOf(record.at('author', 'url') ?? record.at('author', 'link')),
    },
    text: { form: 'html', value: message },
    created: momentOf(record.field('createdAt')),
    status: status === 'published' && deleted.has(page) ? 'rejected' : status,
    network: networkOf(record.field('ipAddress')),
  });
}

/** What says neither yes nor no is not shown before somebody has seen it. */
function statusOf(record: XmlElement): SourceStatus {
  if (isTrue(record, 'isDeleted')) return 'gone';
  if (isTrue(record, 'isSpam')) return 'spam';
  const isClear = isFalse(record, 'isDeleted') && isFalse(record, 'isSpam');
  const isHeld = record.field('isApproved') !== null && !isTrue(record, 'isApproved');
  return isClear && !isHeld ? 'published' : 'held';
}
