import { Hono } from 'hono';
import { PulseQuery, Week } from '../contract/pulse';
import type { Platform } from '../host/platform';
import { query } from '../middleware/parse';
import { json, respond } from '../middleware/respond';
import { sameOrigin, wholeSite, worksHere } from '../middleware/session';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';

/** The figures that show whether whoever is closest decides, for the desk and for a spreadsheet. */
export function pulseRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const here = [site(platform), sameOrigin(platform), worksHere(platform), wholeSite] as const;

  routes.get('/pulse', ...here, async (c) => json(c, await c.var.site.pulse(query(c, PulseQuery).weeks)));

  routes.get('/pulse.csv', ...here, async (c) => {
    const { weeks } = await c.var.site.pulse(query(c, PulseQuery).weeks);
    return respond(c, 200, toCsv(weeks), {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="pulse-${c.var.entry.site}.csv"`,
    });
  });

  return routes;
}

/** RFC 4180. All fields are numbers and dates, so that none needs quotes. */
function toCsv(weeks: Week[]): string {
  const columns = Object.keys(Week.shape) as (keyof Week)[];
  const lines = weeks.map((week) => columns.map((column) => week[column] ?? '').join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}
