import type { Action } from '../ground/desk-client';
import type { DecidedBefore, DeskProblem } from '../ground/desk-problem';
import type { LanguageController } from '../ground/language';
import { age } from '../ground/time';

/** Whom a message is about: one author by name, or so many comments. */
export type About = { name: string } | { count: number };

/** What happened last, for the status line. */
export type Message =
  | { kind: 'decided'; action: Action; about: About; left?: number }
  | { kind: 'unread' }
  | { kind: 'elsewhere'; action: Action; by: string; count: number; decision: string }
  | { kind: 'undone'; about: About; left: number }
  | { kind: 'not-undone'; problem: DeskProblem; about: About; theirs?: string }
  | { kind: 'back'; problem: DeskProblem; about: About }
  | { kind: 'problem'; problem: DeskProblem }
  | { kind: 'banned'; ban: 'ban' | 'mute'; name: string }
  | { kind: 'pinned' | 'unpinned'; name: string }
  | { kind: 'nothing-to-undo' };

/** A message as the status line says it. */
export function sentenceOf(message: Message, language: LanguageController): string {
  const { words } = language;
  switch (message.kind) {
    case 'decided': {
      const { about, action, left = 0 } = message;
      const told = words.decided[action]('name' in about ? about.name : words.many(about.count));
      return left > 0 ? `${told}. ${words.cameIn(left)}` : told;
    }
    case 'unread':
      return words.changes.unread;
    case 'elsewhere':
      return words.log[message.action](message.by, message.count);
    case 'undone': {
      const left = message.left > 0 ? ` ${words.log.left(message.left)}` : '';
      return words.undone(whom(message.about, language)) + left;
    }
    case 'not-undone':
      return words.notUndone(whom(message.about, language), language.tell(message.problem));
    case 'back':
      return toldBack(message, language);
    case 'banned':
      return words.bans.done[message.ban](message.name);
    case 'pinned':
    case 'unpinned':
      return words.pinning[message.kind](message.name);
    case 'problem':
      return language.tell(message.problem);
    case 'nothing-to-undo':
      return words.nothingToUndo;
  }
}

/** The name of the button beside a message; empty: it has none. */
export function offerOf({ kind }: Message, { words }: LanguageController): string {
  if (kind === 'decided' || kind === 'elsewhere' || kind === 'pinned' || kind === 'unpinned') return words.undo;
  return kind === 'not-undone' ? words.retry : '';
}

const whom = (about: About, { words }: LanguageController): string =>
  'name' in about ? words.oneOf(about.name) : words.many(about.count);

/** What is back in the list, and why; of a single one that somebody has decided first, who that was. */
function toldBack({ about, problem }: Message & { kind: 'back' }, language: LanguageController): string {
  const what = whom(about, language);
  if (!problem.decided || !('name' in about)) return language.words.back(what, whyBack(problem, language));
  return `${what.charAt(0).toLocaleUpperCase(language.language)}${what.slice(1)}: ${whoWasFirst(problem.decided, language)}`;
}

const whoWasFirst = ({ by, action, at }: DecidedBefore, language: LanguageController) =>
  language.words.decidedFirst[action]?.(by, age(at, Date.now(), language)) ?? '';

/** Of many, one that somebody has decided first stands in the way of all. */
function whyBack(problem: DeskProblem, language: LanguageController): string {
  const { words } = language;
  if (!problem.decided) return language.tell(problem);
  return `${words.bulk.oneDecided} ${whoWasFirst(problem.decided, language)}`;
}
