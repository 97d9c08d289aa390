import { encodeTime } from 'ulid';

/** The first id that something made at this time (milliseconds since 1970) could have: a time is a range of ids. */
export const idFrom = (time: number): string => encodeTime(Math.max(0, time));
