import {
  commentItem,
  countOf,
  emailOf,
  type Fields,
  fieldsOf,
  htmlOrMarkdown,
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
import { Ids } from '../ids';
import { findInJson } from '../json';
import { keep, readBefore } from '../people';
import type { Format, SourceAuthor, SourceItem, SourceStatus } from '../source';
import type { TableFormat, Tables } from '../tables';

/**
 * Waline's export: its tables, with all `Comment`s before the `Users` who wrote some of them. As its code writes it:
 * https://github.com/walinejs/waline, `packages/server/src/controller/db.js` and `comment.js`. As the admin page saves it, and as the
 * server answers (one level deeper).
 */
export const waline: Format = {
  name: 'waline',
  system: 'Waline',
  matches: (head) => /^\s*\{/.test(head) && /"type"\s*:\s*"waline"/.test(head),

  async *read(text) {
    const people = new Map<string, SourceAuthor>();
    const ids = new Ids();
    await readBefore(text, [...within('Users.*'), ...within('Comment.*.objectId')], (value, place) => {
      const record = fieldsOf(value);
      const id = idOf(record?.objectId ?? value);
      if (!id) return;
      if (!place.endsWith('objectId')) keep(people, id, personOf(record ?? {}, id));
      else ids.add(id);
    });
    const changes = threadChanges();
    for await (const { keys, value, trouble, head } of findInJson(text, within('Comment.*'))) {
      const record = fieldsOf(value);
      if (record) yield* comment(record, idOf(record.objectId), keys.join('.'), people, ids, changes);
      else yield leftOut(keys.join('.'), trouble ?? 'unreadable', head);
    }
  },
};

/** Waline's database (`assets/waline.sqlite` there), whose tables have a prefix that can be chosen. */
export const walineDatabase: TableFormat = {
  name: 'waline-sqlite',
  system: 'Waline',
  matches: (columns) => tableOf(columns, 'Comment', 'nick', 'mail', 'comment', 'url', 'insertedAt') !== null,

  async *read(tables) {
    const people = new Map<string, SourceAuthor>();
    for await (const row of tables.rows(tableOf(tables.columns, 'Users', 'display_name', 'type') ?? '')) {
      const person = personOf(row, idOf(row.id));
      if (person.id) keep(people, person.id, person);
    }
    const changes = threadChanges();
    const ids = new Ids();
    const table = tableOf(tables.columns, 'Comment', 'nick', 'url') ?? '';
    for await (const { id } of tables.rows(table)) ids.add(idOf(id) ?? '');
    for await (const row of tables.rows(table)) yield* comment(row, idOf(row.id), '?', people, ids, changes);
  },
};

/** Where tables stand: as they are saved, and as the server answers. */
const within = (place: string): string[] => [`data.${place}`, `data.data.${place}`];

const tableOf = (columns: Tables['columns'], ending: string, ...names: string[]): string | null =>
  [...columns].find(([table, of]) => table.endsWith(ending) && names.every((name) => of.includes(name)))?.[0] ?? null;

const personOf = (record: Fields, id: string | null): SourceAuthor => ({
  id,
  name: textOf(record.display_name),
  email: emailOf(record.email),
  website: websiteOf(record.url),
  team: record.type === 'administrator',
});

/**
 * Whoever was signed in is shown as their account names them, not as the comment does. A comment that was deleted is not in it, and
 * neither is what says `rid` of it; what says `pid` of it stays, and stands below `rid`, the first of its conversation. `updatedAt`
 * changes with a like in some databases and with nothing in others. A comment without a status came from Valine, and is shown.
 */
function* comment(
  record: Fields,
  id: string | null,
  where: string,
  people: ReadonlyMap<string, SourceAuthor>,
  ids: Ids,
  changes: ReturnType<typeof threadChanges>,
): Generator<SourceItem> {
  const url = wordOf(record.url);
  if (!id || !url) {
    yield leftOut(id ?? where, id ? 'without-page' : 'without-id', record);
    return;
  }
  yield* changes(threadItem(url, { url }));
  const account = idOf(record.user_id);
  const person = people.get(account ?? '');
  yield commentItem({
    id,
    thread: url,
    parent: ids.parentOf(idOf(record.pid), idOf(record.rid)),
    author: {
      id: account,
      name: person?.name || textOf(record.nick),
      email: person?.email ?? emailOf(record.mail),
      website: person?.website ?? websiteOf(record.link),
      team: person?.team ?? false,
    },
    text: htmlOrMarkdown(textOf(record.comment)),
    created: momentOf(record.insertedAt) ?? momentOf(record.createdAt),
    status: statusOf(record),
    ups: countOf(record.like),
    pinned: isTrue(record.sticky),
    network: networkOf(record.ip),
  });
}

function statusOf(record: Fields): SourceStatus {
  const status = wordOf(record.status);
  if (status === 'spam' || isTrue(record.isSpam)) return 'spam';
  return status === 'approved' || status === null ? 'published' : 'held';
}
