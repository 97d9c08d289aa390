import type { Answer, Reading, Request } from '../../moving-worker/protocol';

/** What Chromium has of Trusted Types, as far as it is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(url: string): string };
}

const address = `/chunks/${movingWorker}`;
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** A policy of a name can be made once. */
function trusted(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('plausch-moving', { createScriptURL: () => address });
  return policy?.createScriptURL('') ?? address;
}

/** A worker that reads one file. */
export class FileReading {
  readonly #worker: Worker;
  readonly #file: File;

  /** @param hear What it says; nothing any more after `end`. `failed`: the worker itself did not arrive, or broke. */
  constructor(file: File, hear: (answer: Answer) => void, failed: () => void) {
    this.#file = file;
    this.#worker = new Worker(trusted());
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      failed();
    };
  }

  look(): void {
    this.#post({ kind: 'look', file: this.#file });
  }

  survey(format: string, how: Reading): void {
    this.#post({ kind: 'survey', file: this.#file, format, how });
  }

  send(format: string, how: Reading): void {
    this.#post({ kind: 'send', file: this.#file, format, how });
  }

  next(): void {
    this.#post({ kind: 'next' });
  }

  end(): void {
    this.#worker.onmessage = null;
    this.#worker.terminate();
  }

  #post(request: Request): void {
    this.#worker.postMessage(request);
  }
}
