import type * as z from 'zod';
import { Id } from '../fields';
import type { LimitKind } from '../limits';
import { SessionName } from '../people';

/**
 * Who may call an operation: a `reader` is anyone, from the site's own pages; a `guest` anyone, from the desk's page; then
 * whoever has a `session`, whoever works at the `desk` of the site in the path, on the `whole` of it, its `owner`, and the
 * `operator` of the server.
 */
export type Door = 'reader' | 'guest' | 'session' | 'desk' | 'whole' | 'owner' | 'operator';

/** One operation of the API, in the words of the contract. */
export interface Operation {
  summary: string;
  door: Door;
  /** How a network's calls are counted. Writes always are. */
  limit?: LimitKind;
  /** Parameters of the address; one whose schema is an array may be repeated. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** So many bytes it may have, where that is more than usual. */
  mostBytes?: number;
  /** The answers that are no problems, by status; null: without a body. */
  answers: { readonly [status: number]: z.ZodType | null };
  /** The type of the answers, where it is not JSON. */
  type?: string;
  /** Whether an author's token says whose call it is. It may be left out. */
  author?: true;
  /** Whether an Idempotency-Key makes a repeat harmless. */
  idempotent?: true;
}

/** Operations by method and path below their base. Every write is limited. */
export interface Operations {
  readonly [read: `GET ${string}`]: Operation;
  readonly [write: `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`]: Operation & { limit: LimitKind };
}

/** What one audience calls. Its paths stand below one base; `{site}` in it is a site's name. */
export interface Api {
  base: `/api${string}`;
  operations: Operations;
}

/** An operation and where it is called. */
export interface Placed {
  /** Its name in the API. */
  key: string;
  method: string;
  /** As OpenAPI writes it: parts in braces. */
  path: string;
  operation: Operation;
}

/** The operations of an API, one by one. */
export const placesOf = ({ base, operations }: Api): Placed[] =>
  Object.entries<Operation>({ ...operations }).map(([key, operation]) => {
    const [method = '', path = ''] = key.split(' ');
    return { key, method, path: base + path, operation };
  });

/** What can stand in braces in a path, beside a site's name. */
export const parts = { id: Id, name: SessionName };
export type PartName = keyof typeof parts;

/** The names in braces in a path. */
export type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The statuses of an operation's answers. */
export type StatusesOf<Op extends Operation> = Extract<keyof Op['answers'], number>;

/** What stands in an answer; undefined where it has no body. 304 is no answer of its own: who gets it has one already. */
export type AnswerOf<Op extends Operation, Status extends StatusesOf<Op> = Exclude<StatusesOf<Op>, 304>> = Content<
  Op['answers'][Status]
>;
type Content<Answer> = Answer extends z.ZodType ? z.output<Answer> : undefined;

/** The operations that are called and answered with JSON, or with nothing. */
export type Called<Known extends Operations> = {
  [Key in keyof Known & string]: Known[Key] extends { type: string } | { answers: { 101: null } } ? never : Key;
}[keyof Known & string];

/**
 * What is sent with an operation: the names in its path, its parameters, its body, and where it takes one an Idempotency-Key.
 * What has a default may be left out.
 */
export type SentWith<Path, Op> = Record<Path extends string ? NamesIn<Path> : never, string> &
  (Op extends { query: infer Query extends z.ZodObject } ? QueryOf<z.input<Query>, z.output<Query>> : unknown) &
  (Op extends { body: infer Body extends z.ZodType } ? { body: z.input<Body> } : unknown) &
  (Op extends { idempotent: true } ? { key?: string } : unknown);
/** Parameters are written as what the server reads in them: a number is one, though the address has only text. */
type QueryOf<Input, Output> =
  Partial<Input> extends Input ? { query?: Written<Input, Output> } : { query: Written<Input, Output> };
type Written<Input, Output> = { [Name in keyof Input]: Name extends keyof Output ? Output[Name] : never };

/** The same as the last argument of a call; none is needed where nothing is sent. */
export type Sending<Path, Op> =
  Partial<SentWith<Path, Op>> extends SentWith<Path, Op> ? [sent?: SentWith<Path, Op>] : [sent: SentWith<Path, Op>];
