import { describe, expect, it } from '@jest/globals';
import { begunIn } from './stake-at-first.js';

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
      { begunWith: 150 },
    ],
    [
      'also where nothing was decided',
      { actions: [], bets: [{ kind: 'deal', amount: 200 }] },
      { begunWith: 200 },
    ],
    [
      'of craps the bets that stay, with what came back of them',
      {
        actions: [{ kind: 'roll' }, { kind: 'bet' }],
        bets: [
          { kind: 'pass', amount: 100 },
          { kind: 'place', numbers: [6], amount: 60 },
        ],
        rolls: [{ settled: [] }, { settled: [{ kind: 'pass', numbers: [8], amount: 100, payout: 200 }] }],
      },
      { begunWith: 100, begunPaid: 200 },
    ],
    [
      'of no round of craps that began with what can be taken down',
      { actions: [{ kind: 'roll' }], bets: [{ kind: 'place', numbers: [6], amount: 60 }], rolls: [] },
      {},
    ],
    ['of no round without decisions', { bets: [{ kind: 'red', amount: 100 }] }, {}],
    ['of none without bets', { actions: [] }, {}],
    ['of none that a studio tells otherwise', { actions: [], bets: [{ amount: '1e400' }, null] }, {}],
  ])('is known: %s', (_, outcome, expected) => {
    expect(begunIn(outcome)).toEqual(expected);
  });
});
