import {
  commentItem,
  countOf,
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
  websiteOf,
  wordOf,
} from '../fields';
import { findInJson } from '../json';
import type { Format } from '../source';

/**
 * Artalk's `artrans`: one list of comments, all of whose fields are texts (`"true"`, `"0"`). As its code writes it:
 * https://github.com/ArtalkJS/Artalk, `internal/entity/artran.go` and `internal/artransfer/exporter.go`. Times are written as Go prints
 * them. Version 1, written in PHP, called them `date`, and had neither votes nor pages' titles.
 *
 * Deleted comments are not in it, and `updated_at` changes with each vote, so that it says nothing of an edit.
 */
export const artalk: Format = {
  name: 'artalk',
  system: 'Artalk',
  matches: (head) => /^\s*\[/.test(head) && /"page_key"\s*:/.test(head),

  async *read(text) {
    const changes = threadChanges();
    for await (const { keys, value, trouble, head } of findInJson(text, ['*'])) {
      const record = fieldsOf(value);
      const id = idOf(record?.id);
      const url = record && pageOf(record);
      if (!record || !id || !url) {
        const what = trouble ?? (record ? (id ? 'without-page' : 'without-id') : 'unreadable');
        yield leftOut(id ?? keys.join('.'), what, record ?? head);
        continue;
      }
      const closed = isTrue(record.page_admin_only);
      yield* changes(threadItem(url, { url, title: wordOf(record.page_title), closed }));
      const parent = idOf(record.rid);
      yield commentItem({
        id,
        thread: url,
        parent: parent === '0' ? null : parent,
        author: {
          name: textOf(record.nick),
          email: emailOf(record.email),
          website: websiteOf(record.link),
        },
        text: { form: 'markdown', value: textOf(record.content) },
        created: momentOf(record.created_at) ?? momentOf(record.date),
        status: isTrue(record.is_pending) ? 'held' : 'published',
        ups: countOf(record.vote_up),
        downs: countOf(record.vote_down),
        pinned: isTrue(record.is_pinned),
        network: networkOf(record.ip),
      });
    }
  },
};

/** The page's key is an address or a path; of a path's site the first address counts. */
function pageOf(record: Fields): string | null {
  const key = wordOf(record.page_key);
  const site = /^\s*(https?:\/\/[^\s/,]+)/i.exec(textOf(record.site_urls))?.[1];
  return key?.startsWith('/') && site ? site + key : key;
}
