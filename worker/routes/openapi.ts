import { Hono } from 'hono';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { allOperations } from '../contract/operations/all';
import type { Operation, Placed } from '../contract/operations/operation';
import { Problem } from '../contract/problem';
import { WebhookEvent, webhookSummaries } from '../contract/webhooks';
import { acceptedEncoding } from '../http/encoding';
import { answerWith, headersOf } from '../http/ready-answers';
import { type Encoding, type ReadyPage, readyPage } from '../site/base/page-memo';

/** The OpenAPI 3.1 document, generated from the contract. */
export const openapiRoutes = new Hono().get('/', (c) => {
  const page = pageIn(acceptedEncoding(c.req.raw));
  return answerWith(page, headersOf(page, headers), c.req.header('If-None-Match'));
});

const headers = {
  'Content-Type': 'application/json',
  'Cache-Control': 'public, max-age=300',
  'Access-Control-Allow-Origin': '*',
  Vary: 'Accept-Encoding',
};

/** The document does not change while this runs: it is made once, when it is asked for. */
const pages = new Map<Encoding, ReadyPage>();

function pageIn(encoding: Encoding): ReadyPage {
  const page = pages.get(encoding) ?? readyPage(JSON.stringify(document()), encoding);
  pages.set(encoding, page);
  return page;
}

function document() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const place of allOperations)
    paths[place.path] = { ...paths[place.path], [place.method.toLowerCase()]: describeOperation(place) };
  return {
    openapi: '3.1.0',
    info: { title: 'Plausch', version: packageJson.version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    webhooks: Object.fromEntries(WebhookEvent.options.map((event) => [event.shape.type.value, describeWebhook(event)])),
    components: {
      securitySchemes: {
        author: { type: 'http', scheme: 'bearer', description: 'The token that came with one’s first comment.' },
        session: { type: 'apiKey', in: 'cookie', name: 'plausch', description: 'Over https: __Host-plausch.' },
        operator: { type: 'http', scheme: 'bearer', description: 'Derived from the server’s secret.' },
      },
    },
  };
}

/** What a webhook is told of one event, signed as Standard Webhooks says. */
function describeWebhook(event: (typeof WebhookEvent.options)[number]) {
  const header = (name: string, description: string) => ({
    ...{ name, in: 'header', required: true, description },
    schema: { type: 'string' },
  });
  return {
    post: {
      summary: webhookSummaries[event.shape.type.value],
      parameters: [
        header('webhook-id', 'Names the event: a repeat has the same.'),
        header('webhook-timestamp', 'When it is sent: seconds since 1970.'),
        header('webhook-signature', 'v1,… for each secret that signs it, separated by spaces (Standard Webhooks).'),
      ],
      requestBody: { required: true, content: { 'application/json': { schema: toJsonSchema(event, 'output') } } },
      responses: {
        '2XX': { description: 'It was taken.' },
        '410': { description: 'Nothing more is to be sent there.' },
        default: { description: 'It is sent again, at growing intervals, for two days.' },
      },
    },
  };
}

function describeOperation({ path, operation }: Placed) {
  const { summary, query, body, answers, type = 'application/json' } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: toJsonSchema(schema, 'input'),
  }));
  const responses = Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: summary,
        ...(schema && { content: { [type]: { schema: toJsonSchema(schema, 'output') } } }),
      },
    ]),
  );
  return {
    summary,
    parameters: [...inPath, ...inQuery, ...(operation.idempotent ? [idempotencyKey] : [])],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: toJsonSchema(body, 'input') } } },
    }),
    responses: {
      ...responses,
      default: {
        description: 'A problem document (RFC 9457)',
        content: { 'application/problem+json': { schema: toJsonSchema(Problem, 'output') } },
      },
    },
    ...securityOf(operation),
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same request with the same key is done once.',
  schema: { type: 'string', maxLength: 200 },
};

/** What proves the caller. An author's token may be left out. */
function securityOf({ door, author }: Operation) {
  if (door === 'reader' || door === 'guest') return author ? { security: [{ author: [] }, {}] } : {};
  return { security: [{ [door === 'operator' ? 'operator' : 'session']: [] }] };
}

function toJsonSchema(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
