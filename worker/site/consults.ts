import type { Consult, NewConsult } from '../contract/people';
import type { Person } from './people';
import type { Room } from './room';

/**
 * Asks a colleague about a comment. @throws Refusal `unknown-comment`, `unknown-person`, `not-allowed` outside one's
 * own scope or the colleague's.
 */
export function consult(room: Room, person: Person, comment: string, question: NewConsult): Consult {
  throw new Error('to be written');
}

/** Answers a question that one was asked. @throws Refusal `unknown-consult`, `not-allowed`. */
export function answerConsult(room: Room, person: Person, id: string, note: string): Consult {
  throw new Error('to be written');
}

/** The questions about a comment, oldest first. */
export function consultsAbout(room: Room, comment: string): Consult[] {
  return [];
}
