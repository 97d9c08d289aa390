import type { Voice } from '../../contract/languages';
import { locales } from '../../locales/locales';
import type { MailTexts } from '../../locales/texts';
import type { Channel } from '../channel';
import type { Body } from './parts';
import type { Whose } from './returned';

/** A mail before it is in words. */
export interface Letter {
  /** Names it for good: a repeat has the same `Message-ID`. */
  id: string;
  /** One address; to no other does it go. */
  to: string;
  /** How whoever gets it is spoken to. */
  voice: Voice;
  /** Whose act it tells of, and on which site: "Nora on blog.example.de". */
  from: { name?: string; site: string };
  /** What it is about. Letters of one conversation stand together, as far as their subjects are the same. */
  conversation?: string;
  /** The id of the letter before it. */
  follows?: string;
  /** Where one request with POST ends such letters (RFC 8058). */
  stop?: string;
  /** Whose it is, for where it comes back. */
  whose?: Whose;
  /** Its words, in the voice of the one who gets it. */
  say: (texts: MailTexts) => Body & { subject: string };
}

/** Mail as a channel. */
export type MailChannel = Channel<Letter>;

/** What a letter says, now that it is sent. */
export const inWords = ({ voice, say }: Letter): ReturnType<Letter['say']> => say(locales[voice].mail);
