import {
  commentItem,
  countOf,
  emailOf,
  type Fields,
  fieldsOf,
  idOf,
  isTrue,
  leftOut,
  listOf,
  momentOf,
  networkOf,
  textOf,
  threadChanges,
  threadItem,
  websiteOf,
  wordOf,
} from '../fields';
import { Ids } from '../ids';
import { beginningOf, findInJson, findInLines } from '../json';
import { untilEnd } from '../people';
import type { Format } from '../source';

/**
 * Twikoo's export: a list of its comments; one a line, or `results`, where MongoDB's or CloudBase's own tools exported them. As its code
 * writes and reads it: https://github.com/twikoojs/twikoo, `src/server/self-hosted/index.js` and `src/server/function/twikoo/utils/import.js`.
 *
 * `isSpam` is all that it knows of what is not shown: spam, and what waits for somebody. Deleted comments are not in it. Its text is HTML. Votes are lists of voters: `ups` and `downs`, before that `like`.
 */
export const twikoo: Format = {
  name: 'twikoo',
  system: 'Twikoo',
  matches: (head) =>
    /^\s*[[{]/.test(head) &&
    /"_id"\s*:/.test(head) &&
    /"nick"\s*:/.test(head) &&
    /"(?:mailMd5|master|href|isSpam)"\s*:/.test(head),

  async *read(text) {
    const ids = await idsIn(text);
    const changes = threadChanges();
    for await (const { keys, value, trouble, head } of await recordsOf(text)) {
      const record = fieldsOf(value);
      const id = idOf(record?._id) ?? idOf(record?.id);
      const page = wordOf(record?.url) ?? wordOf(record?.href);
      if (!record || !id || !page) {
        const what = trouble ?? (record ? (id ? 'without-page' : 'without-id') : 'unreadable');
        yield leftOut(id ?? keys.join('.'), what, record ?? head);
        continue;
      }
      yield* changes(pageOf(page, record));
      yield commentItem({
        id,
        thread: page,
        parent: ids.parentOf(idOf(record.pid), idOf(record.rid)),
        author: {
          // Whoever has no account gets an id for each browser.
          id: wordOf(record.uid),
          name: textOf(record.nick),
          email: emailOf(record.mail),
          website: websiteOf(record.link),
          team: isTrue(record.master),
        },
        text: { form: 'html', value: textOf(record.comment) },
        created: momentOf(record.created),
        edited: editedAt(record),
        status: isTrue(record.isSpam) ? 'spam' : 'published',
        ups: votes(record.ups ?? record.like),
        downs: votes(record.downs),
        pinned: isTrue(record.top),
        network: networkOf(record.ip),
      });
    }
  },
};

/** `url` is the path, or a key that the page has chosen; then `href` says where it was written. */
function pageOf(page: string, record: Fields) {
  const isAddress = /^(?:\/|https?:\/\/)/i.test(page);
  const href = wordOf(record.href)?.replace(/#.*$/s, '') ?? null;
  return threadItem(page, isAddress ? { url: page } : { identifier: page, url: href });
}

/** `updated` changes with each decision too; where none left a field of its own behind, the text was changed. */
function editedAt(record: Fields): number | null {
  const [created, updated] = [momentOf(record.created), momentOf(record.updated)];
  const isDecided = record.isSpam !== undefined || record.top !== undefined;
  return !isDecided && created !== null && updated !== null && updated > created ? updated : null;
}

const votes = (voters: unknown): number => (Array.isArray(voters) ? listOf(voters).length : countOf(voters));

/** The ids of all comments: of one that answers a deleted one, the first of its conversation remains. */
async function idsIn(text: AsyncIterable<string>): Promise<Ids> {
  const ids = new Ids();
  await untilEnd(await recordsOf(text), ({ value }) =>
    ids.add(idOf(fieldsOf(value)?._id) ?? idOf(fieldsOf(value)?.id) ?? ''),
  );
  return ids;
}

async function recordsOf(text: AsyncIterable<string>): Promise<ReturnType<typeof findInJson>> {
  const head = await beginningOf(text);
  const isLines = /^\s*\{(?!\s*"results"\s*:)/.test(head);
  return isLines ? findInLines(text) : findInJson(text, ['*', 'results.*']);
}
