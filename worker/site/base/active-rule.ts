import type { Proposal } from '../../contract/rules';
import type { RuledComment } from '../../spam/rules';

/** A rule that is on, ready to be asked. */
export interface ActiveRule {
  name: string;
  propose: Proposal;
  matches: (comment: RuledComment) => boolean;
}
