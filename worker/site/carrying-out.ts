import type { Decided } from '../contract/desk';
import { decideStep } from './decisions';
import { findDecision } from './log';
import { mustFindEntry } from './log-entry';
import type { Person } from './person';
import { type Remaining, takeRemaining } from './remaining';
import type { Room } from './room';
import { undoStep } from './undo';

/**
 * The next step of a decision, or of its undo. Returns how the entry stands then, and how many comments of this step stay
 * as they are. @throws Refusal `unknown-decision`.
 */
export function carryOn(room: Room, person: Person, decision: string): Decided {
  const step = takeRemaining(room, decision);
  const left = step ? carryOut(room, step) : 0;
  return { decision: findDecision(room, person, decision), left };
}

/** The next step of the oldest decision of which anything remains. Returns whether there was one. */
export function carryAnyOn(room: Room): boolean {
  const step = takeRemaining(room);
  if (step) carryOut(room, step);
  return step !== undefined;
}

function carryOut(room: Room, { decision, comments }: Remaining): number {
  const entry = mustFindEntry(room, decision);
  return (entry.undone_at === null ? decideStep : undoStep)(room, entry, comments);
}
