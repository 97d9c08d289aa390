import type { Former, FormerQuery } from '../../contract/comment';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';

/** So many imports are looked at, the newest, to see from which systems something was brought. */
const mostLooked = 50;

/**
 * A comment that has a place in a thread, by the id that it had where it was brought from. Of several systems the one from which
 * something was brought last counts. @throws Refusal `unknown-comment`.
 */
export function findFormer(site: SiteContext, { thread, id }: FormerQuery): Former {
  const rows = site.sql.all<{ system: string }>(
    "SELECT system FROM import WHERE id < '~' ORDER BY id DESC LIMIT ?",
    mostLooked,
  );
  for (const system of new Set(rows.map((row) => row.system))) {
    const found = first<Former>(
      site.sql,
      `SELECT comment.id FROM imported CROSS JOIN comment ON comment.id = imported.comment
         CROSS JOIN thread ON thread.id = comment.thread
       WHERE imported.system = ? AND imported.source = ? AND thread.key = ? AND comment.shown = 1`,
      ...[system, id, thread],
    );
    if (found) return found;
  }
  throw new Refusal('unknown-comment');
}
