import type {
  Decision,
  Decisions,
  NewDecision,
  Queue,
  QueueState,
  Session,
  Settings,
  SettingsChange,
} from '../../worker/contract/desk';
import { DeskProblem, readProblem } from './desk-problem';

/** What can be done with a comment that waits. */
export type Action = NewDecision['action'];

/** Exchanges an owner's one-time link for a session. @throws DeskProblem `link-used`. */
export const openSession = (link: string): Promise<Session> => call('POST', '/api/session', { link });
/** Who is signed in. @throws DeskProblem `not-signed-in`. */
export const readSession = (): Promise<Session> => call('GET', '/api/session');
/** Signs out. */
export const endSession = (): Promise<void> => call('DELETE', '/api/session');

/** The desk's API for one site. Every method throws a DeskProblem when it fails. */
export class DeskClient {
  readonly site: string;
  readonly #base: string;
  readonly #onSessionEnd: () => void;

  /** @param onSessionEnd called when an answer says that nobody is signed in any more. */
  constructor(site: string, onSessionEnd: () => void) {
    this.site = site;
    this.#base = `/api/sites/${site}`;
    this.#onSessionEnd = onSessionEnd;
  }

  /** What waits, oldest first. */
  queue(query: { state: QueueState; after?: string | undefined; limit?: number }): Promise<Queue> {
    return this.#call('GET', `/queue?${toQuery(query)}`);
  }

  /** Decides about comments. @throws DeskProblem `already-decided`, `unknown-comment`. */
  async decide(decision: NewDecision): Promise<Decision> {
    return (await this.#call<{ decision: Decision }>('POST', '/decisions', decision)).decision;
  }

  /** Puts back what a decision changed. @throws DeskProblem `already-undone`, `decided-since`. */
  async undo(decision: string): Promise<Decision> {
    return (await this.#call<{ decision: Decision }>('POST', `/decisions/${decision}/undo`)).decision;
  }

  /** The log, newest first. */
  decisions(query: { after?: string | undefined } = {}): Promise<Decisions> {
    return this.#call('GET', `/decisions?${toQuery(query)}`);
  }

  settings(): Promise<Settings> {
    return this.#call('GET', '/settings');
  }

  /** @throws DeskProblem `invalid-fields`, `not-allowed`. */
  changeSettings(change: SettingsChange): Promise<Settings> {
    return this.#call('PATCH', '/settings', change);
  }

  async #call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    try {
      return await call<Answer>(method, this.#base + path, body);
    } catch (error) {
      if (error instanceof DeskProblem && error.code === 'not-signed-in') this.#onSessionEnd();
      throw error;
    }
  }
}

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await send(method, path, body);
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? (undefined as Answer) : await response.json();
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      // The screen does not wait: whoever closes the page right after a decision has decided.
      keepalive: method !== 'GET',
    });
  } catch {
    throw new DeskProblem('offline');
  }
}

function toQuery(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
