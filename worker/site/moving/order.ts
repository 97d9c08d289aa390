/** So many comments one step climbs from one to what it answers: some milliseconds. */
const mostClimbed = 1000;

/** A comment that has yet to become one of the site. */
export interface StagedRow {
  number: number;
  source: string;
  /** What it answers, by the other system's id. */
  parent: string | null;
  /** Its id here. */
  comment: string;
  /** As it came; undefined: it has yet to be read. */
  fields?: string;
}

/** Some to become comments, in this order; those with `isTop` stand at the top, since they would stand below themselves. */
export interface Way {
  rows: StagedRow[];
  isTop: boolean;
  /** Where to go on next time; undefined: with the first that is left. */
  place: Climb | undefined;
}

/**
 * Where somebody goes on who has not come to the top: `at` now. Who climbs in a circle meets `seen` again, which is set anew after
 * twice as many steps each time (R. P. Brent, An improved Monte Carlo factorization algorithm, BIT 20 (1980), 176–184); `oldest`: of
 * all since then.
 */
export interface Climb {
  at: number;
  seen: number;
  steps: number;
  power: number;
  oldest: number;
}

const begin = ({ number }: StagedRow): Climb => ({ at: number, seen: number, steps: 0, power: 1, oldest: number });

/**
 * The way down to a comment from the highest above it that has yet to become one, too: at most so many. It is a loop, however long
 * a chain is, and however its links were shuffled.
 * @param above what a comment answers, where that has yet to become one, too.
 * @param find one by its number.
 */
export function wayDownTo(
  start: StagedRow,
  kept: Climb | undefined,
  most: number,
  {
    above,
    find,
  }: { above: (row: StagedRow) => StagedRow | undefined; find: (number: number) => StagedRow | undefined },
): Way {
  const state = kept ?? begin(start);
  const way = [start];
  let oldest = (kept && find(kept.oldest)) ?? start;
  for (let at = start, climbed = 0; ; climbed += 1) {
    const next = above(at);
    if (!next) {
      // Of a long way as much as there is room for; who comes next climbs again from where this one began.
      return {
        rows: way.toReversed().slice(0, most),
        isTop: false,
        place: way.length > most ? begin(start) : undefined,
      };
    }
    if (next.number === state.seen) return { rows: [oldest], isTop: true, place: undefined };
    if (next.comment < oldest.comment) oldest = next;
    state.steps += 1;
    if (state.steps === state.power) {
      Object.assign(state, { seen: next.number, steps: 0, power: state.power * 2 });
      oldest = next;
    }
    if (climbed === mostClimbed)
      return { rows: [], isTop: false, place: { ...state, at: next.number, oldest: oldest.number } };
    way.push(next);
    at = next;
  }
}
