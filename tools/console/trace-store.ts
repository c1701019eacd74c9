/** A span as it is shown. Times in ms since 1970. */
export interface ShownSpan {
  traceId: string;
  spanId: string;
  parentId: string;
  service: string;
  name: string;
  kind: string;
  startedAt: number;
  endedAt: number;
  failed: boolean;
  attributes: Record<string, string>;
}

/** A trace in the list. */
export interface TraceHead {
  traceId: string;
  name: string;
  startedAt: number;
  durationMs: number;
  spans: number;
  services: string[];
  code: string;
  failed: boolean;
}

const mostTraces = 1000;
const mostSpans = 20_000;
/** One trace alone may not push all others out. */
const mostOfOne = 500;
const mostAttributes = 16;
const longestText = 2000;
const kinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];

/** The latest traces, in memory: so many of them and so many spans, and the oldest go first. */
export class TraceStore {
  private readonly traces = new Map<string, ShownSpan[]>();
  private count = 0;

  /** Takes a request of OTLP in JSON. @throws Error if it is none */
  take(body: unknown): void {
    for (const group of listOf(body, 'resourceSpans')) {
      const service =
        attributesOf(fieldOf(fieldOf(group, 'resource'), 'attributes'))['service.name'] ?? 'unknown';
      for (const scope of listOf(group, 'scopeSpans'))
        for (const span of listOf(scope, 'spans')) this.keep(spanOf(span, service));
    }
  }

  /** The spans of a trace, first begun first; undefined if it is not here, or not any more. */
  find(traceId: string): ShownSpan[] | undefined {
    return this.traces.get(traceId)?.toSorted((a, b) => a.startedAt - b.startedAt);
  }

  /** The latest, last begun first. */
  latest(most: number): TraceHead[] {
    return [...this.traces.values()].slice(-most).reverse().map(headOf);
  }

  private keep(span: ShownSpan): void {
    const spans = this.traces.get(span.traceId) ?? [];
    if (spans.length >= mostOfOne) return;
    spans.push(span);
    this.count += 1;
    this.traces.set(span.traceId, spans);
    for (const [oldest, { length }] of this.traces) {
      if (this.traces.size <= mostTraces && this.count <= mostSpans) return;
      this.traces.delete(oldest);
      this.count -= length;
    }
  }
}

function headOf(spans: readonly ShownSpan[]): TraceHead {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const first = spans.find(({ parentId }) => !ids.has(parentId)) ?? (spans[0] as ShownSpan);
  const startedAt = Math.min(...spans.map((span) => span.startedAt));
  return {
    traceId: first.traceId,
    name: first.name,
    startedAt,
    durationMs: first.endedAt - first.startedAt,
    spans: spans.length,
    services: [...new Set(spans.map(({ service }) => service))],
    code: first.attributes['croupier.code'] ?? '',
    failed: spans.some(({ failed }) => failed),
  };
}

function spanOf(span: unknown, service: string): ShownSpan {
  const traceId = textOf(span, 'traceId');
  const spanId = textOf(span, 'spanId');
  if (!/^[0-9a-f]{32}$/.test(traceId) || !/^[0-9a-f]{16}$/.test(spanId))
    throw new Error('ids of a span are hex');
  return {
    traceId,
    spanId,
    parentId: textOf(span, 'parentSpanId'),
    service,
    name: textOf(span, 'name'),
    kind: kinds[Number(fieldOf(span, 'kind'))] ?? 'internal',
    startedAt: msOf(span, 'startTimeUnixNano'),
    endedAt: msOf(span, 'endTimeUnixNano'),
    failed: Number(fieldOf(fieldOf(span, 'status'), 'code')) === 2,
    attributes: attributesOf(fieldOf(span, 'attributes')),
  };
}

function msOf(span: unknown, name: string): number {
  const nanoseconds = textOf(span, name);
  if (!/^\d{1,20}$/.test(nanoseconds)) throw new Error(`${name} is a number of nanoseconds`);
  return Number(BigInt(nanoseconds) / 1000n) / 1000;
}

function attributesOf(given: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const one of Array.isArray(given) ? given.slice(0, mostAttributes) : []) {
    const value = fieldOf(one, 'value');
    const text = ['stringValue', 'intValue', 'boolValue', 'doubleValue'].map((name) => fieldOf(value, name));
    found[textOf(one, 'key')] = plain(text.find((each) => each !== undefined));
  }
  return found;
}

function fieldOf(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}

function textOf(of: unknown, name: string): string {
  return plain(fieldOf(of, name));
}

function plain(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? String(value).slice(0, longestText) : '';
}

function listOf(of: unknown, name: string): unknown[] {
  const list = fieldOf(of, name);
  if (!Array.isArray(list)) throw new Error(`${name} is a list`);
  return list;
}
