/** A length of time in its largest unit: "3 Stunden", "2 days", "1 minute". */
export function duration(milliseconds: number, language: string): string {
  const minutes = milliseconds / 60_000;
  const [value, unit] =
    minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(Math.max(1, Math.round(Number(value))));
}
