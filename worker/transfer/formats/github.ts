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
  textOf,
  threadItem,
  websiteOf,
  wordOf,
} from '../fields';
import { findInJson } from '../json';
import { keep } from '../people';
import type { Format, SourceItem, SourceStatus, SourceText } from '../source';

/** Where discussions stand in GitHub's answers: a list of them, one by its number, found by giscus, and by its id for further pages. */
const asked = [
  'repository.discussions.nodes.*',
  'repository.discussions.edges.*.node',
  'repository.discussion',
  'search.nodes.*',
  'search.edges.*.node',
  'node',
];

/** An answer as it came, without the `data` around it, and several in one list, as `gh api graphql --paginate --slurp` writes them. */
const places = asked.flatMap((place) => [`data.${place}`, place, `*.data.${place}`, `*.${place}`]);

/**
 * GitHub's discussions, as its GraphQL API answers; page after page in one file. Under them are the comments of giscus, whose own query
 * stands in https://github.com/giscus/giscus, `services/github/getDiscussion.ts`; the fields are those of `Discussion` and
 * `DiscussionComment` (https://docs.github.com/en/graphql/guides/using-the-graphql-api-for-discussions). What a query did not ask for is
 * missing; what is needed: `id`, and of the text `body` or `bodyHTML`.
 *
 * giscus names a discussion after the page: by its path, its address, its title or a word. In the first text of it stands the address.
 * Of hidden comments only such as GitHub calls spam or abuse are taken for that; outdated ones and the like are shown, folded up.
 */
