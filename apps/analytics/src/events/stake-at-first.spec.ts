import { describe, expect, it } from '@jest/globals';
import { stakeAtFirst } from './stake-at-first.js';

describe('the stake with which a round began', () => {
  it.each([
    [
      'its bets, whatever was raised',
      {
        actions: [{ kind: 'raise' }],
        bets: [
          { kind: 'ante', amount: 100 },
          { kind: 'pair-plus', amount: 50 },
        ],
      },
      150,
    ],
    ['also where nothing was decided', { actions: [], bets: [{ kind: 'deal', amount: 200 }] }, 200],
    ['of no round without decisions', { bets: [{ kind: 'red', amount: 100 }] }, undefined],
    ['of none without bets', { actions: [] }, undefined],
    ['of none that a studio tells otherwise', { actions: [], bets: [{ amount: '1e400' }, null] }, undefined],
  ])('is known: %s', (_, outcome, expected) => {
    expect(stakeAtFirst(outcome)).toBe(expected);
  });
});
