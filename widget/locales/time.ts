const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How long ago, in words: "3 minutes ago", "gestern". What is newer than a minute is "now"; there is no future. */
export function age(time: string, now: number, language: string): string {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', Number.POSITIVE_INFINITY];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

/** Date and time in full, for whoever points at an age. */
export const moment = (time: string, language: string) =>
  new Date(time).toLocaleString(language, { dateStyle: 'full', timeStyle: 'short' });
