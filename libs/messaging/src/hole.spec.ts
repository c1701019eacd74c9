import { describe, expect, it } from '@jest/globals';
import { holesBetween } from './hole.js';

describe('the holes of a stream', () => {
  it('are none where all is there, whatever is missing elsewhere', () => {
    expect(holesBetween({ first_seq: 1, deleted: [3, 20] }, 4, 20)).toEqual([]);
  });

  it('are runs of what is missing', () => {
    const deleted = [9, 5, 6, 12, 7];
    expect(holesBetween({ first_seq: 1, deleted }, 5, 13)).toEqual([
      { from: 6, to: 7 },
      { from: 9, to: 9 },
      { from: 12, to: 12 },
    ]);
  });

  it('begin before the first message, if that is not where it was', () => {
    expect(holesBetween({ first_seq: 8, deleted: [8, 10] }, 3, 11)).toEqual([
      { from: 4, to: 8 },
      { from: 10, to: 10 },
    ]);
    expect(holesBetween({ first_seq: 30 }, 3, 11)).toEqual([{ from: 4, to: 10 }]);
    expect(holesBetween({ first_seq: 1 }, 0, 1)).toEqual([]);
  });
});
