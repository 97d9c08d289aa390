import { commentItem, fieldsOf, idOf, leftOut, momentOf, textOf, threadItem, websiteOf, wordOf } from '../fields';
import { findInLines } from '../json';
import { type Format, type SourceItem, type SourceStatus, UnreadableFile } from '../source';

/** The newest version of the format that is understood. */
const newest = 1;

/**
 * What Plausch itself exports: docs/export.md. Its threads and comments are read, with who wrote them; what else is in it belongs to the
 * site that it comes from.
 */
export const plausch: Format = {
  name: 'plausch',
  system: 'Plausch',
  matches: (head) => /^\uFEFF?\s*\{"format":"plausch",/.test(head),

  async *read(text) {
    let isBegun = false;
    let isEnded = false;
    const counts: Record<string, number> = {};
    for await (const { keys, value, trouble, head } of findInLines(text)) {
      const at = `line ${keys[0]}`;
      if (isEnded) throw new UnreadableFile('format', `Something follows the last line of the export, in ${at}.`);
      const line = fieldsOf(value);
      if (!isBegun) {
        if (line?.format !== 'plausch') throw new UnreadableFile('format', 'This is no export of Plausch.');
        if (typeof line.version !== 'number' || line.version > newest)
          throw new UnreadableFile('format', 'This export is of a newer version of Plausch than this one.');
        isBegun = true;
      } else if (line?.end === true) {
        checkCounts(counts, fieldsOf(line.counts) ?? {});
        isEnded = true;
      } else {
        const table = wordOf(line?.table);
        const row = fieldsOf(line?.row);
        if (trouble || !table || !row) yield leftOut(at, trouble ?? 'unreadable', head);
        else if (table === 'comment') yield commentOf(row, at);
        else if (table === 'thread') yield threadOf(row, at);
        if (table) counts[table] = (counts[table] ?? 0) + 1;
      }
    }
    if (!isEnded) throw new UnreadableFile('truncated', 'The export ends too early: its last line is missing.');
  },
};

/** @throws UnreadableFile where lines are missing. */
function checkCounts(read: Record<string, number>, told: Record<string, unknown>): void {
  for (const table of ['comment', 'thread'])
    if ((read[table] ?? 0) !== (told[table] ?? 0))
      throw new UnreadableFile('truncated', `Lines of this export are missing, or too many: those of ${table}.`);
}

function threadOf(row: Record<string, unknown>, at: string): SourceItem {
  const id = idOf(row.id);
  const key = wordOf(row.key);
  if (!id || !key) return leftOut(at, id ? 'without-page' : 'without-id', row);
  return threadItem(id, {
    identifier: key,
    url: wordOf(row.url) ?? wordOf(row.team_url),
    title: wordOf(row.team_title) ?? wordOf(row.title),
  });
}

function commentOf(row: Record<string, unknown>, at: string): SourceItem {
  const id = idOf(row.id);
  const thread = idOf(row.thread);
  if (!id || !thread) return leftOut(at, id ? 'without-page' : 'without-id', row);
  return commentItem({
    id,
    thread,
    parent: idOf(row.parent),
    text: { form: 'markdown', value: textOf(row.body) },
    created: momentOf(row.created),
    edited: momentOf(row.edited),
    status: statuses[textOf(row.status)] ?? 'held',
    ups: numberOf(row.ups),
    downs: numberOf(row.downs),
    pinned: typeof row.pinned === 'number',
    author: {
      id: idOf(row.author),
      name: textOf(row.name),
      email: wordOf(row.email),
      website: websiteOf(row.website),
      team: typeof row.team === 'string',
    },
  });
}

const statuses: Readonly<Record<string, SourceStatus>> = {
  published: 'published',
  held: 'held',
  spam: 'spam',
  rejected: 'rejected',
  withdrawn: 'gone',
  erased: 'gone',
};

const numberOf = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0);
