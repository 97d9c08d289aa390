/** In full, by language: to make one takes far longer than to use it. */
const full: Record<string, Intl.DateTimeFormat> = {};

/** Date and time in full, for whoever points at an age. */
export function moment(time: string, language: string): string {
  full[language] ??= new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  return full[language].format(new Date(time));
}
