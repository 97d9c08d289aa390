import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import type { ImportRow } from './import-row';

/** So many comments one step climbs from one to what it answers: some milliseconds. */
const mostClimbed = 1000;

/** A comment that has yet to become one of the site. */
export interface StagedRow {
  number: number;
  system: string;
  source: string;
  /** What it answers, by the other system's id. */
  parent: string | null;
  /** Its id here. */
  comment: string;
  /** That it stands at the top because it would stand below itself. */
  remark?: 'cycle';
}

/**
 * Where a step goes on that has not come to the top: from `from` up, `at` now. Who climbs in a circle meets `seen` again, which is set
 * anew after twice as many steps each time (R. P. Brent, An improved Monte Carlo factorization algorithm, BIT 20 (1980), 176–184);
 * `oldest`: of all since then.
 */
interface Climb {
  from: number;
  at: number;
  seen: number;
  steps: number;
  power: number;
  oldest: number;
}

const columns = `staged.number, staged.system, staged.source, staged.parent, imported.comment FROM staged
  CROSS JOIN imported ON imported.system = staged.system AND imported.source = staged.source`;

const find = (site: SiteContext, number: number) =>
  first<StagedRow>(site.sql, `SELECT ${columns} WHERE staged.number = ?`, number);

/** What a comment answers, where that has yet to become one, too. */
const findAbove = (site: SiteContext, { system, parent }: StagedRow): StagedRow | undefined =>
  parent === null
    ? undefined
    : first<StagedRow>(
        site.sql,
        `SELECT staged.number, staged.system, staged.source, staged.parent, imported.comment FROM imported
         CROSS JOIN staged ON staged.number = imported.number WHERE imported.system = ? AND imported.source = ?`,
        system,
        parent,
      );

/**
 * Which comments of an import come next, at most so many: what is answered before its answers. `place`: where to go on next time; null:
 * with the first that is left. It is a loop, however long a chain is, and however its links were shuffled.
 */
export function findNext(site: SiteContext, row: ImportRow, most: number): { rows: StagedRow[]; place: string | null } {
  const kept = row.place === null ? undefined : (JSON.parse(row.place) as Climb);
  const start = kept && find(site, kept.at);
  if (kept && start) return climb(site, start, kept, most);
  const [next] = site.sql.all<StagedRow>(
    `SELECT ${columns} WHERE staged.import = ? ORDER BY staged.number LIMIT 1`,
    row.id,
  );
  return next ? climb(site, next, undefined, most) : { rows: [], place: null };
}

function climb(
  site: SiteContext,
  start: StagedRow,
  kept: Climb | undefined,
  most: number,
): { rows: StagedRow[]; place: string | null } {
  const state = kept ?? begin(start.number);
  const way = [start];
  let oldest = find(site, state.oldest) ?? start;
  for (let at = start, climbed = 0; ; climbed += 1) {
    const above = findAbove(site, at);
    if (!above) return top(way, most);
    if (above.number === state.seen) return { rows: [{ ...oldest, remark: 'cycle' }], place: null };
    if (above.comment < oldest.comment) oldest = above;
    state.steps += 1;
    if (state.steps === state.power) {
      Object.assign(state, { seen: above.number, steps: 0, power: state.power * 2 });
      oldest = above;
    }
    if (climbed === mostClimbed)
      return {
        rows: [],
        place: JSON.stringify({ ...state, from: start.number, at: above.number, oldest: oldest.number }),
      };
    way.push(above);
    at = above;
  }
}

const begin = (number: number): Climb => ({
  from: number,
  at: number,
  seen: number,
  steps: 0,
  power: 1,
  oldest: number,
});

/** The way down from the top: as much of it as this step has room for, and where the next one climbs again. */
function top(way: StagedRow[], most: number): { rows: StagedRow[]; place: string | null } {
  const first = way[0];
  const place = way.length > most && first ? JSON.stringify(begin(first.number)) : null;
  return { rows: way.toReversed().slice(0, most), place };
}
