import type { Status } from '../../contract/comment';
import { first } from '../../host/sql';
import { lessonOf } from '../../spam/classifier/classify';
import { Learned } from '../../spam/classifier/learned';
import type { SiteContext } from '../base/context';

/** Of one decision so many comments teach: a flood of the same text needs no more, and nobody waits for it. */
export const mostLessons = 25;

interface Taught {
  id: string;
  name: string;
  website: string | null;
  body: string;
  status: Status;
  decision: string | null;
  team: string | null;
  /** What it taught so far: 1 spam, 0 not; null: nothing. */
  spam: number | null;
}

/** What the site has taught; undefined: nothing yet. */
export function readLearned(site: Pick<SiteContext, 'sql'>): Learned | undefined {
  const row = first<{ value: string }>(site.sql, "SELECT value FROM setting WHERE key = 'learned'");
  return row && new Learned(row.value);
}

/**
 * Brings the filter's lessons in line with the decisions that stand on these comments: approved ones speak against spam,
 * ones called spam for it, all others teach nothing. Called when a decision was made or undone, it learns or unlearns.
 */
export function learn(site: SiteContext, comments: string[]): void {
  const rows = site.sql.all<Taught>(
    `SELECT comment.id, comment.name, comment.website, comment.body, comment.status, comment.decision,
       comment.team, lesson.spam
     FROM comment LEFT JOIN lesson ON lesson.comment = comment.id
     WHERE comment.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(comments),
  );
  const changed = rows.filter((row) => row.spam !== teaches(row));
  if (changed.length === 0) return;
  const learned = readLearned(site) ?? new Learned();
  for (const row of changed) {
    const lesson = lessonOf(row);
    const now = teaches(row);
    if (row.spam !== null) learned.teach(lesson, row.spam === 1, -1);
    if (now !== null) learned.teach(lesson, now === 1, 1);
  }
  const lessons = JSON.stringify(changed.map((row) => [row.id, teaches(row)]));
  site.sql.all('DELETE FROM lesson WHERE comment IN (SELECT value ->> 0 FROM json_each(?))', lessons);
  site.sql.all(
    'INSERT INTO lesson (comment, spam) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE value ->> 1 IS NOT NULL',
    lessons,
  );
  keep(site, learned);
}

/** Takes back what a comment has taught. Called before its text changes. */
export function unlearn(site: SiteContext, id: string): void {
  const row = first<Taught & { spam: number }>(
    site.sql,
    `SELECT comment.name, comment.website, comment.body, lesson.spam
     FROM lesson CROSS JOIN comment ON comment.id = lesson.comment WHERE lesson.comment = ?`,
    id,
  );
  const learned = row && readLearned(site);
  if (!learned) return;
  learned.teach(lessonOf(row), row.spam === 1, -1);
  site.sql.all('DELETE FROM lesson WHERE comment = ?', id);
  keep(site, learned);
}

/** 1: as spam, 0: as none, null: not at all. */
function teaches({ status, decision, team }: Taught): number | null {
  if (decision === null || team !== null) return null;
  return status === 'spam' ? 1 : status === 'published' ? 0 : null;
}

function keep(site: SiteContext, learned: Learned): void {
  site.sql.all(
    "INSERT INTO setting (key, value) VALUES ('learned', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    learned.pack(),
  );
  site.learned = undefined;
}
