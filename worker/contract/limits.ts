/** How many writes of a kind one network may make in a time. */
export interface Limit {
  count: number;
  seconds: number;
}

/** Kinds of writes that are limited, and how far. Chosen so that a household or an office never meets them. */
export const defaultLimits = {
  comment: { count: 30, seconds: 600 },
  change: { count: 60, seconds: 600 },
  challenge: { count: 120, seconds: 600 },
  vote: { count: 120, seconds: 600 },
  report: { count: 20, seconds: 600 },
  preview: { count: 120, seconds: 600 },
  mail: { count: 5, seconds: 600 },
  // The services that mailboxes are with end many a subscription from a few addresses.
  stop: { count: 1000, seconds: 60 },
  session: { count: 20, seconds: 600 },
  decision: { count: 600, seconds: 60 },
  // A hundred batches a second: as fast as a site takes them.
  import: { count: 6000, seconds: 60 },
  operator: { count: 600, seconds: 60 },
  'mail-event': { count: 600, seconds: 60 },
  chores: { count: 10, seconds: 60 },
} as const satisfies Record<string, Limit>;

export type LimitKind = keyof typeof defaultLimits;
