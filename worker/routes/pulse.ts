import { type Pulse, Week } from '../contract/pulse';
import type { Remote } from '../host/platform';
import type { Site } from '../site/site';

const week = 7 * 24 * 60 * 60_000;

/** The figures of the last weeks, this one included: one after the other, so that others are answered in between. */
export async function gatherPulse(site: Remote<Site>, { weeks: count }: { weeks: number }): Promise<Pulse> {
  const { monday, ...now } = await site.pulse();
  const weeks: Week[] = [];
  for (let back = count - 1; back >= 0; back -= 1) weeks.push(await site.week(monday - back * week));
  return { ...now, weeks };
}

/** The same for a spreadsheet (RFC 4180). All fields are numbers and dates, so that none needs quotes. */
export function toCsv({ weeks }: Pulse): string {
  const columns = Object.keys(Week.shape) as (keyof Week)[];
  const lines = weeks.map((week) => columns.map((column) => week[column] ?? '').join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}
