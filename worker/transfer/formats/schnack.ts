import {
  commentItem,
  type Fields,
  fieldsOf,
  idOf,
  isTrue,
  leftOut,
  momentOf,
  textOf,
  threadItem,
  websiteOf,
  wordOf,
} from '../fields';
import { findInJson } from '../json';
import { keep } from '../people';
import type { Format, SourceItem, SourceStatus } from '../source';
import { hasTable, type TableFormat } from '../tables';

/**
 * Schnack's database. As its code writes it: https://github.com/schn4ck/schnack, `migrations/*.sql` and `src/db/queries.js`. Times are
 * UTC (`datetime()`), the text is Markdown. What a trusted person writes is shown without anybody's decision, what a blocked one wrote
 * is not shown.
 */
export const schnackDatabase: TableFormat = {
  name: 'schnack-sqlite',
  system: 'Schnack',
  matches: (columns) =>
    hasTable(columns, 'comment', 'slug', 'user_id', 'comment', 'approved') && hasTable(columns, 'user', 'provider'),

  async *read(tables) {
    const people = new Map<string, Fields>();
    for await (const row of tables.rows('user')) {
      const id = idOf(row.id);
      const { name, display_name, url, provider, blocked, trusted } = row;
      if (id) keep(people, id, { id, name, display_name, url, provider, blocked, trusted });
    }
    let told = '';
    for await (const row of tables.rows('comment')) {
      const slug = wordOf(row.slug);
      if (slug && slug !== told) yield threadOf(slug);
      told = slug ?? told;
      const person = people.get(idOf(row.user_id) ?? '') ?? {};
      yield one(row, '?', slug, person, 'markdown');
    }
  },
};

/**
 * The comments of one page as Schnack's API gives them to its administrator (`GET /comments/:slug`): the only JSON that it writes. Its
 * text is HTML.
 */
export const schnack: Format = {
  name: 'schnack',
  system: 'Schnack (JSON)',
  matches: (head) =>
    /^\s*\{/.test(head) &&
    /"slug"\s*:/.test(head) &&
    /"display_name"\s*:/.test(head) &&
    /"created_at_s"\s*:/.test(head),

  async *read(text) {
    let slug: string | null = null;
    for await (const { place, keys, value, trouble, head } of findInJson(text, ['slug', 'comments.*'])) {
      if (place === 'slug') {
        slug = wordOf(value);
        if (slug) yield threadOf(slug);
        continue;
      }
      const record = fieldsOf(value);
      if (record) yield one(record, keys.join('.'), slug, record, 'html');
      else yield leftOut(keys.join('.'), trouble ?? 'unreadable', head);
    }
  },
};

/** A page's name: a word that it chose, often its path. */
const threadOf = (slug: string): SourceItem =>
  threadItem(slug, { identifier: slug, url: /^(?:\/|https?:\/\/)/i.test(slug) ? slug : null });

function one(
  record: Fields,
  where: string,
  slug: string | null,
  person: Fields,
  form: 'markdown' | 'html',
): SourceItem {
  const id = idOf(record.id);
  if (!id || !slug) return leftOut(id ?? where, id ? 'without-page' : 'without-id', record);
  return commentItem({
    id,
    thread: slug,
    parent: idOf(record.reply_to),
    author: {
      id: idOf(record.user_id),
      name: textOf(person.display_name) || textOf(person.name),
      website: websiteOf(person.url) ?? websiteOf(person.author_url),
    },
    text: { form, value: textOf(record.comment) },
    created: momentOf(record.created_at),
    status: statusOf(record, person),
  });
}

function statusOf(record: Fields, person: Fields): SourceStatus {
  if (isTrue(record.rejected) || isTrue(person.blocked)) return 'rejected';
  return isTrue(record.approved) || isTrue(person.trusted) ? 'published' : 'held';
}
