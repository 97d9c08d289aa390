import type { Voice } from '../../worker/contract/languages';
import type { Words } from './en/desk';
import type { LetterTexts } from './en/letter';
import type { MovingTexts } from './en/moving';
import type { NewsTexts } from './en/news';
import type { ObjectingTexts } from './en/objecting';
import type { OrderingTexts } from './en/ordering';
import type { OwnTexts } from './en/own';
import type { Texts } from './en/reading';
import type { ToolTexts } from './en/tools';
import type { TroubleTexts } from './en/trouble';
import type { VotingTexts } from './en/voting';
import type { WritingTexts } from './en/writing';

/** On which occasion what is said: a file each in the folder of every language. English is the measure. */
export interface Occasions {
  /** Every reader. */
  reading: Texts;
  /** Whoever writes… */
  writing: WritingTexts;
  /** …or has written. */
  own: OwnTexts;
  /** Whoever reports a comment, or appeals. */
  objecting: ObjectingTexts;
  /** Where there is something to order. */
  ordering: OrderingTexts;
  /** Where something new came while the page was open. */
  news: NewsTexts;
  /** Once the comments are there. */
  tools: ToolTexts;
  /** Where votes are taken. */
  voting: VotingTexts;
  /** A comment is gone, or whoever embeds the comments has to put something right. */
  trouble: TroubleTexts;
  /** Whoever moderates. */
  desk: Words;
  /** Whoever brings comments from elsewhere. */
  moving: MovingTexts;
  /** Whoever answers a letter by somebody who wants to know what is known of them, or to be erased. */
  letter: LetterTexts;
}

/** Loads what is said on an occasion, for what stands in `chunks/` itself. Throws where it does not arrive. */
export async function load<Occasion extends keyof Occasions>(
  voice: Voice,
  occasion: Occasion,
): Promise<Occasions[Occasion]> {
  const folder = textFolders.split(' ').find((name) => name.startsWith(`${occasion}-`));
  const path = `./${folder}/${voice}.js`;
  return (await import(path)).texts;
}
