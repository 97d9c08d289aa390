import {
  commentItem,
  countOf,
  emailOf,
  type Fields,
  fieldsOf,
  idOf,
  leftOut,
  momentOf,
  networkOf,
  textOf,
  threadItem,
  unescaped,
  websiteOf,
  wordOf,
} from '../fields';
import { findInJson } from '../json';
import { keep, readBefore } from '../people';
import type { Format, SourceItem, SourceStatus } from '../source';
import { hasTable, type TableFormat } from '../tables';

/**
 * Isso's generic format, which it reads and others write: a list of threads, each with its comments. As it stands in `Generic` of
 * `isso/migrate.py` (https://github.com/isso-comments/isso). Files that were made of Isso's own database have more than that:
 * `parent`, `mode`, and times in seconds (`docs/importing.md` of https://github.com/KingPin/Garrul).
 *
 * A thread's name stands behind its comments in some files. Comments have ids within their thread alone.
 */
export const issoGeneric: Format = {
  name: 'isso',
  system: 'Isso (JSON)',
  matches: (head) =>
    /^\s*\[\s*\{/.test(head) && /"comments"\s*:\s*\[/.test(head) && /"(?:author|created|remote_addr)"\s*:/.test(head),

  async *read(text) {
    const threads = new Map<string, { uri: string; title: string | null }>();
    await readBefore(text, ['*.id', '*.title'], (value, place, [position]) => {
      const { uri = '', title = null } = threads.get(String(position)) ?? {};
      const word = wordOf(value);
      keep(threads, String(position), place === '*.id' ? { uri: word ?? '', title } : { uri, title: word });
    });
    let told = '';
    for await (const { keys, value, trouble, head } of findInJson(text, ['*.comments.*'])) {
      const record = fieldsOf(value);
      const thread = threads.get(String(keys[0]));
      const id = idOf(record?.id);
      if (!record || !thread?.uri || !id) {
        const what = trouble ?? (record ? (id ? 'without-page' : 'without-id') : 'unreadable');
        yield leftOut(id ? `${thread?.uri ?? keys[0]}#${id}` : keys.join('.'), what, record ?? head);
        continue;
      }
      if (told !== thread.uri) yield threadItem(thread.uri, { url: thread.uri, title: thread.title });
      told = thread.uri;
      yield comment(record, id, thread.uri, (name) => `${thread.uri}#${name}`);
    }
  },
};

/**
 * Isso's database, which is the only place where it keeps comments. As its code writes it: `isso/db/comments.py`, `isso/db/threads.py`
 * and `isso/views/comments.py` (https://github.com/isso-comments/isso).
 */
export const issoDatabase: TableFormat = {
  name: 'isso-sqlite',
  system: 'Isso',
  matches: (columns) => hasTable(columns, 'threads', 'uri') && hasTable(columns, 'comments', 'tid', 'mode', 'text'),

  async *read(tables) {
    const threads = new Set<string>();
    for await (const row of tables.rows('threads')) {
      const id = idOf(row.id);
      const uri = wordOf(row.uri);
      if (!id || !uri) {
        yield leftOut(`thread ${id ?? '?'}`, id ? 'without-page' : 'without-id', row);
        continue;
      }
      threads.add(id);
      yield threadItem(id, { url: uri, title: wordOf(row.title) });
    }
    for await (const row of tables.rows('comments')) {
      const id = idOf(row.id);
      const thread = idOf(row.tid);
      if (!id || !thread || !threads.has(thread)) yield leftOut(id ?? '?', id ? 'without-page' : 'without-id', row);
      else yield comment(row, id, thread, (name) => name);
    }
  },
};

/**
 * Names and websites are escaped as HTML when they are stored, the text (Markdown) is not. Addresses of networks have no last part
 * (`anonymize` in `isso/utils`). `parent` is 0 where some other program has written none.
 */
function comment(fields: Fields, id: string, thread: string, idIn: (name: string) => string): SourceItem {
  const parent = idOf(fields.parent);
  return commentItem({
    id: idIn(id),
    thread,
    parent: parent && parent !== '0' ? idIn(parent) : null,
    author: {
      name: unescaped(textOf(fields.author)),
      email: emailOf(unescaped(textOf(fields.email))),
      website: websiteOf(unescaped(textOf(fields.website))),
    },
    text: { form: 'markdown', value: textOf(fields.text) },
    created: momentOf(fields.created_epoch) ?? momentOf(fields.created),
    edited: momentOf(fields.modified_epoch) ?? momentOf(fields.modified),
    status: 'mode' in fields ? statusOf(fields.mode) : 'published',
    ups: countOf(fields.likes),
    downs: countOf(fields.dislikes),
    network: networkOf(fields.remote_addr),
  });
}

/** `mode`: 1 is shown, 2 waits, 4 was deleted and is kept for its answers. */
function statusOf(mode: unknown): SourceStatus {
  const word = wordOf(mode);
  if (word === '1') return 'published';
  return word === '4' ? 'gone' : 'held';
}
