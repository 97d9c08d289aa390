import type { NewRule, Rule, RuleChange, RuleTrial, RuleTried } from '../contract/rules';
import type { Person } from './people';
import type { Room } from './room';

/** Every rule, oldest first. */
export function listRules(room: Room): Rule[] {
  return [];
}

/** Makes a rule. */
export function addRule(room: Room, person: Person, rule: NewRule): Rule {
  throw new Error('to be written');
}

/** Changes a rule. @throws Refusal `unknown-rule`. */
export function changeRule(room: Room, person: Person, id: string, change: RuleChange): Rule {
  throw new Error('to be written');
}

/** Takes a rule away. @throws Refusal `unknown-rule`. */
export function removeRule(room: Room, person: Person, id: string): void {
  throw new Error('to be written');
}

/** What a rule would have done to the last 1 000 comments. */
export function tryRule(room: Room, trial: RuleTrial): RuleTried {
  throw new Error('to be written');
}

/** Puts a rule back to what it was before a change; null: it was not there. */
export function restoreRule(room: Room, id: string, before: Record<string, unknown> | null): void {
  throw new Error('to be written');
}
