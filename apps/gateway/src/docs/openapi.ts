import { type JsonSchema, schemaName, schemaOf, schemasFor } from '@croupier/contracts';
import { type MessageClass } from '@croupier/kernel';
import { RehearsalQuery, WouldPass } from '../edge/inputs.js';
import { operationId, type OperationOptions } from '../edge/operation.js';
import { exampleOf } from './example.js';
import { codesOf, type OperationShape } from './refusals.js';
import { playerSurface, type Surface } from './surfaces.js';

/** What an error looks like on the wire, as the edge writes it. */
export interface ProblemExample {
  status: number;
  title: string;
}

export interface OpenApiInput {
  publicUrl: string;
  /** Which part of the API; the players' where it is left out. */
  surface?: Surface;
  routes: readonly (OperationShape & { method: string; url: string; status: number; path?: MessageClass })[];
  /** An occurrence of an error code. */
  problem: (code: string) => ProblemExample & object;
}

type Described = OpenApiInput['routes'][number] & { operation: OperationOptions };

const schemaPrefix = '#/components/schemas/';

/** The OpenAPI 3.1 document of all declared operations. */
export function openApi(input: OpenApiInput): Record<string, unknown> {
  const { surface = playerSurface } = input;
  const routes = input.routes
    .filter((route): route is Described => route.operation !== undefined)
    .filter(({ url }) => surface.covers(url));
  const codes = [...new Set(routes.flatMap(codesOf))].sort();
  const examples = Object.fromEntries(codes.map((code) => [code, exampleOfProblem(code, input)]));
  const schemas = schemasFor(routes.flatMap(messagesOf));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, input) };
  }
  return {
    openapi: '3.1.0',
    info: surface.info,
    servers: [{ url: input.publicUrl, description: 'This platform.' }],
    tags: Object.entries(surface.tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `From POST ${surface.signIn}.`,
        },
      },
      schemas: { ...schemas, Problem: problemSchema },
      parameters: usedIn(paths, 'parameters', parameters),
      headers: usedIn(paths, 'headers', headers),
      examples,
    },
    security: [{ accessToken: [] }],
  };
}

/** Those of the components that an operation refers to. */
function usedIn(paths: object, kind: string, components: Record<string, object>): Record<string, object> {
  const text = JSON.stringify(paths);
  return Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
  );
}

