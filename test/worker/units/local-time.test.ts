import { expect, test } from 'vitest';
import { minuteOfDay, nextAt } from '../../../worker/site/base/local-time';

const hour = 60 * 60_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];
const at = (time: string) => Date.parse(time);

test('a time of day is what the clocks of a zone show', () => {
  expect(minuteOfDay('UTC', at('2026-07-01T23:59:59Z'))).toBe(23 * 60 + 59);
  expect(minuteOfDay('Europe/Berlin', at('2026-07-01T22:00:00Z'))).toBe(0);
  expect(minuteOfDay('Asia/Kathmandu', at('2026-07-01T00:00:00Z'))).toBe(5 * 60 + 45);
});

test.each(zones)('in %s each minute of the day comes again within 25 hours, through a whole year', (zone) => {
  for (let now = at('2026-01-01T00:17:31Z'); now < at('2027-01-01T00:00:00Z'); now += 7 * hour) {
    const wanted = ((now / 60_000) % 1439) | 0;
    const next = nextAt(zone, wanted, now);
    expect(next).toBeGreaterThan(now);
    expect(next - now).toBeLessThanOrEqual(25 * hour);
    const shown = minuteOfDay(zone, next);
    // A minute that is left out in the spring comes up to an hour later.
    if (shown !== wanted) expect([30, 60]).toContain(shown - wanted);
  }
});

test('a minute that is left out when clocks are put forward comes an hour later, and once', () => {
  const next = nextAt('Europe/Berlin', 2 * 60 + 30, at('2026-03-28T12:00:00Z'));
  expect(next).toBe(at('2026-03-29T01:30:00Z'));
  expect(nextAt('Europe/Berlin', 2 * 60 + 30, next)).toBe(at('2026-03-30T00:30:00Z'));
});

test('a zone that this runtime does not know is UTC', () => {
  expect(minuteOfDay('Mars/Olympus', at('2026-07-01T10:05:00Z'))).toBe(605);
});
