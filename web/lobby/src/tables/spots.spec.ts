import { describe, expect, it } from '@jest/globals';
import type { Table } from '../api/table-news.js';
import { chipsOf, othersOf, ownOf } from './spots.js';

const bet = (kind: string, numbers: number[], amount: number) => ({ kind, numbers, amount });
const reds = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];
const table = {
  spots: [
    { kind: 'straight', numbers: [17] },
    { kind: 'split', numbers: [17, 20] },
    { kind: 'red', numbers: reds },
  ],
  totals: { spots: [300, 50, 900] },
  bets: [
    { bets: [bet('straight', [17], 100), bet('red', reds, 200)] },
    { bets: [bet('straight', [17], 200)] },
  ],
} as unknown as Table;

describe('chips in the round', () => {
  const own = ownOf(table);

  it('are the sum of all bets of the player on a spot', () => {
    expect([...own]).toEqual([
      ['straight:17', 300],
      [`red:${reds.join()}`, 200],
    ]);
  });

  it('of others are what lies there without the own', () => {
    expect([...othersOf(table, own)]).toEqual([
      ['split:17,20', 50],
      [`red:${reds.join()}`, 700],
    ]);
    expect(othersOf({ spots: table.spots as NonNullable<Table['spots']> }, own).size).toBe(0);
  });

  it('never fall below nothing while the count is older than the last bet', () => {
    expect(othersOf(table, new Map([['straight:17', 1000]])).has('straight:17')).toBe(false);
  });

  it('can be put down again', () => {
    expect(chipsOf(own).map(({ spot: { kind }, amount }) => [kind, amount])).toEqual([
      ['straight', 300],
      ['red', 200],
    ]);
  });
});
