import type { Words } from '../../locales/en/desk';

export { moment } from '../../locales/time';

/** A language, and what it says where the browser has no words. */
interface Spoken {
  language: string;
  words: Pick<Words, 'time'>;
}

/** In numbers ("vor 1 Tag")… */
const numeric = keep((language) => new Intl.RelativeTimeFormat(language));
/** …and in words ("gestern"). */
const inWords = keep((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
const dates = keep((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));

/** Formats are kept, by language: to make one takes far longer than to use it. */
function keep<Format>(make: (language: string) => Format): (language: string) => Format {
  const made: Record<string, Format> = {};
  return (language) => {
    made[language] ??= make(language);
    return made[language];
  };
}

const ages = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How long ago: "5 seconds ago", "gestern". A clock that runs ahead of the server's shows no future. */
export function age(time: string, now: number, { language, words }: Spoken): string {
  const seconds = Math.floor((now - Date.parse(time)) / 1000);
  if (seconds < 5) return words.time.justNow;
  const [unit, size] = ages.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  return (unit === 'second' ? numeric : inWords)(language).format(-Math.floor(seconds / size), unit);
}

/** For how long something has been so: "seit 3 Tagen", "for 2 minutes". */
export function since(time: string, now: number, { language, words }: Spoken): string {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  const [unit, size] = spans.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return words.time.since(numeric(language).format(-Math.floor(seconds / size), unit));
}

const spans = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** The time of day. */
export const timeOfDay = (time: string, language: string) =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(time));

/** A date, short. */
export const date = (time: string, language: string) => dates(language).format(new Date(time));

/** The day as a heading: "today", "yesterday", or the date with its weekday. */
export function day(time: string, now: number, language: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(Date.parse(time))) / 86_400_000);
  const text =
    days <= 1
      ? inWords(language).format(-days, 'day')
      : new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(new Date(time));
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0);

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A duration in milliseconds in its largest unit: "3 min", "1,5 Std.". */
export function duration(milliseconds: number, language: string): string {
  const [unit, size] = units.find(([, size]) => milliseconds >= size) ?? (['second', 1000] as const);
  const value = milliseconds / size;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
