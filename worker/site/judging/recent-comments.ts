import type { SiteContext } from '../base/context';
import { mostRecent, Recent, type RecentComment } from '../base/recent';

/** The newest comments; read when they are first asked for. */
export function recent(site: SiteContext): Recent {
  if (site.recent) return site.recent;
  const rows = site.sql.all<Omit<RecentComment, 'sketch'> & { sketch: string }>(
    'SELECT created, thread, author, network, sketch FROM comment WHERE team IS NULL ORDER BY id DESC LIMIT ?',
    mostRecent,
  );
  const found = new Recent();
  for (const row of rows.reverse()) found.add({ ...row, sketch: JSON.parse(row.sketch) as number[] });
  site.recent = found;
  return found;
}
