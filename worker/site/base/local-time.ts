import { LRUCache } from 'lru-cache';

const minute = 60_000;
const minutesOfDay = 24 * 60;

/** Making a clock takes much longer than reading it. */
const clocks = new LRUCache<string, Intl.DateTimeFormat>({ max: 50 });

/** The clock of a time zone (IANA's name); of UTC where this runtime does not know it any more. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = makeClock(zone) ?? (makeClock('UTC') as Intl.DateTimeFormat);
  clocks.set(zone, clock);
  return clock;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  } catch {
    return undefined;
  }
}

/** What the clocks of a zone show at a time (milliseconds since 1970), in minutes since midnight. */
export function minuteOfDay(zone: string, at: number): number {
  const shown = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return (shown.hour ?? 0) * 60 + (shown.minute ?? 0);
}

/**
 * When the clocks of a zone next show a minute of the day, later than `after`: within 25 hours. A minute that is left out when
 * they are put forward comes later, by as much.
 */
export function nextAt(zone: string, wanted: number, after: number): number {
  const begun = after - (after % minute);
  const ahead = (wanted - minuteOfDay(zone, after) + minutesOfDay) % minutesOfDay || minutesOfDay;
  const found = begun + ahead * minute;
  // The clocks may have been put forward or back in between.
  const off = ((wanted - minuteOfDay(zone, found) + minutesOfDay * 1.5) % minutesOfDay) - minutesOfDay / 2;
  const corrected = found + off * minute;
  if (corrected <= after) return found;
  return minuteOfDay(zone, corrected) === wanted ? corrected : Math.max(found, corrected);
}
