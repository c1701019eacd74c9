import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, edgesOf, faultPaths, standardErrors } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { cardName, cardOf } from '../cards/cards.js';
import { certificationFaults } from '../certify.js';
import { parseThreeCardDefinition } from './definition.js';
import { threeCardEngine } from './engine.js';
import { analyseAnte } from './exact.js';
import { handOf, strengthOf } from './hands.js';

interface Json {
  kind: unknown;
  dealerQualifies: unknown;
  anteBonus: Record<string, unknown>;
  pairPlus?: Record<string, unknown>;
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('drift-three');
const drift = parseThreeCardDefinition(json);
const schema = schemaOf('three-card-poker');
const sheets = threeCardEngine.sheets(drift);

function strength(names: string): number {
  const [a = NaN, b = NaN, c = NaN] = names.split(' ').map((name) => cardOf(name) ?? NaN);
  return strengthOf(a, b, c);
}

describe('three card poker', () => {
  it('Three Card Poker: ante and play, ante bonus 5-4-1; Pair Plus 40-30-6-4-1', () => {
    expect(edgesOf(sheets)).toEqual({ ante: '3.372981', 'pair-plus': '2.316742' });
  });

  it('Three Card Poker: raise on Q-6-4 or better', () => {
    const { weakest } = analyseAnte(drift);
    expect(weakest.map(cardName).map((name) => name[0])).toEqual(['4', '6', 'Q']);
  });

  it('Three Card Poker: of 22,100 hands, straight flushes, trips, straights, flushes and pairs', () => {
    const counts = new Map<string | undefined, number>();
    for (let c = 2; c < 52; c += 1)
      for (let b = 1; b < c; b += 1)
        for (let a = 0; a < b; a += 1) {
          const hand = handOf(strengthOf(a, b, c));
          counts.set(hand, (counts.get(hand) ?? 0) + 1);
        }
    expect(Object.fromEntries(counts)).toEqual({
      'straight-flush': 48,
      'three-of-a-kind': 52,
      straight: 720,
      flush: 1096,
      pair: 3744,
      undefined: 16_440,
    });
  });

  it.each([
    ['Ah Kh Qh', '2c 2d 2h'],
    ['2c 2d 2h', 'Ah Kd Qh'],
    ['Ah Kd Qh', 'Kh Qd Jh'],
    ['4h 3d 2h', 'Ah 2d 3h'],
    ['Ah 2d 3h', 'Ac Kc Jc'],
    ['Ac Kc Jc', 'Ac Qc Jc'],
    ['3c 4c 6c', 'Ac Ad Kh'],
    ['Ac Ad 2h', 'Kc Kd Ah'],
    ['Kc Kd 3h', 'Kh Ks 2c'],
    ['2c 2d 3h', 'Ac Kc Jd'],
    ['Ac Kc 3d', 'Ac Qc Jd'],
  ])('ranks %s above %s', (better, worse) => {
    expect(strength(better)).toBeGreaterThan(strength(worse));
  });

  it('returns what its definition declares and tells players', () => {
    expect(certificationFaults(threeCardEngine, drift, sheets)).toEqual([]);
  });

  it('takes other rules: without a bonus the ante returns what the bonus brought less', () => {
    const plain = changed(json, (copy) => {
      copy.anteBonus = {};
      delete copy.pairPlus;
      delete copy.limits['GBP']!.bets['pair-plus'];
    });
    const [ante, other] = threeCardEngine.sheets(parseThreeCardDefinition(plain));
    expect(other).toBeUndefined();
    const bonus = (48n * 5n + 52n * 4n + 720n) * 18_424n;
    const difference = (sheets[0]?.rtp.numerator ?? 0n) * (22_100n * 18_424n);
    expect(difference / (sheets[0]?.rtp.denominator ?? 1n) - bonus).toBe(
      ((ante?.rtp.numerator ?? 0n) * (22_100n * 18_424n)) / (ante?.rtp.denominator ?? 1n),
    );
  });

  it('is what played rounds come to', () => {
    for (const sheet of sheets) {
      const seen = standardErrors(threeCardEngine, drift, { sheet, rounds: 100_000, seed: 6 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
    expect(() => threeCardEngine.sampler(drift, 'six-card')).toThrow('no six-card');
  });
});

describe('a definition of three card poker', () => {
  it('is of the published schema, with pair plus or without', () => {
    expect(schema(json)).toBe(true);
    const ante = changed(json, (copy) => {
      delete copy.pairPlus;
      delete copy.limits['GBP']!.bets['pair-plus'];
    });
    expect(schema(ante)).toBe(true);
    expect(faultPaths(parseThreeCardDefinition, ante)).toEqual([]);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'poker'), 'kind'],
    ['a dealer who plays with no card', (copy) => (copy.dealerQualifies = '1'), 'dealerQualifies'],
    ['a hand that nobody knows', ({ anteBonus }) => (anteBonus['royal'] = 9), 'anteBonus.royal'],
    ['a pay of nothing', (copy) => (copy.pairPlus!['pair'] = 0), 'pairPlus.pair'],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseThreeCardDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it('is refused if nobody could raise', () => {
    const tight = changed(json, ({ limits }) => Object.assign(limits['GBP']!, { roundMaximum: 10 }));
    expect(faultPaths(parseThreeCardDefinition, tight)).toEqual(['limits.GBP.roundMaximum']);
  });

  it('is refused without the limits of a bet, and if it is absent', () => {
    const short = changed(json, ({ limits }) => delete limits['GBP']!.bets['pair-plus']);
    expect(faultPaths(parseThreeCardDefinition, short)).toContain('limits.GBP.bets.pair-plus');
    expect(faultPaths(parseThreeCardDefinition, undefined)).toEqual(['$']);
  });
});
