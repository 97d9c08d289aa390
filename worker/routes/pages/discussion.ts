import type { Comment } from '../../contract/comment';
import { plainText } from '../../text/excerpt';
import { deepest } from './comments';
import { inOrder } from './order';
import type { PageView } from './view';

/** A comment as schema.org has it (https://schema.org/Comment). */
interface CommentData {
  '@type': 'Comment';
  '@id': string;
  url: string;
  author: { '@type': 'Person'; name: string };
  datePublished: string;
  dateCreated: string;
  dateModified?: string;
  text: string;
  interactionStatistic?: object;
  /** What it answers, where it does not stand inside of that. */
  parentItem?: { '@id': string };
  comment?: CommentData[];
}

/**
 * The discussion on a page as `DiscussionForumPosting` (https://schema.org/DiscussionForumPosting, and Google's
 * https://developers.google.com/search/docs/appearance/structured-data/discussion-forum): the post's title and address, opened by
 * the site when its first comment was written, and what is published on this page. null: nothing is.
 * @param address that of the page, on which its comments stand.
 */
export function discussion(view: PageView, address: string) {
  const { site, origin, page, addresses } = view;
  const { thread, begun } = page;
  const comment = commentsData(view, address);
  if (begun === null || comment.length === 0) return null;
  const headline = thread.title ?? thread.key;
  return {
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    headline,
    text: headline,
    url: thread.url ?? origin + addresses.start,
    sharedContent: thread.url === null ? undefined : { '@type': 'WebPage', url: thread.url },
    author: { '@type': 'Organization', name: site },
    datePublished: begun,
    inLanguage: thread.language,
    interactionStatistic: counter('CommentAction', thread.count),
    comment,
  };
}

/** Where a comment's answers go: into it, or where it stands itself. */
interface Place {
  depth: number;
  data: CommentData;
  into: CommentData[];
}

/**
 * What is published on a page, answers in what they answer, and no deeper than they are indented there: not every program that
 * reads JSON bears any depth. What is not published keeps no place: its answers stand where it would.
 */
function commentsData({ page, root }: PageView, address: string): CommentData[] {
  const top: CommentData[] = [];
  const places = new Map<string, Place>();
  const comments = inOrder(page).flatMap((line) => ('comment' in line ? [line.comment] : []));
  for (const comment of root ? [root, ...comments] : comments) {
    const above = places.get(comment.parent ?? '') ?? places.get(root?.id ?? '');
    const data = commentData(comment, address);
    if (data === null) {
      if (above) places.set(comment.id, above);
      continue;
    }
    const isInside = above !== undefined && above.depth < deepest;
    if (isInside) above.data.comment ??= [];
    const into = (isInside ? above.data.comment : above?.into) ?? top;
    if (above && !isInside) data.parentItem = { '@id': above.data['@id'] };
    into.push(data);
    places.set(comment.id, { depth: above === undefined ? 0 : Math.min(above.depth + 1, deepest), data, into });
  }
  return top;
}

/** A comment without its author's website, which gains nothing here; null: it is not published, or there is nothing in it to read. */
function commentData({ id, author, html, created, edited, score }: Comment, address: string): CommentData | null {
  const text = plainText(html ?? '');
  if (author === null || text === '') return null;
  const url = `${address.split('#')[0]}#plausch-${id}`;
  return {
    '@type': 'Comment',
    '@id': url,
    url,
    author: { '@type': 'Person', name: author.name },
    datePublished: created,
    dateCreated: created,
    ...(edited === null ? {} : { dateModified: edited }),
    text,
    // What is left of the votes for it, as far as the site shows that: how many they were is told to nobody.
    ...(score !== null && score > 0 ? { interactionStatistic: counter('LikeAction', score) } : {}),
  };
}

const counter = (action: string, count: number) => ({
  '@type': 'InteractionCounter',
  interactionType: `https://schema.org/${action}`,
  userInteractionCount: count,
});
