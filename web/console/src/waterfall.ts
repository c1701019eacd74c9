import { type Span } from './model.js';

/** A span in its place: how deep below the first one, and where within the whole, in percent. */
export interface Row {
  span: Span;
  depth: number;
  startMs: number;
  durationMs: number;
  left: number;
  width: number;
}

/** The spans of a trace as rows, each behind its parent; one whose parent did not come stands at the top. */
export function rowsOf(spans: readonly Span[]): Row[] {
  if (spans.length === 0) return [];
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = new Map<string, Span[]>();
  for (const span of spans) {
    const parentId = ids.has(span.parentId) ? span.parentId : '';
    below.set(parentId, [...(below.get(parentId) ?? []), span]);
  }
  const start = Math.min(...spans.map(({ startedAt }) => startedAt));
  const whole = Math.max(0.001, Math.max(...spans.map(({ endedAt }) => endedAt)) - start);
  const rows: Row[] = [];
  const seen = new Set<string>();
  const add = (parentId: string, depth: number): void => {
    for (const span of (below.get(parentId) ?? []).toSorted((a, b) => a.startedAt - b.startedAt)) {
      if (seen.has(span.spanId)) continue;
      seen.add(span.spanId);
      const startMs = span.startedAt - start;
      const durationMs = Math.max(0, span.endedAt - span.startedAt);
      const left = (startMs / whole) * 100;
      rows.push({
        span,
        depth,
        startMs,
        durationMs,
        left,
        width: Math.max(0.25, (durationMs / whole) * 100),
      });
      add(span.spanId, depth + 1);
    }
  };
  add('', 0);
  return rows;
}
