import { commonError } from '@croupier/contracts';
import { type CallContext, nextTrace, runInContext, traceIdOf } from '@croupier/messaging';
import { type Log, type Metrics } from '@croupier/observability';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';

/** Budget of one HTTP request, in ms: what its asks may spend together. */
const requestBudgetMs = 2000;

declare module 'fastify' {
  interface FastifyRequest {
    startedAt: number;
    call: CallContext;
    /** Code of the refusal it was answered with. */
    refusedWith?: string;
    /** The body as it arrived, where a signature is over the bytes. */
    rawBody?: Buffer;
  }
}

/** Asked every few seconds by machines: no news. */
const probes = /^\/(health\/|metrics$)/;

/** Gives every request a trace, a budget, a figure and a line in the log. */
export function prepareHttp(app: NestFastifyApplication, metrics: Metrics, log: Log): void {
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
    const trace = nextTrace(headerText(request.headers['traceparent']));
    void reply.header('x-trace-id', traceIdOf(trace));
    request.call = { deadlineAt: request.startedAt + requestBudgetMs, actor: 'anonymous', trace };
    done();
  });
  // Entered here and not in onRequest: reading the body leaves the asynchronous context behind.
  server.addHook('preValidation', (request, _reply, done) => runInContext(request.call, done));
  server.addHook('onResponse', (request, reply, done) => {
    const ms = performance.now() - request.startedAt;
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    metrics.httpSeconds.observe({ method, route, status: String(reply.statusCode) }, ms / 1000);
    tell(log, request, { method, route, status: reply.statusCode, ms: Math.round(ms * 10) / 10 });
    done();
  });
}

/** By its route, since an address holds what a player typed. */
function tell(log: Log, { call, refusedWith }: FastifyRequest, facts: HttpFacts): void {
  const line = { ...facts, code: refusedWith ?? 'ok', traceId: traceIdOf(call.trace) };
  if (probes.test(facts.route)) log.debug(line, 'request');
  else log.info(line, 'request');
}

interface HttpFacts {
  method: string;
  route: string;
  status: number;
  ms: number;
}

/** JSON without the keys that would reach an object's prototype. */
function parseSafely(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') throw new SyntaxError('a member must not be called __proto__');
    return value;
  });
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
