import type { Role } from '../../contract/people';

/** Someone who works at this site's desk. */
export interface Person {
  account: string;
  name: string;
  role: Role;
  /** The paths under which they decide; empty: the whole site. */
  scope: string[];
  /** Whether they hear of what waits only if they were not at the queue. */
  watches?: boolean;
}
