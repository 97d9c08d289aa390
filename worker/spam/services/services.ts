import type { Signal } from '../../contract/desk';
import type { ServiceName } from '../../contract/services';
import { type AkismetConfig, akismet } from './akismet';
import { type Inquiry, type Service, ServiceFailed } from './service';
import { type TurnstileConfig, turnstile } from './turnstile';
import { overHttp, type RunModel, type WorkersAiConfig, workersAi } from './workers-ai';

/** What the operator has set up; undefined: not. */
export interface ServicesConfig {
  akismet: AkismetConfig | undefined;
  turnstile: TurnstileConfig | undefined;
  workersAi: WorkersAiConfig | undefined;
}

/** Every service that is set up; `run` is the platform's own way to the model, where it has one. */
export function offeredServices(config: ServicesConfig, run?: RunModel): Service[] {
  const model = run ?? (config.workersAi && overHttp(config.workersAi));
  return [
    ...(config.akismet ? [akismet(config.akismet)] : []),
    ...(config.turnstile ? [turnstile(config.turnstile)] : []),
    ...(model ? [workersAi(model)] : []),
  ];
}

/** Nobody's comment waits longer than this for a service (milliseconds). */
export const patience = 3000;

/** What a service answered, or that it did not. */
export type Answer =
  | { service: ServiceName; kind: 'answered'; signals: Signal[] }
  /** `retryAfter`: seconds until it wants to be asked again, where it says so. */
  | { service: ServiceName; kind: 'failed'; retryAfter: number | undefined };

/** Asks services, all at once. One that fails or takes too long is logged and keeps no other from answering. */
export function askServices(services: readonly Service[], inquiry: Inquiry): Promise<Answer[]> {
  return Promise.all(services.map((service) => askService(service, inquiry)));
}

async function askService(service: Service, inquiry: Inquiry): Promise<Answer> {
  const { name } = service;
  try {
    const findings = await inTime((signal) => service.ask(inquiry, signal));
    return { service: name, kind: 'answered', signals: findings.map((found) => ({ check: name, ...found })) };
  } catch (error) {
    console.error(`${name} could not be asked: ${(error as Error).message}`);
    return {
      service: name,
      kind: 'failed',
      retryAfter: error instanceof ServiceFailed ? error.retryAfter : undefined,
    };
  }
}

/** Work that is given up when it takes too long. Not all of it listens to the signal. */
export async function inTime<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(patience);
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  return await Promise.race([work(signal), late]);
}
