import type { Texts } from '../locales/en/reading';

/** Seconds of a year, a month, a week, a day, an hour, a minute. */
const units = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60];

/**
 * How long ago, in words: "3 minutes ago". What is newer than a minute is "just now"; there is no future. The browser has
 * words for that, too, but to make them ready takes 20 ms at once.
 */
export function age(time: string, { justNow, ago }: Texts): string {
  const seconds = (Date.now() - Date.parse(time)) / 1000;
  const unit = units.findIndex((length) => seconds >= length);
  return unit < 0 ? justNow : ago(Math.floor(seconds / (units[unit] as number)), unit);
}
