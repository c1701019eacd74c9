import { describe, expect, it } from '@jest/globals';
import { betsOf, type Chip, placed, placedAll, totalOf } from './bets.js';
import { spots } from './layout.js';

const spot = (kind: string, first: number) =>
  spots.find((each) => each.kind === kind && each.numbers[0] === first) as (typeof spots)[number];
const bounds = { maximum: new Map([['straight', 300]]), roundMaximum: 1000 };

describe('chips on the layout', () => {
  it('become one bet a spot', () => {
    const chips: Chip[] = [
      { spot: spot('straight', 17), amount: 100 },
      { spot: spot('red', 1), amount: 50 },
      { spot: spot('straight', 17), amount: 100 },
    ];
    expect(totalOf(chips)).toBe(250);
    expect(betsOf(chips).map(({ kind, amount }) => [kind, amount])).toEqual([
      ['straight', 200],
      ['red', 50],
    ]);
  });

  it('are taken up to the limit of the spot and of the round', () => {
    const one = { spot: spot('straight', 17), amount: 200 };
    expect(placed([], one, bounds)).toHaveLength(1);
    expect(placed([one], one, bounds)).toBeUndefined();
    expect(placed([{ spot: spot('red', 1), amount: 900 }], one, bounds)).toBeUndefined();
  });

  it('count with what is in the round already', () => {
    const one = { spot: spot('straight', 17), amount: 200 };
    const already = new Map([['straight:17', 200]]);
    expect(placed([], one, { ...bounds, already })).toBeUndefined();
    expect(placed([], { ...one, amount: 100 }, { ...bounds, already })).toHaveLength(1);
    const nearlyAll = new Map([['red:1,3', 900]]);
    expect(placed([], one, { ...bounds, already: nearlyAll })).toBeUndefined();
  });

  it('are put down again all or none', () => {
    const chips = [
      { spot: spot('straight', 17), amount: 100 },
      { spot: spot('red', 1), amount: 500 },
    ];
    expect(placedAll(chips, bounds)).toEqual(chips);
    expect(placedAll([...chips, ...chips], bounds)).toBeUndefined();
  });
});
