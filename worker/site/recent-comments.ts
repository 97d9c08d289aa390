import { mostRecent, Recent, type RecentComment } from './recent';
import type { Room } from './room';

/** The newest comments; read when they are first asked for. */
export function recent(room: Room): Recent {
  if (room.recent) return room.recent;
  const rows = room.sql.all<Omit<RecentComment, 'sketch'> & { sketch: string }>(
    'SELECT created, thread, author, network, sketch FROM comment WHERE team IS NULL ORDER BY id DESC LIMIT ?',
    mostRecent,
  );
  const found = new Recent();
  for (const row of rows.reverse()) found.add({ ...row, sketch: JSON.parse(row.sketch) as number[] });
  room.recent = found;
  return found;
}