export const github: Format = {
  name: 'giscus',
  system: 'giscus (GitHub Discussions)',
  matches: (head) =>
    /^\s*[[{]/.test(head) &&
    /"(?:discussions?|search|node)"\s*:\s*\{/.test(head) &&
    /"(?:bodyHTML|body|authorAssociation|replies|comments)"\s*:/.test(head) &&
    /"(?:nodes|edges)"\s*:/.test(head),

  async *read(text) {
    const unfinished = new Map<string, string>();
    for await (const { keys, value, trouble, head } of findInJson(text, places)) {
      const discussion = fieldsOf(value);
      if (!discussion) {
        // `search` gives null for what may not be seen, and `node` for what is gone.
        if (value !== null) yield leftOut(keys.join('.'), trouble ?? 'unreadable', head);
        continue;
      }
      yield* readDiscussion(discussion, keys.join('.'), unfinished);
    }
    for (const [id, example] of unfinished) yield leftOut(id, 'not-in-the-file', example);
  },
};

function* readDiscussion(discussion: Fields, where: string, unfinished: Map<string, string>): Generator<SourceItem> {
  const isReply = fieldsOf(discussion.replies) !== null && fieldsOf(discussion.comments) === null;
  const id = idOf(
    isReply ? fieldsOf(discussion.discussion)?.id : (discussion.id ?? discussion.number ?? discussion.url),
  );
  if (!id) {
    yield leftOut(where, 'without-id', discussion);
    return;
  }
  if (isReply) {
    // A further page of one comment's answers.
    yield* comments(discussion.replies, id, idOf(discussion.id), unfinished);
    return;
  }
  const title = wordOf(discussion.title);
  if (title !== null || discussion.body !== undefined)
    yield threadItem(id, {
      identifier: title,
      url: pageOf(title, textOf(discussion.body) || textOf(discussion.bodyHTML) || textOf(discussion.bodyText)),
      title,
      closed: isTrue(discussion.locked) || isTrue(discussion.closed),
    });
  for (const comment of nodesOf(discussion.comments)) {
    yield* one(comment, id, null);
    const own = idOf(fieldsOf(comment)?.id);
    if (own) yield* comments(fieldsOf(comment)?.replies, id, own, unfinished);
  }
  note(discussion.comments, id, unfinished);
}

function* comments(
  connection: unknown,
  thread: string,
  parent: string | null,
  unfinished: Map<string, string>,
): Generator<SourceItem> {
  for (const reply of nodesOf(connection)) yield* one(reply, thread, parent);
  if (parent) note(connection, parent, unfinished);
}

/** A list of GitHub's, in either of its forms. */
function nodesOf(connection: unknown): readonly unknown[] {
  const fields = fieldsOf(connection);
  const edges = listOf(fields?.edges).map((edge) => fieldsOf(edge)?.node);
  return (edges.length > 0 ? edges : listOf(fields?.nodes)).filter((node) => node !== null);
}

/** Remembers that more of a list was not in this answer, until one comes that ends it. */
function note(connection: unknown, id: string, unfinished: Map<string, string>): void {
  const fields = fieldsOf(connection);
  if (!fields) return;
  const page = fieldsOf(fields.pageInfo);
  const shown = nodesOf(connection).length;
  const total = countOf(fields.totalCount);
  const goesOn = page ? isTrue(page.hasNextPage) : total > shown;
  if (goesOn) keep(unfinished, id, `${shown} of ${total || 'more'}`);
  else unfinished.delete(id);
}

function* one(node: unknown, thread: string, parent: string | null): Generator<SourceItem> {
  const comment = fieldsOf(node);
  const id = idOf(comment?.id ?? comment?.databaseId ?? comment?.url);
  if (!comment || !id) {
    yield leftOut(`${thread} ?`, comment ? 'without-id' : 'unreadable', comment ?? textOf(node));
    return;
  }
  const author = fieldsOf(comment.author);
  yield commentItem({
    id,
    thread,
    parent: idOf(fieldsOf(comment.replyTo)?.id) ?? parent,
    author: {
      id: idOf(author?.id ?? author?.login),
      // GitHub shows the comments of deleted accounts as those of `ghost`.
      name: textOf(author?.name) || textOf(author?.login) || 'ghost',
      email: emailOf(author?.email),
      website: websiteOf(author?.websiteUrl) ?? websiteOf(author?.url),
      team: /^(?:OWNER|MEMBER|COLLABORATOR)$/.test(textOf(comment.authorAssociation)),
    },
    text: textIn(comment),
    created: momentOf(comment.createdAt),
    edited: momentOf(comment.lastEditedAt),
    status: statusOf(comment),
    ups: countOf(comment.upvoteCount) + reactions(comment, 'THUMBS_UP'),
    downs: reactions(comment, 'THUMBS_DOWN'),
    pinned: isTrue(comment.isPinned),
  });
}

function textIn(comment: Fields): SourceText {
  const markdown = textOf(comment.body);
  if (markdown.trim() !== '') return { form: 'markdown', value: markdown };
  const html = textOf(comment.bodyHTML);
  return html.trim() === '' ? { form: 'plain', value: textOf(comment.bodyText) } : { form: 'html', value: html };
}

/** A query that does not ask why a comment is hidden leaves it to a person. */
function statusOf(comment: Fields): SourceStatus {
  if (comment.deletedAt !== null && comment.deletedAt !== undefined) return 'gone';
  if (!isTrue(comment.isMinimized)) return 'published';
  const reason = textOf(comment.minimizedReason).toLowerCase();
  if (reason === '') return 'held';
  if (reason === 'spam') return 'spam';
  return reason === 'abuse' ? 'rejected' : 'published';
}

function reactions(comment: Fields, content: string): number {
  const group = listOf(comment.reactionGroups).find((each) => fieldsOf(each)?.content === content);
  return countOf(fieldsOf(fieldsOf(group)?.users ?? fieldsOf(group)?.reactors)?.totalCount);
}

/**
 * The page of a discussion: the last address in the text that giscus puts there (`# name`, description, address), otherwise what it is
 * named after, where that is an address or a path. Paths stand there without the first stroke and the last ending; `index` is the first
 * page (https://github.com/giscus/giscus, `client.ts`).
 */
function pageOf(title: string | null, text: string): string | null {
  const addresses = text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const address = addresses.findLast((each) => !/^https?:\/\/(?:[\w-]+\.)*github(?:usercontent)?\.com\//i.test(each));
  if (address) return address.replace(/[?&]giscus=[^&#]*/, '');
  if (!title || /\s/.test(title)) return null;
  if (/^https?:\/\//i.test(title)) return title;
  return title === 'index' ? '/' : `/${title.replace(/^\/+/, '')}`;
}
