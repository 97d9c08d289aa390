import { Hono } from 'hono';
import { type Pulse, PulseQuery, Week } from '../contract/pulse';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import { query } from '../http/parse';
import { json, respond } from '../http/respond';
import { sameOrigin, wholeSite, worksHere } from '../middleware/session';
import { site } from '../middleware/site';
import type { Site } from '../site/site';

/** The figures that show whether whoever is closest decides, for the desk and for a spreadsheet. */
export function pulseRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const here = [site(platform), sameOrigin(platform), worksHere(platform), wholeSite] as const;

  routes.get('/pulse', ...here, async (c) => json(c, await gather(c.var.site, query(c, PulseQuery).weeks)));

  routes.get('/pulse.csv', ...here, async (c) => {
    const { weeks } = await gather(c.var.site, query(c, PulseQuery).weeks);
    return respond(c, 200, toCsv(weeks), {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="pulse-${c.var.entry.site}.csv"`,
    });
  });

  return routes;
}

const week = 7 * 24 * 60 * 60_000;

/** The figures of the last weeks, this one included: one after the other, so that others are answered in between. */
async function gather(site: Remote<Site>, count: number): Promise<Pulse> {
  const { monday, ...now } = await site.pulse();
  const weeks: Week[] = [];
  for (let back = count - 1; back >= 0; back -= 1) weeks.push(await site.week(monday - back * week));
  return { ...now, weeks };
}

/** RFC 4180. All fields are numbers and dates, so that none needs quotes. */
function toCsv(weeks: Week[]): string {
  const columns = Object.keys(Week.shape) as (keyof Week)[];
  const lines = weeks.map((week) => columns.map((column) => week[column] ?? '').join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}
