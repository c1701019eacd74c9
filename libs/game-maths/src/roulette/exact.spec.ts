import { describe, expect, it } from '@jest/globals';
import { seededBytes } from '../../test/seeded-bytes.js';
import { american, european, laPartage, tripled, wheelJson } from '../../test/wheels.js';
import { fraction, toDecimal } from '../fraction.js';
import { CryptoRandom } from '../random.js';
import { parseRouletteDefinition, zerosOf } from './definition.js';
import { exactRouletteReturn, isRouletteAsDeclared, spotReturn } from './exact.js';
import { findSpot, isEvenMoney, type Spot, spotsOf } from './layout.js';
import { playRoulette } from './play.js';

const edges = (definition: typeof european) =>
  Object.fromEntries(
    exactRouletteReturn(definition).bets.map(({ kind, edge }) => [
      kind,
      `${edge.numerator}/${edge.denominator}`,
    ]),
  );

describe('the exact return of roulette', () => {
  it('keeps 1/37 of every bet on a single zero', () => {
    expect(new Set(Object.values(edges(european)))).toEqual(new Set(['1/37']));
    for (const spot of spotsOf(1)) expect(spotReturn(european, spot)).toEqual(fraction(36n, 37n));
    expect(toDecimal(fraction(1n, 37n), 8)).toBe('0.02702703');
  });

  it('keeps 2/38 of every bet on a double zero but the five-number bet, of which it keeps 3/38', () => {
    const { 'five-number': five, ...others } = edges(american);
    expect(new Set(Object.values(others))).toEqual(new Set(['1/19']));
    expect(five).toBe('3/38');
    const { fraction: least, best } = exactRouletteReturn(american);
    expect([least, best]).toEqual([fraction(35n, 38n), fraction(36n, 38n)]);
  });

  it('keeps 3/39 of every bet on a triple zero, the top line included', () => {
    expect(new Set(Object.values(edges(tripled)))).toEqual(new Set(['1/13']));
    for (const spot of spotsOf(3)) expect(spotReturn(tripled, spot)).toEqual(fraction(36n, 39n));
    expect(toDecimal(fraction(100n, 13n), 2)).toBe('7.69');
  });

  it('keeps 1/74 of even money under la partage and 1/37 of the rest', () => {
    for (const { kind, edge } of exactRouletteReturn(laPartage).bets) {
      expect(edge).toEqual(isEvenMoney(kind) ? fraction(1n, 74n) : fraction(1n, 37n));
    }
  });

  it('is the mean of the pays over the pockets, for every spot of every wheel', () => {
    for (const definition of [european, american, tripled]) {
      for (const spot of spotsOf(zerosOf(definition))) {
        const wins = BigInt(spot.numbers.length * ((definition.pays[spot.kind] ?? 0) + 1));
        expect(spotReturn(definition, spot)).toEqual(fraction(wins, BigInt(definition.wheel.length)));
      }
    }
  });

  it('is what 400,000 rounds come to', () => {
    const random = new CryptoRandom(seededBytes(37));
    const red = { ...(findSpot(1, 'red') as Spot), amount: 10 };
    let paid = 0;
    const rounds = 400_000;
    for (let round = 0; round < rounds; round += 1) paid += playRoulette(european, [red], random).payout;
    // One standard error of an even-money bet over so many rounds is 0.0016.
    expect(Math.abs(paid / (rounds * 10) - 36 / 37)).toBeLessThan(0.008);
  });

  it('is held to the declared band', () => {
    const narrow = (minimum: string, maximum: string) =>
      parseRouletteDefinition({ ...wheelJson(2), rtp: { minimum, maximum } });
    const exact = exactRouletteReturn(american);
    expect(isRouletteAsDeclared(narrow('0.92', '0.95'), exact)).toBe(true);
    expect(isRouletteAsDeclared(narrow('0.93', '0.95'), exact)).toBe(false);
    expect(isRouletteAsDeclared(narrow('0.92', '0.94'), exact)).toBe(false);
  });
});