function operation(route: Described, input: OpenApiInput): Record<string, unknown> {
  const { operation: declared } = route;
  return {
    operationId: operationId(declared.ask),
    tags: [declared.tag],
    summary: declared.ask.summary,
    description: declared.description,
    ...(route.open ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: { ...successes(route), ...refusals(route, input) },
  };
}

function messagesOf({ operation: declared, status, body, query }: Described): MessageClass[] {
  const reply = status === 204 ? [] : [declared.ask.reply];
  return [...reply, ...(body ? [body] : []), ...(query === RehearsalQuery ? [WouldPass] : [])];
}

function parametersOf({ operation: declared, query, path }: Described): object[] {
  const from = (message: MessageClass | undefined, place: 'path' | 'query'): object[] => {
    if (!message) return [];
    const { properties, required } = schemaOf(message, schemaPrefix);
    return Object.entries(properties as Record<string, JsonSchema>).map(
      ([name, { description, ...schema }]) => ({
        name,
        in: place,
        description,
        required: ((required ?? []) as string[]).includes(name),
        schema,
      }),
    );
  };
  const named = [
    ...(declared.idempotencyKey ? ['IdempotencyKey'] : []),
    ...(declared.etag === 'shown' ? ['IfNoneMatch'] : []),
    ...(declared.etag === 'required' ? ['IfMatch'] : []),
    ...(declared.rawBody ? ['CroupierSignature'] : []),
  ];
  return [
    ...from(path, 'path'),
    ...from(query, 'query'),
    ...named.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function bodyOf({ operation: declared, body }: Described): object {
  if (declared.rawBody) {
    const example = { id: 'evt_1', type: 'payment.captured' };
    const description = "The provider's message, in its own form.";
    return {
      requestBody: { required: true, description, content: { '*/*': { schema: {}, example } } },
    };
  }
  if (!body) return {};
  if (declared.bodies) {
    const { schema } = content(body);
    const examples = Object.fromEntries(
      Object.entries(declared.bodies).map(([summary, value]) => [
        summary.replaceAll(/\W+/g, '-'),
        { summary, value },
      ]),
    );
    return { requestBody: { required: true, content: { 'application/json': { schema, examples } } } };
  }
  return { requestBody: { required: true, content: { 'application/json': content(body) } } };
}

function content(message: MessageClass): { schema: object; example: unknown } {
  return { schema: { $ref: `${schemaPrefix}${schemaName(message)}` }, example: exampleOf(message) };
}

function successes({ operation: declared, status, query, open }: Described): Record<string, object> {
  const { reply } = declared.ask;
  const shown = {
    ...headerRefs('RateLimit', 'RateLimit-Policy', 'X-Trace-Id'),
    ...(declared.etag ? headerRefs('ETag') : {}),
    ...(status === 201 && declared.idempotencyKey ? headerRefs('Location') : {}),
    ...(open ? {} : headerRefs('Cache-Control')),
  };
  const done =
    status === 204
      ? { description: 'Done.', headers: shown }
      : {
          description: declared.ask.summary,
          headers: shown,
          content: { 'application/json': content(reply) },
        };
  return {
    ...(query === RehearsalQuery
      ? {
          200: {
            description: 'A dry run that would pass.',
            content: { 'application/json': content(WouldPass) },
          },
        }
      : {}),
    [status]: done,
    ...(declared.etag === 'shown'
      ? { 304: { description: 'The client has this version.', headers: shown } }
      : {}),
  };
}

/** One response a status, which lists every code it may carry. */
function refusals(route: Described, input: OpenApiInput): Record<string, object> {
  const byStatus = new Map<number, string[]>();
  for (const code of codesOf(route)) {
    const { status } = input.problem(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].map(([status, codes]): [string, object] => {
    const wait = status === 429 || status === 503 ? headerRefs('Retry-After') : {};
    const schema = {
      allOf: [{ $ref: `${schemaPrefix}Problem` }, { type: 'object', properties: { code: { enum: codes } } }],
    };
    const examples = Object.fromEntries(
      codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
    );
    return [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${input.problem(code).title}`).join('\n\n'),
        headers: { ...headerRefs('X-Trace-Id'), ...wait },
        content: { 'application/problem+json': { schema, examples } },
      },
    ];
  });
  return Object.fromEntries(responses);
}

function exampleOfProblem(code: string, input: OpenApiInput): object {
  const value = input.problem(code);
  return { summary: value.title, value };
}

function headerRefs(...names: string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const text = { type: 'string' };

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'A refusal (RFC 9457). Branch on `code`, never on a text.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'remedy', 'traceId'],
  properties: {
    type: { ...text, format: 'uri-reference', description: 'Where the error is explained.' },
    title: { ...text, description: 'What the code means.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { ...text, description: 'What happened this time.' },
    instance: { ...text, format: 'uri-reference', description: 'The path that was asked.' },
    code: { ...text, description: 'Stable name of the error.' },
    remedy: { ...text, description: 'What the caller can do.' },
    traceId: { ...text, description: 'Names this request in our logs.' },
    retryAfterMs: { type: 'integer', minimum: 0, description: 'When to try again, in ms.' },
    errors: {
      type: 'array',
      description: 'Every member at fault.',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { ...text, description: 'JSON pointer of the member, or the name of the header.' },
          code: text,
          message: text,
        },
      },
    },
  },
};

const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.',
    schema: { type: 'string', minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' },
    example: '4f0c1b7e-spin-1',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag the change is based on.',
    schema: { type: 'string', pattern: '^"[1-9][0-9]*"$' },
    example: '"3"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag the client has; answered with 304 if it is still the newest.',
    schema: text,
    example: '"3"',
  },
  CroupierSignature: {
    name: 'croupier-signature',
    in: 'header',
    required: true,
    description: 'HMAC over time and raw body: `t=<unix seconds>,v1=<hex>`.',
    schema: { type: 'string', maxLength: 400 },
    example: 't=1763935380,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd',
  },
};

const header = (description: string, example: string): object => ({ description, schema: text, example });

const headers = {
  RateLimit: header(
    'What is left of the quota, and in how many seconds it is whole again.',
    '"default";r=599;t=60',
  ),
  'RateLimit-Policy': header('The quota and its window in seconds.', '"default";q=600;w=60'),
  'Retry-After': header('Seconds to wait.', '1'),
  'X-Trace-Id': header('Names this request in our logs.', '4bf92f3577b34da6a3ce929d0e0e4736'),
  ETag: header('Names this version.', '"3"'),
  Location: header('Where the new thing is.', '/v1/rounds/01a20a46-f71b-7904-908a-daa2e0b5fc68'),
  'Cache-Control': header('Personal answers are not to be stored.', 'no-store'),
};
