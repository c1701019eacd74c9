import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ProgrammeDefinition } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';
import { definitionHash } from './definition-hash.js';
import { programmeFrom } from './programme-file.js';
import { effectiveWagering, faultsOf } from './publication.js';
import { shareOf } from './shares.js';

const folder = path.resolve(import.meta.dirname, '../../definitions');
const without = (definition: ProgrammeDefinition, member: keyof ProgrammeDefinition): ProgrammeDefinition => {
  const { [member]: _, ...rest } = definition;
  return rest as ProgrammeDefinition;
};

describe('the rules of publication', () => {
  it.each(readdirSync(folder))('%s breaks none', (file) => {
    expect(programmeFrom(file, readFileSync(path.join(folder, file), 'utf8')).publish).toBe(true);
  });

  it('pass a programme of each kind, and the most that may have to be wagered', () => {
    expect(faultsOf(depositMatch())).toEqual([]);
    expect(faultsOf(freeRounds())).toEqual([]);
    expect(faultsOf(depositMatch({ wageringHundredths: 1000, gameWeights: [] }))).toEqual([]);
    expect(faultsOf(depositMatch({ wageringHundredths: 0, defaultWeightBasisPoints: 0 }))).toEqual([]);
  });

  const refused: [string, ProgrammeDefinition, string, string][] = [
    ['10.01 times', depositMatch({ wageringHundredths: 1001 }), 'wageringHundredths', 'wagering_above_cap'],
    [
      'half weight at 5.01 times',
      depositMatch({ wageringHundredths: 501 }),
      'gameWeights',
      'effective_wagering_above_cap',
    ],
    [
      'half weight of a kind at 5.01 times',
      depositMatch({
        wageringHundredths: 501,
        gameWeights: [],
        kindWeights: [{ kind: 'slot', basisPoints: 5000 }],
      }),
      'gameWeights',
      'effective_wagering_above_cap',
    ],
    [
      'a kind weighed twice',
      depositMatch({
        kindWeights: [
          { kind: 'slot', basisPoints: 9000 },
          { kind: 'slot', basisPoints: 8000 },
        ],
      }),
      'kindWeights.1',
      'repeated',
    ],
    [
      'a game that counts for nothing',
      depositMatch({ gameWeights: [{ gameId: 'a', basisPoints: 0 }] }),
      'gameWeights',
      'effective_wagering_above_cap',
    ],
    [
      'betting and casino in one',
      depositMatch({ products: ['betting', 'casino'] }),
      'products',
      'mixed_products',
    ],
    ['bingo', depositMatch({ products: ['bingo'] }), 'products', 'product_not_offered'],
    ['no product', depositMatch({ products: [] }), 'products', 'missing'],
    ['no terms of the match', without(depositMatch(), 'depositMatch'), 'depositMatch', 'missing'],
    ['no terms of the rounds', without(freeRounds(), 'freeRounds'), 'freeRounds', 'missing'],
    [
      'rounds in a match',
      depositMatch({ freeRounds: { gameId: 'a', rounds: 1, stake: gbp(1) } }),
      'freeRounds',
      'not_of_this_kind',
    ],
    ['no title', depositMatch({ title: ' ' }), 'title', 'missing'],
    ['no summary', depositMatch({ summary: '' }), 'summary', 'missing'],
    ['a summary of a word', depositMatch({ summary: 'Great bonus!' }), 'summary', 'unclear'],
    ['a promise', depositMatch({ summary: 'A risk-free way to try our games.' }), 'summary', 'misleading'],
    [
      'a term left open',
      depositMatch({ additionalTerms: ['We may change this at our sole discretion.'] }),
      'additionalTerms.0',
      'unclear',
    ],
    ['a term of a word', depositMatch({ additionalTerms: ['Slots.'] }), 'additionalTerms.0', 'unclear'],
    [
      'two currencies',
      depositMatch({ maximumStake: { amount: 200, currency: 'EUR' } }),
      'depositMatch.maximumBonus',
      'mixed_currencies',
    ],
    ['a budget below one award', depositMatch({ budget: gbp(2499) }), 'budget', 'too_small'],
    [
      'an end before the start',
      depositMatch({ endsAt: '2025-12-31T00:00:00.000Z' }),
      'endsAt',
      'before_start',
    ],
    [
      'a game weighed twice',
      depositMatch({
        gameWeights: [
          { gameId: 'a', basisPoints: 9000 },
          { gameId: 'a', basisPoints: 8000 },
        ],
      }),
      'gameWeights.1',
      'repeated',
    ],
  ];

  it.each(refused)('refuse %s', (_, definition, field, code) => {
    expect(faultsOf(definition)).toContainEqual(expect.objectContaining({ field, code }));
  });

  it('bound what has to be staked, whatever the player plays', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 10_000 }),
        weights,
        fc.integer({ min: 1, max: 1_000_000 }),
        (wageringHundredths, defaultWeightBasisPoints, others, bonus) => {
          const gameWeights = others.map((basisPoints, index) => ({ gameId: `g${index}`, basisPoints }));
          const definition = depositMatch({ wageringHundredths, defaultWeightBasisPoints, gameWeights });
          const publishable = faultsOf(definition).length === 0;
          const least = Math.min(defaultWeightBasisPoints, ...others);
          // Staking ten times the bonus in one round of the worst game meets the requirement, or it is refused.
          const enough = shareOf(bonus * 10, least, 10_000) >= shareOf(bonus, wageringHundredths, 100);
          if (publishable) expect(enough).toBe(true);
          expect(publishable).toBe(effectiveWagering(definition) <= 1000);
        },
      ),
    );
  });
});

describe('programmeFrom', () => {
  const text = (over: object): string =>
    JSON.stringify({ version: 1, publish: true, definition: depositMatch(), ...over });

  it.each([
    ['another name', 'other.json', text({}), /must be called test-match\.json/],
    ['an unknown member', 'test-match.json', text({ discount: 1 }), /discount/],
    ['a fault of the form', 'test-match.json', text({ version: 0 }), /version/],
    [
      'a rule broken',
      'test-match.json',
      text({ definition: depositMatch({ wageringHundredths: 3500 }) }),
      /35 times; 10 is the most/,
    ],
  ])('refuses %s', (_, file, content, message) => {
    expect(() => programmeFrom(file, content)).toThrow(message);
  });

  it('takes as a draft what could not be published', () => {
    const definition = depositMatch({ wageringHundredths: 3500 });
    expect(programmeFrom('test-match.json', text({ publish: false, definition })).publish).toBe(false);
  });
});

describe('definitionHash', () => {
  it('does not depend on the order of members, and on everything else', () => {
    const definition = depositMatch();
    const turned = Object.fromEntries(Object.entries(definition).reverse()) as unknown as ProgrammeDefinition;
    expect(definitionHash(turned)).toBe(definitionHash(definition));
    expect(definitionHash(depositMatch({ expiresAfterDays: 13 }))).not.toBe(definitionHash(definition));
  });
});
