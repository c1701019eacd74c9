import { randomBytes } from 'node:crypto';
import { type EndedSpan, isSampled, Span, type SpanFacts, type SpanKind } from './span.js';
import { TraceBudget } from './trace-budget.js';
import { type Exporter, openExporter, type Target } from './trace-exporter.js';

export interface TracesOptions extends Target {
  /** Share of the requests that is recorded, 0 to 1. */
  share: number;
  /** Requests at most that are recorded in a second. */
  perSecond: number;
}

const traceparent = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
/** Spans that wait for the exporter to be loaded. */
const mostWaiting = 2048;

/**
 * Records what is sampled and hands it to the OpenTelemetry SDK. Whether a request is recorded is decided once, where it
 * enters; all others follow the flag that came with the work. A span is a few fields until it ends, and the SDK is
 * loaded when the first one has: a process that is never asked to record anything does not pay for it.
 */
export class Traces {
  private exporter: Exporter | undefined;
  private opening: Promise<void> | undefined;
  private readonly waiting: EndedSpan[] = [];
  private readonly budget: TraceBudget;

  constructor(private readonly options: TracesOptions) {
    this.budget = new TraceBudget(options.share, options.perSecond);
  }

  /**
   * Begins a span below `parent`, a traceparent.
   * @param statement its text, with placeholders for the values
   * @returns undefined if that is not sampled
   */
  begin(kind: SpanKind, name: string, parent: string | undefined, statement?: string): Span | undefined {
    if (!isSampled(parent) || !traceparent.test(parent)) return undefined;
    return new Span(kind, name, placeOf(parent), statement === undefined ? {} : { statement }, this.take);
  }

  /** Begins the span of a request from outside: the caller may name its trace, but not have it recorded. */
  enter(name: string, from: string | undefined, facts: SpanFacts): Span | undefined {
    if (!this.budget.admits(performance.now())) return undefined;
    const known = from !== undefined && traceparent.test(from);
    const place = known ? placeOf(from) : { traceId: randomBytes(16).toString('hex'), spanId: undefined };
    return new Span('request', name, place, facts, this.take);
  }

  /** Sends what there is, for at most `boundMs`. */
  async close(boundMs: number): Promise<void> {
    await this.opening;
    await this.exporter?.close(boundMs);
  }

  private readonly take = (span: EndedSpan): void => {
    if (this.exporter) return this.exporter.send(span);
    if (this.waiting.length < mostWaiting) this.waiting.push(span);
    this.opening ??= this.open().catch((error: unknown) => this.options.failed(error));
  };

  private async open(): Promise<void> {
    const exporter = await openExporter(this.options);
    for (const span of this.waiting.splice(0)) exporter.send(span);
    this.exporter = exporter;
  }
}

function placeOf(trace: string): { traceId: string; spanId: string } {
  return { traceId: trace.slice(3, 35), spanId: trace.slice(36, 52) };
}
