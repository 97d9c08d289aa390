import { DurableObject } from 'cloudflare:workers';
import type { ProblemCode } from '../../contract/problem';
import { Refusal, type RefusalDetail } from '../../errors';
import { type Remote, remoteOf } from '../platform';
import { type Sql, WrongData } from '../sql';
import { ObjectSql } from './sql';

/** What a call came to. Refusals travel as values: an error would lose its code on the way. */
export type Outcome = { kind: 'done'; result: unknown } | { kind: 'refused'; code: ProblemCode; detail: RefusalDetail };

/** A Durable Object around a Site, an Account or the Directory, which know nothing of Cloudflare. */
export abstract class ActorObject<Actor extends object, Env> extends DurableObject<Env> {
  #actor: Actor | undefined;

  protected abstract open(sql: Sql, name: string): Actor;

  /** The actor, opened when it is first asked for. */
  protected actor(name: string): Actor {
    this.#actor ??= this.open(new ObjectSql(this.ctx.storage), name);
    return this.#actor;
  }

  /** Calls one method of the actor. `name` is the name this object was found by. */
  call(name: string, method: string, values: unknown[]): Outcome {
    try {
      const actor = this.actor(name);
      const known = actor[method as keyof Actor];
      if (typeof known !== 'function') throw new TypeError(`There is no method ${method}.`);
      return { kind: 'done', result: known.apply(actor, values) };
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', code: error.code, detail: error.detail };
      // What it has in memory may be of writes that were taken back.
      this.#actor = undefined;
      if (error instanceof WrongData) return { kind: 'refused', code: 'newer-data', detail: {} };
      if (isFull(error)) return { kind: 'refused', code: 'no-room', detail: { retryAfter: 30 } };
      throw error;
    }
  }
}

/** Whether the storage of an object is used up: the platform throws what SQLite says. */
const isFull = (error: unknown) => error instanceof Error && error.message.includes('SQLITE_FULL');

/** The methods of an actor in an object elsewhere. @throws Refusal as the actor does. */
export function remote<Actor>(
  stub: { call(name: string, method: string, values: unknown[]): Promise<unknown> },
  name: string,
): Remote<Actor> {
  return remoteOf<Actor>(async (method, values) => resultOf(await stub.call(name, method, values)));
}

/** What a call gave back. @throws Refusal where it was refused. */
export function resultOf<Result>(called: unknown): Result {
  const outcome = called as Outcome;
  if (outcome.kind === 'refused') throw new Refusal(outcome.code, outcome.detail);
  return outcome.result as Result;
}
