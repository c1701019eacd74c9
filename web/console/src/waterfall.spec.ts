import { describe, expect, it } from '@jest/globals';
import { type Span } from './model.js';
import { rowsOf } from './waterfall.js';

const span = (spanId: string, parentId: string, startedAt: number, endedAt: number): Span => ({
  ...{ traceId: 't', service: 's', name: spanId, kind: 'server', failed: false, attributes: {} },
  ...{ spanId, parentId, startedAt, endedAt },
});

describe('rowsOf', () => {
  it('puts each span behind its parent, those of one parent in the order in which they began', () => {
    const rows = rowsOf([
      span('late', 'root', 1060, 1100),
      span('root', '', 1000, 1100),
      span('deep', 'early', 1020, 1030),
      span('early', 'root', 1010, 1050),
    ]);
    expect(rows.map((row) => [row.span.name, row.depth, row.left, row.width])).toEqual([
      ['root', 0, 0, 100],
      ['early', 1, 10, 40],
      ['deep', 2, 20, 10],
      ['late', 1, 60, 40],
    ]);
  });

  it('shows one whose parent did not come, and ends where spans are each their own parents', () => {
    expect(rowsOf([span('lost', 'elsewhere', 1, 2)]).map(({ depth }) => depth)).toEqual([0]);
    expect(rowsOf([span('a', 'b', 1, 2), span('b', 'a', 1, 2)])).toEqual([]);
    expect(rowsOf([])).toEqual([]);
  });
});
