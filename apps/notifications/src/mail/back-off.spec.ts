import { describe, expect, it } from '@jest/globals';
import { waitAfter } from './back-off.js';

describe('waitAfter', () => {
  it('doubles from a second to ten minutes and stays there', () => {
    expect([1, 2, 3, 10, 11, 1_000_000].map(waitAfter)).toEqual([
      1000, 2000, 4000, 512_000, 600_000, 600_000,
    ]);
  });
});
