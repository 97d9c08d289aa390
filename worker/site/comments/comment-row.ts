import type { Comment, Status } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { isoTime, isoTimeOrNull } from '../base/time';
import { scoreOf } from './votes';

/** A comment as its table has it, with what its author may know of the decision. */
export interface CommentRow {
  id: string;
  thread: number;
  parent: string | null;
  root: string;
  /** How deep it stands: 0 at the top, 1 below that. */
  level: number;
  /** The name of whoever wrote what it answers, where that can be read. */
  answers: string | null;
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
  /** How many have voted for it, and how many against it… */
  ups: number;
  downs: number;
  /** …and its place by that where the best come first. See votes.ts. */
  best: number;
  reports: number;
  appeal: string | null;
  appeal_open: number;
  decision: string | null;
  signals: string;
  /** The sum of the checks' weights. */
  doubt: number;
  /** Since when it stands before all others of its thread; null: it does not. */
  pinned: number | null;
  /** The account of whoever of the team wrote it. */
  team: string | null;
  /** Who of the team wrote the post, where that is said of its thread; only with `team`. */
  posts_by: string | null;
  waiting_since: number | null;
  /** 0: shown before all others that wait. */
  turn: number;
  /** What its author has said so far: grows whenever they change the text or appeal. */
  version: number;
  /** Which text it has: the first, the second… */
  wording: number;
  /** The reasons for which it had to wait when it was judged, as JSON; null: judged before this was kept. */
  why: string | null;
}

/** What nobody has done to a new comment yet. */
export const untouched = {
  edited: null,
  ups: 0,
  downs: 0,
  best: 0,
  pinned: null,
  posts_by: null,
  reports: 0,
  appeal: null,
  appeal_open: 0,
  decision: null,
  turn: 1,
  version: 1,
  wording: 1,
} as const satisfies Partial<CommentRow>;

const answers = `(SELECT above.name FROM comment AS above
  WHERE above.id = comment.parent AND above.status = 'published') AS answers`;

const postsBy = `CASE WHEN comment.team IS NOT NULL
  THEN (SELECT about.posts_by FROM thread AS about WHERE about.id = comment.thread) END AS posts_by`;

export const commentColumns = `comment.id, comment.thread, comment.parent, comment.root, comment.level, ${answers},
  comment.author, comment.name, comment.website, comment.email, comment.body, comment.html, comment.status, comment.waiting,
  comment.created, comment.edited, comment.ups, comment.downs, comment.best, comment.pinned, comment.reports, comment.appeal,
  comment.appeal_open, comment.decision, comment.signals, comment.doubt, comment.team, ${postsBy}, comment.waiting_since, comment.turn,
  comment.version, comment.wording, comment.why`;

/** The part of a row that any reader may see. `html` is null where only the place is kept. */
export type PublicRow = Pick<
  CommentRow,
  | 'id'
  | 'parent'
  | 'level'
  | 'answers'
  | 'name'
  | 'website'
  | 'status'
  | 'created'
  | 'edited'
  | 'ups'
  | 'downs'
  | 'pinned'
  | 'team'
  | 'posts_by'
> & { html: string | null };

export const publicColumns = `comment.id, comment.parent, comment.level, ${answers}, comment.name, comment.website,
  comment.status, comment.created, comment.edited, comment.ups, comment.downs, comment.pinned, comment.team, ${postsBy},
  CASE comment.status WHEN 'published' THEN comment.html END AS html`;

/** A row as any reader has it. Where it is not published they get the place alone, and not why somebody else took it away. */
export function toPublicComment({ settings }: Pick<SiteContext, 'settings'>, row: PublicRow): Comment {
  const { status } = row;
  const published = status === 'published';
  return {
    id: row.id,
    parent: row.parent,
    level: row.level,
    answers: row.answers,
    author: published ? { name: row.name, website: row.website } : null,
    html: published ? row.html : null,
    status: published || status === 'withdrawn' || status === 'erased' ? status : 'rejected',
    created: isoTime(row.created),
    edited: isoTimeOrNull(row.edited),
    score: scoreOf(settings, row),
    team: row.team !== null,
    postAuthor: row.team !== null && row.team === (row.posts_by ?? settings.postsBy),
    pinned: row.pinned !== null,
  };
}

/** A row as whoever works on the site has it. */
export function toDeskComment(site: Pick<SiteContext, 'settings'>, row: CommentRow): Comment {
  return {
    ...toPublicComment(site, row),
    author: { name: row.name, website: row.website },
    html: row.html,
    status: row.status,
  };
}

/** Whether it waits to be published. Doubtful spam does, and that is all its author is told. */
export const isHeld = ({ status, waiting }: Pick<CommentRow, 'status' | 'waiting'>): boolean =>
  status === 'held' || waiting === 'spam';

/** Until when its author may change or withdraw a comment; null: no more. While it waits there is no hurry. */
export function editableUntil(
  site: SiteContext,
  row: Pick<CommentRow, 'status' | 'waiting' | 'created'>,
): number | null {
  const year = 365 * 24 * 60 * 60_000;
  if (row.waiting === 'held' || row.waiting === 'spam') return row.created + year;
  if (row.status !== 'published') return null;
  const window = site.settings.editMinutes * 60_000;
  // Written in the future: the clock was wrong then, and nobody may change it for as long as it was.
  return Math.abs(site.now() - row.created) < window ? row.created + window : null;
}
