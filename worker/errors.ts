import { type FieldError, type Problem, type ProblemCode, problems } from './contract/problem';

/** What a refusal can say beyond its code. */
export interface RefusalDetail {
  /** A sentence about this very case. */
  detail?: string;
  errors?: FieldError[];
  decided?: Problem['decided'];
  changed?: Problem['changed'];
  /** Seconds until it is worth trying again. */
  retryAfter?: number;
}

/** A request that is refused for a named reason. Thrown by any room, turned into a problem document in one place. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly detail: RefusalDetail;

  constructor(code: ProblemCode, detail: RefusalDetail = {}) {
    super(problems[code].title);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}

/** What comes of work that is not needed for what follows; undefined where it is refused now, as on a full disk. */
export async function ifPossible<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
