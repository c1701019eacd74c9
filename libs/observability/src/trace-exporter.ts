import { type Attributes, type SpanKind as OtelKind } from '@opentelemetry/api';
import { type SpanExporter } from '@opentelemetry/sdk-trace';
import { type EndedSpan, type SpanKind } from './span.js';

/** Where spans go, and in whose name. */
export interface Target {
  service: string;
  version: string;
  /** Where OTLP over HTTP is taken: `…/v1/traces`. */
  url: string;
  /** Hears why spans are lost, once until some arrive again. */
  failed: (error: unknown) => void;
}

/** Takes spans that have ended and sends them on, some at a time. */
export interface Exporter {
  send(span: EndedSpan): void;
  /** Sends what there is, for at most `boundMs`. */
  close(boundMs: number): Promise<void>;
}

const sendEveryMs = 500;
const batchSpans = 256;
const mostQueued = 2048;
const sendTimeoutMs = 2000;
/** Longest text of a statement that is kept, in characters. */
const longestText = 2000;

/** What ends like this is a fault of ours; any other code is an answer. */
const faults = new Set([
  'internal',
  'service_unavailable',
  'overloaded',
  'outcome_unknown',
  'deadline_spent',
]);

const kinds = {
  request: 1,
  answer: 1,
  ask: 2,
  statement: 2,
  publish: 3,
  process: 4,
} as const satisfies Record<SpanKind, OtelKind>;

/** Loads OpenTelemetry's SDK and opens its way out. */
export async function openExporter({ service, version, url, failed }: Target): Promise<Exporter> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const way = outspoken(new OTLPTraceExporter({ url, timeoutMillis: sendTimeoutMs }), failed);
  /** Ids were given when the work began, for what it called to name. */
  let now: EndedSpan | undefined;
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    sampler: new sdk.AlwaysOnSampler(),
    idGenerator: {
      generateTraceId: () => now?.traceId ?? '',
      generateSpanId: () => now?.spanId ?? '',
    },
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: way,
        scheduledDelayMillis: sendEveryMs,
        maxExportBatchSize: batchSpans,
        maxQueueSize: mostQueued,
        exportTimeoutMillis: sendTimeoutMs,
      }),
    ],
  });
  const tracer = provider.getTracer('croupier', version);
  return {
    send: (span) => {
      now = span;
      const { name, kind, traceId, parentId, startedAt: startTime } = span;
      const parent = { traceId, spanId: parentId ?? '', traceFlags: api.TraceFlags.SAMPLED, isRemote: true };
      const context = parentId ? api.trace.setSpanContext(api.ROOT_CONTEXT, parent) : api.ROOT_CONTEXT;
      const options = { kind: kinds[kind], startTime, attributes: attributesOf(span) };
      const begun = tracer.startSpan(name, options, context);
      if (isFault(span)) begun.setStatus({ code: api.SpanStatusCode.ERROR, message: span.code });
      begun.end(span.endedAt);
    },
    close: (boundMs) => bounded(provider.shutdown(), boundMs),
  };
}

/** Says so once when spans cannot be delivered, and once more after some were. */
function outspoken(inner: SpanExporter, failed: (error: unknown) => void): SpanExporter {
  let said = false;
  return {
    export: (spans, done) =>
      inner.export(spans, (result) => {
        if (result.error && !said) failed(result.error);
        said = result.error !== undefined;
        done(result);
      }),
    shutdown: () => inner.shutdown(),
  };
}

async function bounded(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  // What cannot be delivered was said to be lost; that is no reason not to stop.
  await Promise.race([work.catch(() => undefined), bound]);
  clearTimeout(timer);
}

/** Of a statement, the code is one of PostgreSQL's. */
function isFault({ kind, code }: EndedSpan): boolean {
  return kind === 'statement' ? code !== 'ok' : faults.has(code);
}

function attributesOf({ kind, name, code, facts }: EndedSpan): Attributes {
  if (kind === 'statement')
    return {
      'db.system.name': 'postgresql',
      'db.query.text': (facts.statement ?? '').slice(0, longestText),
      ...(code === 'ok' ? {} : { 'db.response.status_code': code }),
    };
  const ended = { 'croupier.code': code };
  if (kind === 'request')
    return {
      ...ended,
      'http.request.method': facts.method ?? '',
      'http.route': facts.route ?? '',
      'http.response.status_code': facts.status ?? 0,
    };
  const way = { 'messaging.system': 'nats', 'messaging.destination.name': name };
  return { ...ended, ...way, 'messaging.operation.type': operations[kind] };
}

const operations = { ask: 'send', answer: 'process', publish: 'send', process: 'process' } as const;
