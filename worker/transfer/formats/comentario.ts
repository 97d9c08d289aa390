import {
  commentItem,
  emailOf,
  type Fields,
  fieldsOf,
  idOf,
  isTrue,
  leftOut,
  momentOf,
  networkOf,
  textOf,
  threadChanges,
  threadItem,
  votesOf,
  websiteOf,
  wordOf,
} from '../fields';
import { findInJson } from '../json';
import { keep, readBefore } from '../people';
import type { Format, SourceAuthor, SourceStatus } from '../source';

/**
 * The export of Comentario from its version 3 on: `pages`, `comments`, `commenters`. As its code writes it:
 * https://gitlab.com/comentario/comentario, `internal/svc/impex_comentario.go`, and `resources/swagger/swagger.yml` for the fields.
 *
 * Nowhere stands the site's host but in a comment's `url`, which leads to its page. An unregistered author has an id of zeros, and a
 * name in the comment. A comment that is neither approved nor pending was rejected. Time that never was is in the year 1.
 */
export const comentario: Format = {
  name: 'comentario',
  system: 'Comentario',
  matches: (head) =>
    /^\s*\{/.test(head) && /"version"\s*:\s*3\b/.test(head) && /"(?:pageId|domainId|isReadonly)"\s*:/.test(head),

  async *read(text) {
    const pages = new Map<string, { path: string; title: string | null; closed: boolean }>();
    const people = new Map<string, SourceAuthor>();
    await readBefore(text, ['pages.*', 'commenters.*'], (value, place) => {
      const record = fieldsOf(value);
      const id = idOf(record?.id);
      if (!record || !id) return;
      if (place === 'commenters.*') keep(people, id, personOf(record, id));
      else
        keep(pages, id, {
          path: `/${textOf(record.path).trim().replace(/^\/+/, '')}`,
          title: wordOf(record.title),
          closed: isTrue(record.isReadonly),
        });
    });
    const changes = threadChanges();
    for (const [id, { path, title, closed }] of pages) yield* changes(threadItem(id, { url: path, title, closed }));
    for await (const { keys, value, trouble, head } of findInJson(text, ['comments.*'])) {
      const record = fieldsOf(value);
      const id = idOf(record?.id);
      const pageId = idOf(record?.pageId);
      const url = addressOf(record?.url) ?? pages.get(pageId ?? '')?.path;
      if (!record || !id || !pageId || !url) {
        const what = trouble ?? (record ? (id ? 'without-page' : 'without-id') : 'unreadable');
        yield leftOut(id ?? keys.join('.'), what, record ?? head);
        continue;
      }
      const { title = null, closed = false } = pages.get(pageId) ?? {};
      yield* changes(threadItem(pageId, { url, title, closed }));
      const author = idOf(record.userCreated);
      const markdown = textOf(record.markdown);
      yield commentItem({
        id,
        thread: pageId,
        parent: isNobody(idOf(record.parentId)) ? null : idOf(record.parentId),
        author: people.get(isNobody(author) ? '' : (author ?? '')) ?? {
          id: isNobody(author) ? null : author,
          name: textOf(record.authorName),
        },
        text:
          markdown.trim() === '' ? { form: 'html', value: textOf(record.html) } : { form: 'markdown', value: markdown },
        created: momentOf(record.createdTime),
        edited: momentOf(record.editedTime),
        status: statusOf(record),
        ...votesOf(record.score),
        pinned: isTrue(record.isSticky),
        network: networkOf(record.authorIp ?? record.authorIP),
      });
    }
  },
};

const personOf = (record: Fields, id: string): SourceAuthor => ({
  id,
  name: textOf(record.name),
  email: emailOf(record.email),
  website: websiteOf(record.websiteUrl),
  team: isTrue(record.isModerator),
});

/** The id of zeros stands for nobody. */
const isNobody = (id: string | null): boolean => id !== null && /^[0-]+$/.test(id);

/** A page's address without the comment in it (`#comentario-…`). */
function addressOf(url: unknown): string | null {
  const address = wordOf(url)?.replace(/#.*$/s, '') ?? '';
  return /^https?:\/\/[^/]/i.test(address) ? address : null;
}

function statusOf(record: Fields): SourceStatus {
  if (isTrue(record.isDeleted)) return 'gone';
  if (isTrue(record.isPending)) return 'held';
  return isTrue(record.isApproved) ? 'published' : 'rejected';
}
