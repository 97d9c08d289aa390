import type { html, nothing, ReactiveElement } from 'lit';
import type { Comment } from '../../worker/contract/comment';
import type { VotingTexts } from '../locales/en/voting';
import { ask } from './asking';
import type { Thread } from './thread';
import type { RequestFailed } from './thread-client';
import { textsFor, threadAround } from './voice';
import styles from './voting.css';

/** The element of a comment, and what all of its kind can do. */
interface Votable extends ReactiveElement {
  readonly comment: Comment;
}
export interface VotableClass {
  tools: ((element: Votable, lit: typeof html, none: typeof nothing) => unknown) | undefined;
}

/** What is known of a vote beside the comment: one's own, and the score since. */
interface Vote {
  value: number;
  score: number | null;
}

/** What has come of votes in a thread. */
interface Voting {
  texts: VotingTexts;
  votes: Map<string, Vote>;
  /** What is on its way. */
  busy: Set<string>;
}

const threads = new WeakMap<Thread, Voting>();
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
/** So many comments get their buttons in one task. */
const atOnce = 20;

/** Gives the comments of a thread their buttons. Throws where the texts do not arrive. */
export async function offerVotes(thread: Thread, votable: VotableClass): Promise<void> {
  const texts = await textsFor(thread, 'voting');
  const root = thread.renderRoot as ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  threads.set(thread, { texts, votes: new Map(), busy: new Set() });
  votable.tools = renderVote;
  for (const [at, element] of root.querySelectorAll<Votable>('plausch-comment').entries()) {
    if (at % atOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    element.requestUpdate();
  }
}

/** The buttons below a comment that can be voted on. */
function renderVote(element: Votable, lit: typeof html, none: typeof nothing) {
  const { comment } = element;
  // What has left the page meanwhile is drawn once more.
  if (!element.isConnected) return;
  const thread = threadAround(element);
  const voting = threads.get(thread);
  const allowed = thread.page?.thread.votes;
  if (!voting || allowed === 'off' || comment.status !== 'published' || comment.html === null || comment.own) return;
  const { texts, votes, busy } = voting;
  const { value, score } = votes.get(comment.id) ?? { value: thread.votes?.[comment.id] ?? 0, score: comment.score };
  const button = (of: 1 | -1, sign: string, label: string) =>
    lit`<button part="button vote" type="button" class="link" aria-pressed=${value === of} aria-label=${label} aria-disabled=${busy.has(comment.id)} @click=${() => vote(element, value === of ? 0 : of)}>${sign}</button>`;
  return lit`<span part="votes">${button(1, '▲', texts.up)} ${score ? lit`<span part="score">${score}</span>` : none} ${allowed === 'up-down' ? button(-1, '▼', texts.down) : none}</span>`;
}

async function vote(element: Votable, value: 1 | 0 | -1): Promise<void> {
  const thread = threadAround(element);
  const voting = threads.get(thread);
  const { id } = element.comment;
  if (!voting || voting.busy.has(id)) return;
  const { client } = thread;
  voting.busy.add(id);
  element.requestUpdate();
  try {
    const path = `comments/${id}/vote` as const;
    const voted = await ask<'PUT /comments/{id}/vote'>(client, path, 'value', { value }, undefined, 'PUT');
    // Proves from now on whose vote it is.
    client.storage.set('token', voted.token);
    voting.votes.set(id, voted);
    thread.said = '';
  } catch (error) {
    const { code } = error as RequestFailed;
    thread.said = voting.texts.failures[code] ?? voting.texts.failures.other ?? '';
  }
  voting.busy.delete(id);
  element.requestUpdate();
}
