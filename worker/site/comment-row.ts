import type { Comment, Status } from '../contract/comment';
import type { Room } from './room';
import { statementOf, statusPath } from './statements';

/** A comment as its table has it, with what its author may know of the decision. */
export interface CommentRow {
  id: string;
  thread: number;
  parent: string | null;
  root: string;
  author: string;
  name: string;
  website: string | null;
  /** As it was given with this comment. */
  email: string | null;
  body: string;
  html: string;
  status: Status;
  waiting: 'held' | 'reported' | 'appealed' | 'spam' | null;
  created: number;
  edited: number | null;
  score: number;
  reports: number;
  appeal: string | null;
  appeal_open: number;
  decision: string | null;
  signals: string;
  /** The sum of the checks' weights. */
  doubt: number;
  /** The account of whoever of the team wrote it. */
  team: string | null;
  waiting_since: number | null;
  /** 0: shown before all others that wait. */
  turn: number;
}

/** What nobody has done to a new comment yet. */
export const untouched = {
  edited: null,
  score: 0,
  reports: 0,
  appeal: null,
  appeal_open: 0,
  decision: null,
  turn: 1,
} as const satisfies Partial<CommentRow>;

export const commentColumns = `comment.id, comment.thread, comment.parent, comment.root, comment.author, comment.name,
  comment.website, comment.email, comment.body, comment.html, comment.status, comment.waiting, comment.created, comment.edited,
  comment.score, comment.reports, comment.appeal, comment.appeal_open, comment.decision, comment.signals,
  comment.doubt, comment.team, comment.waiting_since, comment.turn`;

export const isoTime = (time: number) => new Date(time).toISOString();
const isoTimeOrNull = (time: number | null) => (time === null ? null : isoTime(time));

/** Which part of a comment may be seen: by any reader, by its author, or at the desk. */
export type View = { kind: 'reader' } | { kind: 'author'; author: string } | { kind: 'desk' };

/** A row as the wire has it. Whoever may not read the text gets the place alone. */
export function toComment(room: Room, row: CommentRow, view: View): Comment {
  const own = view.kind === 'author' && view.author === row.author && row.status !== 'erased';
  const readable = own || view.kind === 'desk' || row.status === 'published';
  const comment: Comment = {
    id: row.id,
    parent: row.parent,
    author: readable ? { name: row.name, website: row.website } : null,
    html: readable ? row.html : null,
    // Doubtful spam waits for a person like anything else that waits, and that is all its author is told.
    status: own && row.waiting === 'spam' ? 'held' : row.status,
    created: isoTime(row.created),
    edited: isoTimeOrNull(row.edited),
    score: row.score,
    team: row.team !== null,
  };
  if (own) {
    comment.own = {
      body: row.body,
      editableUntil: isoTimeOrNull(editableUntil(room, row)),
      statement: statementOf(room, row),
      link: statusPath(room, row.id),
    };
  }
  return comment;
}

/** Until when its author may change or withdraw a comment; null: no more. While it waits there is no hurry. */
export function editableUntil(room: Room, row: Pick<CommentRow, 'status' | 'waiting' | 'created'>): number | null {
  const year = 365 * 24 * 60 * 60_000;
  if (row.waiting === 'held' || row.waiting === 'spam') return row.created + year;
  if (row.status !== 'published') return null;
  const until = row.created + room.settings.editMinutes * 60_000;
  return until > room.now() ? until : null;
}
