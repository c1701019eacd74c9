import { describe, expect, it } from '@jest/globals';
import { batchesOf } from './parts.js';

describe('batchesOf', () => {
  it('has nothing to do for nobody', () => {
    expect(batchesOf([])).toEqual([]);
  });

  it('puts at most 250 into an ask, all of them once and in order', () => {
    const items = Array.from({ length: 601 }, (_, number) => ({ number }));
    const batches = batchesOf(items);
    expect(batches.map(({ length }) => length)).toEqual([250, 250, 101]);
    expect(batches.flat()).toEqual(items);
  });

  it('puts no more text into an ask than a message holds, and one item however long', () => {
    const long = { text: 'x'.repeat(300_000) };
    const longest = { text: 'x'.repeat(700_000) };
    expect(batchesOf([long, longest, long, { text: '' }]).map(({ length }) => length)).toEqual([1, 1, 2]);
  });
});
