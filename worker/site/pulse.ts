import type { Pulse } from '../contract/pulse';
import type { Room } from './room';

/** The figures of the last weeks. */
export function readPulse(room: Room, weeks: number): Pulse {
  throw new Error('to be written');
}
