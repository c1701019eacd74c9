import { describe, expect, it } from '@jest/globals';
import { readExposition } from './exposition.js';

const text = `# HELP casino_asks_total Asks.
# TYPE casino_asks_total counter
casino_asks_total{subject="rpc.wallet.read.v1",code="ok"} 12
casino_asks_seconds_bucket{le="+Inf",subject="a \\"b\\" \\\\ c"} 3
process_cpu_seconds_total 1.5e-3
casino_up 1
`;

describe('readExposition', () => {
  it('reads names, labels and values, and skips what is not wanted', () => {
    expect(readExposition(text, (name) => name !== 'casino_up')).toEqual([
      { name: 'casino_asks_total', labels: { subject: 'rpc.wallet.read.v1', code: 'ok' }, value: 12 },
      { name: 'casino_asks_seconds_bucket', labels: { le: '+Inf', subject: 'a "b" \\ c' }, value: 3 },
      { name: 'process_cpu_seconds_total', labels: {}, value: 0.0015 },
    ]);
  });

  it('makes nothing of what is no line', () => {
    expect(readExposition('\n{\nname\n<html>\nname{a="b" 1\n', () => true)).toEqual([]);
  });
});
