import { describe, expect, it } from '@jest/globals';
import { fraction, hitRateOf, LawBuilder, meanOf, varianceOf } from '@croupier/game-maths';

describe('a law', () => {
  it('gives the figures of a fair coin that pays 19/20 to one', () => {
    const law = new LawBuilder(20);
    law.add(0, 1n);
    law.add(39, 1n);
    const coin = law.build();
    expect(meanOf(coin)).toEqual(fraction(39n, 40n));
    expect(varianceOf(coin)).toEqual(fraction(39n ** 2n, 40n ** 2n));
    expect(hitRateOf(coin)).toEqual(fraction(1n, 2n));
  });

  it('joins courses that pay the same, and counts a loss beyond the stake as no hit', () => {
    const law = new LawBuilder(1);
    law.add(2, 1n);
    law.add(-1, 1n);
    law.add(2, 2n);
    law.add(7, 0n);
    const { ways, total } = law.build();
    expect([...ways]).toEqual([
      [-1, 1n],
      [2, 3n],
    ]);
    expect(total).toBe(4n);
    expect(hitRateOf({ unit: 1, ways, total })).toEqual(fraction(3n, 4n));
  });

  it.each([0.5, Number.NaN, 2 ** 60])('takes no payout of %p units', (payout) => {
    expect(() => new LawBuilder(1).add(payout, 1n)).toThrow('whole number of units');
  });

  it('is of something that can happen', () => {
    expect(() => new LawBuilder(1).build()).toThrow('at least one course');
    expect(() => new LawBuilder(0)).toThrow('unit 0');
  });
});
