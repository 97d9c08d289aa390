/** A time (milliseconds since 1970) as the API writes it. */
export const isoTime = (time: number): string => new Date(time).toISOString();

/** The same where there may be none. */
export const isoTimeOrNull = (time: number | null): string | null => (time === null ? null : isoTime(time));
