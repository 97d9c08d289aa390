import type { Row } from './arrangement';

/** A comment with answers: which rows these are, and how many of them are comments. */
export interface Branch {
  row: Row;
  /** The first row after it, and the first that is not below it. */
  start: number;
  end: number;
  count: number;
}

/** Each comment of a list that has something below it. Never recurses. */
export function branchesOf(rows: readonly Row[]): Branch[] {
  const branches: Branch[] = [];
  const above: (Branch & { level: number })[] = [];
  const comments = [0];
  const close = (level: number, end: number) => {
    for (let last = above.at(-1); last && last.level >= level; last = above.at(-1)) {
      above.pop();
      if (end > last.start)
        branches.push({
          row: last.row,
          start: last.start,
          end,
          count: (comments[end] ?? 0) - (comments[last.start] ?? 0),
        });
    }
  };
  for (const [at, row] of rows.entries()) {
    const { level } = row.comment;
    comments.push((comments[at] ?? 0) + (row.missing ? 0 : 1));
    // What loads more stands below its comment.
    close(row.missing ? level + 1 : level, at);
    if (!row.missing) above.push({ row, start: at + 1, end: at + 1, count: 0, level });
  }
  close(0, rows.length);
  return branches;
}
