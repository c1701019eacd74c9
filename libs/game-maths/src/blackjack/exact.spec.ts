import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, standardErrors } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import { fraction } from '../fraction.js';
import { type BlackjackDefinition, parseBlackjackDefinition } from './definition.js';
import { gainByCards } from './by-cards.js';
import { compositions, totalKey } from './compositions.js';
import { DealerEndings } from './dealer.js';
import { blackjackEngine } from './engine.js';
import { analyse } from './exact.js';
import { fullShoe } from './ranks.js';

const json = definitionJson<Record<string, unknown>>('mill-lane-blackjack');
const millLane = parseBlackjackDefinition(json);
const withRules = (rules: Partial<BlackjackDefinition>) =>
  parseBlackjackDefinition(changed(json, (copy) => Object.assign(copy, rules)));
const late = withRules({ decks: 8, surrender: 'late' });

/** What the house keeps, in percent. */
const edgeOf = (definition: BlackjackDefinition): number => -100 * analyse(definition).expectation;

/** Letters for hard 5 to 17, against two to ten and an ace. */
function hardActions(definition: BlackjackDefinition): string[] {
  const { upcards } = analyse(definition);
  return Array.from({ length: 13 }, (_, step) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
      .map((up) => {
        const policy = upcards[up]?.policy;
        const key = totalKey(5 + step, false);
        if (policy?.surrender[key]) return 'R';
        return policy?.double[key] ? 'D' : policy?.hit[key] ? 'H' : 'S';
      })
      .join(''),
  );
}

describe('blackjack', () => {
  it('Blackjack, 6 decks, dealer stands on soft 17, double any two, double after split', () => {
    expect(edgeOf(millLane)).toBeCloseTo(0.405922, 6);
    expect(Math.abs(edgeOf(millLane) - 0.4001)).toBeLessThan(0.006);
  });

  it('Blackjack, 8 decks, dealer stands on soft 17, double after split, late surrender', () => {
    expect(edgeOf(late)).toBeCloseTo(0.355657, 6);
    expect(Math.abs(edgeOf(late) - 0.3573)).toBeLessThan(0.002);
  });

  it.each([
    [2, 0.459936],
    [3, 0.413539],
    [4, 0.405922],
    [5, 0.404587],
    [6, 0.404348],
    [8, 0.404301],
  ])('keeps less the more hands a pair can become: of %s hands %s %', (hands, edge) => {
    expect(edgeOf(withRules({ split: { ...millLane.split, hands } }))).toBeCloseTo(edge, 5);
  });

  it.each<[BlackjackDefinition['double']['on'], number, number]>([
    ['9-11', 0.0961, 0.09],
    ['10-11', 0.192, 0.18],
  ])('keeps more where only %s may be doubled: %s points, published as about %s', (on, more, published) => {
    const added = edgeOf(withRules({ double: { ...millLane.double, on } })) - edgeOf(millLane);
    expect(added).toBeCloseTo(more, 4);
    expect(Math.abs(added - published)).toBeLessThan(0.015);
  });

  it('keeps more the fewer totals may be doubled', () => {
    // Of one deck, where an eight is worth doubling.
    const [any = 0, ...fewer] = (['any-two', '8-11', '9-11', '10-11', '11'] as const).map((on) =>
      edgeOf(withRules({ decks: 1, double: { on, afterSplit: true } })),
    );
    fewer.reduce((before, edge) => {
      expect(edge).toBeGreaterThan(before);
      return edge;
    }, any);
  });

  it('is what played rounds come to where a pair becomes up to eight hands', () => {
    const many = withRules({ decks: 8, split: { hands: 8, acesAgain: true, hitAces: true } });
    const [sheet] = blackjackEngine.sheets(many);
    expect(sheet && standardErrors(blackjackEngine, many, { sheet, rounds: 300_000, seed: 8 })).toBeLessThan(
      4,
    );
  });

  it('keeps 0.0030 points less of who plays hands that are not split by their cards and not by totals', () => {
    expect(100 * gainByCards(millLane)).toBeCloseTo(0.003019, 5);
    expect(100 * gainByCards(late)).toBeCloseTo(0.000879, 5);
  });

  it('is played by the basic strategy that everybody knows, which nobody wrote down here', () => {
    expect(hardActions(late)).toEqual([
      'HHHHHHHHHH',
      'HHHHHHHHHH',
      'HHHHHHHHHH',
      'HHHHHHHHHH',
      'HDDDDHHHHH',
      'DDDDDDDDHH',
      'DDDDDDDDDH',
      'HHSSSHHHHH',
      'SSSSSHHHHH',
      'SSSSSHHHHH',
      'SSSSSHHHRH',
      'SSSSSHHRRR',
      'SSSSSSSSSS',
    ]);
    const pairs = analyse(late).upcards.map(({ policy }) => [...policy.split].join(''));
    expect(pairs).toEqual([
      '1000000100',
      '1110011110',
      '1110011110',
      '1110011110',
      '1111011110',
      '1111011110',
      '1110001100',
      '1000000110',
      '1000000110',
      '1000000100',
    ]);
  });

  it('has results that sum to one, whose mean is the return but for what hands of a split know of each other', () => {
    for (const definition of [millLane, late]) {
      const { results, expectation } = analyse(definition);
      const [sum, mean] = [...results].reduce(
        ([s, m], [result, chance]) => [s + chance, m + result * chance],
        [0, 0],
      );
      expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
      expect(Math.abs(mean - expectation)).toBeLessThan(5e-5);
    }
  });

  it('has sheets of what its definition declares and tells players', () => {
    const sheets = blackjackEngine.sheets(millLane);
    expect(certificationFaults(blackjackEngine, millLane, sheets)).toEqual([]);
    expect(sheets.map(({ bet }) => bet)).toEqual(['deal', 'insurance']);
    expect(sheets[1]?.rtp).toEqual(fraction(3n * 96n, 311n));
    expect(sheets[0]?.maximum.multiple).toEqual(fraction(9n));
  });

  it('is what played rounds come to', () => {
    for (const sheet of blackjackEngine.sheets(millLane)) {
      const seen = standardErrors(blackjackEngine, millLane, { sheet, rounds: 100_000, seed: 21 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
    expect(() => blackjackEngine.sampler(millLane, 'twenty-one')).toThrow('no twenty-one');
  });
});

describe('the dealer', () => {
  it.each(['stands', 'hits'] as const)('who %s on soft 17 ends somehow, whatever he shows', (soft17) => {
    for (let up = 0; up < 10; up += 1) {
      const left = Float64Array.from(fullShoe(1), (count, rank) => count - (rank === up ? 1 : 0));
      const chances = new Float64Array(7);
      new DealerEndings(up, soft17).fill(left, chances);
      expect(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1)).toBeLessThan(1e-12);
    }
  });

  it('with a ten has blackjack for four aces in fifty-one cards', () => {
    const left = Float64Array.from(fullShoe(1), (count, rank) => count - (rank === 9 ? 1 : 0));
    const chances = new Float64Array(7);
    new DealerEndings(9, 'stands').fill(left, chances);
    expect(chances[6]).toBeCloseTo(4 / 51, 12);
  });

  it('meets every hand that has not bust', () => {
    // Partitions of at most 21 into parts of one to ten, the empty one left out.
    expect(compositions().size).toBe(3082);
  });
});
