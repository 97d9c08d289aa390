import type { AlertChoice } from '../../contract/alerts';
import { minuteOfDay, nextAt } from '../base/local-time';

const minute = 60_000;
/** From one mail to the next (milliseconds). */
const pauses = { now: 5 * minute, unread: 5 * minute, hourly: 60 * minute };

/** The parts of a choice that say when. */
type Times = Pick<AlertChoice, 'alerts' | 'after' | 'at' | 'zone' | 'quiet'>;

/**
 * What has to be told: what waits `since` then, to somebody who heard last at `alerted`; in the future: before the clock was put
 * right, which counts for nothing. All in milliseconds since 1970.
 */
export interface ToTell {
  since: number;
  alerted: number;
  now: number;
}

/** Not before when somebody is to be told, as they have chosen: that may be over; undefined: never. */
export function whenToTell(times: Times, toTell: ToTell): number | undefined {
  const { alerts, after, at, zone } = times;
  const { now, since } = toTell;
  const heard = toTell.alerted > now ? 0 : toTell.alerted;
  if (alerts === 'off') return undefined;
  if (alerts === 'daily') return nextAt(zone, minutes(at), Math.max(heard, since));
  const next = heard + pauses[alerts];
  const due = Math.max(now, alerts === 'unread' ? Math.max(next, since + after * minute) : next);
  return quietUntil(times, due) ?? due;
}

/** Until when somebody is not to be disturbed at a time; undefined: they may be. */
export function quietUntil({ quiet, zone }: Pick<Times, 'quiet' | 'zone'>, at: number): number | undefined {
  if (quiet === null) return undefined;
  const [from, to, now] = [minutes(quiet.from), minutes(quiet.to), minuteOfDay(zone, at)];
  const within = from < to ? from <= now && now < to : from <= now || now < to;
  return within ? nextAt(zone, to, at) : undefined;
}

/** A time of day in minutes since midnight. */
function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
