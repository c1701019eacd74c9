import { commonError } from '@croupier/contracts';
import { type CallContext, nextTrace, runInContext, traceIdOf } from '@croupier/messaging';
import { type Metrics } from '@croupier/observability';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Budget of one HTTP request, in ms: what its asks may spend together. */
const requestBudgetMs = 2000;

declare module 'fastify' {
  interface FastifyRequest {
    startedAt: number;
    call: CallContext;
    /** The body as it arrived, where a signature is over the bytes. */
    rawBody?: Buffer;
  }
}

/** Gives every request a trace, a budget and a figure. */
export function prepareHttp(app: NestFastifyApplication, metrics: Metrics): void {
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
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    metrics.httpSeconds.observe(labels, (performance.now() - request.startedAt) / 1000);
    done();
  });
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
