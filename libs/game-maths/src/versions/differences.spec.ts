import { describe, expect, it } from '@jest/globals';
import { differencesOf } from './differences.js';

describe('differencesOf', () => {
  it('names every member that is another, with both values', () => {
    const before = { version: '1.0.0', pays: { lamp: { 3: 5, 4: 50 } }, reels: [['a', 'b']], rows: 3 };
    const after = { version: '1.1.0', pays: { lamp: { 4: 60, 5: 9 } }, reels: [['a', 'c', 'b']], rows: 3 };
    expect(differencesOf(before, after)).toEqual([
      'version: "1.0.0" → "1.1.0"',
      'pays.lamp.3: 5 → nothing',
      'pays.lamp.4: 50 → 60',
      'pays.lamp.5: nothing → 9',
      'reels.0.1: "b" → "c"',
      'reels.0.2: nothing → "b"',
    ]);
  });

  it('tells a list from a table, and nothing of what is the same in another order', () => {
    expect(differencesOf({ a: [1] }, { a: { 0: 1 } })).toEqual(['a: [1] → {"0":1}']);
    expect(differencesOf({ a: 1, b: [2] }, { b: [2], a: 1 })).toEqual([]);
  });

  it('says how many it left out', () => {
    const long = differencesOf([...Array(300).keys()], []);
    expect(long).toHaveLength(200);
    expect(long.at(-1)).toBe('and 101 more');
  });
});
