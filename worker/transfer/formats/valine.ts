import {
  commentItem,
  emailOf,
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
import { beginningOf, findInJson, findInLines } from '../json';
import { untilEnd } from '../people';
import type { Format } from '../source';

/**
 * Valine's comments, as LeanCloud exports the class `Comment`: one a line behind a line that names the class; before that, and by other
 * tools, one list, or `results`. Valine has no server; what it stores stands in https://github.com/xCss/Valine (`src/index.js`), and
 * what others read of it in `commentImportValine` of https://github.com/twikoojs/twikoo (`src/server/function/twikoo/utils/import.js`).
 *
 * Its text is HTML, made of Markdown before it is sent. Nothing waits there for anybody, and nobody votes.
 */
export const valine: Format = {
  name: 'valine',
  system: 'Valine (LeanCloud)',
  matches: (head) =>
    (/^\s*#filetype:JSON-streaming/.test(head) || /^\s*[[{]/.test(head)) &&
    /"objectId"\s*:/.test(head) &&
    /"nick"\s*:/.test(head) &&
    !/"type"\s*:\s*"waline"|"_id"\s*:/.test(head),

  async *read(text) {
    const ids = await idsIn(text);
    const changes = threadChanges();
    for await (const { keys, value, trouble, head } of await recordsOf(text)) {
      const record = fieldsOf(value);
      const id = idOf(record?.objectId);
      const url = wordOf(record?.url);
      if (!record || !id || !url) {
        const what = trouble ?? (record ? (id ? 'without-page' : 'without-id') : 'unreadable');
        yield leftOut(id ?? keys.join('.'), what, record ?? head);
        continue;
      }
      yield* changes(threadItem(url, { url }));
      yield commentItem({
        id,
        thread: url,
        parent: ids.parentOf(idOf(record.pid), idOf(record.rid)),
        author: { name: textOf(record.nick), email: emailOf(record.mail), website: websiteOf(record.link) },
        text: htmlOrMarkdown(textOf(record.comment)),
        created: momentOf(record.insertedAt) ?? momentOf(record.createdAt),
        status: isTrue(record.isSpam) ? 'spam' : 'published',
        network: networkOf(record.ip),
      });
    }
  },
};

/** The ids of all comments: of one that answers a deleted one, the first of its conversation remains. */
async function idsIn(text: AsyncIterable<string>): Promise<Ids> {
  const ids = new Ids();
  await untilEnd(await recordsOf(text), ({ value }) => ids.add(idOf(fieldsOf(value)?.objectId) ?? ''));
  return ids;
}

/** One a line where the first record ends with its line; otherwise a list. */
async function recordsOf(text: AsyncIterable<string>): Promise<ReturnType<typeof findInJson>> {
  const head = await beginningOf(text);
  const isLines = /^\s*#/.test(head) || /^\s*\{(?!\s*"results"\s*:)/.test(head);
  return isLines ? findInLines(text) : findInJson(text, ['*', 'results.*']);
}
