import type { SqlValue } from '../../host/sql';
import type { Person } from './person';

/** Whether a person works on the whole site. */
export const worksOnAll = ({ scope }: Pick<Person, 'scope'>): boolean => scope.length === 0;

/** Whether a thread lies in a person's scope: its key is one of their paths, or below one that ends in a slash. */
export function inScope({ scope }: Pick<Person, 'scope'>, key: string): boolean {
  return worksOnAll({ scope }) || scope.some((path) => key === path || (path.endsWith('/') && key.startsWith(path)));
}

/** The same as a condition on the number of a thread, with its values; empty for whoever works on the whole site. */
export function scopeCondition(
  person: Pick<Person, 'scope'>,
  thread = 'comment.thread',
): { sql: string; values: SqlValue[] } {
  const { sql, values } = keyCondition(person);
  return { sql: sql && `AND ${thread} IN (SELECT id FROM thread WHERE 1 ${sql})`, values };
}

/** The same as a condition on the key of a thread. */
export function keyCondition({ scope }: Pick<Person, 'scope'>): { sql: string; values: SqlValue[] } {
  if (scope.length === 0) return { sql: '', values: [] };
  const paths = scope.map((path) =>
    // All keys that start with it: U+10FFFF sorts after anything else that could follow.
    path.endsWith('/')
      ? { sql: '(thread.key >= ? AND thread.key < ?)', values: [path, `${path}\u{10ffff}`] }
      : { sql: 'thread.key = ?', values: [path] },
  );
  return {
    sql: `AND (${paths.map(({ sql }) => sql).join(' OR ')})`,
    values: paths.flatMap(({ values }) => values),
  };
}
