/** A browser's subscription, as it hands it out. */
export interface Subscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A message as it came to a browser. */
export interface Pushed {
  text: string;
  /** How many it was on its way. */
  bytes: number;
  ttl: number;
  topic: string;
  urgency: string;
  /** Whom the service can ask. */
  contact: string;
}
