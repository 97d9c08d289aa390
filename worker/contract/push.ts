import * as z from 'zod';
import { Id, Language, line, Time } from './fields';

/** A browser in which somebody gets notices of what waits; `here`: the one of the session that asks. `used`: when one last came there. */
export const Device = z.strictObject({
  id: Id,
  name: z.string(),
  created: Time,
  used: Time.nullable(),
  here: z.boolean(),
});
export type Device = z.infer<typeof Device>;

/** So many bytes in base64url. */
const bytes = (count: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}$`), `${count} bytes in base64url.`);

/** A browser's subscription to a push service (Push API, `PushSubscription.toJSON`), what its owner knows it by, and the language of its notices. */
export const NewDevice = z.strictObject({
  endpoint: z.url().max(2000),
  keys: z.strictObject({ p256dh: bytes(65), auth: bytes(16) }),
  name: line(1, 80),
  language: Language,
});
export type NewDevice = z.infer<typeof NewDevice>;

/** By which ways one hears that comments wait, beside notices: also by mail, or not while there is a device for notices. */
export const DeviceChoice = z.strictObject({ mailToo: z.boolean() });
export type DeviceChoice = z.infer<typeof DeviceChoice>;

/** What a push service answered to a notice. */
export const PushAnswer = z.strictObject({ said: z.string() });
export type PushAnswer = z.infer<typeof PushAnswer>;

/** What the desk's service worker is sent, and shows: its words are those of whoever reads them. */
export interface PushPayload {
  /** Notices of one site take each other's place; null: it is about no site. */
  site: string | null;
  title: string;
  body: string;
  language: string;
  /** How many wait there for whoever reads it; null: nothing is said of that. */
  waiting: number | null;
  /** Where it leads, on this server. */
  path: string;
  /** What is sent to approve the comment that it quotes: where, as what it was shown, and the decision that stood then; and what the button is called. */
  approve: { path: string; version: number; seen: string | null; label: string } | null;
  words: PushWords;
}

/** What is on the other button of a notice, and what is said when the first was pressed. */
export interface PushWords {
  open: string;
  approved: string;
  decided: string;
  changed: string;
  ended: string;
  failed: string;
}
