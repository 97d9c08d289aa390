export const minute = 60_000;
export const day = 1440 * minute;
/** From the longest on. */
const units = { day, hour: 60 * minute, minute } as const;
type Unit = keyof typeof units;

/** So many milliseconds in words: "12 minutes", "3 hours". Rounded down unless told; never less than a minute. */
export function inWords(length: number, language: string, round = Math.floor): string {
  const unit = (Object.keys(units) as Unit[]).find((unit) => length >= units[unit]) ?? 'minute';
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.max(1, round(length / units[unit])));
}
