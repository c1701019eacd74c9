import { describe, expect, it } from '@jest/globals';
import { nextTrace } from './call-context.js';

describe('nextTrace', () => {
  it('begins a trace, and never the same one or span again', () => {
    const traces = Array.from({ length: 2000 }, () => nextTrace());
    for (const trace of traces) expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(new Set(traces.map((trace) => trace.slice(3, 35))).size).toBe(2000);
    expect(new Set(traces.map((trace) => trace.slice(36, 52))).size).toBe(2000);
  });

  it('goes on with the trace and the flags of its parent, as another span', () => {
    const parent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(nextTrace(parent)).toMatch(/^00-a{32}-(?!b{16})[0-9a-f]{16}-01$/);
  });

  it.each(['', 'no trace', `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`])(
    'takes no malformed parent: %j',
    (parent) => {
      expect(nextTrace(parent)).toMatch(/^00-(?!a{32})[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    },
  );
});
