import { findSpot, spotsOf } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { colourOf, keyOf, neighbour, spots } from './layout.js';

const at = (kind: string, ...numbers: number[]) =>
  spots.find((spot) => keyOf(spot) === keyOf({ kind, numbers })) as (typeof spots)[number];

describe('the layout on the page', () => {
  it('has exactly the spots of the game, each once', () => {
    const ours = spots.map(keyOf).sort();
    expect(ours).toEqual(spotsOf(1).map(keyOf).sort());
    expect(new Set(ours).size).toBe(157);
    for (const { kind, numbers } of spots) expect(findSpot(1, kind as 'split', numbers)).toBeDefined();
  });

  it('has no two spots in one place', () => {
    expect(new Set(spots.map(({ x, y }) => `${x},${y}`)).size).toBe(spots.length);
  });

  it('knows the colours', () => {
    expect([0, 1, 2, 36].map(colourOf)).toEqual(['green', 'red', 'black', 'red']);
  });

  it('is walked by arrow keys, over every spot between', () => {
    expect(keyOf(neighbour(at('straight', 17), 1, 0))).toBe('split:17,20');
    expect(keyOf(neighbour(at('split', 17, 20), 1, 0))).toBe('straight:20');
    expect(keyOf(neighbour(at('straight', 17), 0, -1))).toBe('split:17,18');
    expect(keyOf(neighbour(at('straight', 1), 0, 1))).toBe('street:1,2,3');
    expect(keyOf(neighbour(at('straight', 2), -1, 0))).toBe('split:0,2');
    expect(neighbour(at('straight', 0), -1, 0)).toBe(at('straight', 0));
    const seen = new Set([keyOf(at('straight', 0))]);
    const queue = [at('straight', 0)];
    for (let spot = queue.pop(); spot; spot = queue.pop())
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const next = neighbour(spot, dx, dy);
        if (!seen.has(keyOf(next))) {
          seen.add(keyOf(next));
          queue.push(next);
        }
      }
    expect(seen.size).toBe(spots.length);
  });
});
