import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type * as z from 'zod';
import type { NewComment } from '../contract/comment';
import type { FieldError } from '../contract/problem';
import { Refusal } from '../errors';

/** 10 000 characters of four bytes, each written as a JSON escape of twelve, and room for the rest. */
const maxBodyBytes = 160 * 1024;

/** Stops reading a request that is too long. @throws Refusal `too-large`. */
export function limitBodyTo(most: number) {
  const tooLarge = (): never => {
    throw new Refusal('too-large', { detail: `At most ${most} bytes.` });
  };
  const limitStream = bodyLimit({ maxSize: most, onError: tooLarge });
  return createMiddleware((c, next) => {
    const length = c.req.header('Content-Length');
    // Who says how long it is, is read no further. Counting would make a stream of every body.
    if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return limitStream(c, next);
    return Number(length) <= most ? next() : tooLarge();
  });
}

/** As long as nearly all requests may be. */
export const limitBody = limitBodyTo(maxBodyBytes);

/**
 * Reads all of a request before whatever comes next: who may do this is looked up when it is all there, however long that
 * took. @throws Refusal `too-large`.
 */
export const wholeBody = wholeBodyTo(limitBody);

export function wholeBodyTo(limited: typeof limitBody): typeof limitBody {
  return createMiddleware((c, next) =>
    limited(c, async () => {
      await c.req.text();
      await next();
    }),
  );
}

/** The JSON body as the contract has it. @throws Refusal `unsupported-type`, `malformed-json`, `invalid-fields`. */
export async function jsonBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('unsupported-type', { detail: 'Send application/json.' });
  return parse(schema, parseJson(await c.req.text()));
}

/** The fields of a plain form. @throws Refusal `unsupported-type` for anything else. */
export async function formFields(c: Context): Promise<Record<string, string | undefined>> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new Refusal('unsupported-type');
  const fields = Object.entries(await c.req.parseBody());
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
}

/** The query as the contract has it; `many` names the parameters that may be repeated. @throws Refusal `invalid-fields`. */
export function query<Schema extends z.ZodType>(c: Context, schema: Schema, many: string[] = []): z.output<Schema> {
  const values: Record<string, unknown> = c.req.query();
  for (const name of many) values[name] = c.req.queries(name) ?? [];
  return parse(schema, values);
}

/** A part of the address, as the contract has it. @throws Refusal `not-found`: an address that cannot be. */
export function part<Schema extends z.ZodType>(schema: Schema, value: string | undefined): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('not-found');
  return parsed.data;
}

/** The token after `Authorization: Bearer`, if there is one. */
export function bearer(c: Context): string | undefined {
  return /^Bearer ([^\s]{1,300})$/i.exec(c.req.header('Authorization') ?? '')?.[1];
}

/** The Idempotency-Key (draft-ietf-httpapi-idempotency-key-header), if there is one. @throws Refusal `bad-header`. */
export function idempotencyKey(c: Context): string | undefined {
  const key = c.req.header('Idempotency-Key');
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Refusal('bad-header', { detail: 'Idempotency-Key: 1 to 200 visible ASCII characters.' });
  return key;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('malformed-json');
  }
}

/** A value as the contract has it. @throws Refusal `invalid-fields`. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid-fields', { errors: fieldErrors(parsed.error) });
}

/** What is wrong with which field; the first 50 are enough for anyone. */
export const fieldErrors = (error: z.ZodError): FieldError[] => error.issues.flatMap(toFieldErrors).slice(0, 50);

/** Tells a repeat from another request. What the form noticed is not part of it: a repeat comes later. */
export function requestDigest(comment: Omit<NewComment, 'form'>): string {
  return createHash('sha256').update(JSON.stringify(comment)).digest('base64url');
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      code: 'unknown',
      detail: 'This field is not known here.',
    }));
  return [{ pointer: pointer(issue.path), code: codeOf(issue), detail: issue.message }];
}

function codeOf(issue: z.core.$ZodIssue): FieldError['code'] {
  if (issue.code === 'custom') return (issue.params?.code as FieldError['code']) ?? 'invalid';
  if (issue.code === 'too_big') return 'too-long';
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('received undefined'))
    return 'required';
  return 'invalid';
}

/** A JSON pointer (RFC 6901). */
const pointer = (path: PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
