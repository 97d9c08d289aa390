import { commentItem, emailOf, idOf, isTrue, leftOut, momentOf, textOf, threadItem, wordOf } from '../fields';
import { keep } from '../people';
import type { SourceStatus } from '../source';
import { hasTable, type TableFormat } from '../tables';

/**
 * Cusdis' database, which is the only place where it keeps comments. As its code writes it: https://github.com/djyde/cusdis,
 * `prisma/sqlite/schema.prisma` and `service/comment.service.ts`; Prisma keeps times as milliseconds. It may hold several sites
 * (`projects`). The text is Markdown; whoever answers as a moderator is named by `moderatorId`.
 */
export const cusdisDatabase: TableFormat = {
  name: 'cusdis-sqlite',
  system: 'Cusdis',
  matches: (columns) =>
    hasTable(columns, 'comments', 'pageId', 'by_nickname', 'content') &&
    hasTable(columns, 'pages', 'slug', 'projectId'),

  async *read(tables) {
    const deletedSites = new Set<string>();
    for await (const row of tables.rows('projects')) {
      const id = idOf(row.id);
      if (id && isSet(row.deleted_at)) deletedSites.add(id);
    }
    const pages = new Map<string, 'kept' | 'deleted'>();
    for await (const row of tables.rows('pages')) {
      const id = idOf(row.id);
      if (!id) {
        yield leftOut('thread ?', 'without-id', row);
        continue;
      }
      const isDeleted = deletedSites.has(idOf(row.projectId) ?? '');
      keep(pages, id, isDeleted ? 'deleted' : 'kept');
      if (isDeleted) continue;
      const slug = wordOf(row.slug);
      yield threadItem(id, { identifier: slug, url: wordOf(row.url) ?? pathIn(slug), title: wordOf(row.title) });
    }
    for await (const row of tables.rows('comments')) {
      const id = idOf(row.id);
      const page = idOf(row.pageId);
      const state = pages.get(page ?? '');
      if (!id || !page || state !== 'kept') {
        const what = id ? (state === 'deleted' ? 'deleted-site' : 'without-page') : 'without-id';
        yield leftOut(id ?? '?', what, row);
        continue;
      }
      const moderator = idOf(row.moderatorId);
      let status: SourceStatus = isTrue(row.approved) ? 'published' : 'held';
      if (isSet(row.deletedAt)) status = 'gone';
      yield commentItem({
        id,
        thread: page,
        parent: idOf(row.parentId),
        author: {
          id: moderator,
          name: textOf(row.by_nickname),
          email: emailOf(row.by_email),
          team: moderator !== null,
        },
        text: { form: 'markdown', value: textOf(row.content) },
        created: momentOf(row.created_at),
        status,
      });
    }
  },
};

const isSet = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

const pathIn = (slug: string | null): string | null => (slug?.startsWith('/') ? slug : null);
