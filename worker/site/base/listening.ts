import type { EventKind } from '../../contract/targets';

/** Somebody outside who hears of what happens. */
export interface Listening {
  id: string;
  events: EventKind[];
  /** How many events wait to be sent there. */
  waiting: number;
}
