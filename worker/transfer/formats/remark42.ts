import {
  commentItem,
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
  unescaped,
  votesOf,
  wordOf,
} from '../fields';
import { findInLines } from '../json';
import { keep } from '../people';
import type { Format, SourceItem } from '../source';

/**
 * Remark42's backup, one JSON object a line: the first is about people and pages, each other one a comment. As its own code writes it:
 * https://github.com/umputun/remark42, `backend/app/migrator/native.go`, `backend/app/store/comment.go` and `user.go`.
 *
 * Names, titles and addresses are escaped there as HTML (`Sanitize` in `comment.go`), and tags in them are taken out. A comment has the
 * Markdown that was typed (`orig`), except where it came to Remark42 from another system or was written before Remark42 kept it; then
 * it has HTML alone (`text`). Votes are left out of a backup; the difference between them, and how disputed they are, remain.
 */
export const remark42: Format = {
  name: 'remark42',
  system: 'Remark42',
  matches: (head) => /^\s*\{/.test(head) && (/^\s*\{"version":\s*\d+,"users":/.test(head) || isComment(head)),

  async *read(text) {
    const emails = new Map<string, string>();
    const closed = new Map<string, true>();
    const changes = threadChanges();
    for await (const { keys, value, trouble, head } of findInLines(text)) {
      const line = fieldsOf(value);
      if (!line) yield leftOut(`line ${keys[0]}`, trouble ?? 'unreadable', head);
      else if (line.version !== undefined && line.id === undefined) yield* about(line, emails, closed, changes);
      else yield* comment(line, `line ${keys[0]}`, emails, closed, changes);
    }
  },
};

const isComment = (head: string): boolean => /"locator":\s*\{/.test(head) && /"pid":/.test(head);

/** The first line: addresses of those who have answers mailed to them, and pages where nobody may write any more. */
function* about(
  line: Fields,
  emails: Map<string, string>,
  closed: Map<string, true>,
  changes: ReturnType<typeof threadChanges>,
): Generator<SourceItem> {
  for (const user of listOf(line.users)) {
    const id = idOf(fieldsOf(user)?.id);
    const email = emailOf(fieldsOf(fieldsOf(user)?.details)?.email);
    if (id && email) keep(emails, id, email);
  }
  for (const post of listOf(line.posts)) {
    const url = wordOf(fieldsOf(post)?.url);
    if (!url || !isTrue(fieldsOf(post)?.read_only)) continue;
    keep(closed, url, true);
    yield* changes(threadItem(url, { url: unescaped(url), closed: true }));
  }
}

function* comment(
  line: Fields,
  where: string,
  emails: ReadonlyMap<string, string>,
  closed: ReadonlyMap<string, true>,
  changes: ReturnType<typeof threadChanges>,
): Generator<SourceItem> {
  const id = idOf(line.id);
  const url = wordOf(fieldsOf(line.locator)?.url);
  if (!id || !url) {
    yield leftOut(id ?? where, id ? 'without-page' : 'without-id', line);
    return;
  }
  const title = wordOf(line.title);
  yield* changes(threadItem(url, { url: unescaped(url), title: title && unescaped(title), closed: closed.has(url) }));
  const user = fieldsOf(line.user) ?? {};
  const userId = idOf(user.id);
  const typed = textOf(line.orig);
  yield commentItem({
    id,
    thread: url,
    parent: idOf(line.pid),
    author: {
      id: userId,
      name: unescaped(textOf(user.name)),
      email: (userId && emails.get(userId)) ?? null,
      team: isTrue(user.admin),
    },
    text: typed === '' ? { form: 'html', value: textOf(line.text) } : { form: 'markdown', value: typed },
    created: momentOf(line.time),
    edited: momentOf(fieldsOf(line.edit)?.time),
    status: isTrue(line.delete) ? 'gone' : 'published',
    ...votes(line),
    pinned: isTrue(line.pin),
    // Since 2018 a digest of the address.
    network: networkOf(user.ip),
  });
}

function votes(line: Fields): { ups: number; downs: number } {
  const each = Object.values(fieldsOf(line.votes) ?? {});
  if (each.length > 0) {
    const ups = each.filter(isTrue).length;
    return { ups, downs: each.length - ups };
  }
  const { ups, downs } = votesOf(line.score);
  const both = disputed(ups || downs, Number(textOf(line.controversy)));
  return { ups: ups + both, downs: downs + both };
}

/** More votes on each side than this are not looked for: what is left of them in a number is too close to its neighbours. */
const mostVotes = 10_000;

/**
 * How many votes stand on both sides. `controversy` is the number of all votes to the power of the smaller side by the larger
 * (`controversy` in `backend/app/store/service/service.go`); with their difference known, it grows with the smaller side.
 */
function disputed(difference: number, controversy: number): number {
  if (!(controversy > 0)) return 0;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let smaller = 1; smaller <= mostVotes; smaller++) {
    const larger = smaller + difference;
    const distance = Math.abs((smaller + larger) ** (smaller / larger) - controversy);
    if (distance >= least) break;
    least = distance;
    best = smaller;
  }
  return best;
}
