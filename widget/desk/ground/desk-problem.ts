import type { FieldError, Problem, ProblemCode } from '../../../worker/contract/problem';

/** Who decided first, when and what, as an `already-decided` problem tells it. */
export type DecidedBefore = NonNullable<Problem['decided']>;

/** What the server says, or what goes wrong before: nobody answers, or the browser shows no notices. */
export type DeskProblemCode = ProblemCode | 'offline' | 'notifications-denied' | 'notifications-failed';

/** A call that failed: the server's problem document, or `offline` when no answer came. */
export class DeskProblem extends Error {
  readonly code: DeskProblemCode;
  readonly errors: readonly FieldError[];
  readonly decided: DecidedBefore | undefined;
  /** Which comments were changed since, as a `text-changed` problem tells it. */
  readonly changed: readonly string[];
  /** Whether the same call may work a little later. */
  readonly passes: boolean;

  constructor(code: DeskProblemCode, problem?: Partial<Problem>) {
    super(problem?.detail ?? problem?.title ?? code);
    this.passes = problem?.status === undefined || problem.status === 429 || problem.status >= 500;
    this.code = code;
    this.errors = problem?.errors ?? [];
    this.decided = problem?.decided;
    this.changed = problem?.changed ?? [];
  }

  /** Whatever was thrown, as a problem to tell. What is not one is our own mistake: it is logged. */
  static from(thrown: unknown): DeskProblem {
    if (thrown instanceof DeskProblem) return thrown;
    console.error(thrown);
    return new DeskProblem('internal');
  }
}

/** Reads the problem document of an answer that is not ok. What stands in between may send something else. */
export async function readProblem(response: Response): Promise<DeskProblem> {
  try {
    const problem: Problem = await response.json();
    return new DeskProblem(problem.type.split('/').at(-1) as ProblemCode, problem);
  } catch {
    return new DeskProblem('internal');
  }
}
