import { type Context, Hono, type MiddlewareHandler } from 'hono';
import * as z from 'zod';
import type { SiteEntry } from '../contract/desk';
import {
  type AnswerOf,
  type Api,
  type NamesIn,
  type Operation,
  type PartName,
  type Placed,
  parts,
  placesOf,
  type StatusesOf,
} from '../contract/operations/operation';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import { bearer, idempotencyKey, jsonBody, part, query } from '../http/parse';
import { json, respond } from '../http/respond';
import { doorOf } from '../middleware/doors';
import { type OpenSession, openSession } from '../middleware/session';
import type { Person } from '../site/base/person';
import type { Site } from '../site/site';

/** What an operation is called with, as its contract has it: all of it has been read and is right. */
type Asked<Path extends string, Op extends Operation> = { c: Context<AppEnv> } & Record<
  Extract<NamesIn<Path>, PartName>,
  string
> &
  (Path extends `${string}{site}${string}` ? { site: Remote<Site>; entry: SiteEntry } : unknown) &
  (Op['door'] extends 'desk' | 'whole' | 'owner' ? { person: Person } : unknown) &
  (Op['door'] extends 'session' ? { session: OpenSession } : unknown) &
  (Op extends { author: true } ? { token: string | undefined } : unknown) &
  (Op extends { idempotent: true } ? { key: string | undefined } : unknown) &
  (Op extends { query: infer Query extends z.ZodType } ? { query: z.output<Query> } : unknown) &
  (Op extends { body: infer Body extends z.ZodType } ? { body: z.output<Body> } : unknown);

/** An answer with one of several statuses, or with headers of its own. */
export class Answered<Status extends number, Value> {
  readonly status: Status;
  readonly value: Value;
  readonly headers: Record<string, string>;

  constructor(status: Status, value: Value, headers: Record<string, string> = {}) {
    this.status = status;
    this.value = value;
    this.headers = headers;
  }
}

/** What an operation gives back: what stands in its one answer, or which of its answers it is and what stands in that. */
type Given<Op extends Operation, Status extends StatusesOf<Op> = StatusesOf<Op>> =
  | { [One in Status]: Answered<One, AnswerOf<Op, One>> }[Status]
  | (IsOne<Status> extends true ? AnswerOf<Op> : never);
type IsOne<Status, All = Status> = Status extends unknown ? ([All] extends [Status] ? true : never) : never;

/** Answers that are no JSON, or ready before they are asked for, are made by hand. */
type IsMade<Op extends Operation> = Op extends { type: string } | { answers: { 101: null } | { 304: null } }
  ? true
  : false;

type Handler<Path extends string, Op extends Operation> = (
  asked: Asked<Path, Op>,
) => IsMade<Op> extends true ? Response | Promise<Response> : OrNothing<Given<Op>>;
// biome-ignore lint/suspicious/noConfusingVoidType: who has nothing to say needs no return
type OrNothing<Value> = undefined extends Value ? Value | void | Promise<Value | void> : Value | Promise<Value>;

/** What stands in place of an operation's own door: for the one that has to do something before that. */
export class OwnDoor {
  readonly chain: MiddlewareHandler<AppEnv>[];

  constructor(...chain: MiddlewareHandler<AppEnv>[]) {
    this.chain = chain;
  }
}

/** A handler of any operation. */
type Handle = (asked: never) => unknown;

/** A handler for each operation of an API: none is missing, none is too many. */
type Handlers<Declared extends Api> = {
  [Key in keyof Declared['operations'] & string]: Declared['operations'][Key] extends infer Op extends Operation
    ? Handler<`${Declared['base']}${Key}`, Op> | OwnDoor
    : never;
};

/**
 * The routes of an API, made from its contract. Each has its door, its limit and its body's, then reads what the contract
 * says, once, and answers with what its handler gives back.
 */
export function register<Declared extends Api>(platform: Platform, api: Declared, handlers: Handlers<Declared>) {
  const routes = new Hono<AppEnv>();
  const readable = new Set<string>();
  for (const place of placesOf(api)) {
    const route = place.path.replace(/\{(\w+)\}/g, ':$1');
    const handler = (handlers as Record<string, Handle | OwnDoor>)[place.key] as Handle | OwnDoor;
    const { who, howMuch } = doorOf(platform, place);
    // A browser asks with another method before it sends something from a site's page.
    const onAnyMethod = place.operation.door === 'reader';
    if (onAnyMethod && !readable.has(route)) routes.use(route, ...who);
    if (onAnyMethod) readable.add(route);
    const chain =
      handler instanceof OwnDoor
        ? handler.chain
        : [...(onAnyMethod ? [] : who), ...howMuch, answering(platform, place, handler)];
    routes.on(place.method, [route], ...chain);
  }
  return routes;
}

/** Reads what an operation is called with, has it done, and answers. */
function answering(platform: Platform, { path, operation }: Placed, handler: Handle) {
  const { door, query: parameters, body } = operation;
  const names = (Object.keys(parts) as PartName[]).filter((name) => path.includes(`{${name}}`));
  const repeated = Object.keys(parameters?.shape ?? {}).filter((name) => parameters?.shape[name] instanceof z.ZodArray);
  const status = Number(Object.keys(operation.answers)[0]);

  return async (c: Context<AppEnv>): Promise<Response> => {
    const { site, entry, person } = c.var;
    const asked: Record<string, unknown> = { c, site, entry, person };
    if (door === 'session') asked.session = await openSession(c, platform);
    for (const name of names) asked[name] = part(parts[name], c.req.param(name));
    if (parameters) asked.query = query(c, parameters, repeated);
    if (operation.author) asked.token = bearer(c);
    if (operation.idempotent) asked.key = idempotencyKey(c);
    if (body) asked.body = await jsonBody(c, body);
    const given = await handler(asked as never);
    if (given instanceof Answered) return answer(c, operation, given);
    return isMade(operation) ? (given as Response) : answer(c, operation, { status, value: given });
  };
}

const isMade = ({ type, answers }: Operation) => type !== undefined || 101 in answers || 304 in answers;

function answer(
  c: Context,
  { answers }: Operation,
  { status, value, headers }: { status: number; value: unknown; headers?: Record<string, string> },
): Response {
  return answers[status] === null ? respond(c, status, null, headers) : json(c, value, status, headers);
}
