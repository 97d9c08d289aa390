import type { Comment } from '../../worker/contract/comment';

let made = 0;

/** When it was so many minutes before this page was opened. */
export const before = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** A published comment at the top of a thread, each a minute younger than the one before. `words`: what is in its paragraph, as HTML. */
export function comment(name: string, words: string, rest: Partial<Comment> = {}): Comment {
  made += 1;
  return {
    id: `01KSTATES${`${made}`.padStart(17, '0')}`,
    parent: null,
    level: 0,
    answers: null,
    author: { name, website: null },
    html: `<p>${words}</p>`,
    status: 'published',
    created: before(3000 - made),
    edited: null,
    score: null,
    team: false,
    postAuthor: false,
    pinned: false,
    ...rest,
  };
}

/** An answer to another comment. */
export const answer = (to: Comment, name: string, words: string, rest: Partial<Comment> = {}): Comment =>
  comment(name, words, { parent: to.id, level: to.level + 1, answers: to.author?.name ?? null, ...rest });

/** What is the reader's own about a comment of theirs. */
export const own = (body: string, rest: Partial<NonNullable<Comment['own']>> = {}): { own: Comment['own'] } => ({
  own: {
    body,
    version: 1,
    editableUntil: null,
    usualWait: null,
    statement: null,
    reversal: null,
    link: '/pages/states.example/own/private',
    ...rest,
  },
});
