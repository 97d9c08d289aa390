import { commentItem, countOf, emailOf, idOf, isTrue, leftOut, momentOf, textOf, threadItem, wordOf } from '../fields';
import { keep } from '../people';
import type { Format, SourceAuthor, SourceStatus } from '../source';
import { tablesInSql } from '../sql-dump';
import { hasTable, type TableFormat } from '../tables';

/**
 * Garrul's database. As its code writes it: https://github.com/KingPin/Garrul, `src/db/migrations/*.sql`. Times are milliseconds. An
 * erased person's name is a placeholder.
 */
export const garrulDatabase: TableFormat = {
  name: 'garrul-sqlite',
  system: 'Garrul',
  matches: (columns) =>
    hasTable(columns, 'comments', 'post_slug', 'body_md', 'status') && hasTable(columns, 'posts', 'slug'),

  async *read(tables) {
    const people = new Map<string, SourceAuthor>();
    for await (const row of tables.rows('users')) {
      const id = idOf(row.id);
      if (!id) continue;
      const isErased = row.erased_at !== null && row.erased_at !== undefined;
      keep(people, id, {
        id,
        name: isErased ? '' : textOf(row.name),
        email: isErased ? null : emailOf(row.email),
        website: null,
        team: isTrue(row.is_admin) || row.role === 'admin' || row.role === 'mod',
      });
    }
    const posts = new Map<string, true>();
    for await (const row of tables.rows('posts')) {
      const slug = wordOf(row.slug);
      if (!slug) {
        yield leftOut('thread ?', 'without-page', row);
        continue;
      }
      keep(posts, slug, true);
      const url = wordOf(row.url) ?? `/${slug.replace(/^\/+/, '')}`;
      yield threadItem(slug, { identifier: slug, url, title: wordOf(row.title), closed: isTrue(row.closed) });
    }
    for await (const row of tables.rows('comments')) {
      const id = idOf(row.id);
      const slug = wordOf(row.post_slug);
      if (!id || !slug || !posts.has(slug)) {
        yield leftOut(id ?? '?', id ? 'without-page' : 'without-id', row);
        continue;
      }
      const user = idOf(row.user_id);
      yield commentItem({
        id,
        thread: slug,
        parent: idOf(row.parent_id),
        author: people.get(user ?? '') ?? { id: user },
        text: { form: 'markdown', value: textOf(row.body_md) },
        created: momentOf(row.created_at),
        edited: momentOf(row.edited_at),
        status: statuses.get(textOf(row.status)) ?? 'held',
        ups: countOf(row.score_up),
        downs: countOf(row.score_down),
      });
    }
  },
};

const statuses = new Map<string, SourceStatus>([
  ['approved', 'published'],
  ['pending', 'held'],
  ['spam', 'spam'],
  ['deleted', 'gone'],
]);

/** The same, written down as SQL: what `npm run db:export` makes there (`scripts/db-export.sh`: `wrangler d1 export`). */
export const garrul: Format = {
  name: 'garrul',
  system: 'Garrul (SQL)',
  matches: (head) =>
    /^\s*(?:PRAGMA|BEGIN|CREATE TABLE|INSERT INTO|--)/i.test(head) &&
    /\bpost_slug\b|\bslug\s+TEXT PRIMARY KEY/i.test(head),
  read: (text) => garrulDatabase.read(tablesInSql(text)),
};
