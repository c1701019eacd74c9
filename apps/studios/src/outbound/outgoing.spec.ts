import { describe, expect, it } from '@jest/globals';
import { waitAfter } from './outgoing.js';

describe('the wait for the next attempt', () => {
  it('doubles, up to five minutes', () => {
    expect([1, 2, 3, 8, 9, 10, 1000].map(waitAfter)).toEqual([1, 2, 4, 128, 256, 300, 300]);
  });
});
