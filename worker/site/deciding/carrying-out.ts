import type { Decided } from '../../contract/desk';
import type { SiteContext } from '../base/context';
import { mustFindEntry } from '../base/log-entry';
import type { Person } from '../base/person';
import { decideStep } from './decisions';
import { findDecision } from './log';
import { type Remaining, takeRemaining } from './remaining';
import { undoStep } from './undo';

/**
 * The next step of a decision, or of its undo. Returns how the entry stands then, and how many comments of this step stay
 * as they are. @throws Refusal `unknown-decision`.
 */
export function carryOn(site: SiteContext, person: Person, decision: string): Decided {
  const step = takeRemaining(site, decision);
  const left = step ? carryOut(site, step) : 0;
  return { decision: findDecision(site, person, decision), left };
}

/** The next step of the oldest decision of which anything remains. Returns whether there was one. */
export function carryAnyOn(site: SiteContext): boolean {
  const step = takeRemaining(site);
  if (step) carryOut(site, step);
  return step !== undefined;
}

function carryOut(site: SiteContext, { decision, comments }: Remaining): number {
  const entry = mustFindEntry(site, decision);
  return (entry.undone_at === null ? decideStep : undoStep)(site, entry, comments);
}
