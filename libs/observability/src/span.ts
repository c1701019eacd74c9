import { randomBytes } from 'node:crypto';

/** What a span is of; `request` is of HTTP, `statement` of the database. */
export type SpanKind = 'request' | 'ask' | 'answer' | 'publish' | 'process' | 'statement';

/** What a span says besides its times; never a value that a player gave. */
export interface SpanFacts {
  /** Text of the statement, with placeholders for its values. */
  statement?: string;
  method?: string;
  route?: string;
  status?: number;
}

/** A span that has ended. Times are in ms since 1970. */
export interface EndedSpan {
  kind: SpanKind;
  name: string;
  traceId: string;
  spanId: string;
  parentId: string | undefined;
  startedAt: number;
  endedAt: number;
  code: string;
  facts: SpanFacts;
}

/** How a traceparent ends whose work is recorded. */
export const sampledFlag = '-01';

export function isSampled(trace: string | undefined): trace is string {
  return trace?.endsWith(sampledFlag) ?? false;
}

/** Ms since 1970, to the µs, by a clock that is never set while this process lives. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A piece of work that is being recorded. */
export class Span {
  private readonly spanId = randomBytes(8).toString('hex');
  private readonly startedAt = now();

  constructor(
    private readonly kind: SpanKind,
    private readonly name: string,
    private readonly parent: { traceId: string; spanId: string | undefined },
    private readonly facts: SpanFacts,
    private readonly take: (span: EndedSpan) => void,
  ) {}

  /** traceparent for what it calls in turn. */
  get trace(): string {
    return `00-${this.parent.traceId}-${this.spanId}${sampledFlag}`;
  }

  /**
   * @param code `ok`, or the code it ended with
   * @param status of HTTP
   */
  end(code: string, status?: number): void {
    const { kind, name, spanId, startedAt } = this;
    const { traceId, spanId: parentId } = this.parent;
    const facts = status === undefined ? this.facts : { ...this.facts, status };
    this.take({ kind, name, traceId, spanId, parentId, startedAt, endedAt: now(), code, facts });
  }
}
