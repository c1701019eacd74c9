import { commonError } from '@croupier/contracts';
import { type CallContext, nextTrace, runInContext, traceIdOf } from '@croupier/messaging';
import { type Log, type Span, type Traces } from '@croupier/observability';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import { type RuntimeParts } from './runtime.module.js';

/** Budget of one HTTP request, in ms: what its asks may spend together. */
const requestBudgetMs = 2000;

declare module 'fastify' {
  interface FastifyRequest {
    startedAt: number;
    call: CallContext;
    /** Of this request, if it is recorded. */
    span?: Span;
    /** Code of the refusal it was answered with. */
    refusedWith?: string;
    /** The body as it arrived, where a signature is over the bytes. */
    rawBody?: Buffer;
  }
}

/** Asked every few seconds by machines: no news. */
const probes = /^\/(health\/|metrics$)/;

/** Gives every request a trace, a budget, a figure and a line in the log. */
export function prepareHttp(
  app: NestFastifyApplication,
  { metrics, log, traces }: Pick<RuntimeParts, 'metrics' | 'log' | 'traces'>,
): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    request.rawBody = bytes;
    if (bytes.length === 0) return done(null, undefined);
    try {
      done(null, parseSafely(bytes.toString('utf8')));
    } catch (cause) {
      done(commonError('malformed_json', { cause }));
    }
  });
  server.addHook('onRequest', (request, reply, done) => {
    request.startedAt = performance.now();
    const trace = traceOf(request, traces);
    void reply.header('x-trace-id', traceIdOf(trace));
    request.call = { deadlineAt: request.startedAt + requestBudgetMs, actor: 'anonymous', trace };
    done();
  });
  // Entered here and not in onRequest: reading the body leaves the asynchronous context behind.
  server.addHook('preValidation', (request, _reply, done) => runInContext(request.call, done));
  server.addHook('onResponse', (request, reply, done) => {
    const ms = performance.now() - request.startedAt;
    const { method } = request;
    const route = routeOf(request);
    request.span?.end(request.refusedWith ?? 'ok', reply.statusCode);
    metrics.httpSeconds.observe({ method, route, status: String(reply.statusCode) }, ms / 1000);
    tell(log, request, { method, route, status: reply.statusCode, ms: Math.round(ms * 10) / 10 });
    done();
  });
}

/** Who asks may name the trace. Whether it is recorded, here and by all that work on it, is for us to say. */
function traceOf(request: FastifyRequest, traces: Traces | undefined): string {
  const from = headerText(request.headers['traceparent']);
  const route = routeOf(request);
  if (traces && !probes.test(route)) {
    const { method } = request;
    const span = traces.enter(`${method} ${route}`, from, { method, route });
    if (span) {
      request.span = span;
      return span.trace;
    }
  }
  return `${nextTrace(from).slice(0, -2)}00`;
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

/** By its route, since an address holds what a player typed. One that failed is looked for by its level. */
function tell(log: Log, { call, refusedWith }: FastifyRequest, facts: HttpFacts): void {
  const line = { ...facts, code: refusedWith ?? 'ok', traceId: traceIdOf(call.trace) };
  if (probes.test(facts.route)) log.debug(line, 'request');
  else log[facts.status >= 500 ? 'warn' : 'info'](line, 'request');
}

interface HttpFacts {
  method: string;
  route: string;
  status: number;
  ms: number;
}

/** JSON without the keys that would reach an object's prototype. */
function parseSafely(text: string): unknown {
  // To be asked about each member costs more than to read them all; without the name or an escape in it there is none.
  if (!text.includes('__proto__') && !text.includes('\\u')) return JSON.parse(text) as unknown;
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') throw new SyntaxError('a member must not be called __proto__');
    return value;
  });
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
