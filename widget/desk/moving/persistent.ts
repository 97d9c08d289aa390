import { DeskProblem } from '../ground/desk-problem';

/** After how long it is tried again at first, and at most; each time twice as long (milliseconds). */
const pauses = { first: 1000, most: 30_000 };

/** How it stands with what is to get through. */
export interface Standing {
  /** The server does not answer, and is asked again by itself. */
  waiting: boolean;
  /** Why it has stopped until somebody goes on: the session has ended, for example. */
  paused: DeskProblem | undefined;
}

/** Does again what did not get through, until it has, or nobody wants it any more. */
export class Persistent {
  readonly #tell: (standing: Standing) => void;
  #goOn = () => {};
  #ended = false;

  constructor(tell: (standing: Standing) => void) {
    this.#tell = tell;
  }

  /** @returns undefined: it was ended. */
  async try<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    let pause = pauses.first;
    while (!this.#ended)
      try {
        const result = await work();
        if (this.#ended) return undefined;
        this.#tell({ waiting: false, paused: undefined });
        return result;
      } catch (error) {
        if (this.#ended) return undefined;
        const problem = DeskProblem.from(error);
        this.#tell(problem.passes ? { waiting: true, paused: undefined } : { waiting: false, paused: problem });
        await this.wait(problem.passes ? pause : undefined);
        pause = Math.min(pause * 2, pauses.most);
      }
    return undefined;
  }

  /** Waits so long, without a time until somebody goes on. */
  wait(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      this.#goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Tries at once what waits or has stopped. */
  goOn(): void {
    this.#goOn();
  }

  end(): void {
    this.#ended = true;
    this.#goOn();
  }
}
